"""Verbs of reviews that are due: raised by date or by a framework, and ended with what came of looking again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from laurels import journal
from laurels.catalogue.errors import NextReviewUnusable, ReviewEnded
from laurels.catalogue.models import AchievementVersion, Alignment, ReviewTask, with_review_day
from laurels.catalogue.rules import State, upkeep
from laurels.catalogue.services.beginning import begin_next
from laurels.catalogue.services.publishing import retire
from laurels.common.dates import day_in
from laurels.people import access
from laurels.people.models import Person
from laurels.people.rules import Act

Cause: TypeAlias = ReviewTask.Cause
Result: TypeAlias = ReviewTask.Result
AT_ONCE = 200
"""Versions that one run of the clock raises [count]; the next run takes the others."""


@transaction.atomic
def raise_review(*, version: AchievementVersion, cause: Cause, due_on: date, at: datetime, about: str = "") -> ReviewTask:
    """Put a published version into the queue; a task that is open already is returned. Fact ``review.raised``.

    Args:
        about: of a framework's item, its code.
    """
    task, made = ReviewTask.objects.get_or_create(
        version=version, cause=cause, about=about, done_at=None, defaults={"raised_at": at, "due_on": due_on}
    )
    if made:
        organisation = version.achievement.organisation.ref()
        data = {"cause": Cause(cause).value, "task": task.code}
        journal.record("review.raised", subject=version.ref(), organisation=organisation, actor=None, at=at, data=data)
    return task


def raise_due(*, at: datetime) -> int:
    """Put every version whose review date comes near into the queue; returns how many were new.

    One of which the next version is being written waits for that one.
    """
    horizon = at.date() + timedelta(days=upkeep.NOTICE_DAYS + 1)  # a day more: it is tomorrow already in some zones
    open_ones = ReviewTask.objects.filter(version=OuterRef("pk"), cause=Cause.DATE, done_at__isnull=True)
    next_ones = AchievementVersion.objects.filter(previous=OuterRef("pk"))
    near = (
        with_review_day(AchievementVersion.objects.filter(state=State.PUBLISHED))
        .filter(~Exists(open_ones), ~Exists(next_ones), review_day__lte=horizon)
        .select_related("achievement__organisation")
        .defer("picture_png", "picture_svg", "picture_small")
        .order_by("review_day", "pk")
    )
    due = [version for version in near[:AT_ONCE] if upkeep.raised_from(version.review_day) <= _today(version, at)]
    for version in due:
        raise_review(version=version, cause=Cause.DATE, due_on=version.review_day, at=at)
    return len(due)


def raise_for_items(*, items: Iterable[UUID], at: datetime) -> int:
    """Put every published version that rests on one of these items into the queue; returns how many stand there for it."""
    codes = list(items)
    resting = Alignment.objects.filter(item_code__in=codes, version__state=State.PUBLISHED)
    pairs = sorted(set(resting.values_list("version_id", "item_code")))
    found = AchievementVersion.objects.select_related("achievement__organisation").in_bulk([pk for pk, _ in pairs])
    for pk, item in pairs:
        due_on = _today(found[pk], at) + timedelta(days=upkeep.FRAMEWORK_DAYS)
        raise_review(version=found[pk], cause=Cause.FRAMEWORK, about=str(item), due_on=due_on, at=at)
    return len(pairs)


@transaction.atomic
def take_back_for_items(*, items: Iterable[UUID], at: datetime) -> None:
    """What was raised because of these items, and nobody has looked at yet, was raised for nothing. Fact ``review.ended``."""
    waiting = ReviewTask.objects.filter(cause=Cause.FRAMEWORK, about__in=[str(item) for item in items], done_at__isnull=True)
    for task in waiting.select_related("version__achievement__organisation"):
        organisation = task.version.achievement.organisation.ref()
        task.delete()
        data = {"result": "taken-back"}
        journal.record("review.ended", subject=task.version.ref(), organisation=organisation, actor=None, at=at, data=data)


@transaction.atomic
def still_right(*, task: ReviewTask, next_on: date | None, words: str, actor: Person, at: datetime) -> None:
    """She looked again and it is right, until that day: its text stays, its review date is the new one.

    Raises:
        NextReviewUnusable: the day is missing, not after today, or too far away. ReviewEnded: somebody was faster.
    """
    version = task.version
    access.check(actor, version.achievement.organisation, to=Act.DESIGN)
    if fault := upkeep.fault_of_next(next_on, _today(version, at)):
        raise NextReviewUnusable(reason=fault)
    _end(ReviewTask.objects.filter(pk=task.pk), Result.STILL_RIGHT, version, actor, at, words=words, next_on=next_on)
    dated = ReviewTask.objects.filter(version=version, cause=Cause.DATE, done_at__isnull=True)
    if dated.exists():  # the date that raised it has moved
        _end(dated, Result.STILL_RIGHT, version, actor, at, next_on=next_on)


@transaction.atomic
def next_begun(*, task: ReviewTask, words: str, actor: Person, at: datetime) -> AchievementVersion:
    """It needs new words: its next version is begun, or was. It stays "under review" until that one is published.

    Raises:
        ReviewEnded: somebody was faster. As ``begin_next``.
    """
    draft = begin_next(version=task.version, author=actor, at=at)
    _end(ReviewTask.objects.filter(pk=task.pk), Result.NEXT_BEGUN, task.version, actor, at, words=words)
    return draft


@transaction.atomic
def retire_it(*, task: ReviewTask, words: str, actor: Person, at: datetime) -> None:
    """Nobody needs it any more.

    Raises:
        ReviewEnded: somebody was faster. As ``retire``.
    """
    retire(version=task.version, actor=actor, at=at)
    _end(ReviewTask.objects.filter(pk=task.pk), Result.RETIRED, task.version, actor, at, words=words)


@transaction.atomic
def let_go(*, versions: Iterable[UUID], at: datetime) -> None:
    """End what is open of versions that are published no more: a newer one took their place, or they are retired."""
    gone = AchievementVersion.objects.filter(code__in=list(versions), state__in=[State.SUPERSEDED, State.RETIRED])
    for version in gone.select_related("achievement__organisation"):
        waiting = ReviewTask.objects.filter(version=version, done_at__isnull=True)
        if waiting.exists():
            result = Result.RETIRED if version.state == State.RETIRED else Result.NEXT_BEGUN
            _end(waiting, result, version, None, at)


def with_the_one_before(codes: Iterable[UUID]) -> list[UUID]:
    """These versions and the ones whose place they took."""
    rows = AchievementVersion.objects.filter(code__in=list(codes)).values_list("code", "previous__code")
    return [code for pair in rows for code in pair if code is not None]


def _end(
    tasks: QuerySet[ReviewTask],
    result: Result,
    version: AchievementVersion,
    actor: Person | None,
    at: datetime,
    *,
    words: str = "",
    next_on: date | None = None,
) -> None:
    """End open tasks. Fact ``review.ended``."""
    columns = {"done_at": at, "done_by": actor, "result": result, "outcome": words.strip(), "next_on": next_on}
    if not tasks.filter(done_at__isnull=True).update(**columns):
        raise ReviewEnded
    journal.record(
        "review.ended",
        subject=version.ref(),
        organisation=version.achievement.organisation.ref(),
        actor=actor.ref() if actor else None,
        at=at,
        data={"result": Result(result).value},
    )


def _today(version: AchievementVersion, at: datetime) -> date:
    return day_in(at, version.achievement.organisation.time_zone)
