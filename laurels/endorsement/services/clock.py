"""What the clock does: reminders, requests that nobody answered, endorsements that end, conditions whose day is over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from laurels import journal
from laurels.common.dates import add_months, day_in
from laurels.endorsement import rules
from laurels.endorsement.errors import MovedMeanwhile
from laurels.endorsement.models import Condition, Endorsement, EndorsementRequest
from laurels.endorsement.rules import ANSWERABLE, BACKING, ConditionState, DueCondition, Event
from laurels.endorsement.services import listed
from laurels.endorsement.services.moving import move

AT_ONCE = 200
"""Rows that one run takes [count]."""
T = TypeVar("T", bound=Model)


def expire_due(*, at: datetime) -> int:
    """End requests whose 90 days are over."""
    due = EndorsementRequest.objects.filter(state__in=ANSWERABLE, expires_at__lte=at).select_related("organisation")
    return _each(due.order_by("expires_at", "pk")[:AT_ONCE], lambda request: _end(request, at))


def _end(request: EndorsementRequest, at: datetime) -> None:
    move(request, Event.EXPIRE, at=at)
    journal.record("endorsement.expired", subject=request.ref(), organisation=request.organisation.ref(), actor=None, at=at)


def remind_due(*, at: datetime) -> int:
    """Call requests to mind 30, 60 and 80 days after they were sent; of several that were missed only the latest."""
    missed = Q()
    for number, days in enumerate(rules.REMIND_AFTER, 1):
        missed |= Q(reminded__lt=number, sent_at__lte=at - timedelta(days=days))
    waiting = EndorsementRequest.objects.filter(missed, state__in=ANSWERABLE, expires_at__gt=at).select_related("organisation")
    return _each(waiting.order_by("sent_at", "pk")[:AT_ONCE], lambda request: _remind(request, at))


def _remind(request: EndorsementRequest, at: datetime) -> None:
    number = rules.reminder_due(sent_at=request.sent_at, reminded=request.reminded, at=at) if request.sent_at else None
    if number is None:
        raise MovedMeanwhile
    if not EndorsementRequest.objects.filter(pk=request.pk, state=request.state, reminded=request.reminded).update(reminded=number):
        raise MovedMeanwhile
    data = {"number": number}
    journal.record(
        "endorsement.reminded", subject=request.ref(), organisation=request.organisation.ref(), actor=None, at=at, data=data
    )


def lapse_due(*, at: datetime) -> int:
    """Let endorsements lapse whose last day is over."""
    due = Endorsement.objects.filter(request__state__in=BACKING, valid_until__lt=at).select_related("request__organisation")
    return _each(due.order_by("valid_until", "pk")[:AT_ONCE], lambda endorsement: _lapse(endorsement, at))


def _lapse(endorsement: Endorsement, at: datetime) -> None:
    move(endorsement.request, Event.LAPSE, at=at)
    listed.follow(endorsement.request.version)
    organisation = endorsement.request.organisation.ref()
    journal.record("endorsement.lapsed", subject=endorsement.ref(), organisation=organisation, actor=None, at=at)


def remind_overdue(*, at: datetime) -> int:
    """Tell the endorser, once for each day that she set, that a condition was not settled in time."""
    open_still = Condition.objects.filter(
        state=ConditionState.OPEN, reminded_at__isnull=True, endorsement__request__state__in=BACKING
    )
    rows = open_still.filter(due__lt=at.date() + timedelta(days=1)).select_related("endorsement__request__organisation")
    return _each(rows.order_by("due", "pk")[:AT_ONCE], lambda condition: _remind_overdue(condition, at))


def _remind_overdue(condition: Condition, at: datetime) -> None:
    organisation = condition.endorsement.request.organisation
    today = day_in(at, organisation.time_zone)
    if not rules.overdue(DueCondition(ConditionState.OPEN, condition.due), today=today):
        raise MovedMeanwhile
    if not Condition.objects.filter(pk=condition.pk, state=ConditionState.OPEN, reminded_at__isnull=True).update(reminded_at=at):
        raise MovedMeanwhile
    subject, data = condition.endorsement.ref(), {"condition": str(condition.code)}
    journal.record("endorsement.condition-overdue", subject=subject, organisation=organisation.ref(), actor=None, at=at, data=data)


def ask_to_reconfirm(*, at: datetime) -> int:
    """Ask endorsers who promised a word a year, when the year is over."""
    standing = Endorsement.objects.filter(request__state__in=BACKING, reconfirm_yearly=True, reconfirm_asked_at__isnull=True)
    rows = standing.filter(reconfirmed_at__lte=at - timedelta(days=365)).select_related("request__organisation")
    return _each(rows.order_by("reconfirmed_at", "pk")[:AT_ONCE], lambda endorsement: _ask(endorsement, at))


def _ask(endorsement: Endorsement, at: datetime) -> None:
    if at.date() < add_months(endorsement.reconfirmed_at.date(), rules.RECONFIRM_MONTHS):
        raise MovedMeanwhile
    if not Endorsement.objects.filter(pk=endorsement.pk, reconfirm_asked_at__isnull=True).update(reconfirm_asked_at=at):
        raise MovedMeanwhile
    organisation = endorsement.request.organisation.ref()
    journal.record("endorsement.reconfirm-asked", subject=endorsement.ref(), organisation=organisation, actor=None, at=at)


def _each(rows: Iterable[T] | QuerySet[T], act: Callable[[T], None]) -> int:
    """Act on each row in a transaction of its own; one that somebody else moved holds up no other. How many were done."""
    done = 0
    for row in rows:
        try:
            with transaction.atomic():
                act(row)
        except MovedMeanwhile:
            continue
        done += 1
    return done
