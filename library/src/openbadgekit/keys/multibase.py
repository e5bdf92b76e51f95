"""base58btc and base64url, in their one strict spelling.

Source: W3C Controlled Identifiers 1.0, "Multibase"; RFC 4648 section 5.
"""

from __future__ import annotations

import binascii
import struct
from collections.abc import Callable

import msgspec

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_TEN = 58**10
_BYTES, _PAIRS_OF_BYTES, _FOURS_OF_BYTES = (int.from_bytes((bytes(size) + b"\xff" * size) * (48 // size)) for size in (1, 2, 4))
"""Every second byte, pair and four of 96 bytes."""

_EIGHTS = struct.Struct(">12Q").unpack
_NONE = 255
_LAST = (b"", b"", b"AQgw", b"AEIMQUYcgkosw048")
"""What a base64url text may end with, by what its length leaves of four: its last bits say nothing and are zero."""

_VALUES = bytes(_ALPHABET.find(chr(code)) % 256 for code in range(256))
"""Byte -> digit; ``_NONE`` for what is no digit."""

_from_base64: Callable[[bytes], bytes] = msgspec.json.Decoder(bytes).decode
"""A JSON text of base64 to bytes: twice as fast as `binascii`, and as strict."""

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
    number = _number(digits)
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def _number(digits: bytes) -> int:
    """What digits say, 96 at a time: neighbours are joined all at once, to pairs, fours and eights, in the fields of one number."""
    found = 0
    for begin in range(-(-len(digits) % 96), len(digits), 96):
        fields = int.from_bytes(digits[max(begin, 0) : begin + 96])
        fields = (fields >> 8 & _BYTES) * 58 + (fields & _BYTES)
        fields = (fields >> 16 & _PAIRS_OF_BYTES) * 58**2 + (fields & _PAIRS_OF_BYTES)
        fields = (fields >> 32 & _FOURS_OF_BYTES) * 58**4 + (fields & _FOURS_OF_BYTES)
        for eight in _EIGHTS(fields.to_bytes(96)):
            found = found * 58**8 + eight
    return found


def base64url_encode(data: bytes) -> str:
    """Bytes to base64url without padding."""
    return base64url(data).decode()


def base64url(data: bytes) -> bytes:
    """The same as ASCII bytes."""
    return binascii.b2a_base64(data, newline=False).rstrip(b"=").replace(b"+", b"-").replace(b"/", b"_")


def base64url_decode(text: str | bytes) -> bytes:
    """base64url without padding to bytes; every value has one spelling only.

    Raises:
        ValueError: padding, a foreign character, or bits that say nothing.
    """
    plain = text.encode() if isinstance(text, str) else text
    rest = len(plain) % 4
    if b"+" in plain or b"/" in plain or b"\\" in plain or plain[-1:] == b"=" or rest == 1:
        raise ValueError("not base64url")
    if rest and plain[-1] not in _LAST[rest]:
        raise ValueError("not the one spelling of its bytes")
    plain = plain.replace(b"-", b"+").replace(b"_", b"/")
    try:
        return _from_base64(b'"%b%b"' % (plain, b"=" * (-rest % 4)))
    except msgspec.DecodeError:
        raise ValueError("not base64url") from None


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
