"""What happened to one thing, for its own page."""

from __future__ import annotations

from laurels.journal.facts import Fact, Ref
from laurels.journal.models import FactRow

MOST = 500
"""Facts of one thing that a page shows [count]."""


def facts_about(subject: Ref, *, kinds: tuple[str, ...] = ()) -> tuple[Fact, ...]:
    """The facts whose subject this is, the oldest first.

    Args:
        kinds: only these; empty for all.
    """
    rows = FactRow.objects.filter(subject_kind=subject.kind, subject_code=subject.code)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return tuple(row.as_fact() for row in rows.order_by("at", "id")[:MOST])
