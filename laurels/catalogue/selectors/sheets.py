"""A version's rows as one frozen sheet: for the linter, for comparing two versions, for a review."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from laurels.catalogue.models import AchievementVersion, Alignment, Element, LintOverride, Strategy
from laurels.catalogue.rules import State, linting
from laurels.catalogue.rules.linting import Report
from laurels.catalogue.rules.sheet import AlignmentSheet, ElementSheet, LevelSheet, OtherBadge, Sheet, StrategySheet
from laurels.catalogue.versions import VersionData
from laurels.common.dates import day_in
from laurels.frameworks import selectors as frameworks
from laurels.people.models import Organisation

COUNTS = (State.DRAFT, State.IN_REVIEW, State.APPROVED, State.PUBLISHED, State.SUSPENDED)
"""States of other badges that one can still say the same as."""
EU_SCHEMES = ("EQF", "QF-EHEA")
ELEMENT = (
    "code", "statement", "kind", "required", "required_level", "workplace_only", "renew_always", "critical", "indicator",
    "evidence_rule",
)  # fmt: skip
"""Columns of an element that its sheet names alike, but for the evidence rule."""
Place = tuple[int, int | None]
"""Key of a version, and of one of its elements or None for the version as a whole."""


def sheet_of(version: AchievementVersion, *, at: datetime) -> Sheet:
    """A version as it stands in its rows now, with the organisation's other badges beside it and how framework items stand."""
    (sheet,) = sheets_of([version], at=at)
    return with_others(sheet, version)


def sheet_from(version: AchievementVersion, data: VersionData, *, at: datetime) -> Sheet:
    """A version as it was just read in whole, by itself; no query, and how the items of frameworks stand is not known."""
    rests_on: dict[str, list[AlignmentSheet]] = defaultdict(list)
    for one in data.alignments:
        rests_on[one.element].append(AlignmentSheet(one.target_name, one.target_framework, one.target_code, one.target_url))
    elements = [
        ElementSheet(
            **{name: getattr(one, name) for name in ELEMENT if name != "evidence_rule"},
            rule=one.evidence_rule,
            levels=tuple(LevelSheet(*level) for level in one.levels),
            alignments=tuple(rests_on[one.code]),
        )
        for one in data.elements
    ]
    return _sheet(version, elements, rests_on[""], at=at)


def with_others(sheet: Sheet, version: AchievementVersion) -> Sheet:
    """The sheet with the organisation's other badges beside it; one query."""
    return replace(sheet, others=tuple(_others(version, version.achievement.organisation)))


def sheets_of(versions: Sequence[AchievementVersion], *, at: datetime, aligned: bool = True) -> tuple[Sheet, ...]:
    """Versions as they stand in their rows now, each by itself; two queries however many they are.

    What an instance has read before is not believed: rows may have been written meanwhile.

    Args:
        aligned: read what they rest on as well; without it one query is enough.
    """
    keys = [version.pk for version in versions]
    rests_on = _alignments(keys) if aligned else {}
    elements = _elements(keys, rests_on)
    return tuple(_sheet(version, elements[version.pk], rests_on.get((version.pk, None), []), at=at) for version in versions)


def _sheet(version: AchievementVersion, elements: list[ElementSheet], alignments: list[AlignmentSheet], *, at: datetime) -> Sheet:
    organisation = version.achievement.organisation
    drawn: bool | None = getattr(version, "is_drawn", None)  # asked by the database where a list leaves the pictures out
    return Sheet(
        title=version.title,
        handle=version.achievement.handle,
        today=day_in(at, organisation.time_zone),
        number=version.number,
        kind=version.achievement.kind,
        language=version.language,
        description=version.description,
        criteria=version.criteria,
        picture_alt=version.picture_alt,
        picture_words=tuple(_words_in(version.picture_choices)),
        has_picture=bool(version.picture_svg or version.picture_png) if drawn is None else drawn,
        notional_hours=version.notional_hours,
        level_text=version.level_text,
        methods=tuple(str(method) for method in version.methods),
        prerequisites=tuple((str(part.get("badge", "")), str(part.get("reason") or "")) for part in version.prerequisites),
        eu_wanted=_eu_wanted(version),
        small=organisation.mode == "small",
        strategy=_strategy(version.strategy),
        elements=tuple(elements),
        alignments=tuple(alignments),
    )


def report_of(version: AchievementVersion, *, at: datetime) -> Report:
    """What the linter says of a version now."""
    return linting.lint(sheet_of(version, at=at))


def answered(version: AchievementVersion) -> frozenset[tuple[str, str]]:
    """(rule, subject) of what somebody answered with a reason."""
    return frozenset(LintOverride.objects.filter(version=version).values_list("rule", "subject"))


def _strategy(row: Strategy) -> StrategySheet:
    return StrategySheet(
        function=row.function,
        business_need=row.business_need,
        audience=row.audience,
        performance_level=row.performance_level,
        lifespan_months=row.lifespan_months,
        lifespan_reason=row.lifespan_reason,
        review_on=_day(row.review_on),
        measures=tuple(str(measure.get("name", "")) for measure in row.measures),
    )


def _day(value: date | str | None) -> date | None:
    """A day, also where it was just written from a text and not read back yet."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _elements(versions: list[int], rests_on: Mapping[Place, list[AlignmentSheet]]) -> dict[int, list[ElementSheet]]:
    """Key of a version -> its elements with their rubrics, in order; one query for elements and levels together."""
    names = ("version", "pk", *ELEMENT, "levels__code", "levels__label", "levels__description")
    found: dict[int, dict[int, ElementSheet]] = defaultdict(dict)
    rows = Element.objects.filter(version__in=versions).order_by("version", "place", "pk", "levels__rank").values_list(*names)
    for version, key, *told in rows:
        columns, level = dict(zip(ELEMENT, told, strict=False)), LevelSheet(*told[len(ELEMENT) :]) if told[-3] is not None else None
        known = found[version].get(key)
        if known is None:
            rule = columns.pop("evidence_rule")
            known = ElementSheet(**columns, rule=rule, alignments=tuple(rests_on.get((version, key), ())))
        found[version][key] = known if level is None else replace(known, levels=(*known.levels, level))
    return defaultdict(list, {version: list(elements.values()) for version, elements in found.items()})


def _alignments(versions: list[int]) -> dict[Place, list[AlignmentSheet]]:
    """(version, element or None) -> what it rests on, with how each item stands now; one query."""
    found: dict[Place, list[AlignmentSheet]] = defaultdict(list)
    rows = frameworks.with_standing(Alignment.objects.filter(version__in=versions)).order_by("version", "place", "pk")
    columns = ("version", "element", "target_name", "target_framework", "target_code", "target_url", *frameworks.STANDING)
    for version, element, name, framework, code, url, *standing in rows.values_list(*columns):
        how = frameworks.standing_of(*standing)
        found[(version, element)].append(AlignmentSheet(name, framework, code, url, how.ends_on, how.deprecated))
    return found


def _words_in(choices: Any) -> Iterator[str]:
    """Every text in what a picture was drawn from, however deep: ring text, word, mark."""
    if isinstance(choices, str):
        yield choices
    elif isinstance(choices, dict):
        for value in choices.values():
            yield from _words_in(value)
    elif isinstance(choices, list):
        for value in choices:
            yield from _words_in(value)


def _eu_wanted(version: AchievementVersion) -> bool:
    """Whether somebody began to describe the version as the EU asks (DOMAIN 4.1)."""
    return version.level_scheme in EU_SCHEMES or bool(version.participation and version.quality_assurance)


def _others(version: AchievementVersion, organisation: Organisation) -> Iterator[OtherBadge]:
    """The organisation's other badges with their statements, each once: one query."""
    rows = (
        AchievementVersion.objects.filter(
            achievement__organisation=organisation, state__in=COUNTS, is_starter=False, edition_of=None
        )
        .exclude(achievement=version.achievement_id)
        .order_by("achievement", "pk", "elements__place")
        .values_list("achievement__handle", "title", "elements__statement")
    )
    titles: dict[str, str] = {}
    statements: dict[str, list[str]] = defaultdict(list)
    for handle, title, statement in rows.iterator(chunk_size=2000):
        titles[handle] = title
        if statement:
            statements[handle].append(statement)
    for handle, title in titles.items():
        yield OtherBadge(title, handle, tuple(statements[handle]))
