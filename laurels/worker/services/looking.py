"""One look of the worker: what the clock asks for, one slice of long work, and deliveries beside it."""

from __future__ import annotations

from datetime import datetime

from laurels.worker.schedules import SCHEDULES
from laurels.worker.services.deliveries import run_next, run_tick
from laurels.worker.services.longwork import run_slice

BESIDE_WORK = 20
"""Deliveries in a look that also ran a slice: letters do not wait for an import, nor an import for ten thousand letters."""


def run_due(*, at: datetime, limit: int = 100) -> int:
    """Run what is due, also what becomes due on the way; returns how much was run.

    Args:
        at: now, handed to handlers and runners as well.
        limit: how many deliveries at most; fewer while there is long work, so that each look is short.
    """
    ran = sum(run_tick(schedule, at=at) for schedule in list(SCHEDULES.values()))
    worked = run_slice(at=at)
    for _ in range(min(limit, BESIDE_WORK) if worked else limit):
        if not run_next(at=at):
            break
        ran += 1
    return ran + worked
