"""eddsa-rdfc-2022: Ed25519 over the RDF canonical form.

Source: W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.2.
"""

from __future__ import annotations

from datetime import datetime

from openbadgekit.canonical import template
from openbadgekit.keys.model import PublicKey
from openbadgekit.keys.signer import Signer
from openbadgekit.proofs import data_integrity
from openbadgekit.reading import JsonObject

NAME = "eddsa-rdfc-2022"


def make(
    document: JsonObject, signer: Signer, *, created: datetime, more: JsonObject | None = None, canonical: bytes | None = None
) -> JsonObject:
    """The proof for a document without proofs, or with those of a chain that it continues.

    Args:
        canonical: the document's canonical form, where it is known.
    """
    proof = data_integrity.options(cryptosuite=NAME, signer=signer, created=created, more=more)
    options = template.for_issuing_options(data_integrity.in_context(proof, document))
    data = data_integrity.hashes(options, canonical or template.for_issuing(document))
    return data_integrity.with_value(proof, signer.sign(data))


def check(document: JsonObject, proof: JsonObject, key: PublicKey) -> None:
    """Hold a proof against its document without proofs.

    Raises:
        ProofInvalid: the signature does not fit. ContextRefused, TooLarge: the document has no canonical form here.
    """
    options = data_integrity.in_context(data_integrity.without_value(proof), document)
    data_integrity.check_signature(data_integrity.hash_data(document, options, template.for_verifying), proof, key)


def check_pre_final(document: JsonObject, proof: JsonObject, key: PublicKey) -> None:
    """Hold a proof of ``eddsa-2022``, the suite's name before it was final, in whichever canonical form its signer had."""
    options = data_integrity.in_context(data_integrity.without_value(proof), document)
    data_integrity.check_older(document, options, proof, key)
