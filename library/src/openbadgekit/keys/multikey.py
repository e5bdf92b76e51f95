"""Multikey: a public key as one text.

Source: W3C Controlled Identifiers 1.0, "Multikey"; multicodec table.
"""

from __future__ import annotations

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from openbadgekit.errors import KeyMalformed
from openbadgekit.keys import model, multibase
from openbadgekit.keys.model import KeyKind, PublicKey

_PREFIXES = {
    KeyKind.ED25519: b"\xed\x01",
    KeyKind.P256: b"\x80\x24",
    KeyKind.P384: b"\x81\x24",
    KeyKind.RSA: b"\x85\x24",
}


def read(text: str) -> PublicKey:
    """The key of a multikey text, for instance ``z6Mk…``.

    Raises:
        KeyMalformed: not multibase, a kind that we do not read, or no key of that kind.
    """
    try:
        data = multibase.decode(text) if isinstance(text, str) else b""
    except ValueError:
        raise KeyMalformed("This multikey is not multibase text.") from None
    for kind, prefix in _PREFIXES.items():
        if data.startswith(prefix):
            return _key(kind, data[len(prefix) :])
    raise KeyMalformed("This multikey is of a kind that is not read here.")


def _key(kind: KeyKind, raw: bytes) -> PublicKey:
    """The key of one kind from its raw bytes."""
    if kind is KeyKind.ED25519:
        return model.ed25519_public(raw)
    if kind is not KeyKind.RSA:
        return model.ec_public_of_point(kind, raw)
    try:
        key = serialization.load_der_public_key(b"\x30\x82" + _der_rsa(raw)) if raw[:1] == b"\x30" else None
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, rsa.RSAPublicKey):
        raise KeyMalformed("This multikey holds no RSA key.")
    numbers = key.public_numbers()
    return model.rsa_public(n=numbers.n, e=numbers.e)


def _der_rsa(raw: bytes) -> bytes:
    """SubjectPublicKeyInfo around a PKCS 1 key, without its first two bytes (the multicodec holds PKCS 1 alone)."""
    algorithm = bytes.fromhex("300d06092a864886f70d0101010500")
    bits = b"\x00" + raw
    string = b"\x03\x82" + len(bits).to_bytes(2) + bits
    return (len(algorithm) + len(string)).to_bytes(2) + algorithm + string


def write(key: PublicKey) -> str:
    """The multikey text of a key, base58btc."""
    if key.kind is KeyKind.ED25519:
        raw = key.key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    elif key.kind is KeyKind.RSA:
        raw = key.key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.PKCS1)
    else:
        raw = key.key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)
    return "z" + multibase.base58_encode(_PREFIXES[key.kind] + raw)
