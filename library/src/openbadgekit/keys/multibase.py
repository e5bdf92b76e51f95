"""base58btc and base64url, in their one strict spelling.

Source: W3C Controlled Identifiers 1.0, "Multibase"; RFC 4648 section 5.
"""

from __future__ import annotations

import binascii

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_TEN = 58**10
_NONE = 255
_VALUES = bytes(_ALPHABET.find(chr(code)) % 256 for code in range(256))
"""Byte -> digit; ``_NONE`` for what is no digit."""

_URL_SAFE = bytes.maketrans(b"+/", b"-_")
_FROM_URL = bytes(code if chr(code).isalnum() and code < 128 else {45: 43, 95: 47}.get(code, 0) for code in range(256))
"""URL-safe to plain base64; every other byte becomes one that base64 does not have."""

LONGEST = 4096
"""Longest base58 text that is decoded [characters]: the arithmetic grows with the square."""


def base58_encode(data: bytes) -> str:
    """Bytes to base58btc; each leading zero byte is one leading ``1``."""
    number, parts = int.from_bytes(data), list[str]()
    while number:
        # ten digits at a time: small numbers are quick to divide
        number, rest = divmod(number, _TEN)
        rest, fifth = divmod(rest, 3364)
        rest, fourth = divmod(rest, 3364)
        rest, third = divmod(rest, 3364)
        first, second = divmod(rest, 3364)
        parts.append(f"{_PAIRS[first]}{_PAIRS[second]}{_PAIRS[third]}{_PAIRS[fourth]}{_PAIRS[fifth]}")
    parts.reverse()
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + "".join(parts).lstrip("1")


def base58_decode(text: str) -> bytes:
    """base58btc to bytes.

    Raises:
        ValueError: a character that is not of the alphabet, or too long a text.
    """
    if len(text) > LONGEST:
        raise ValueError("too long")
    digits = text.encode().translate(_VALUES)
    if _NONE in digits:
        raise ValueError("not base58btc")
    number = 0
    for digit in digits:
        number = number * 58 + digit
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def base64url_encode(data: bytes) -> str:
    """Bytes to base64url without padding."""
    return binascii.b2a_base64(data, newline=False).translate(_URL_SAFE).rstrip(b"=").decode()


def base64url_decode(text: str) -> bytes:
    """base64url without padding to bytes; every value has one spelling only.

    Raises:
        ValueError: padding, a foreign character, or bits that say nothing.
    """
    plain = text.encode().translate(_FROM_URL) + b"=" * (-len(text) % 4)
    try:
        data = binascii.a2b_base64(plain, strict_mode=True)
    except binascii.Error:
        raise ValueError("not base64url") from None
    if len(text) % 4 and base64url_encode(data[len(data) - len(data) % 3 :]) != text[len(text) - len(text) % 4 :]:
        raise ValueError("not the one spelling of its bytes")
    return data


def decode(text: str) -> bytes:
    """Multibase text (``z`` or ``u``) to bytes.

    Raises:
        ValueError: another base or another spelling.
    """
    if text[:1] == "z":
        return base58_decode(text[1:])
    if text[:1] == "u":
        return base64url_decode(text[1:])
    raise ValueError("neither base58btc nor base64url")
