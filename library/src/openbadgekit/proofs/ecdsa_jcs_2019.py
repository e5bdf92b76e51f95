"""ecdsa-jcs-2019: P-256 with SHA-256, or P-384 with SHA-384, over the JSON canonical form.

Source: W3C Data Integrity ECDSA Cryptosuites 1.0, section 3.3.
"""

from __future__ import annotations

from datetime import datetime

from openbadgekit.keys.model import PublicKey, hash_of
from openbadgekit.keys.signer import Signer
from openbadgekit.proofs import data_integrity
from openbadgekit.reading import JsonObject

NAME = "ecdsa-jcs-2019"


def make(
    document: JsonObject, signer: Signer, *, created: datetime, more: JsonObject | None = None, canonical: bytes | None = None
) -> JsonObject:
    """The proof for a document without proofs, or with those of a chain; it carries the document's own context.

    Args:
        canonical: the document's canonical form, where it is known; then the document is plain, and so is ``more``.
    """
    options = data_integrity.options(cryptosuite=NAME, signer=signer, created=created, kinds=data_integrity.NIST, more=more)
    return data_integrity.make_jcs(document, signer, options, canonical, algorithm=hash_of(signer.kind))


def check(document: JsonObject, proof: JsonObject, key: PublicKey, *, known_plain: bool = False) -> None:
    """Hold a proof against its document without proofs.

    Args:
        known_plain: what is known of document and proof, as for ``jcs.canonicalize``.
    Raises:
        ProofInvalid: contexts that do not begin with the proof's, or a signature that does not fit.
    """
    data_integrity.check_kind(key, data_integrity.NIST)
    data = data_integrity.jcs_data(document, proof, known_plain=known_plain, algorithm=hash_of(key.kind))
    data_integrity.check_signature(data, proof, key, kinds=data_integrity.NIST)
