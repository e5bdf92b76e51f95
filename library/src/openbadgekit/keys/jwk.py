"""JSON Web Keys, read and written.

Source: RFC 7517, RFC 7518 section 6, RFC 8037.
"""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from openbadgekit.errors import KeyMalformed
from openbadgekit.keys import model
from openbadgekit.keys.model import KeyKind, PrivateKey, PublicKey
from openbadgekit.keys.multibase import base64url_decode, base64url_encode
from openbadgekit.reading import JsonObject

_CURVES = {"P-256": KeyKind.P256, "P-384": KeyKind.P384}
SECRET_MEMBERS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})


def read_public(jwk: JsonObject) -> PublicKey:
    """The key of a public JWK.

    Raises:
        KeyMalformed: a kind that we do not read, a wrong size, or a JWK that shows its private half.
    """
    if not isinstance(jwk, dict):
        raise KeyMalformed("A JWK is an object.")
    if SECRET_MEMBERS & jwk.keys():
        raise KeyMalformed("This key shows its private half: it can no longer say who signed.")
    operations = jwk.get("key_ops", ["verify"])
    if jwk.get("use", "sig") != "sig" or not isinstance(operations, list) or "verify" not in operations:
        raise KeyMalformed("This key is not for signing.")
    return _public(jwk)


def read_private(jwk: JsonObject) -> PrivateKey:
    """The key of a private JWK whose public members fit its secret.

    Raises:
        KeyMalformed: no private member, a kind that we do not read, or halves that do not belong together.
    """
    public = _public(jwk)
    secret = _number(jwk, "d") if public.kind is not KeyKind.ED25519 else _bytes(jwk, "d")
    try:
        private = _private(public.kind, jwk, secret)
    except (ValueError, TypeError):
        raise KeyMalformed("The private half of this key is not acceptable.") from None
    if write_public(private.public()) != write_public(public):
        raise KeyMalformed("The two halves of this key do not belong together.")
    return private


def _public(jwk: JsonObject) -> PublicKey:
    """The public members."""
    kind, curve = jwk.get("kty"), jwk.get("crv")
    if kind == "OKP" and curve == "Ed25519":
        return model.ed25519_public(_bytes(jwk, "x"))
    if kind == "EC" and curve in _CURVES:
        size = model.size_of(_CURVES[curve])
        if len(_bytes(jwk, "x")) != size or len(_bytes(jwk, "y")) != size:
            raise KeyMalformed(f"Each coordinate of a {curve} key has {size} bytes.")
        return model.ec_public(_CURVES[curve], x=_number(jwk, "x"), y=_number(jwk, "y"))
    if kind == "RSA":
        return model.rsa_public(n=_number(jwk, "n"), e=_number(jwk, "e"))
    raise KeyMalformed("This key is of a kind that is not read here.")


def _private(kind: KeyKind, jwk: JsonObject, secret: Any) -> PrivateKey:
    """The private half of one kind."""
    if kind is KeyKind.ED25519:
        return PrivateKey(kind, ed25519.Ed25519PrivateKey.from_private_bytes(secret))
    if kind is KeyKind.RSA:
        n, e = _number(jwk, "n"), _number(jwk, "e")
        p, q = rsa.rsa_recover_prime_factors(n, e, secret)
        numbers = rsa.RSAPrivateNumbers(
            p=p,
            q=q,
            d=secret,
            dmp1=rsa.rsa_crt_dmp1(secret, p),
            dmq1=rsa.rsa_crt_dmq1(secret, q),
            iqmp=rsa.rsa_crt_iqmp(p, q),
            public_numbers=rsa.RSAPublicNumbers(e, n),
        )
        return PrivateKey(kind, numbers.private_key())
    return PrivateKey(kind, ec.derive_private_key(secret, model.curve_of(kind)))


def write_public(key: PublicKey, *, kid: str | None = None) -> JsonObject:
    """A public JWK; ``kid`` names the key."""
    named = {"kid": kid} if kid else {}
    if key.kind is KeyKind.ED25519:
        raw = key.key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        return {**named, "kty": "OKP", "crv": "Ed25519", "x": base64url_encode(raw)}
    numbers = key.key.public_numbers()
    if key.kind is KeyKind.RSA:
        return {**named, "kty": "RSA", "n": _text(numbers.n), "e": _text(numbers.e)}
    size = model.size_of(key.kind)
    return {**named, "kty": "EC", "crv": key.kind.value, "x": _text(numbers.x, size), "y": _text(numbers.y, size)}


def write_private(key: PrivateKey, *, kid: str | None = None) -> JsonObject:
    """A private JWK: keep it secret."""
    public = write_public(key.public(), kid=kid)
    if key.kind is KeyKind.ED25519:
        raw = key.key.private_bytes(serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption())
        return {**public, "d": base64url_encode(raw)}
    numbers = key.key.private_numbers()
    if key.kind is KeyKind.RSA:
        return {**public, "d": _text(numbers.d)}
    return {**public, "d": _text(numbers.private_value, model.size_of(key.kind))}


def _bytes(jwk: JsonObject, name: str) -> bytes:
    """One base64url member."""
    value = jwk.get(name)
    try:
        if not isinstance(value, str) or not value or len(value) > 8192:
            raise ValueError
        return base64url_decode(value)
    except ValueError:
        raise KeyMalformed(f"The member {name!r} of this key is missing or not base64url.") from None


def _number(jwk: JsonObject, name: str) -> int:
    """One base64url member as a number."""
    return int.from_bytes(_bytes(jwk, name))


def _text(number: int, size: int | None = None) -> str:
    """A number as base64url, big-endian."""
    return base64url_encode(number.to_bytes(size or (number.bit_length() + 7) // 8))
