"""Which values the quick encoder writes as RFC 8259 and RFC 8785 have it, and the quick way to read what it wrote.

`msgspec` writes floats in its own way, NaN as null, and things that JSON does not have; its reader takes the last of two members
of one name. Both are used only where nothing of this can matter, and what is left takes the exact path.
"""

from __future__ import annotations

import json
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

_decode = msgspec.json.Decoder().decode


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
    """The value of a text that reads in one way only and is far from every limit; ``None`` for any other.

    What is read is written again: only when that gives the text without its spaces, no member stood twice, no number was bent
    and no text was spelled in two ways.
    """
    containers = data.count(b"[") + data.count(b"{")
    if not containers or containers > limits.depth or 2 * limits.array_items < len(data) or limits.nodes <= len(data) // 2:
        return None
    if limits.number_digits < len(_LONG):
        return None
    try:
        value = _decode(data)
        again = encode(value)
        same = again == data or again == msgspec.json.format(data, indent=-1)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return value if same and not (_RUN in data[::_STEP].translate(_DIGITS) and _LONG in data.translate(_DIGITS)) else None
