"""Which values the quick encoder writes as RFC 8259 and RFC 8785 have it, and the quick way to read what it wrote.

`msgspec` writes floats in its own way, NaN as null, and things that JSON does not have; its reader takes the last of two members
of one name. Both are used only where nothing of this can matter, and what is left takes the exact path.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import msgspec

from openbadgekit.limits import Limits

SAFE = 2**53
"""Largest whole number that RFC 8785 writes by its digits."""

encode = msgspec.json.Encoder().encode
encode_sorted = msgspec.json.Encoder(order="sorted").encode
_DIGITS, _LONG = bytes.maketrans(b"123456789", b"000000000"), b"0" * 300
"""A number of so many digits may be larger than a double, which the exact reader refuses."""

_STEP, _RUN = 60, b"0" * 5
"""So many digits show as a run of digits among every sixtieth byte: where there is none, nothing more need be looked at."""

_LARGE, _BEFORE = b"0" * len(str(SAFE)), (b":", b",", b"[", b"-")
"""Digits of a number that may be larger than ``SAFE``, and what stands before a number in compact JSON."""

_HIGH, _NOT_OPENING = bytes(range(0xEE)), bytes(set(range(256)) - set(b"[{"))
"""Bytes that begin no letter beyond U+D7FF in UTF-8, and those that open no array or object."""


class _Fraction(Exception):
    """A number with a point or an exponent."""


def _refuse(_: str) -> Any:
    raise _Fraction


_decode = msgspec.json.Decoder().decode
_decode_without_fractions = msgspec.json.Decoder(float_hook=_refuse).decode


def is_plain(root: Any) -> bool:
    """Whether a value holds only objects, arrays, texts, small whole numbers, truths and null, of exactly these types.

    Names must sort alike by code point and by UTF-16 (RFC 8785 3.2.3); half a surrogate pair is left to the encoder to refuse.
    """
    todo, names = [root], list[str]()
    for value in todo:
        if type(value) is str:
            continue
        kind = type(value)
        if kind is dict:
            names += value
            todo += value.values()
        elif kind is list:
            todo += value
        elif kind is int:
            if not -SAFE <= value <= SAFE:
                return False
        elif kind is not bool and value is not None:
            return False
    try:
        joined = "".join(names)
    except TypeError:
        return False
    return joined.isascii() or max(joined) <= "\ud7ff"


def written(value: Any) -> bytes:
    """Compact JSON of a value that is JSON already: it was read by the strict reader, or survived being written and read.

    Raises:
        ValueError: NaN after all, half a surrogate pair.
    """
    data = encode(value)
    if b"null" in data and not is_plain(value):
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return data


def read_quickly(data: bytes, limits: Limits) -> Any:
    """The value of a text that reads in one way only and keeps every limit; ``None`` for any other.

    What is read is written again: only when that gives the text without its spaces, no member stood twice, no number was bent
    and no text was spelled in two ways.
    """
    value, compact = _read(data, limits, _decode)
    return None if _RUN in compact[::_STEP].translate(_DIGITS) and _LONG in compact.translate(_DIGITS) else value


def read_plainly(data: bytes, limits: Limits) -> tuple[Any, bool]:
    """The same, and whether the value is certainly plain (``is_plain``): its text shows that sooner than a walk through it."""
    try:
        value, compact = _read(data, limits, _decode_without_fractions)
    except _Fraction:
        return read_quickly(data, limits), False
    if value is None or not _may_be_odd(compact):
        return value, value is not None
    return read_quickly(data, limits), False


def _read(data: bytes, limits: Limits, decode: Callable[[bytes], Any]) -> tuple[Any, bytes]:
    """The value and its compact text; ``None`` when the exact reader must say what there is."""
    if limits.number_digits < len(_LONG):
        return None, b""
    try:
        value = decode(data)
        again = encode(value)
        same = again == data or again == msgspec.json.format(data, indent=-1)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None, b""
    if not same:
        return None, b""
    opened = len(data.translate(None, _NOT_OPENING))
    near = opened > limits.depth or len(data) > 2 * limits.array_items or len(data) // 2 >= limits.nodes
    return (None, b"") if not opened or (near and not _is_within(value, limits)) else (value, again)


def _is_within(root: Any, limits: Limits) -> bool:
    """Whether levels, members and values of an array or object keep the limits; looked at level by level."""
    level, depth, nodes = [root] if type(root) in (dict, list) else [], 0, 1
    while level:
        depth += 1
        below: list[Any] = []
        for value in level:
            nodes += len(value)
            if len(value) > limits.array_items or nodes > limits.nodes or depth > limits.depth:
                return False
            below += [inner for inner in (value.values() if type(value) is dict else value) if type(inner) in (dict, list)]
        level = below
    return True


def _may_be_odd(compact: bytes) -> bool:
    """Whether a whole number of many digits may stand in a text without fractions, or a letter that sorts in two ways."""
    if not compact.isascii() and compact.translate(None, _HIGH):
        return True
    digits = compact.translate(_DIGITS)
    at = digits.find(_LARGE)
    while at >= 0:
        if compact[at - 1 : at] in _BEFORE:
            return True
        at = digits.find(_LARGE, at + len(_LARGE))
    return False
