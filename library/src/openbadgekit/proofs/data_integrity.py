"""What the Data Integrity suites share: options, hashes in their order, proof values, chains.

Source: W3C Data Integrity 1.0, section 4; Data Integrity EdDSA Cryptosuites 1.0, section 3; ECDSA Cryptosuites 1.0, section 3.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from datetime import datetime

from openbadgekit.canonical import jcs, template, urdna
from openbadgekit.errors import Malformed, ProofInvalid, ProofUnsupported
from openbadgekit.keys import multibase
from openbadgekit.keys.model import KeyKind, PublicKey, signature_size
from openbadgekit.keys.signer import Signer
from openbadgekit.reading import JsonObject, listed, write_datetime

Canonical = Callable[[JsonObject], bytes]
ED25519: Collection[KeyKind] = (KeyKind.ED25519,)
_DIGESTS = {"sha256": hashlib.sha256, "sha384": hashlib.sha384}
NIST: Collection[KeyKind] = (KeyKind.P256, KeyKind.P384)


def options(
    *,
    cryptosuite: str,
    signer: Signer,
    created: datetime,
    kinds: Collection[KeyKind] = ED25519,
    more: JsonObject | None = None,
) -> JsonObject:
    """The proof without its value.

    Args:
        more: further options, for instance ``id`` and ``previousProof`` of a chain, ``expires``, ``nonce``.
    """
    if signer.kind not in kinds:
        raise ProofUnsupported(f"{cryptosuite} needs a key of kind {' or '.join(kinds)}; this one is of kind {signer.kind}.")
    return {
        "type": "DataIntegrityProof",
        "cryptosuite": cryptosuite,
        "created": write_datetime(created),
        "verificationMethod": signer.verification_method,
        "proofPurpose": "assertionMethod",
        **(more or {}),
    }


def hash_data(document: JsonObject, proof: JsonObject, canonical: Canonical, *, algorithm: str = "sha256") -> bytes:
    """Hash of the options, then hash of the document: the proof's comes first."""
    return hashes(canonical(proof), canonical(document), algorithm=algorithm)


def hashes(options: bytes, document: bytes, *, algorithm: str = "sha256") -> bytes:
    """The same of canonical forms."""
    digest = _DIGESTS[algorithm]
    return digest(options).digest() + digest(document).digest()


def check_signature(data: bytes, proof: JsonObject, key: PublicKey, *, kinds: Collection[KeyKind] = ED25519) -> None:
    """Hold the proof value against the hashes.

    Raises:
        ProofInvalid: no base58btc text of the right length, a key of another kind, or a signature of other bytes.
    """
    check_kind(key, kinds)
    value = proof.get("proofValue")
    try:
        signature = multibase.decode(value) if isinstance(value, str) and value[:1] == "z" else b""
    except ValueError:
        signature = b""
    if len(signature) != signature_size(key.kind):
        raise ProofInvalid("The proof value is no signature.")
    if not key.verify(signature, data):
        raise ProofInvalid("The signature does not fit the document: something was changed after signing.")


def check_older(document: JsonObject, options: JsonObject, proof: JsonObject, key: PublicKey) -> None:
    """Hold the proof value of a suite from before RDFC-1.0: over the canonical form of today, or over that of its years.

    Args:
        options: the proof without its value, in the document's contexts.
    Raises:
        ProofInvalid: the signature fits neither. ContextRefused, TooLarge: the document has no canonical form here.
    """
    forms = [template.for_verifying(item) for item in (options, document)]
    try:
        check_signature(b"".join(hashlib.sha256(form).digest() for form in forms), proof, key)
    except ProofInvalid:
        if not any(map(urdna.differs, forms)):
            raise
        check_signature(hash_data(document, options, urdna.canonical_document), proof, key)


def check_kind(key: PublicKey, kinds: Collection[KeyKind]) -> None:
    """Refuse a key that cannot have made such a proof."""
    if key.kind not in kinds:
        raise ProofInvalid("The key is not of the kind that this proof needs.")


def with_value(proof: JsonObject, signature: bytes) -> JsonObject:
    """The proof with its value, base58btc."""
    return {**proof, "proofValue": "z" + multibase.base58_encode(signature)}


def without_value(proof: JsonObject) -> JsonObject:
    """The options as they were hashed."""
    return {name: value for name, value in proof.items() if name != "proofValue"}


def in_context(proof: JsonObject, document: JsonObject) -> JsonObject:
    """Options of an RDF suite mean what the document's contexts say (EdDSA Cryptosuites, 3.2.5)."""
    return {**proof, "@context": document["@context"]} if "@context" in document else proof


def with_context(proof: JsonObject, document: JsonObject) -> JsonObject:
    """Options of a JCS suite repeat the document's contexts (EdDSA Cryptosuites, 3.3.1)."""
    return {"@context": document["@context"], **proof} if "@context" in document else proof


def in_repeated_context(document: JsonObject, proof: JsonObject) -> JsonObject:
    """The document as a JCS suite signed it: with the contexts that the proof repeats (EdDSA Cryptosuites, 3.3.2).

    Raises:
        ProofInvalid: the document's contexts do not begin with those of the proof.
    """
    if "@context" not in proof or proof["@context"] == document.get("@context"):
        return document
    begin, whole = listed(proof["@context"]), listed(document.get("@context"))
    if not begin or whole[: len(begin)] != begin:
        raise ProofInvalid("The document's contexts do not begin with those of its proof.")
    return {**document, "@context": proof["@context"]}


def make_jcs(
    document: JsonObject,
    signer: Signer,
    options: JsonObject,
    canonical: bytes | None,
    *,
    algorithm: str = "sha256",
) -> JsonObject:
    """The proof of a JCS suite over a document, carrying the document's own context.

    Args:
        canonical: the document's canonical form, where it is known; then the document is plain, and so are the options.
    """
    proof = with_context(options, document)
    form = jcs.canonicalize(proof, known_plain=canonical is not None)
    data = hashes(form, canonical or jcs.canonicalize(document), algorithm=algorithm)
    return with_value(proof, signer.sign(data))


def jcs_data(document: JsonObject, proof: JsonObject, *, known_plain: bool, algorithm: str = "sha256") -> bytes:
    """The hashes that a JCS suite checks.

    Args:
        known_plain: what is known of both, as for ``jcs.canonicalize``.
    Raises:
        ProofInvalid: other contexts than the proof's, or no canonical form.
    """
    document = in_repeated_context(document, proof)
    try:
        forms = [jcs.canonicalize(item, known_plain=known_plain) for item in (without_value(proof), document)]
    except Malformed:
        raise ProofInvalid("The document has no canonical form.") from None
    return hashes(*forms, algorithm=algorithm)
