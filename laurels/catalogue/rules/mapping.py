"""What of the version before counts, as the map's editor holds it. Pure; DOMAIN 4 (Revision), 6.2."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from laurels.catalogue.rules import successor
from laurels.catalogue.rules.successor import MapRule
from laurels.catalogue.versions import ElementData, MapData, RuleData
from laurels.common.text import as_sentence

RULES = ("same", "equivalent", "combined", "partial", "new")
"""Kinds of rules, in the order in which somebody is asked (DOMAIN 6.2)."""


def same_again(elements: Sequence[ElementData]) -> MapData:
    """The map that a next version begins with: everything stays the same."""
    return MapData(rules=tuple(RuleData(element.code, "same", (element.code,)) for element in elements))


def map_faults(
    mapped: MapData | None, *, new: Sequence[ElementData], old: Sequence[ElementData], wording_only: bool = False
) -> tuple[str, ...]:
    """What a map lacks, as sentences; none when it says something of every required new and of every old element.

    Args:
        wording_only: the number says that only words changed; then no map is needed, and every element stays.
    """
    codes = {element.code for element in new}, {element.code for element in old}
    if wording_only:
        return tuple(map(as_sentence, successor.patch_faults(old=codes[1], new=codes[0])))
    found = successor.map_faults(
        None if mapped is None else [MapRule(rule.element, rule.rule, rule.from_codes, rule.gap) for rule in mapped.rules],
        old=codes[1],
        required=[element.code for element in new if element.required],
        new=codes[0],
        retired=mapped.retired if mapped else (),
    )
    return tuple(map(as_sentence, found)) + (misfits(mapped, old=old) if mapped else ())


def misfits(mapped: MapData, *, old: Sequence[ElementData]) -> tuple[str, ...]:
    """What no map may say, finished or not: two rules for one element, levels that are none, days in the wrong order."""
    return tuple(_misfits(mapped, {element.code: element for element in old}))


def _misfits(mapped: MapData, old: Mapping[str, ElementData]) -> Iterator[str]:
    for code, times in Counter(rule.element for rule in mapped.rules).items():
        if times > 1:
            yield f"{code} has two rules. Keep one."
    for rule in mapped.rules:
        if rule.rule not in RULES:
            yield f"{rule.element} has a rule that is none."
        if rule.rule == "combined" and len(set(rule.from_codes)) < 2:
            yield f"{rule.element} joins several elements: name at least two."
        for code in rule.from_codes:
            if rule.min_level and code in old and rule.min_level not in {level for level, _, _ in old[code].levels}:
                yield f"{rule.element} asks for a level that {code} did not have."
    for code in sorted(set(mapped.retired) & {code for rule in mapped.rules for code in rule.from_codes}):
        yield f"{code} is retired and counts for something. Choose one."
    if mapped.effective_on and mapped.transition_end and mapped.transition_end < mapped.effective_on:
        yield "The last date for the old version lies before the day on which the new one counts."
