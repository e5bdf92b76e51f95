"""Which moves a version may make, and who makes them. Pure; DOMAIN 5.1."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """States of an achievement version (DOMAIN 5.1)."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    RETIRED = "retired"


S = State
MOVES: Mapping[State, frozenset[State]] = {
    S.DRAFT: frozenset({S.IN_REVIEW, S.APPROVED}),
    S.IN_REVIEW: frozenset({S.DRAFT, S.APPROVED}),
    S.APPROVED: frozenset({S.PUBLISHED, S.DRAFT}),
    S.PUBLISHED: frozenset({S.SUSPENDED, S.SUPERSEDED, S.RETIRED, S.DRAFT}),
    S.SUSPENDED: frozenset({S.PUBLISHED}),
    S.SUPERSEDED: frozenset({S.RETIRED, S.PUBLISHED}),
    S.RETIRED: frozenset(),
}
"""draft -> approved is Small mode's (the author may approve); published -> draft is its undo window, and
superseded -> published is what that gives back to the version before. approved -> draft is a return after the approval: else a
fault that is found between approval and publishing could only be published (docs/decisions/0023)."""

EARNABLE = frozenset({S.PUBLISHED})
RETURNABLE = frozenset({S.IN_REVIEW, S.APPROVED})
"""States out of which a reviewer gives a version back to its author."""
CURRENT = frozenset({S.PUBLISHED, S.SUSPENDED})
"""States of the version that stands for the badge; only of it a next version is begun."""


def may_move(old: State, new: State) -> bool:
    """Whether the table has this move."""
    return new in MOVES[old]


def may_approve(*, author: object, actor: object, small: bool) -> bool:
    """Whether this person may approve a version: a second one, or in Small mode the author herself (DOMAIN 5.1)."""
    return small or author != actor


def may_retire(*, open_work: int, last_date: date | None, today: date) -> bool:
    """Whether a version may be retired: nobody works towards it, or the last date for the old version has passed.

    Args:
        open_work: people who are under way. last_date: of the version after it; the day itself still belongs to them.
    """
    return open_work == 0 or (last_date is not None and today > last_date)


def undo_hours(waiting_hours: int, *, small: bool) -> int:
    """How long publishing can be taken back [hours]: in Small mode, where the undo window stands in for a second person."""
    return waiting_hours if small else 0


def may_take_back(*, published_at: datetime, at: datetime, hours: int, awards: int) -> bool:
    """Publishing can be undone for a while, while nobody was awarded the badge (Small mode)."""
    return awards == 0 and at < published_at + timedelta(hours=hours)
