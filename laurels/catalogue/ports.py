"""Port: a room above knows who is under way towards a version, and so whether it may be retired.

Source: ARCHITECTURE 2, law 3 ("retire guards (catalogue)"); DOMAIN 5.1 ("no open enrolment, or sunset passed").
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from laurels.catalogue.models import AchievementVersion


class RetireGuard(Protocol):
    """Says how many people are under way towards a version [count]."""

    def __call__(self, version: AchievementVersion, *, at: datetime) -> int: ...


_guards: list[RetireGuard] = []


def guard_retiring(guard: RetireGuard) -> RetireGuard:
    """Register a guard in ``apps.ready()``; twice is once."""
    if guard not in _guards:
        _guards.append(guard)
    return guard


def open_work(version: AchievementVersion, *, at: datetime) -> int:
    """People who are under way towards a version, as every room that knows says together [count]."""
    return sum(guard(version, at=at) for guard in _guards)
