"""The review queue, and the date on which a version is looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from laurels.catalogue.models import Alignment, ReviewTask
from laurels.catalogue.rules import State, upkeep
from laurels.catalogue.selectors.cards import picture_path
from laurels.common.dates import day_in, in_words
from laurels.people.models import Organisation

Cause, Result = ReviewTask.Cause, ReviewTask.Result
ENDED = 10
"""Reviews that were ended, below the queue [count]."""
RESULT_WORDS = {
    Result.STILL_RIGHT: "Still right",
    Result.NEXT_BEGUN: "Next version begun",
    Result.RETIRED: "Retired",
}


@dataclass(frozen=True)
class ReviewLine:
    """One badge to look at again; ``tone`` and ``when`` say how urgent it is, ``why`` what raised it."""

    code: UUID
    badge: UUID
    title: str
    number: str
    picture: str
    tone: str
    when: str
    why: str
    owner: str


@dataclass(frozen=True)
class EndedLine:
    """One review that was ended."""

    badge: UUID
    title: str
    result: str
    day: str
    by: str
    words: str


@dataclass(frozen=True)
class ReviewPage:
    """The queue, overdue ones first, and what came of the last ones."""

    slug: str
    organisation: str
    lines: tuple[ReviewLine, ...]
    past: int
    ended: tuple[EndedLine, ...]


def under_review_since(version: Any, today: date) -> date | None:
    """The date that a published version's review is overdue since; None while none is, or where it came without review state."""
    known = (getattr(version, "review_day", None), getattr(version, "review_due", None))
    days = [day for day in known if day is not None and upkeep.is_past(day, today)]
    return min(days) if days and version.state == State.PUBLISHED else None


def open_reviews(organisation: Organisation) -> QuerySet[ReviewTask]:
    """What is open in an organisation's queue, the earliest date first."""
    mine = ReviewTask.objects.filter(version__achievement__organisation=organisation, done_at__isnull=True)
    wide = ("version__picture_png", "version__picture_svg", "version__picture_small", "version__criteria")
    return mine.select_related("version__achievement__owner", "version__author").defer(*wide).order_by("due_on", "pk")


def review_page(organisation: Organisation, *, at: datetime) -> ReviewPage:
    """The queue of an organisation."""
    today = day_in(at, organisation.time_zone)
    tasks = list(open_reviews(organisation))
    names = _names_of_items(tasks)
    lines = tuple(_line(task, today, names) for task in tasks)
    done = ReviewTask.objects.filter(version__achievement__organisation=organisation, done_at__isnull=False)
    ended = done.select_related("version", "done_by").defer("version__picture_png", "version__picture_svg")
    return ReviewPage(
        slug=organisation.slug,
        organisation=organisation.display_name,
        lines=lines,
        past=sum(line.tone == "bad" for line in lines),
        ended=tuple(_ended(task, organisation.time_zone) for task in ended.order_by("-done_at", "-pk")[:ENDED]),
    )


def review_lines(organisation: Organisation, *, limit: int, at: datetime) -> tuple[ReviewLine, ...]:
    """The first few lines of the queue, for a start page: two queries."""
    tasks = list(open_reviews(organisation)[:limit])
    names = _names_of_items(tasks)
    return tuple(_line(task, day_in(at, organisation.time_zone), names) for task in tasks)


def review_line(task: ReviewTask, *, at: datetime) -> ReviewLine:
    """One line, for the page on which it is ended."""
    today = day_in(at, task.version.achievement.organisation.time_zone)
    return _line(task, today, _names_of_items([task]))


def _names_of_items(tasks: list[ReviewTask]) -> dict[str, str]:
    """Code of a framework's item -> its name, as the alignments say it."""
    codes = [task.about for task in tasks if task.cause == Cause.FRAMEWORK and task.about]
    rows = Alignment.objects.filter(item_code__in=codes).values_list("item_code", "target_name") if codes else ()
    return {str(code): name for code, name in rows}


def _line(task: ReviewTask, today: date, names: dict[str, str]) -> ReviewLine:
    version = task.version
    past = upkeep.is_past(task.due_on, today)
    owner = version.achievement.owner or version.author
    return ReviewLine(
        code=task.code,
        badge=version.code,
        title=version.title,
        number=version.number,
        picture=picture_path(version, small_cut=True),
        tone="bad" if past else "soon",
        when=f"was due on {in_words(task.due_on)}" if past else f"due on {in_words(task.due_on)}",
        why=_why(task, names, past=past),
        owner=owner.name if owner else "",
    )


def _why(task: ReviewTask, names: dict[str, str], *, past: bool) -> str:
    """What raised it, in a sentence."""
    if task.cause == Cause.FRAMEWORK:
        return f"“{names.get(task.about, 'An item of a framework')}”, on which it rests, no longer counts."
    if task.cause == Cause.FIGURES:
        return "Its figures have moved."
    return "Its review date is over." if past else "Its review date has come near."


def _ended(task: ReviewTask, zone: str) -> EndedLine:
    until = f" until {in_words(task.next_on)}" if task.next_on else ""
    return EndedLine(
        badge=task.version.code,
        title=task.version.title,
        result=f"{RESULT_WORDS[Result(task.result)]}{until}",
        day=in_words(task.done_at, zone) if task.done_at else "",
        by=task.done_by.name if task.done_by else "",
        words=task.outcome,
    )
