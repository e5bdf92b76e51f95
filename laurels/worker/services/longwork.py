"""Long work: begun, done slice by slice, stopped, taken up again.

1. choose whose turn it is            3. in one transaction: take the row again by its turn, run the slice, keep how far it came
2. claim it by an UPDATE of its turn  4. a fault undoes the slice and pushes it into the future; the checkpoint stays
A worker that wakes up after its lease finds another turn on the row: its slice is undone whole.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from laurels import journal
from laurels.common.errors import HouseError
from laurels.journal import Ref
from laurels.worker import rules
from laurels.worker.longwork import Slice, runner_of
from laurels.worker.models import LongWork

log = logging.getLogger(__name__)
State = LongWork.State
OPEN = (State.WAITING, State.RUNNING)


class _Overtaken(Exception):
    """Another worker holds it, or somebody stopped it: what this slice did must not stay."""


@transaction.atomic
def start(
    *,
    kind: str,
    organisation: Ref | None,
    actor: Ref | None,
    payload: Mapping[str, Any],
    at: datetime,
    total: int | None = None,
) -> UUID:
    """Ask for long work; returns the code by which its page finds it again. Fact ``work.asked``.

    Args:
        payload: what the runner needs, in codes and numbers.
        total: rows altogether, when they are counted already.
    Raises:
        LookupError: nobody runs this kind.
    """
    if runner_of(kind) is None:
        raise LookupError(kind)
    work = LongWork.objects.create(
        kind=kind,
        organisation_code=organisation.code if organisation else None,
        actor_code=actor.code if actor else None,
        payload=dict(payload),
        total=total,
        asked_at=at,
        due_at=at,
    )
    _record("work.asked", work, at)
    return work.code


@transaction.atomic
def stop(*, code: UUID, at: datetime) -> bool:
    """Let it be after the slice that runs now; what is done stays done. False when it was over already. Fact ``work.finished``.

    Whether somebody may do so is the question of the room that started it.
    """
    work = LongWork.objects.filter(code=code, state__in=OPEN).first()
    return work is not None and _end(_open(work), work, State.STOPPED, at=at)


@transaction.atomic
def again(*, code: UUID, at: datetime) -> bool:
    """Take up work that failed or was stopped, from where it came to; False when there is none. Fact ``work.asked``."""
    work = LongWork.objects.filter(code=code, state__in=(State.FAILED, State.STOPPED)).first()
    if work is None or runner_of(work.kind) is None:
        return False
    ended = LongWork.objects.filter(pk=work.pk, state=work.state)
    if not ended.update(state=State.WAITING, finished_at=None, due_at=at, attempts=0, last_error="", leased_until=None):
        return False
    _record("work.asked", work, at)
    return True


def run_slice(*, at: datetime, code: UUID | None = None) -> bool:
    """Run one slice of the work whose turn it is; False when there is none to run.

    Args:
        code: only of this one, for a command that shows it.
    """
    work = _claim(at=at, code=code)
    if work is None:
        return False
    runner = runner_of(work.kind)
    if runner is None or rules.is_too_many(work.attempts):  # every try before took the worker down with it
        _give_up(work, "no such runner in this release" if runner is None else "the worker ended during every try", at=at)
        return True
    try:
        with transaction.atomic():
            if not _ours(work).update(turn=work.turn):  # takes the row before the slice writes anything: the fence
                raise _Overtaken
            _keep(work, runner(work.as_work(), at=at), at=at)
    except _Overtaken:
        log.warning("work %s went on without this worker", work.kind)
    except HouseError as problem:  # expected, and no better next time
        _give_up(work, problem.code, at=at)
    except Exception as problem:
        log.exception("work %s failed, try %d", work.kind, work.attempts)
        _try_later(work, type(problem).__name__, at=at)
    return True


def _claim(*, at: datetime, code: UUID | None) -> LongWork | None:
    """The work whose turn it is, leased to us; None when there is none that nobody holds."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=at)
    columns = ("pk", "organisation_code", "turn", "code", "due_at", "leased_until")
    while True:
        rows = list(LongWork.objects.filter(state__in=OPEN).order_by("pk").values_list(*columns))
        chosen = rules.next_turn(
            [
                rules.Waiting(pk, organisation, turn, due <= at and (held is None or held <= at) and code in (None, its_code))
                for pk, organisation, turn, its_code, due, held in rows
            ]
        )
        if chosen is None:
            return None
        turn = 1 + max(row[2] for row in rows)
        ours = LongWork.objects.filter(free, pk=chosen.work, turn=chosen.turn, state__in=OPEN)
        if ours.update(turn=turn, leased_until=at + rules.LEASE, attempts=F("attempts") + 1, state=State.RUNNING):
            LongWork.objects.filter(pk=chosen.work, started_at__isnull=True).update(started_at=at)
            return LongWork.objects.get(pk=chosen.work)


def _open(work: LongWork) -> QuerySet[LongWork]:
    return LongWork.objects.filter(pk=work.pk, state__in=OPEN)


def _ours(work: LongWork) -> QuerySet[LongWork]:
    """The row while it is ours: whoever claimed later, or stopped it, changed what we ask for."""
    return LongWork.objects.filter(pk=work.pk, state=State.RUNNING, turn=work.turn)


def _keep(work: LongWork, came: Slice, *, at: datetime) -> None:
    """Write how far the slice came, in its own transaction."""
    pace = rules.pace(work.pace_from, work.pace_rows, work.pace, work.done + work.refused, came.done + came.refused, at=at)
    work.done, work.refused = work.done + came.done, work.refused + came.refused
    work.total = came.total if came.total is not None else work.total
    columns: dict[str, Any] = {
        "done": work.done,
        "refused": work.refused,
        "total": work.total,
        "checkpoint": dict(came.checkpoint),
        "attempts": 0,
        "leased_until": None,
        "last_error": "",
        "pace_from": pace.since,
        "pace_rows": pace.rows,
        "pace": pace.measured,
    }
    if came.result is not None:
        columns["result"] = dict(came.result)
    if not _ours(work).update(**columns):
        raise _Overtaken
    if came.finished and not _end(_ours(work), work, State.DONE, at=at, total=work.done + work.refused):
        raise _Overtaken


def _end(rows: QuerySet[LongWork], work: LongWork, state: LongWork.State, *, at: datetime, **columns: Any) -> bool:
    """Leave it in a state that is an end; the fact says which, so that a letter can answer it."""
    if not rows.update(state=state, finished_at=at, leased_until=None, **columns):
        return False
    _record("work.finished", work, at, state=state)
    return True


@transaction.atomic
def _give_up(work: LongWork, error: str, *, at: datetime) -> None:
    _end(_ours(work), work, State.FAILED, at=at, last_error=error)


def _try_later(work: LongWork, error: str, *, at: datetime) -> None:
    """Push it into the future, or let it wait for a person."""
    pause = rules.pause_after(work.attempts)
    if pause is None:
        _give_up(work, error, at=at)
    else:
        _ours(work).update(leased_until=None, due_at=at + pause, last_error=error)


def _record(kind: str, work: LongWork, at: datetime, *, state: str | None = None) -> None:
    data = {"work": work.kind, **({"state": str(state)} if state else {})}
    journal.record(kind, subject=work.ref(), organisation=work.organisation_ref(), actor=work.actor_ref(), at=at, data=data)
