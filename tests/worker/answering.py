"""Handlers, schedules and runners of a test's own, gone when it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from laurels.journal import Fact, Ref, facts, record
from laurels.worker import Slice, Work, longwork
from laurels.worker.models import Tick
from laurels.worker.schedules import SCHEDULES, Schedule

Got = list[tuple[list[Fact], datetime]]


@contextmanager
def answering(kind: str, name: str, does: Callable[..., Any] | None = None) -> Iterator[Got]:
    """A handler of this kind of fact; what it was called with is kept, then it does ``does``."""
    got: Got = []

    def function(given: list[Fact], *, at: datetime) -> None:
        got.append((given, at))
        if does is not None:
            does(given, at=at)

    handler = facts.Handler(function, f"tests.{name}")
    before = list(facts._by_kind[kind]), facts._by_name.get(handler.name)
    facts._by_name[handler.name] = handler
    facts._by_kind[kind] = [known for known in facts._by_kind[kind] if known.name != handler.name] + [handler]
    try:
        yield got
    finally:
        facts._by_kind[kind] = before[0]
        facts._by_name.pop(handler.name)
        if before[1] is not None:
            facts._by_name[handler.name] = before[1]


@contextmanager
def scheduled(name: str, *, minutes: int, does: Callable[..., Any] | None = None) -> Iterator[list[datetime]]:
    """A schedule beside nobody else's; the moments at which it ran are kept."""
    ran: list[datetime] = []

    def function(*, at: datetime) -> None:
        ran.append(at)
        if does is not None:
            does(at=at)

    kept = dict(SCHEDULES)
    SCHEDULES.clear()
    SCHEDULES[name] = Schedule(name, timedelta(minutes=minutes), function)
    try:
        yield ran
    finally:
        SCHEDULES.clear()
        SCHEDULES.update(kept)


def happen(*, at: datetime, kind: str = "test.happened") -> Fact:
    """One fact about nothing."""
    with transaction.atomic():
        return record(kind, subject=Ref("thing", uuid4()), organisation=None, actor=None, at=at)


@contextmanager
def running(kind: str, runner: Callable[..., Slice]) -> Iterator[None]:
    """A runner of a test's own, gone when it ends."""
    before = longwork._runners.get(kind)
    longwork._runners[kind] = runner
    try:
        yield
    finally:
        longwork._runners.pop(kind)
        if before is not None:
            longwork._runners[kind] = before


def counting(work: Work, *, at: datetime) -> Slice:
    """Write one row for each number below ``rows``, ``step`` at a time; a row that stands already is a fault of the database.

    Every row of which ``refuse`` says so by its remainder is refused instead.
    """
    begin, rows, step = work.checkpoint.get("row", 0), work.payload["rows"], work.payload.get("step", 3)
    end, refuse = min(begin + step, rows), work.payload.get("refuse", 0)
    numbers = range(begin, end)
    taken = [number for number in numbers if not refuse or number % refuse]
    for number in taken:
        Tick.objects.create(name=f"row {number} of {work.code}", due_at=at)
    refused = len(numbers) - len(taken)
    return Slice(len(taken), refused, {"row": end}, finished=end == rows, total=rows, result={"last": end})


def rows_of(code: UUID) -> list[int]:
    """The numbers that ``counting`` has written for a piece of work."""
    names = Tick.objects.filter(name__endswith=f" of {code}").order_by("pk").values_list("name", flat=True)
    return [int(name.split()[1]) for name in names]
