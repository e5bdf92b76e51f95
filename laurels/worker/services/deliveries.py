"""Deliveries and schedules: compare and swap, one delivery at a time, a failing one is pushed into the future.

1. find the oldest delivery that is due and not leased   3. run the handler outside the claim's transaction
2. claim it by an UPDATE that names its old state        4. mark done, or note the fault and when to try again
Running twice does no harm: handlers are idempotent by fact.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from laurels.journal.facts import handler_named
from laurels.journal.models import Delivery
from laurels.worker import rules
from laurels.worker.models import Pulse, Tick
from laurels.worker.schedules import Schedule

log = logging.getLogger(__name__)


def run_next(*, at: datetime) -> bool:
    """Run the oldest delivery that is due; False when there is none."""
    delivery = _claim_next(at=at)
    if delivery is None:
        return False
    _run(delivery, at=at)
    return True


def beat(*, at: datetime) -> None:
    """Leave a sign of life for `laurels check`."""
    Pulse.objects.update_or_create(pk=1, defaults={"seen_at": at})


def try_dead_again(*, at: datetime) -> int:
    """Give every dead letter a new set of tries; returns how many there were."""
    return Delivery.objects.filter(state=Delivery.State.DEAD).update(state=Delivery.State.WAITING, due_at=at, attempts=0)


def _claim_next(*, at: datetime) -> Delivery | None:
    """The oldest delivery that is due and that nobody holds, leased to us; None when there is none left."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=at)
    waiting = Delivery.objects.filter(free, state=Delivery.State.WAITING, due_at__lte=at).order_by("due_at", "pk")
    while True:
        with transaction.atomic():
            found = waiting.select_related("fact")
            if connection.features.has_select_for_update_skip_locked:
                found = found.select_for_update(skip_locked=True, of=("self",))
            delivery = found.first()
            if delivery is None:
                return None
            if _claimed(delivery, free, at=at):
                return delivery


def _claimed(delivery: Delivery, free: Q, *, at: datetime) -> bool:
    """Compare and swap: False when somebody was faster."""
    swapped = Delivery.objects.filter(free, pk=delivery.pk, state=Delivery.State.WAITING, attempts=delivery.attempts).update(
        leased_until=at + rules.LEASE, attempts=delivery.attempts + 1
    )
    delivery.attempts += 1
    return bool(swapped)


def _run(delivery: Delivery, *, at: datetime) -> None:
    """Call the handler and note what came of it."""
    handler = handler_named(delivery.handler)
    if handler is None:
        _note(delivery, state=Delivery.State.DEAD, last_error="no such handler in this release")
        return
    if rules.is_too_many(delivery.attempts):  # every try before took the worker down with it
        _note(delivery, state=Delivery.State.DEAD, last_error=delivery.last_error or "the worker ended during every try")
        return
    try:
        handler([delivery.fact.as_fact()], at=at)
    except Exception as problem:
        log.exception("handler %s failed, try %d", delivery.handler, delivery.attempts)
        _try_later(delivery, type(problem).__name__, at=at)
        return
    _note(delivery, state=Delivery.State.DONE, last_error="", done_at=at)


def _try_later(delivery: Delivery, error: str, *, at: datetime) -> None:
    """Push it into the future, or among the dead letters, where it waits for a person."""
    pause = rules.pause_after(delivery.attempts)
    if pause is None:
        _note(delivery, state=Delivery.State.DEAD, last_error=error)
    else:
        _note(delivery, due_at=at + pause, last_error=error)


def _note(delivery: Delivery, **columns: Any) -> None:
    """Write the outcome of our own try: whoever lost the lease meanwhile writes nothing (``attempts`` is the fence)."""
    ours = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.WAITING, attempts=delivery.attempts)
    if not ours.update(leased_until=None, **columns):
        log.warning("handler %s ended after its lease; another try counts", delivery.handler)


def run_tick(schedule: Schedule, *, at: datetime) -> int:
    """Run a schedule when it is due; the swap of its row makes sure that one worker does."""
    next_at = at + schedule.every
    tick, made = Tick.objects.get_or_create(name=schedule.name, defaults={"due_at": next_at})
    if not made and (tick.due_at > at or not Tick.objects.filter(pk=tick.pk, due_at=tick.due_at).update(due_at=next_at)):
        return 0
    error = ""
    try:
        schedule.function(at=at)
    except Exception as problem:
        log.exception("schedule %s failed", schedule.name)
        error = type(problem).__name__
    Tick.objects.filter(pk=tick.pk).exclude(last_error=error).update(last_error=error)
    return 1
