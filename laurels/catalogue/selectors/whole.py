"""Everything that a version says, read from its rows."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Prefetch, prefetch_related_objects

from laurels.catalogue.models import Achievement, AchievementVersion, Alignment, Element, EquivalenceMap, Strategy
from laurels.catalogue.versions import LINES, AlignmentData, ElementData, MapData, RuleData, StrategyData, VersionData
from laurels.people.access import uses
from laurels.people.models import Organisation
from laurels.people.rules import Switch


def whole_of(version: AchievementVersion, *, judges: bool = True) -> VersionData:
    """Everything that a version says; rows that were read with it are not read again.

    Args:
        judges: who judges, too; a page that does not show them need not ask.
    """
    alignments = Prefetch("alignments", Alignment.objects.select_related("confirmed_by"))
    prefetch_related_objects([version], "elements__levels", alignments)
    codes = {row.pk: row.code for row in version.elements.all()}
    named = version.judges.order_by("pk").values_list("person__code", flat=True) if judges else ()
    return VersionData(
        handle=version.achievement.handle,
        kind=version.achievement.kind,
        family=version.achievement.family,
        number=version.number,
        elements=tuple(_element(row) for row in version.elements.all()),
        judges=tuple(str(code) for code in named),
        strategy=_strategy(version.strategy),
        methods=tuple(version.methods),
        prerequisites=tuple((line["badge"], line["reason"]) for line in version.prerequisites),
        alignments=tuple(_alignment(row, codes.get(row.element_id or 0, "")) for row in version.alignments.all()),
        equivalence=_map(version),
        **{name: getattr(version, name) for name in LINES},
    )


def elements_of(version: AchievementVersion) -> tuple[ElementData, ...]:
    """The elements of a version with their rubrics; rows that were read with it are not read again."""
    prefetch_related_objects([version], "elements__levels")
    return tuple(_element(row) for row in version.elements.all())


def lines_of_before(version: AchievementVersion) -> tuple[ElementData, ...]:
    """The elements of a version as its successor needs them, in one query: codes, statements, whether required, levels by name."""
    columns = ("code", "statement", "required", "levels__code", "levels__label")
    found: dict[str, ElementData] = {}
    for code, statement, required, level, label in version.elements.order_by("place", "levels__rank").values_list(*columns):
        element = found.get(code) or ElementData(code, statement, "", (), required=required)
        found[code] = replace(element, levels=(*element.levels, (level, label, ""))) if level else element
    return tuple(found.values())


def _element(row: Element) -> ElementData:
    """One element."""
    return ElementData(
        code=row.code,
        statement=row.statement,
        required_level=row.required_level,
        levels=tuple((level.code, level.label, level.description) for level in row.levels.all()),
        kind=row.kind,
        required=row.required,
        workplace_only=row.workplace_only,
        renew_always=row.renew_always,
        critical=row.critical,
        indicator=row.indicator,
        evidence_rule=row.evidence_rule,
    )


def _strategy(row: Strategy) -> StrategyData:
    """What it is for."""
    return StrategyData(
        function=row.function,
        business_need=row.business_need,
        audience=row.audience,
        performance_level=row.performance_level,
        level_scale=row.level_scale,
        lasts=row.lasts,
        lifespan_months=row.lifespan_months,
        lifespan_reason=row.lifespan_reason,
        window_days=row.window_days,
        grace_days=row.grace_days,
        review_on=row.review_on,
        measures=tuple(row.measures),
        costs=tuple(row.costs),
    )


def _alignment(row: Alignment, element: str) -> AlignmentData:
    """One link to a framework's item, in its words of one day."""
    return AlignmentData(
        target_url=row.target_url,
        target_name=row.target_name,
        taken_on=row.taken_on,
        element=element,
        item=row.item_code,
        target_framework=row.target_framework,
        target_code=row.target_code,
        target_type=row.target_type,
        target_description=row.target_description,
        confidence=row.confidence,
        confirmed_by=str(row.confirmed_by.code) if row.confirmed_by else "",
    )


def _map(version: AchievementVersion) -> MapData | None:
    """What of the version before counts."""
    row: EquivalenceMap | None = getattr(version, "equivalence", None)
    if row is None:
        return None
    return MapData(
        rules=tuple(
            RuleData(rule.element_code, rule.rule, tuple(rule.from_codes), rule.max_age_months, rule.min_level, rule.gap)
            for rule in row.rules.all()
        ),
        retired=tuple(row.retired),
        summary=row.summary,
        effective_on=row.effective_on,
        transition_end=row.transition_end,
        auto_upgrade=row.auto_upgrade,
    )


def writes_in_full(organisation: Organisation) -> bool:
    """Whether an organisation writes badges in full: with the rules of the large, or because it turned it on."""
    return uses(organisation, Switch.WRITING)


def handles_of(organisation: Organisation) -> frozenset[str]:
    """Every code that a badge of an organisation has; none is used twice."""
    return frozenset(Achievement.objects.filter(organisation=organisation).values_list("handle", flat=True))
