"""The elements of a badge, as a judge needs them."""

from __future__ import annotations

from uuid import UUID

from laurels.catalogue.models import AchievementVersion
from laurels.issuing.rules import Judged


def elements_of(version: AchievementVersion) -> list[Judged]:
    """The elements of a version with their levels, as a judge needs them."""
    return [
        Judged(
            code=element.code,
            statement=element.statement,
            required=element.required,
            required_level=element.required_level,
            levels=tuple((level.code, level.label, level.description) for level in element.levels.all()),
        )
        for element in version.elements.prefetch_related("levels")
    ]


def elements_to_judge(code: UUID) -> tuple[Judged, ...]:
    """The elements of one badge by its code; the caller has authorised."""
    return tuple(elements_of(AchievementVersion.objects.get(code=code)))
