"""Letting facts travel: what the worker would do, until nothing is due."""

from __future__ import annotations

from datetime import datetime

from laurels.worker.services import run_due


def settle(at: datetime, *, rounds: int = 20) -> None:
    """Run deliveries until none is due; schedules run along."""
    for _ in range(rounds):
        if not run_due(at=at):
            return
        from laurels.journal.models import Delivery

        if not Delivery.objects.filter(state="waiting", due_at__lte=at, leased_until__isnull=True).exists():
            return
