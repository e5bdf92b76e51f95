"""Recording a fact: in the transaction of the change, with a delivery for each handler."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from laurels.journal.facts import Fact, Ref, handlers_of, plain


def record(
    kind: str,
    *,
    subject: Ref,
    organisation: Ref | None,
    actor: Ref | None,
    at: datetime,
    data: Mapping[str, Any] | None = None,
) -> Fact:
    """Write one fact and its deliveries.

    Args:
        kind: a word of docs/facts.md, for instance ``award.sealed``.
        data: codes, numbers, dates and booleans; words stand on the row that changed.
    Raises:
        ValueError: a naive moment, or data that is no code.
        RuntimeError: outside a transaction, where a crash would keep the change and lose the fact.
    """
    return _write(kind, subject, organisation, actor, at, plain(data or {}))


def record_many(kind: str, *, subjects: Sequence[Ref], organisation: Ref | None, actor: Ref | None, at: datetime) -> Fact:
    """Write one fact about a slice of things of one kind; handlers get it once with all their codes.

    Raises:
        ValueError: no subjects, or subjects of several kinds.
        RuntimeError: outside a transaction.
    """
    if len({subject.kind for subject in subjects}) != 1:
        raise ValueError("a bulk fact is about one or more things of one kind")
    return _write(kind, subjects[0], organisation, actor, at, {"subjects": [str(subject.code) for subject in subjects]})


def _write(kind: str, subject: Ref, organisation: Ref | None, actor: Ref | None, at: datetime, data: dict[str, Any]) -> Fact:
    """The rows."""
    from laurels.journal.models import Delivery, FactRow  # rows need the app registry, handlers register before it is ready

    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{kind} was recorded outside the transaction of its change")
    if at.tzinfo is None:
        raise ValueError("a fact's moment needs a zone")
    row = FactRow.objects.create(
        kind=kind,
        subject_kind=subject.kind,
        subject_code=subject.code,
        organisation_code=organisation.code if organisation else None,
        actor_code=actor.code if actor else None,
        at=at,
        data=data,
    )
    Delivery.objects.bulk_create([Delivery(fact=row, handler=handler.name, due_at=at) for handler in handlers_of(kind)])
    return row.as_fact()
