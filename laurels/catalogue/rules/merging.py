"""Two people write one part of a draft: what each changed is kept, and only what both changed is asked. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Merged:
    """What becomes of a part.

    Attributes:
        values: what is kept where nobody has to choose; a field of ``both`` holds what the other kept.
        both: fields that two people changed, differently.
    """

    values: Values
    both: tuple[str, ...]


def mark_of(value: Any) -> str:
    """A short mark of one value, so that a page can tell what it was drawn from without carrying it."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:12]


def marks_of(values: Values) -> str:
    """The marks of a part as one word for a hidden field: ``title:0f3a… description:…``."""
    return " ".join(f"{name}:{mark_of(value)}" for name, value in values.items())


def marks_in(text: str) -> dict[str, str]:
    """Field -> mark, read back; what is no mark is left out."""
    return {name: mark for name, colon, mark in (word.partition(":") for word in text.split()) if colon}


def merged(*, seen: Mapping[str, str], mine: Values, kept: Values) -> Merged:
    """Three ways: what she began with, what she typed, what is kept by now.

    Args:
        seen: field -> mark of what her page was drawn from; of a field without one she saw nothing.
        mine: what she typed. kept: what stands in the draft now.
    """
    values, both = dict(kept), []
    for name, value in mine.items():
        there = kept.get(name)
        if value == there:
            continue
        if seen.get(name) == mark_of(there):
            values[name] = value
        elif seen.get(name) != mark_of(value):
            both.append(name)
    return Merged(values, tuple(both))


def joined(theirs: str, mine: str) -> str:
    """Both texts, the other's first; the same text stands once."""
    return "\n\n".join(dict.fromkeys(text.strip() for text in (theirs, mine) if text.strip()))
