"""What the Data Integrity suites over Ed25519 share: options, hashes in their order, proof values.

Source: W3C Data Integrity EdDSA Cryptosuites 1.0, sections 3.2 and 3.3.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from openbadgekit.errors import ProofInvalid, ProofUnsupported
from openbadgekit.keys import multibase
from openbadgekit.keys.model import KeyKind, PublicKey
from openbadgekit.keys.signer import Signer
from openbadgekit.reading import JsonObject, write_datetime

Canonical = Callable[[JsonObject], bytes]


def options(*, cryptosuite: str, signer: Signer, created: datetime) -> JsonObject:
    """The proof without its value."""
    if signer.kind is not KeyKind.ED25519:
        raise ProofUnsupported(f"{cryptosuite} needs an Ed25519 key; this one is of kind {signer.kind}.")
    return {
        "type": "DataIntegrityProof",
        "cryptosuite": cryptosuite,
        "created": write_datetime(created),
        "verificationMethod": signer.verification_method,
        "proofPurpose": "assertionMethod",
    }


def hash_data(document: JsonObject, proof: JsonObject, canonical: Canonical) -> bytes:
    """Hash of the options, then hash of the document: the proof's comes first."""
    return hashlib.sha256(canonical(proof)).digest() + hashlib.sha256(canonical(document)).digest()


def check_signature(data: bytes, proof: JsonObject, key: PublicKey) -> None:
    """Hold the proof value against the hashes.

    Raises:
        ProofInvalid: no multibase text of 64 bytes, a key of another kind, or a signature of other bytes.
    """
    if key.kind is not KeyKind.ED25519:
        raise ProofInvalid("The key is not of the kind that this proof needs.")
    value = proof.get("proofValue")
    try:
        signature = multibase.decode(value) if isinstance(value, str) and value[:1] == "z" else b""
    except ValueError:
        signature = b""
    if len(signature) != 64:
        raise ProofInvalid("The proof value is no signature.")
    if not key.verify(signature, data):
        raise ProofInvalid("The signature does not fit the document: something was changed after signing.")


def with_value(proof: JsonObject, signature: bytes) -> JsonObject:
    """The proof with its value, base58btc."""
    return {**proof, "proofValue": "z" + multibase.base58_encode(signature)}


def without_value(proof: JsonObject) -> JsonObject:
    """The options as they were hashed."""
    return {name: value for name, value in proof.items() if name != "proofValue"}
