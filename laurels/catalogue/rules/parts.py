"""The parts of a draft as whoever writes it meets them: each a few named values, read from a whole version and put back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from laurels.catalogue.versions import ElementData, MapData, RuleData, StrategyData, VersionData

Values = Mapping[str, Any]


class Part(StrEnum):
    """What has a page of its own in the editor; the value stands in its address."""

    FOR = "for"
    SAYS = "says"
    ELEMENTS = "elements"
    STANDARDS = "standards"
    JUDGES = "judges"
    BEFORE = "before"


SAYS = (
    "title", "kind", "family", "description", "criteria", "language", "notional_hours", "cpd_points", "level_text", "level_scheme",
    "level_value", "level_confirmed_by", "identity_check", "participation", "quality_assurance", "supervision", "stackability",
    "further_information",
)  # fmt: skip
ELEMENT = (
    "statement", "kind", "required", "required_level", "workplace_only", "renew_always", "critical", "indicator", "levels",
    "evidence_rule",
)  # fmt: skip
STRATEGY = (
    "function", "business_need", "audience", "performance_level", "level_scale", "lifespan_months", "lifespan_reason",
    "window_days", "grace_days", "review_on", "measures", "costs",
)  # fmt: skip


def values_of(data: VersionData, part: Part, element: str = "") -> dict[str, Any]:
    """The values of one part; of an element that is not there, none."""
    if part is Part.FOR:
        return {name: getattr(data.strategy, name) for name in STRATEGY}
    if part is Part.SAYS:
        lists = {"methods": data.methods, "prerequisites": data.prerequisites}
        return {name: getattr(data, name) for name in SAYS} | lists
    if part is Part.JUDGES:
        return {"judges": tuple(sorted(data.judges))}
    if part is Part.BEFORE:
        return _map_values(data.equivalence or MapData())
    found = data.element(element)
    return {} if found is None else {name: getattr(found, name) for name in ELEMENT}


def with_values(data: VersionData, part: Part, values: Values, element: str = "") -> VersionData:
    """The version with these values in one part."""
    if part is Part.FOR:
        return replace(data, strategy=_strategy(data.strategy, values))
    if part is Part.SAYS or part is Part.JUDGES:
        return replace(data, **dict(values))
    if part is Part.BEFORE:
        return replace(data, equivalence=_map(values))
    found = tuple(replace(one, **dict(values)) if one.code == element else one for one in data.elements)
    return replace(data, elements=found)


def _strategy(strategy: StrategyData, values: Values) -> StrategyData:
    """The strategy with these values; what the five fields call its length follows."""
    written = replace(strategy, **dict(values))
    lasts = {12: "1", 24: "2", 36: "3", None: "never"}.get(written.lifespan_months, written.lasts)
    return replace(written, lasts=lasts)


def _map_values(mapped: MapData) -> dict[str, Any]:
    """A map by its elements, so that two who write different rules do not meet."""
    rules: dict[str, Any] = {f"rule.{rule.element}": _rule_value(rule) for rule in mapped.rules}
    names = ("summary", "effective_on", "transition_end", "auto_upgrade", "retired")
    return {name: getattr(mapped, name) for name in names} | rules


def _rule_value(rule: RuleData) -> tuple[Any, ...]:
    return rule.rule, rule.from_codes, rule.max_age_months, rule.min_level, rule.gap


def _map(values: Values) -> MapData:
    """A map from its values; an element without a rule has an empty one."""
    rules = tuple(
        RuleData(name.removeprefix("rule."), *value) for name, value in values.items() if name.startswith("rule.") and value[0]
    )
    plain = {name: value for name, value in values.items() if not name.startswith("rule.")}
    return MapData(rules=rules, **plain)


def skeleton(data: VersionData) -> tuple[Any, ...]:
    """What a language edition shares with the version that it translates: everything but words."""
    bones = tuple(_bones(element) for element in data.elements)
    strategy = data.strategy
    lasts = (strategy.function, strategy.lifespan_months, strategy.window_days, strategy.grace_days)
    return data.kind, data.number, data.notional_hours, data.cpd_points, lasts, bones


def _bones(element: ElementData) -> tuple[Any, ...]:
    """An element without its words."""
    flags = (element.required, element.workplace_only, element.renew_always, element.critical)
    levels = tuple(code for code, _, _ in element.levels)
    return element.code, element.kind, flags, levels, element.required_level, dict(element.evidence_rule)
