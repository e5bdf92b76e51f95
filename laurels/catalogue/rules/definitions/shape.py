"""What a definition from elsewhere says, in our words, and why one could not be taken."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from laurels.catalogue.documents import AlignmentText
from laurels.catalogue.rules.pasting import bulleted
from laurels.common.limits import BADGE_NAME, CAN_DO_LINE, NARRATIVE

MOST = 100
"""Definitions of one file [count]: they become drafts within one request; a larger file comes in parts."""
MOST_ELEMENTS = 40
"""Elements taken of one definition [count]; nobody judges more."""
Level = tuple[str, str, str]
"""Code, label, description of a rubric level."""


@dataclass(frozen=True)
class Part:
    """One element; without levels of its own it gets the two of Small mode."""

    statement: str
    levels: tuple[Level, ...] = ()
    required_level: str = ""
    links: tuple[AlignmentText, ...] = ()


@dataclass(frozen=True)
class Definition:
    """One badge as a file defines it.

    Attributes:
        place: where in the file, as a person would say it. picture: bytes that the file carries itself.
        months: lifespan; None when the file says nothing (it is asked for before publishing).
        notes: what was left out or read with care, as sentences.
    """

    place: str
    title: str
    description: str = ""
    criteria: str = ""
    kind: str = "competence"
    language: str = ""
    parts: tuple[Part, ...] = ()
    links: tuple[AlignmentText, ...] = ()
    tags: tuple[str, ...] = ()
    hours: float | None = None
    cpd_points: float | None = None
    months: int | None = None
    picture: bytes = field(default=b"", repr=False)
    source: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """A part of a file that could not be taken, and what to do."""

    place: str
    reason: str


@dataclass(frozen=True)
class Reading:
    """What a file holds."""

    found: tuple[Definition, ...]
    refused: tuple[Refusal, ...]


def parts_of(criteria: str) -> tuple[Part, ...]:
    """The bulleted or numbered lines of a criteria text as elements; none when it has no such lines."""
    return tuple(Part(line[:CAN_DO_LINE]) for line in dict.fromkeys(bulleted(criteria)))[:MOST_ELEMENTS]


def shortened(text: str, most: int, what: str, notes: list[str]) -> str:
    """A text that fits its field; what was cut off is said."""
    text = text.strip()
    if len(text) <= most:
        return text
    notes.append(f"Its {what} was longer than {most} characters; the rest was left out.")
    return text[:most].rstrip()


def title_of(text: str, notes: list[str]) -> str:
    """A name that fits on one line."""
    return shortened(" ".join(text.split()), BADGE_NAME, "name", notes)


def narrative_of(text: str, what: str, notes: list[str]) -> str:
    """A longer text that fits."""
    return shortened(text, NARRATIVE, what, notes)


def spoken(tag: object) -> str:
    """A language tag when it is one (BCP 47 in its plain form), else nothing."""
    return tag if isinstance(tag, str) and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}", tag) else ""
