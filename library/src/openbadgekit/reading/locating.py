"""Where a fault stands: a second, slower look at a text that the reader has refused.

The reader is quick because it does not count lines. Only a refused text is looked at again, token by token and without recursion.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)
_NUMBER = re.compile(r"-?[0-9]")
TWICE, CONSTANT, LONG, HUGE, SURROGATE, DEEP, MANY = "twice", "constant", "long", "huge", "surrogate", "deep", "many"
"""Faults that can be found again: a name that stands twice, NaN, a long or a huge number, half a pair, depth, members."""


def place(text: str, fault: str, *, limit: int = 0) -> tuple[int, int]:
    """Line and column of the first fault of its kind, counted from 1; (0, 0) when it is not found.

    Args:
        limit: the bound that a ``LONG`` number, a ``DEEP`` value or ``MANY`` members broke.
    """
    offset = next((at for kind, at in _faults(text, limit) if kind == fault), None)
    return (0, 0) if offset is None else line_and_column(text, offset)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _faults(text: str, limit: int) -> Iterator[tuple[str, int]]:
    """(kind, offset) of everything that a strict reader refuses, in the order of the text."""
    open_names: list[set[str] | None] = []  # one entry per open object (its names) or array (None)
    counts: list[int] = []
    name_next = False
    for found in _TOKEN.finditer(text):
        word, at = found[0], found.start()
        if word in ("{", "["):
            open_names.append(set() if word == "{" else None)
            counts.append(1)
            name_next = word == "{"
            if len(open_names) > limit:
                yield DEEP, at
        elif word in ("}", "]"):
            if open_names:
                open_names.pop()
                counts.pop()
        elif word == ",":
            name_next = bool(open_names) and open_names[-1] is not None
            if counts:
                counts[-1] += 1
                if counts[-1] > limit:
                    yield MANY, at
        elif word[0] == '"':
            yield from ((kind, at) for kind in _of_text(word, open_names[-1] if open_names and name_next else None))
            name_next = False
        elif word != ":":
            yield from ((kind, at) for kind in _of_word(word, limit))


def _of_text(word: str, names: set[str] | None) -> Iterator[str]:
    """Faults of one string; ``names`` are those of its object when it is a member's name."""
    try:
        value = json.loads(word, strict=False)
        value.encode()
    except UnicodeEncodeError:
        yield SURROGATE
    except ValueError:
        return
    if names is not None:
        if value in names:
            yield TWICE
        names.add(value)


def _of_word(word: str, limit: int) -> Iterator[str]:
    """Faults of one number or literal."""
    if word in ("NaN", "Infinity", "-Infinity"):
        yield CONSTANT
    elif _NUMBER.match(word):
        if len(word) > limit:
            yield LONG
        elif _is_infinite(word):
            yield HUGE


def _is_infinite(word: str) -> bool:
    try:
        return float(word) in (float("inf"), float("-inf"))
    except ValueError:
        return False
