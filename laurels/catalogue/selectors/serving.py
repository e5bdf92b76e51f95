"""What a badge serves: items of frameworks as they stood on a day, job tasks, how many hold it, and who first proposed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Value

from laurels.catalogue.models import Achievement, AchievementVersion, JobTask, Proposer
from laurels.catalogue.ports import holders_of
from laurels.catalogue.rules import proposing
from laurels.common.dates import day_in, in_words

PRIVACY_FLOOR = 10
"""Fewer holders are not told: one would know who they are [count]."""


@dataclass(frozen=True)
class ServedItem:
    """One item of a framework; ``by``: the elements that rest on it, empty when the whole badge does. ``day``: as it stood."""

    name: str
    code: str
    framework: str
    address: str
    by: tuple[str, ...]
    day: str


@dataclass(frozen=True)
class Serves:
    """What stands in the part. ``tasks`` are (code, title); ``holders``: 0 where they are too few to be told."""

    items: tuple[ServedItem, ...]
    tasks: tuple[tuple[UUID, str], ...]
    holders: int
    credit: str

    @property
    def is_told(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.items or self.tasks or self.holders or self.credit)


def serves(version: Any, *, at: datetime) -> Serves:
    """What a version serves; it comes as ``access.get_public`` loads it."""
    tasks, names = _told(version.achievement) if version.told else ((), ())
    return Serves(items=_items(version), tasks=tasks, holders=_holders(version, at=at), credit=proposing.credit(names))


def _told(achievement: Achievement) -> tuple[tuple[tuple[UUID, str], ...], tuple[str, ...]]:
    """The job tasks that need a badge, by title, and who first proposed it, of those who agreed to be named: one query for both."""
    tasks = JobTask.objects.filter(badges=achievement).annotate(kind=Value(0), place=Value(0)).order_by()
    named = Proposer.objects.filter(proposal__achievement=achievement, credited=True).annotate(kind=Value(1)).order_by()
    rows = tasks.values_list("kind", "place", "title", "code").union(
        named.values_list("kind", "place", "person__name", "proposal__code"), all=True
    )
    found = sorted(rows)
    return tuple((code, words) for kind, _, words, code in found if not kind), tuple(words for kind, _, words, _ in found if kind)


def _holders(version: Any, *, at: datetime) -> int:
    """How many people hold the badge now; 0 where they are too few to be told (DOMAIN 1, 10; 4 MetricSnapshot)."""
    achievement = version.achievement
    found = holders_of(achievement, on=day_in(at, achievement.organisation.time_zone))
    return found if found >= PRIVACY_FLOOR else 0


def _items(version: AchievementVersion) -> tuple[ServedItem, ...]:
    """Each item once, with the elements that rest on it."""
    statements = {element.pk: element.statement for element in version.elements.all()}
    found: dict[str, ServedItem] = {}
    for row in version.alignments.all():
        by = (statements[row.element_id],) if row.element_id in statements else ()
        known = found.get(row.target_url)
        found[row.target_url] = ServedItem(
            name=row.target_name,
            code=row.target_code,
            framework=row.target_framework,
            address=row.target_url,
            by=(known.by if known else ()) + by,
            day=in_words(row.taken_on),
        )
    return tuple(found.values())
