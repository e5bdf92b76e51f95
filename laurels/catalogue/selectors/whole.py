"""Everything that a version says, read from its rows."""

from __future__ import annotations

from dataclasses import replace

from laurels.catalogue.models import Achievement, AchievementVersion, Alignment, Element, EquivalenceMap, Strategy
from laurels.catalogue.versions import LINES, AlignmentData, ElementData, MapData, RuleData, StrategyData, VersionData
from laurels.people.access import uses
from laurels.people.models import Organisation
from laurels.people.rules import Switch


def whole_of(version: AchievementVersion, *, judges: bool = True, standards: bool = True) -> VersionData:
    """Everything that a version says, as its rows hold it now: two queries, one more for its judges, one for its map.

    Args:
        judges, standards: read them, too; a page that does not show them need not ask.
    """
    found = _elements(version)
    codes = {pk: element.code for pk, element in found.items()}
    named = version.judges.order_by("pk").values_list("person__code", flat=True) if judges else ()
    rests_on = Alignment.objects.filter(version=version).select_related("confirmed_by") if standards else ()
    return VersionData(
        handle=version.achievement.handle,
        kind=version.achievement.kind,
        family=version.achievement.family,
        number=version.number,
        elements=tuple(found.values()),
        judges=tuple(str(code) for code in named),
        strategy=_strategy(version.strategy),
        methods=tuple(version.methods),
        prerequisites=tuple((line["badge"], line["reason"]) for line in version.prerequisites),
        alignments=tuple(_alignment(row, codes.get(row.element_id or 0, "")) for row in rests_on),
        equivalence=_map(version),
        **{name: getattr(version, name) for name in LINES},
    )


def elements_of(version: AchievementVersion) -> tuple[ElementData, ...]:
    """The elements of a version with their rubrics: one query."""
    return tuple(_elements(version).values())


_OWN = (
    "code", "statement", "required_level", "kind", "required", "workplace_only", "renew_always", "critical", "indicator",
    "evidence_rule",
)  # fmt: skip


def _elements(version: AchievementVersion) -> dict[int, ElementData]:
    """Key of its row -> element, in their order."""
    levels = ("levels__code", "levels__label", "levels__description")
    rows = Element.objects.filter(version=version).order_by("place", "pk", "levels__rank").values_list("pk", *levels, *_OWN)
    found: dict[int, ElementData] = {}
    for pk, code, label, description, *own in rows:
        element = found.get(pk) or ElementData(levels=(), **dict(zip(_OWN, own, strict=True)))
        found[pk] = element if code is None else replace(element, levels=(*element.levels, (code, label, description)))
    return found


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
