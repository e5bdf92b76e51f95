"""What a next version owes to the one before: a map of its elements, or the same meaning throughout. Pure.

Source: DOMAIN 4 (AchievementVersion: "patch number = wording fix with same meaning; minor/major needs an equivalence map";
Revision: "total"), 6.2 (kinds of rules).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

CARRIES = frozenset({"same", "equivalent", "combined", "partial"})
"""Kinds of rules that rest on something old."""
OF_ONE = frozenset({"same", "equivalent"})
"""Kinds that rest on exactly one old element."""


@dataclass(frozen=True)
class MapRule:
    """How one new element is met by what was met before."""

    element: str
    rule: str
    old: tuple[str, ...] = ()
    gap: str = ""


def is_patch(old: str, new: str) -> bool:
    """Whether a number says that only words were mended: 2.1 -> 2.1.1, 2.1.1 -> 2.1.4; a number of other signs never does."""
    before, after = _parts(old), _parts(new)
    return before is not None and after is not None and before[:2] == after[:2] and before[2] < after[2]


def _parts(number: str) -> tuple[int, int, int] | None:
    """A number in three parts, absent ones zero."""
    found = re.fullmatch(r"(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?", number)
    return (int(found[1]), int(found[2] or 0), int(found[3] or 0)) if found else None


def patch_faults(*, old: Collection[str], new: Collection[str]) -> list[str]:
    """What forbids a mere wording fix: it keeps every element, under its code, and adds none."""
    found = []
    if gone := sorted(set(old) - set(new)):
        found.append(f"a wording fix keeps every element, and {_named(gone, 'missing')}")
    if added := sorted(set(new) - set(old)):
        found.append(f"a wording fix adds no element, and {_named(added, 'new')}")
    if found:
        found.append("give it a larger number and say what of the version before still counts")
    return found


def map_faults(
    rules: Sequence[MapRule] | None,
    *,
    old: Collection[str],
    required: Collection[str],
    new: Collection[str],
    retired: Collection[str],
) -> list[str]:
    """What an equivalence map lacks, as sentences; empty when it is total.

    Args:
        rules: of the map, None where there is no map. old, new: codes of all elements. required: those of the new ones that are.
        retired: old codes of which the map says that they count for nothing any more.
    """
    if rules is None:
        return ["say what of the version before still counts: there is no map of its elements yet"]
    gone = set(retired)
    ruled = {rule.element for rule in rules}
    used = {code for rule in rules for code in rule.old}
    found = [f"{code} has no rule" for code in sorted(set(required) - ruled)]
    found += [f"the map names {code}, which is no element of this version" for code in sorted(ruled - set(new))]
    found += [f"the map names {code}, which is no element of the version before" for code in sorted((used | gone) - set(old))]
    found += [f"{code} of the version before is neither used nor named as retired" for code in sorted(set(old) - used - gone)]
    for rule in rules:
        found += _rule_faults(rule)
    return found


def _rule_faults(rule: MapRule) -> list[str]:
    """What one rule lacks."""
    if rule.rule in OF_ONE and len(rule.old) != 1:
        return [f"{rule.element} rests on exactly one element of the version before"]
    if rule.rule in CARRIES and not rule.old:
        return [f"{rule.element} names nothing that it rests on"]
    if rule.rule == "new" and rule.old:
        return [f"{rule.element} is new, so it rests on nothing"]
    if rule.rule == "partial" and not rule.gap.strip():
        return [f"{rule.element} does not say what is still to be shown"]
    return []


def _named(codes: Sequence[str], what: str) -> str:
    """Codes and what they are: "A is new", "A and B are new"."""
    return f"{codes[0]} is {what}" if len(codes) == 1 else f"{', '.join(codes[:-1])} and {codes[-1]} are {what}"
