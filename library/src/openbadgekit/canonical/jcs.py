"""JSON Canonicalization Scheme.

msgspec's sorted output equals RFC 8785 except for floats, integers beyond 2^53 and names above U+D7FF; those are found while
walking and take the exact path.

Source: RFC 8785; ECMA-262 Number::toString for numbers.
"""

from __future__ import annotations

import json
import math

from openbadgekit.errors import Malformed
from openbadgekit.reading import Json, plain


def canonicalize(value: Json, *, known_plain: bool = False) -> bytes:
    """The canonical bytes of a JSON value.

    Args:
        value: as read by ``reading.read``: dicts with text names, lists, strings, numbers, booleans, None.
        known_plain: whether ``plain.is_plain`` is known to hold of it, or of something that holds it: then it is not walked.
    Raises:
        Malformed: a number that no double holds exactly, a lone surrogate, or a value that JSON does not have.
    """
    try:
        if known_plain or plain.is_plain(value):
            return plain.encode_sorted(value)
        return _write(value).encode()
    except UnicodeEncodeError:
        raise Malformed("A text holds half of a surrogate pair.") from None
    except RecursionError:
        raise Malformed("The value is nested too deeply.") from None


def _write(value: Json) -> str:
    """The exact path."""
    if isinstance(value, dict):
        if not all(isinstance(name, str) for name in value):
            raise Malformed("An object has a name that is no text.")
        members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be"))
        return "{" + ",".join(f"{_text(name)}:{_write(inner)}" for name, inner in members) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(_write(inner) for inner in value) + "]"
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return _number(value)
    raise Malformed(f"JSON has no {type(value).__name__}.")


def _text(text: str) -> str:
    """A string; only what RFC 8785 3.2.2.2 escapes is escaped."""
    return json.dumps(text, ensure_ascii=False)


def _number(number: int | float) -> str:
    """ECMAScript's shortest form of a double."""
    double = float(number) if not isinstance(number, int) or abs(number) < 2**1023 else math.inf
    if not math.isfinite(double) or double != number:
        raise Malformed("A number cannot be held exactly by a double.")
    if double == 0:
        return "0"
    digits, exponent = _shortest(abs(double))
    sign = "-" if double < 0 else ""
    if 0 < exponent <= 21:
        if len(digits) <= exponent:
            return sign + digits + "0" * (exponent - len(digits))
        return sign + digits[:exponent] + "." + digits[exponent:]
    if -6 < exponent <= 0:
        return sign + "0." + "0" * -exponent + digits
    mantissa = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
    return f"{sign}{mantissa}e{'+' if exponent > 0 else '-'}{abs(exponent - 1)}"


def _shortest(double: float) -> tuple[str, int]:
    """(digits, exponent) with value = 0.digits * 10^exponent, the fewest digits that read back."""
    mantissa, _, power = f"{double!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    leading = len(whole) if whole.strip("0") else -(len(fraction) - len(fraction.lstrip("0")))
    return digits.rstrip("0"), leading + int(power or 0)
