"""Verbs of a draft of full size: written as a whole or part by part, its elements added, moved, doubled, taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from laurels.catalogue import rules
from laurels.catalogue.errors import ElementUnknown, WrittenMeanwhile
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import Part
from laurels.catalogue.selectors import whole_of
from laurels.catalogue.services.changing import change
from laurels.catalogue.versions import ElementData, MapData, RuleData, VersionData
from laurels.people.models import Person


def write_draft(*, version: AchievementVersion, data: VersionData, author: Person | None, at: datetime) -> AchievementVersion:
    """Make a draft say this, all of it; its handle and number stay its own.

    Raises:
        see ``changing.change``.
    """

    def alter(old: VersionData) -> VersionData:
        return replace(data, handle=old.handle, number=old.number, picture=None, published_on=None)

    return change(version=version, author=author, alter=alter, at=at)


def write_part(
    *,
    version: AchievementVersion,
    part: Part,
    values: Mapping[str, Any],
    seen: Mapping[str, str],
    author: Person | None,
    at: datetime,
    element: str = "",
) -> AchievementVersion:
    """Keep what was typed into one part of a draft; what somebody else kept in other fields meanwhile stays.

    Args:
        values: field -> value, as ``rules.values_of`` names them. seen: field -> mark of what the page was drawn from.
        element: code of the element, for that part.
    Raises:
        WrittenMeanwhile: both changed the same field; nothing is kept. ElementUnknown: somebody took it out.
        Otherwise see ``changing.change``.
    """

    def alter(old: VersionData) -> VersionData:
        kept = rules.values_of(old, part, element)
        if part is Part.ELEMENTS and not kept:
            raise ElementUnknown
        made = rules.merged(seen=seen, mine=values, kept=kept)
        if made.both:
            raise WrittenMeanwhile(both=made.both, kept=kept)
        return rules.with_values(old, part, made.values, element)

    return change(version=version, author=author, alter=alter, at=at)


def add_elements(
    *, version: AchievementVersion, elements: Sequence[ElementData], author: Person | None, at: datetime
) -> tuple[AchievementVersion, tuple[str, ...]]:
    """Add elements at the end of a draft, each under a code never used; in a next version they are new to its holders.

    Returns:
        the draft, and the codes that the elements got.
    """
    codes: list[str] = []

    def alter(old: VersionData) -> VersionData:
        codes.clear()
        data = old
        for element in elements:
            codes.append(_free_code(version, data))
            data = replace(data, elements=(*data.elements, replace(element, code=codes[-1])))
        return _as_new(data, codes)

    return change(version=version, author=author, alter=alter, at=at), tuple(codes)


def move_element(*, version: AchievementVersion, element: str, steps: int, author: Person, at: datetime) -> AchievementVersion:
    """Move an element up (negative) or down; at an end it stays."""
    return _with_element(version, element, lambda data: rules.moved(data, element, steps=steps), author, at)


def remove_element(*, version: AchievementVersion, element: str, author: Person, at: datetime) -> AchievementVersion:
    """Take an element out of a draft, with its rubric and its standards."""
    return _with_element(version, element, lambda data: rules.without_element(data, element), author, at)


def double_element(*, version: AchievementVersion, element: str, author: Person, at: datetime) -> AchievementVersion:
    """Put a copy of an element below it, under a code of its own."""

    def alter(data: VersionData) -> VersionData:
        code = _free_code(version, data)
        return _as_new(rules.doubled(data, element, new_code=code), [code])

    return _with_element(version, element, alter, author, at)


def recode_element(*, version: AchievementVersion, element: str, author: Person, at: datetime) -> AchievementVersion:
    """Give an element a new code because its meaning changed; what of the version before counts for it is asked again."""

    def alter(data: VersionData) -> VersionData:
        return rules.recoded(data, element, new_code=_free_code(version, data))

    return _with_element(version, element, alter, author, at)


def _with_element(version: AchievementVersion, element: str, alter: Any, author: Person | None, at: datetime) -> AchievementVersion:
    """Change a draft that has this element.

    Raises:
        ElementUnknown: it has none.
    """

    def checked(data: VersionData) -> VersionData:
        if data.element(element) is None:
            raise ElementUnknown
        altered: VersionData = alter(data)
        return altered

    return change(version=version, author=author, alter=checked, at=at)


def _free_code(version: AchievementVersion, data: VersionData) -> str:
    """A code that neither this version nor the one before has used."""
    before = whole_of(version.previous) if version.previous else None
    return rules.free_code(data, before=before)


def _as_new(data: VersionData, codes: Sequence[str]) -> VersionData:
    """In a version that follows another: nothing before counts for these elements."""
    if data.equivalence is None:
        return data
    added = tuple(RuleData(code, "new") for code in codes)
    mapped: MapData = replace(data.equivalence, rules=(*data.equivalence.rules, *added))
    return replace(data, equivalence=mapped)
