"""A version's rows as one frozen sheet: for the linter, for comparing two versions, for a review."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects

from laurels.catalogue.models import AchievementVersion, Alignment, Element, LintOverride
from laurels.catalogue.rules import State, linting
from laurels.catalogue.rules.linting import Report
from laurels.catalogue.rules.sheet import AlignmentSheet, ElementSheet, LevelSheet, OtherBadge, Sheet, StrategySheet
from laurels.common.dates import day_in
from laurels.frameworks import selectors as frameworks
from laurels.frameworks.selectors import ItemStanding
from laurels.people.models import Organisation

COUNTS = (State.DRAFT, State.IN_REVIEW, State.APPROVED, State.PUBLISHED, State.SUSPENDED)
"""States of other badges that one can still say the same as."""
EU_SCHEMES = ("EQF", "QF-EHEA")
Standings = Mapping[UUID, ItemStanding]


def sheet_of(version: AchievementVersion, *, at: datetime, beside: bool = True) -> Sheet:
    """A version as it stands in its rows.

    Args:
        beside: read the organisation's other badges and how the items of frameworks stand, too; comparing needs neither.
    """
    prefetch_related_objects([version], "elements__levels", "alignments")
    organisation = version.achievement.organisation
    rests_on = list(version.alignments.all())
    items = {alignment.item_code for alignment in rests_on if alignment.item_code}
    standings: Standings = frameworks.standings(items) if beside and items else {}
    by_element: dict[int | None, list[AlignmentSheet]] = defaultdict(list)
    for alignment in rests_on:
        by_element[alignment.element_id].append(_alignment(alignment, standings))
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
        has_picture=bool(version.picture_svg or version.picture_png),
        notional_hours=version.notional_hours,
        level_text=version.level_text,
        methods=tuple(str(method) for method in version.methods),
        prerequisites=tuple((str(part.get("badge", "")), str(part.get("reason") or "")) for part in version.prerequisites),
        eu_wanted=_eu_wanted(version),
        small=organisation.mode == "small",
        strategy=_strategy(version),
        elements=tuple(_element(element, by_element[element.pk]) for element in version.elements.all()),
        alignments=tuple(by_element[None]),
        others=tuple(_others(version, organisation)) if beside else (),
    )


def report_of(version: AchievementVersion, *, at: datetime) -> Report:
    """What the linter says of a version now."""
    return linting.lint(sheet_of(version, at=at))


def answered(version: AchievementVersion) -> frozenset[tuple[str, str]]:
    """(rule, subject) of what somebody answered with a reason."""
    return frozenset(LintOverride.objects.filter(version=version).values_list("rule", "subject"))


def _strategy(version: AchievementVersion) -> StrategySheet:
    row = version.strategy
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


def _element(row: Element, alignments: list[AlignmentSheet]) -> ElementSheet:
    return ElementSheet(
        code=row.code,
        statement=row.statement,
        kind=row.kind,
        required=row.required,
        required_level=row.required_level,
        workplace_only=row.workplace_only,
        renew_always=row.renew_always,
        critical=row.critical,
        indicator=row.indicator,
        rule=row.evidence_rule,
        levels=tuple(LevelSheet(level.code, level.label, level.description) for level in row.levels.all()),
        alignments=tuple(alignments),
    )


def _alignment(row: Alignment, standings: Standings) -> AlignmentSheet:
    standing = standings.get(row.item_code) if row.item_code else None
    return AlignmentSheet(
        name=row.target_name,
        framework=row.target_framework,
        code=row.target_code,
        url=row.target_url,
        ends_on=standing.ends_on if standing else None,
        deprecated=bool(standing and standing.deprecated),
    )


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
