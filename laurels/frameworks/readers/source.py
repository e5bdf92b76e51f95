"""What every reader of a format gives: a head, entries and links, each made when it is asked for: memory stays flat. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from laurels.common import limits
from laurels.frameworks.entries import Entry, Head, Link, Refusal


class Unfit(Exception):
    """One entry or link that cannot be taken in; the sentence says why."""


class Source(Protocol):
    """A framework in some format.

    Attributes:
        count, links: how many entries and links there are.
        remarks: what a reader should know about the source as a whole.
    """

    head: Head
    count: int
    links: int
    remarks: Sequence[Refusal]

    def entry(self, place: int) -> Entry:
        """The entry at a place, from 0; ``Unfit`` when it is none."""
        ...

    def number(self, place: int) -> int:
        """Where a person finds it in the source: a line or a number, from 1."""
        ...

    def link(self, place: int) -> Link:
        """The link at a place, from 0; ``Unfit`` when it is none."""
        ...


def text_of(value: Any, longest: int) -> str:
    """A text that a column can hold, or nothing."""
    return value if isinstance(value, str) and len(value) <= longest and "\0" not in value else ""


def title_of(value: Any) -> str:
    """A framework's title on one line, cut to what a column holds."""
    title = " ".join(text_of(value, limits.FRAMEWORK_TEXT).split())
    return title if len(title) <= limits.FRAMEWORK_NAME else title[: limits.FRAMEWORK_NAME - 1].rstrip() + "…"


def statement(value: Any, what: str) -> str:
    """The words of an entry.

    Raises:
        Unfit: there are none, or too many.
    """
    if not isinstance(value, str) or not value.strip():
        raise Unfit(f"It says nothing: {what} is empty.")
    if len(value) > limits.FRAMEWORK_TEXT:
        raise Unfit(f"Its text is longer than {limits.FRAMEWORK_TEXT} characters.")
    if "\0" in value:
        raise Unfit("Its text holds a character that no text may hold (NUL).")
    return value


def day_of(value: Any) -> date | None:
    """A date as a source writes it, a moment's day as well; anything else is none."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
