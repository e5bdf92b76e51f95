"""What the worker leaves for a person: dead letters, broken schedules, its last sign of life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from laurels.journal.models import Delivery
from laurels.worker.models import Pulse, Tick


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
