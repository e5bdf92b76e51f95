"""Ed25519Signature2020, checked only: most credentials of 2022 to 2024 carry it.

Source: W3C Ed25519Signature2020 (community draft); the same hashes as eddsa-rdfc-2022 with the older options. That draft names
URDNA2015 and Data Integrity EdDSA Cryptosuites 1.0 names RDFC-1.0; implementations of both are about.
"""

from __future__ import annotations

from openbadgekit.keys.model import PublicKey
from openbadgekit.proofs import data_integrity
from openbadgekit.reading import JsonObject


def check(document: JsonObject, proof: JsonObject, key: PublicKey) -> None:
    """Hold a proof against its document without proofs.

    Raises:
        ProofInvalid: the signature does not fit. ContextRefused, TooLarge: the document has no canonical form here.
    """
    options = {**data_integrity.without_value(proof), "@context": document.get("@context", [])}
    data_integrity.check_older(document, options, proof, key)
