"""The claim loop: compare and swap, one delivery at a time, a failing one is pushed into the future.

1. find deliveries that are due and not leased     3. run the handler outside the claim's transaction
2. claim one by an UPDATE that names its old state  4. mark done, or note the fault and when to try again
Running twice does no harm: handlers are idempotent by fact.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from laurels.journal.facts import handler_named
from laurels.journal.models import Delivery
from laurels.worker import rules
from laurels.worker.models import Pulse, Tick
from laurels.worker.schedules import SCHEDULES, Schedule

log = logging.getLogger(__name__)


def run_due(*, at: datetime, limit: int = 100) -> int:
    """Run what is due; returns how much was run.

    Args:
        at: now, handed to handlers as well.
        limit: how many deliveries at most.
    """
    ran = sum(_run_tick(schedule, at=at) for schedule in list(SCHEDULES.values()))
    for delivery in _due(at, limit):
        if _claim(delivery, at=at):
            _run(delivery, at=at)
            ran += 1
    return ran


def beat(*, at: datetime) -> None:
    """Leave a sign of life for `laurels check`."""
    Pulse.objects.update_or_create(pk=1, defaults={"seen_at": at})


def _due(at: datetime, limit: int) -> list[Delivery]:
    """Deliveries that nobody holds, oldest first."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=at)
    found = Delivery.objects.filter(free, state=Delivery.State.WAITING, due_at__lte=at).select_related("fact")
    if connection.features.has_select_for_update_skip_locked:
        with transaction.atomic():
            return list(found.select_for_update(skip_locked=True, of=("self",)).order_by("due_at", "pk")[:limit])
    return list(found.order_by("due_at", "pk")[:limit])


def _claim(delivery: Delivery, *, at: datetime) -> bool:
    """Take it, unless somebody was faster."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=at)
    return bool(
        Delivery.objects.filter(free, pk=delivery.pk, state=Delivery.State.WAITING, attempts=delivery.attempts).update(
            leased_until=at + rules.LEASE, attempts=delivery.attempts + 1
        )
    )


def _run(delivery: Delivery, *, at: datetime) -> None:
    """Call the handler and note what came of it."""
    handler = handler_named(delivery.handler)
    if handler is None:
        _give_up(delivery, "no such handler in this release")
        return
    try:
        handler([delivery.fact.as_fact()], at=at)
    except Exception as problem:
        log.exception("handler %s failed", delivery.handler)
        _try_later(delivery, type(problem).__name__, at=at)
        return
    Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.DONE, leased_until=None, last_error="", done_at=at)


def _try_later(delivery: Delivery, error: str, *, at: datetime) -> None:
    """Push it into the future, or among the dead letters."""
    pause = rules.pause_after(delivery.attempts + 1)
    if pause is None:
        _give_up(delivery, error)
        return
    Delivery.objects.filter(pk=delivery.pk).update(leased_until=None, due_at=at + pause, last_error=error)


def _give_up(delivery: Delivery, error: str) -> None:
    """A dead letter waits for a person."""
    Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.DEAD, leased_until=None, last_error=error[:300])


def _run_tick(schedule: Schedule, *, at: datetime) -> int:
    """Run a schedule when it is due; the swap of its row makes sure that one worker does."""
    tick, made = Tick.objects.get_or_create(name=schedule.name, defaults={"due_at": at + schedule.every})
    mine = made or (tick.due_at <= at and Tick.objects.filter(pk=tick.pk, due_at=tick.due_at).update(due_at=at + schedule.every))
    if not mine:
        return 0
    try:
        schedule.function(at=at)
    except Exception as problem:
        log.exception("schedule %s failed", schedule.name)
        Tick.objects.filter(name=schedule.name).update(last_error=type(problem).__name__)
    return 1
