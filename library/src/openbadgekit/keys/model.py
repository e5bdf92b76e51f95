"""Public and private keys of the kinds that we accept, over `cryptography`; weak and malleable things are refused here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from openbadgekit.errors import KeyMalformed, ProofUnsupported

RSA_BITS = (2048, 8192)
"""Smallest and largest RSA modulus that we accept [bits]."""

_SMALL_ORDER = frozenset(
    bytes.fromhex(point)
    for point in (
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    )
)
"""Encodings of the points of order 1, 2, 4 and 8, with the sign bit cleared: whoever uses one signs for everybody."""

_ED25519_ORDER = 2**252 + 27742317777372353535851937790883648493


class KeyKind(StrEnum):
    """The kinds of key that we read."""

    ED25519 = "Ed25519"
    P256 = "P-256"
    P384 = "P-384"
    RSA = "RSA"


ALGORITHMS: dict[KeyKind, tuple[str, ...]] = {
    KeyKind.ED25519: ("EdDSA", "Ed25519"),
    KeyKind.P256: ("ES256",),
    KeyKind.P384: ("ES384",),
    KeyKind.RSA: ("RS256", "PS256"),
}
"""JOSE algorithm names that fit each kind; the first is the default."""

_CURVES: dict[KeyKind, tuple[ec.EllipticCurve, hashes.HashAlgorithm, int]] = {
    KeyKind.P256: (ec.SECP256R1(), hashes.SHA256(), 32),
    KeyKind.P384: (ec.SECP384R1(), hashes.SHA384(), 48),
}


def fitting(kind: KeyKind, alg: str | None) -> str:
    """The algorithm to use: it follows the key, never the header alone.

    Raises:
        ProofUnsupported: an algorithm that does not fit the key.
    """
    if alg is None:
        return ALGORITHMS[kind][0]
    if alg not in ALGORITHMS[kind]:
        raise ProofUnsupported(f"The algorithm {alg[:20]!r} does not fit a key of kind {kind}.")
    return alg


@dataclass(frozen=True)
class PublicKey:
    """A key that checks signatures; ``key`` is the object of `cryptography`."""

    kind: KeyKind
    key: Any

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the key itself, in hex: the same key has the same one under every name and in every form."""
        der = self.key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        return hashlib.sha256(der).hexdigest()

    def verify(self, signature: bytes, data: bytes, *, alg: str | None = None) -> bool:
        """Whether the signature is right. EC signatures are r and s, each of the curve's length.

        Raises:
            ProofUnsupported: ``alg`` does not fit the key.
        """
        chosen = fitting(self.kind, alg)
        try:
            if self.kind is KeyKind.ED25519:
                # the one canonical spelling: s below the group's order (RFC 8032 5.1.7)
                if len(signature) != 64 or (signature[63] >= 16 and int.from_bytes(signature[32:], "little") >= _ED25519_ORDER):
                    return False  # below 16, its highest byte is below the order's
                self.key.verify(signature, data)
            elif self.kind is KeyKind.RSA:
                self.key.verify(signature, data, _padding(chosen), hashes.SHA256())
            else:
                self._verify_ec(signature, data)
        except InvalidSignature:
            return False
        return True

    def _verify_ec(self, signature: bytes, data: bytes) -> None:
        """ECDSA over the curve's own hash."""
        _, digest, size = _CURVES[self.kind]
        r, s = int.from_bytes(signature[:size]), int.from_bytes(signature[size:])
        if len(signature) != 2 * size or r == 0 or s == 0:
            raise InvalidSignature
        self.key.verify(encode_dss_signature(r, s), data, ec.ECDSA(digest))


@dataclass(frozen=True)
class PrivateKey:
    """A key that signs; its text form never shows the secret."""

    kind: KeyKind
    key: Any

    def public(self) -> PublicKey:
        """The public half."""
        return PublicKey(self.kind, self.key.public_key())

    def sign(self, data: bytes, *, alg: str | None = None) -> bytes:
        """Sign; EC signatures are r and s, each of the curve's length."""
        chosen = fitting(self.kind, alg)
        if self.kind is KeyKind.ED25519:
            return bytes(self.key.sign(data))
        if self.kind is KeyKind.RSA:
            return bytes(self.key.sign(data, _padding(chosen), hashes.SHA256()))
        _, digest, size = _CURVES[self.kind]
        r, s = decode_dss_signature(self.key.sign(data, ec.ECDSA(digest)))
        return r.to_bytes(size) + s.to_bytes(size)

    def __repr__(self) -> str:
        return f"PrivateKey({self.kind})"


def generate(kind: KeyKind = KeyKind.ED25519) -> PrivateKey:
    """A new random key."""
    if kind is KeyKind.ED25519:
        return PrivateKey(kind, ed25519.Ed25519PrivateKey.generate())
    if kind is KeyKind.RSA:
        return PrivateKey(kind, rsa.generate_private_key(public_exponent=65537, key_size=3072))
    return PrivateKey(kind, ec.generate_private_key(_CURVES[kind][0]))


def ed25519_public(raw: bytes) -> PublicKey:
    """The Ed25519 key of these 32 bytes.

    Raises:
        KeyMalformed: another length, or a point of small order.
    """
    if len(raw) != 32:
        raise KeyMalformed("An Ed25519 key has 32 bytes.")
    if bytes([*raw[:31], raw[31] & 0x7F]) in _SMALL_ORDER:
        raise KeyMalformed("This Ed25519 key is a point of small order, with which everybody can sign.")
    return PublicKey(KeyKind.ED25519, ed25519.Ed25519PublicKey.from_public_bytes(raw))


def ec_public(kind: KeyKind, *, x: int, y: int) -> PublicKey:
    """The key of these coordinates, which must lie on the curve."""
    try:
        return PublicKey(kind, ec.EllipticCurvePublicNumbers(x, y, _CURVES[kind][0]).public_key())
    except ValueError:
        raise KeyMalformed(f"This is no point of the curve {kind}.") from None


def ec_public_of_point(kind: KeyKind, point: bytes) -> PublicKey:
    """The key of a compressed point (SEC 1)."""
    size = _CURVES[kind][2]
    if len(point) != size + 1 or point[0] not in (2, 3):
        raise KeyMalformed(f"A compressed {kind} key has {size + 1} bytes.")
    try:
        return PublicKey(kind, ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[kind][0], point))
    except ValueError:
        raise KeyMalformed(f"This is no point of the curve {kind}.") from None


def rsa_public(*, n: int, e: int) -> PublicKey:
    """The RSA key of this modulus and exponent, of a size that we accept."""
    if not RSA_BITS[0] <= n.bit_length() <= RSA_BITS[1]:
        raise KeyMalformed(f"An RSA key needs at least {RSA_BITS[0]} bits; this one has {n.bit_length()}.")
    if e < 3 or e % 2 == 0 or e.bit_length() > 64:
        raise KeyMalformed("The exponent of this RSA key is not acceptable.")
    try:
        return PublicKey(KeyKind.RSA, rsa.RSAPublicNumbers(e, n).public_key())
    except ValueError:
        raise KeyMalformed("These numbers are no RSA key.") from None


def size_of(kind: KeyKind) -> int:
    """Length of one coordinate or of r and s [bytes]; elliptic curves of NIST only."""
    return _CURVES[kind][2]


def hash_of(kind: KeyKind) -> str:
    """The hash that goes with an elliptic curve of NIST, as `hashlib` names it."""
    return _CURVES[kind][1].name


def signature_size(kind: KeyKind) -> int:
    """Length of a signature in a Data Integrity proof [bytes]; 0 for kinds that make none."""
    return 64 if kind is KeyKind.ED25519 else 2 * _CURVES[kind][2] if kind in _CURVES else 0


def curve_of(kind: KeyKind) -> ec.EllipticCurve:
    """The curve of an EC kind."""
    return _CURVES[kind][0]


def _padding(alg: str) -> padding.AsymmetricPadding:
    """PKCS 1 v1.5 for RS256, PSS with a salt of the hash's length for PS256 (RFC 7518 3.5)."""
    if alg == "PS256":
        return padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=32)
    return padding.PKCS1v15()
