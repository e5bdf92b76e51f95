"""What the worker leaves for a person: how far long work is, dead letters, broken schedules, its last sign of life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from laurels.common.dates import moment_in_words
from laurels.common.progress import Progress
from laurels.journal import Ref
from laurels.journal.models import Delivery
from laurels.worker.models import LongWork, Pulse, Tick
from laurels.worker.rules import SILENT_AFTER, speed


@dataclass(frozen=True)
class DeadLetter:
    """A delivery that was given up.

    Attributes:
        error: the name of the last exception, or why there was none; never its words.
    """

    kind: str
    fact: str
    handler: str
    error: str
    since: datetime


def dead_letters() -> list[DeadLetter]:
    """Deliveries that were given up, oldest first."""
    rows = Delivery.objects.filter(state=Delivery.State.DEAD).select_related("fact").order_by("due_at", "pk")
    return [DeadLetter(row.fact.kind, str(row.fact_id), row.handler, row.last_error, row.due_at) for row in rows]


def broken_schedules() -> list[str]:
    """Names of the schedules whose last run failed."""
    return list(Tick.objects.exclude(last_error="").order_by("name").values_list("name", flat=True))


def last_seen() -> datetime | None:
    """When the worker last gave a sign of life."""
    return Pulse.objects.filter(pk=1).values_list("seen_at", flat=True).first()


def progress(code: UUID, *, at: datetime) -> Progress | None:
    """How far a piece of long work is; None when there is none of this code. Two questions.

    Whether somebody may see it is the question of the room whose page shows it: ask with the code that stands on the room's row.
    """
    work = LongWork.objects.filter(code=code).first()
    return _as_progress(work, runs_now=is_working(at=at), at=at) if work else None


def newest(kind: str, organisation: Ref, *, at: datetime, most: int = 1) -> list[Progress]:
    """The newest works of a kind in an organisation, so that a page that was closed is found again. Two questions."""
    rows = LongWork.objects.filter(kind=kind, organisation_code=organisation.code).order_by("-asked_at", "-pk")[:most]
    runs_now = is_working(at=at)
    return [_as_progress(work, runs_now=runs_now, at=at) for work in rows]


def is_working(*, at: datetime) -> bool:
    """Whether the claim loop has given a sign of life lately."""
    seen = last_seen()
    return seen is not None and at - seen <= SILENT_AFTER


def _as_progress(work: LongWork, *, runs_now: bool, at: datetime) -> Progress:
    return Progress(
        code=work.code,
        kind=work.kind,
        state=work.state,
        total=work.total,
        done=work.done,
        refused=work.refused,
        per_second=speed(work.pace_from, work.pace_rows, work.pace, work.done + work.refused, at=at),
        is_alone=not runs_now,
        trouble=work.last_error,
        started=moment_in_words(work.started_at) if work.started_at else "",
        finished=moment_in_words(work.finished_at) if work.finished_at else "",
        result=work.result,
    )
