"""The one strict JSON reader, and the one writer.

Readers differ where the specification leaves room: duplicate members, NaN, lone surrogates, byte order marks, huge numbers.
A document that two readers could understand differently is refused here, with the place.
"""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from openbadgekit.errors import Malformed, NotStrictJson, TooLarge
from openbadgekit.limits import LIMITS, Limits
from openbadgekit.reading import locating, plain

Json: TypeAlias = Any
JsonObject: TypeAlias = dict[str, Any]


def read(data: bytes, *, limits: Limits = LIMITS) -> Json:
    """Read one JSON document.

    Args:
        data: UTF-8 text without a byte order mark.
    Returns:
        dicts, lists, strings, numbers, booleans and None; member order is kept.
    Raises:
        NotStrictJson: not JSON, not UTF-8, a duplicate member, NaN, a lone surrogate.
        TooLarge: too many bytes, too deep, too many members, too long a number.

    Source: RFC 8259; conformance rows OB3-M-20.
    """
    value = None if len(data) > limits.document_bytes else plain.read_quickly(data, limits)
    return _read_exactly(data, limits) if value is None else value


def read_object(data: bytes, *, limits: Limits = LIMITS) -> JsonObject:
    """Read one JSON document that must be an object."""
    return _object(read(data, limits=limits))


def read_object_plainly(data: bytes, *, limits: Limits = LIMITS) -> tuple[JsonObject, bool]:
    """Read one JSON document that must be an object, and whether it is certainly plain (see ``plain.is_plain``)."""
    value, is_plain = (None, False) if len(data) > limits.document_bytes else plain.read_plainly(data, limits)
    return _object(_read_exactly(data, limits) if value is None else value), is_plain


def _object(value: Json) -> JsonObject:
    """A value that must be an object."""
    if not isinstance(value, dict):
        raise NotStrictJson("The document is not a JSON object.", line=1, column=1)
    return value


def _read_exactly(data: bytes, limits: Limits) -> Json:
    """Read what the quick reader leaves, or find its fault."""
    if len(data) > limits.document_bytes:
        raise TooLarge(f"The document is larger than {limits.document_bytes} bytes.")
    if data.startswith(b"\xef\xbb\xbf"):
        raise NotStrictJson("The text begins with a byte order mark.", line=1, column=1)
    try:
        text = data.decode()
    except UnicodeDecodeError as problem:
        raise NotStrictJson("The text is not UTF-8.", **_place(data, problem.start)) from None
    return _Reader(text, limits).read()


def listed(value: Any) -> list[Any]:
    """One value or many, as a list; JSON-LD means the same by both."""
    return value if isinstance(value, list) else [] if value is None else [value]


def write(document: Json) -> bytes:
    """Compact UTF-8 JSON, members in their order; NaN and lone surrogates are refused.

    Raises:
        Malformed: the value holds something that JSON cannot say.
    """
    try:
        if plain.is_plain(document):
            return plain.encode(document)
        return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except (ValueError, TypeError) as problem:
        raise Malformed("The document holds a value that JSON cannot say.") from problem


class _Reader:
    """The standard library's decoder with every leniency closed."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.text, self.limits = text, limits

    def read(self) -> Json:
        """The value, or the place of the fault."""
        decoder = json.JSONDecoder(
            object_pairs_hook=self._members,
            parse_constant=self._constant,
            parse_int=self._integer,
            parse_float=self._number,
        )
        try:
            value = decoder.decode(self.text)
        except json.JSONDecodeError as problem:
            raise NotStrictJson(f"This is not JSON: {problem.msg.lower()}.", line=problem.lineno, column=problem.colno) from None
        except RecursionError:
            raise self._too_deep() from None
        self._walk(value)
        return value

    def _members(self, pairs: list[tuple[str, Json]]) -> JsonObject:
        """One object; a second member of the same name is refused."""
        members = dict(pairs)
        if len(members) != len(pairs):
            raise self._not_strict(f"The member {_twice(pairs)[:60]!r} stands twice in one object.", locating.TWICE)
        return members

    def _constant(self, word: str) -> Json:
        """NaN and infinities are no JSON."""
        raise self._not_strict(f"{word} is no JSON number.", locating.CONSTANT)

    def _integer(self, digits: str) -> int:
        """A whole number that a double can at least come near to."""
        self._number(digits)
        return int(digits)

    def _number(self, digits: str) -> float:
        """A number that a double can hold."""
        self._length(digits)
        number = float(digits)
        if number in (float("inf"), float("-inf")):
            raise self._not_strict("A number is larger than can be represented.", locating.HUGE)
        return number

    def _length(self, digits: str) -> None:
        if len(digits) > self.limits.number_digits:
            sentence = f"A number is longer than {self.limits.number_digits} characters"
            raise self._too_large(sentence, locating.LONG, self.limits.number_digits)

    def _walk(self, root: Json) -> None:
        """Count values and levels and refuse lone surrogates, one level after the other, without recursion."""
        level, nodes, depth = [root], 0, 0
        while level:
            nodes += len(level)
            if nodes > self.limits.nodes:
                raise TooLarge(f"The document has more than {self.limits.nodes} values.")
            below: list[Json] = []
            holds_more = False
            for value in level:
                if isinstance(value, str):
                    self._whole(value)
                elif isinstance(value, dict | list):
                    holds_more = True
                    self._counted(value, below)
            depth += holds_more
            if depth > self.limits.depth:
                raise self._too_deep()
            level = below

    def _counted(self, value: JsonObject | list[Json], below: list[Json]) -> None:
        """Members of one array or object, added to the next level."""
        if len(value) > self.limits.array_items:
            sentence = f"An array or object has more than {self.limits.array_items} members"
            raise self._too_large(sentence, locating.MANY, self.limits.array_items)
        if isinstance(value, dict):
            for name in value:
                self._whole(name)
            below.extend(value.values())
        else:
            below.extend(value)

    def _whole(self, text: str) -> None:
        """A \\ud800 escape without its partner is no character."""
        if not text.isascii():
            try:
                text.encode()
            except UnicodeEncodeError:
                raise self._not_strict("A text holds half of a surrogate pair.", locating.SURROGATE) from None

    def _not_strict(self, sentence: str, fault: str) -> NotStrictJson:
        """The fault with its place."""
        line, column = locating.place(self.text, fault, limit=self.limits.number_digits)
        return NotStrictJson(sentence, line=line, column=column)

    def _too_deep(self) -> TooLarge:
        return self._too_large(f"The document is nested deeper than {self.limits.depth} levels", locating.DEEP, self.limits.depth)

    def _too_large(self, sentence: str, fault: str, limit: int) -> TooLarge:
        """The limit with the place where it was reached."""
        line, column = locating.place(self.text, fault, limit=limit)
        return TooLarge(f"{sentence} (line {line}, column {column})." if line else f"{sentence}.")


def _twice(pairs: list[tuple[str, Json]]) -> str:
    """The first name that stands twice."""
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            return name
        seen.add(name)
    return ""


def _place(data: bytes, offset: int) -> dict[str, int]:
    """Line and column of a byte, counted from 1."""
    before = data[:offset]
    return {"line": before.count(b"\n") + 1, "column": offset - before.rfind(b"\n")}
