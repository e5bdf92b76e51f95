"""When to try again, whose turn it is, and how fast it goes. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

BACKOFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
"""Pauses after the first, second, … failure; after the last one a delivery is a dead letter."""

LEASE = timedelta(minutes=5)
"""How long a claim holds: a worker that dies gives its work back after this time."""


def pause_after(failures: int) -> timedelta | None:
    """How long to wait after so many failures; None when it is enough."""
    return BACKOFF[failures - 1] if 1 <= failures <= len(BACKOFF) else None


def is_too_many(attempts: int) -> bool:
    """Whether this try is beyond the last: only workers that ended in the middle can have begun so many."""
    return attempts > len(BACKOFF) + 1


SILENT_AFTER = timedelta(minutes=2)
"""Without a sign of life for so long, pages say that the worker does not run."""

PACE_OVER = timedelta(minutes=1)
"""Speed is measured over so long: what a machine did an hour ago says little about now."""


@dataclass(frozen=True)
class Waiting:
    """One piece of long work, as the choice of the next turn sees it.

    Attributes:
        turn: the number of its last turn; greater is later, 0 is never.
        free: whether it may be taken now; what another worker holds only counts as its organisation's last turn.
    """

    work: int
    organisation: UUID | None
    turn: int
    free: bool


def next_turn(waiting: Sequence[Waiting]) -> Waiting | None:
    """Whose turn it is: of the organisation that waited longest, the work that waited longest.

    So among n organisations each gets a turn within n, however much the others have asked for (THREATS "Bulk jobs").
    """
    last: dict[UUID | None, int] = {}
    for line in waiting:
        last[line.organisation] = max(last.get(line.organisation, 0), line.turn)
    free = [line for line in waiting if line.free]
    return min(free, key=lambda line: (last[line.organisation], line.turn, line.work)) if free else None


@dataclass(frozen=True)
class Pace:
    """The minute that is being measured, and what the last whole one came to [rows/s]."""

    since: datetime
    rows: int
    measured: float | None


def pace(since: datetime | None, rows: int, measured: float | None, before: int, more: int, *, at: datetime) -> Pace:
    """The measurement after ``more`` rows came to the ``before``; a pause (the worker was away) begins a new one."""
    if since is None or at < since or at - since > 3 * PACE_OVER:
        return Pace(at, before + more, measured if since is not None else None)
    if at - since < PACE_OVER:
        return Pace(since, rows, measured)
    return Pace(at, before + more, (before + more - rows) / (at - since).total_seconds())


def speed(since: datetime | None, rows: int, measured: float | None, count: int, *, at: datetime) -> float | None:
    """Rows in a second: of the last whole minute, before that since the beginning; None while nothing is measured."""
    if measured is not None:
        return measured or None
    elapsed = (at - since).total_seconds() if since is not None else 0.0
    return (count - rows) / elapsed if elapsed >= 1 and count > rows else None
