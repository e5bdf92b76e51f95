"""eddsa-jcs-2022: Ed25519 over the JSON canonical form.

Source: W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.3.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from openbadgekit.canonical import jcs
from openbadgekit.errors import Malformed, ProofInvalid
from openbadgekit.keys.model import PublicKey
from openbadgekit.keys.signer import Signer
from openbadgekit.proofs import data_integrity
from openbadgekit.reading import JsonObject

NAME = "eddsa-jcs-2022"


def make(document: JsonObject, signer: Signer, *, created: datetime) -> JsonObject:
    """The proof for a document without proofs; it carries the document's own context."""
    proof = data_integrity.options(cryptosuite=NAME, signer=signer, created=created)
    if "@context" in document:
        proof = {"@context": document["@context"], **proof}
    return data_integrity.with_value(proof, signer.sign(data_integrity.hash_data(document, proof, jcs.canonicalize)))


def check(document: JsonObject, proof: JsonObject, key: PublicKey) -> None:
    """Hold a proof against its document without proofs.

    Raises:
        ProofInvalid: contexts that do not begin with the proof's, or a signature that does not fit.
    """
    if "@context" in proof:
        begin, whole = _listed(proof["@context"]), _listed(document.get("@context"))
        if whole[: len(begin)] != begin:
            raise ProofInvalid("The document's contexts do not begin with those of its proof.")
        document = {**document, "@context": proof["@context"]}
    try:
        data = data_integrity.hash_data(document, data_integrity.without_value(proof), jcs.canonicalize)
    except Malformed:
        raise ProofInvalid("The document has no canonical form.") from None
    data_integrity.check_signature(data, proof, key)


def _listed(value: Any) -> list[Any]:
    """One context or many, as a list."""
    return value if isinstance(value, list) else [value]
