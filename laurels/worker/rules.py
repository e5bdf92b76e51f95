"""When to try again. Pure."""

from __future__ import annotations

from datetime import timedelta

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
