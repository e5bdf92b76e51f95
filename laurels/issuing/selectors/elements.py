"""The elements of a badge, as a judge needs them."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from laurels.catalogue.models import AchievementVersion
from laurels.issuing.rules import Judged


def elements_of(version: AchievementVersion) -> list[Judged]:
    """The elements of a version with their levels, as a judge needs them: one query for both."""
    columns = ("statement", "required", "required_level", "levels__code", "levels__label", "levels__description")
    found: dict[str, Judged] = {}
    for code, statement, required, needed, *level in version.elements.order_by("place", "levels__rank").values_list(
        "code", *columns
    ):
        judged = found.get(code) or Judged(code, statement, required, needed, levels=())
        found[code] = replace(judged, levels=(*judged.levels, tuple(level))) if level[0] is not None else judged
    return list(found.values())


def elements_to_judge(code: UUID) -> tuple[Judged, ...]:
    """The elements of one badge by its code; the caller has authorised."""
    return tuple(elements_of(AchievementVersion.objects.get(code=code)))
