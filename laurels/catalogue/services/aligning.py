"""Standards of a draft: links to items of frameworks, in their words of one day, never an address that somebody made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from laurels.catalogue.errors import ElementUnknown
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.services.changing import change
from laurels.catalogue.versions import AlignmentData, VersionData
from laurels.frameworks import selectors as frameworks
from laurels.people.models import Person


def align(
    *, version: AchievementVersion, item: UUID, author: Person, at: datetime, element: str = "", confidence: str = "sure"
) -> AchievementVersion:
    """Say that an element, or with an empty code the whole badge, serves an item of a framework; once is enough.

    Args:
        item: its code. confidence: "sure", "likely" or "unsure".
    Raises:
        frameworks.ItemNotFound, frameworks.NotAlignable: no such item here, or none that a badge may be aligned to.
        ElementUnknown: the draft has none under this code. Otherwise see ``changing.change``.
    """
    taken = frameworks.snapshot(item, organisation=version.achievement.organisation, at=at)
    standard = AlignmentData(
        target_url=taken.target_url,
        target_name=taken.name,
        taken_on=taken.taken_on,
        element=element,
        item=taken.item,
        target_framework=taken.framework,
        target_code=taken.code,
        target_type=taken.target_type,
        target_description=taken.description,
        confidence=confidence,
        confirmed_by=str(author.code),
    )

    def alter(data: VersionData) -> VersionData:
        if element and data.element(element) is None:
            raise ElementUnknown
        others = tuple(found for found in data.alignments if (found.element, found.target_url) != (element, taken.target_url))
        return replace(data, alignments=(*others, standard))

    return change(version=version, author=author, alter=alter, at=at)


def unalign(*, version: AchievementVersion, target_url: str, element: str, author: Person, at: datetime) -> AchievementVersion:
    """Take a standard from an element, or with an empty code from the whole badge; one that is gone stays gone."""

    def alter(data: VersionData) -> VersionData:
        kept = tuple(found for found in data.alignments if (found.element, found.target_url) != (element, target_url))
        return replace(data, alignments=kept)

    return change(version=version, author=author, alter=alter, at=at)
