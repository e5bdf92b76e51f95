"""What a next version lacks towards the one before, as its review and its guards say alike."""

from __future__ import annotations

from laurels.catalogue import rules
from laurels.catalogue.models import AchievementVersion, EquivalenceMap
from laurels.catalogue.rules.sheet import ElementSheet, Sheet
from laurels.catalogue.rules.successor import is_patch
from laurels.catalogue.versions import ElementData, MapData, RuleData

MAP = ("summary", "effective_on", "transition_end", "auto_upgrade", "retired")
RULE = ("rules__element_code", "rules__rule", "rules__from_codes", "rules__max_age_months", "rules__min_level", "rules__gap")


def successor_faults(version: AchievementVersion, *, sheet: Sheet, before: Sheet) -> tuple[str, ...]:
    """What is missing, as sentences; empty when nothing is. One query, and none for a mere wording fix.

    Args:
        sheet, before: of this version and of the one that it follows.
    """
    patch = is_patch(before.number, sheet.number)
    new, old = [[_data(element) for element in one.elements] for one in (sheet, before)]
    return rules.map_faults(None if patch else map_of(version), new=new, old=old, wording_only=patch)


def map_of(version: AchievementVersion) -> MapData | None:
    """The equivalence map of a version with its rules, in one query; None where there is none."""
    rows = list(EquivalenceMap.objects.filter(version=version).order_by("rules__pk").values_list(*MAP, *RULE))
    if not rows:
        return None
    summary, effective_on, transition_end, auto_upgrade, retired = rows[0][: len(MAP)]
    told = [row[len(MAP) :] for row in rows if row[len(MAP)] is not None]
    return MapData(
        rules=tuple(
            RuleData(code, rule, tuple(old or ()), age, level or "", gap or "") for code, rule, old, age, level, gap in told
        ),
        retired=tuple(retired),
        summary=summary,
        effective_on=effective_on,
        transition_end=transition_end,
        auto_upgrade=auto_upgrade,
    )


def _data(element: ElementSheet) -> ElementData:
    """An element of a sheet as the map's rules know it."""
    levels = tuple((level.code, level.label, level.description) for level in element.levels)
    return ElementData(element.code, element.statement, element.required_level, levels, required=element.required)
