"""base58btc and base64url, in their one strict spelling.

Source: W3C Controlled Identifiers 1.0, "Multibase"; RFC 4648 section 5.
"""

from __future__ import annotations

import base64
import binascii
import re

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_URL_SAFE = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)
LONGEST = 4096
"""Longest base58 text that is decoded [characters]: the arithmetic grows with the square."""


def base58_encode(data: bytes) -> str:
    """Bytes to base58btc; each leading zero byte is one leading ``1``."""
    number, text = int.from_bytes(data), ""
    while number:
        number, rest = divmod(number, 58)
        text = _ALPHABET[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def base58_decode(text: str) -> bytes:
    """base58btc to bytes.

    Raises:
        ValueError: a character that is not of the alphabet, or too long a text.
    """
    if len(text) > LONGEST:
        raise ValueError("too long")
    number = 0
    for character in text:
        if character not in _VALUES:
            raise ValueError("not base58btc")
        number = number * 58 + _VALUES[character]
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def base64url_encode(data: bytes) -> str:
    """Bytes to base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def base64url_decode(text: str) -> bytes:
    """base64url without padding to bytes; every value has one spelling only.

    Raises:
        ValueError: padding, a foreign character, or bits that say nothing.
    """
    if not _URL_SAFE.fullmatch(text) or len(text) % 4 == 1:
        raise ValueError("not base64url")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise ValueError("not base64url") from None
    if base64url_encode(data) != text:
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
