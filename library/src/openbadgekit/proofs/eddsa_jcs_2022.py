"""eddsa-jcs-2022: Ed25519 over the JSON canonical form.

Source: W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.3.
"""

from __future__ import annotations

from datetime import datetime

from openbadgekit.keys.model import PublicKey
from openbadgekit.keys.signer import Signer
from openbadgekit.proofs import data_integrity
from openbadgekit.reading import JsonObject

NAME = "eddsa-jcs-2022"


def make(
    document: JsonObject, signer: Signer, *, created: datetime, more: JsonObject | None = None, canonical: bytes | None = None
) -> JsonObject:
    """The proof for a document without proofs, or with those of a chain; it carries the document's own context.

    Args:
        canonical: the document's canonical form, where it is known; then the document is plain, and so is ``more``.
    """
    options = data_integrity.options(cryptosuite=NAME, signer=signer, created=created, more=more)
    return data_integrity.make_jcs(document, signer, options, canonical)


def check(document: JsonObject, proof: JsonObject, key: PublicKey, *, known_plain: bool = False) -> None:
    """Hold a proof against its document without proofs.

    Args:
        known_plain: what is known of document and proof, as for ``jcs.canonicalize``.
    Raises:
        ProofInvalid: contexts that do not begin with the proof's, or a signature that does not fit.
    """
    data_integrity.check_signature(data_integrity.jcs_data(document, proof, known_plain=known_plain), proof, key)
