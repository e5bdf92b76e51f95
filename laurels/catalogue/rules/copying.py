"""What a copy of a version says: the same, under codes of its own. Pure; DOMAIN 1 (28)."""

from __future__ import annotations

from dataclasses import replace

from laurels.catalogue.rules.codes import next_code
from laurels.catalogue.versions import MapData, VersionData


def copied(data: VersionData, *, handle: str, same_house: bool) -> VersionData:
    """A version as the first draft of another badge; every alignment and rubric goes with its element.

    Args:
        same_house: the copy belongs to the same organisation; another one has other judges, badges and frameworks.
    """
    codes = {element.code: f"{handle[:50]}-{place}" for place, element in enumerate(data.elements, 1)}
    elements = tuple(replace(element, code=codes[element.code]) for element in data.elements)
    alignments = tuple(replace(found, element=codes.get(found.element, "")) for found in data.alignments)
    if not same_house:
        alignments = tuple(replace(found, item=None, confirmed_by="") for found in alignments)
    return replace(
        data, handle=handle, number="1.0", elements=elements, alignments=alignments, equivalence=None, published_on=None,
        judges=data.judges if same_house else (), prerequisites=data.prerequisites if same_house else (),
    )  # fmt: skip


def moved(data: VersionData, code: str, *, steps: int) -> VersionData:
    """The version with one element further up (negative) or down; at an end it stays."""
    order = list(data.elements)
    place = next((place for place, element in enumerate(order) if element.code == code), None)
    if place is None:
        return data
    element = order.pop(place)
    order.insert(max(0, min(len(order), place + steps)), element)
    return replace(data, elements=tuple(order))


def without_element(data: VersionData, code: str) -> VersionData:
    """The version without one element, its standards and what was said of it to whoever holds the version before."""
    elements = tuple(element for element in data.elements if element.code != code)
    alignments = tuple(found for found in data.alignments if found.element != code)
    return replace(data, elements=elements, alignments=alignments, equivalence=_without_rule(data.equivalence, code))


def doubled(data: VersionData, code: str, *, new_code: str) -> VersionData:
    """The version with a copy of one element below it, with its rubric and its standards."""
    found = data.element(code)
    if found is None:
        return data
    place = data.elements.index(found) + 1
    elements = (*data.elements[:place], replace(found, code=new_code), *data.elements[place:])
    same = tuple(replace(standard, element=new_code) for standard in data.alignments if standard.element == code)
    return replace(data, elements=elements, alignments=(*data.alignments, *same))


def recoded(data: VersionData, code: str, *, new_code: str) -> VersionData:
    """The version with a new code for an element whose meaning changed; what of the version before counts is asked again."""
    elements = tuple(replace(element, code=new_code) if element.code == code else element for element in data.elements)
    alignments = tuple(replace(found, element=new_code) if found.element == code else found for found in data.alignments)
    return replace(data, elements=elements, alignments=alignments, equivalence=_without_rule(data.equivalence, code))


def _without_rule(mapped: MapData | None, code: str) -> MapData | None:
    """A map without what it says of one element."""
    return None if mapped is None else replace(mapped, rules=tuple(rule for rule in mapped.rules if rule.element != code))


def free_code(data: VersionData, *, before: VersionData | None) -> str:
    """A code for one more element, never used in this version, nor in the one before."""
    return next_code(data.handle, taken={element.code for element in (*data.elements, *(before.elements if before else ()))})
