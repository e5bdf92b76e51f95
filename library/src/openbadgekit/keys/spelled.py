"""The key of one verification method, in whatever way it is spelled: JWK, multikey, base58, PEM.

Source: W3C Controlled Identifiers 1.0, "Verification Methods"; Open Badges 2.0 "CryptographicKey"; conformance row OB3-P-08.
"""

from __future__ import annotations

from collections.abc import Iterator

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from openbadgekit.errors import KeyMalformed
from openbadgekit.keys import jwk, model, multibase, multikey
from openbadgekit.keys.model import KeyKind, PublicKey
from openbadgekit.reading import JsonObject

_PEM_CURVES = {"secp256r1": KeyKind.P256, "secp384r1": KeyKind.P384}
_SECRETS = frozenset(
    {"secretKeyJwk", "secretKeyMultibase", "privateKeyJwk", "privateKeyMultibase", "privateKeyBase58", "privateKeyPem"}
)
_KINDS = {
    "Ed25519VerificationKey2018": KeyKind.ED25519,
    "Ed25519VerificationKey2020": KeyKind.ED25519,
    "EcdsaSecp256r1VerificationKey2019": KeyKind.P256,
    "RsaVerificationKey2018": KeyKind.RSA,
}
"""Types of method that name the kind of their key; Multikey, JsonWebKey and CryptographicKey leave it to the key."""


def key_of(entry: JsonObject) -> PublicKey | None:
    """The key of a method; None when it is of a kind that we do not read.

    None too where the entry shows a private half, spells two different keys, or names a type that its key is not of: such a key
    can no longer say who signed.
    """
    if _SECRETS & entry.keys():
        return None
    try:
        keys = list(_spelled(entry))
    except (KeyMalformed, ValueError):
        return None
    if not keys or any(jwk.write_public(key) != jwk.write_public(keys[0]) for key in keys[1:]):
        return None
    wanted = _KINDS.get(str(entry.get("type")))
    return keys[0] if wanted in (None, keys[0].kind) else None


def _spelled(entry: JsonObject) -> Iterator[PublicKey]:
    """The key in every spelling that the entry has."""
    if isinstance(entry.get("publicKeyJwk"), dict):
        yield jwk.read_public(entry["publicKeyJwk"])
    if isinstance(entry.get("publicKeyMultibase"), str):
        yield multikey.read(entry["publicKeyMultibase"])
    if isinstance(entry.get("publicKeyBase58"), str) and "Ed25519" in str(entry.get("type")):
        yield model.ed25519_public(multibase.base58_decode(entry["publicKeyBase58"]))
    if isinstance(entry.get("publicKeyPem"), str):
        yield read_pem(entry["publicKeyPem"])


def read_pem(text: str) -> PublicKey:
    """A PEM public key (Open Badges 2.0 CryptographicKey).

    Raises:
        KeyMalformed: no PEM, or a key of a kind or size that is not accepted.
    """
    try:
        key = serialization.load_pem_public_key(text.encode())
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise KeyMalformed("This PEM text holds no public key.") from None
    if isinstance(key, rsa.RSAPublicKey):
        numbers = key.public_numbers()
        return model.rsa_public(n=numbers.n, e=numbers.e)
    if isinstance(key, ed25519.Ed25519PublicKey):
        return model.ed25519_public(key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw))
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in _PEM_CURVES:
        return PublicKey(_PEM_CURVES[key.curve.name], key)
    raise KeyMalformed("This PEM key is of a kind that is not read here.")
