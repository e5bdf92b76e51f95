"""The families of the shipped programmes and what each of their badges chose; every other badge draws its own."""

from __future__ import annotations

from collections.abc import Mapping

from laurels.catalogue.pictures.choosing import picture_for
from laurels.catalogue.pictures.drawing import Picture
from laurels.catalogue.pictures.family import Family
from laurels.catalogue.pictures.geometry import MILESTONE_SHAPE

FAMILIES: Mapping[str, Family] = {
    "CC": Family(("roundel",), ("laurel", "lake", "night", "plum", "clay", "wine", "ink"), mark="BT"),
    "DL": Family(("hexagon",), ("moss", "slate", "lake", "pine", "wine", "night", "clay", "plum", "ink"), mark="FC"),
    "AS": Family(("shield",), ("night", "pine", "wine", "slate", "ink"), rim="double", metal="silver", mark="SA"),
    "LM": Family(("rose",), ("plum", "laurel", "lake", "clay", "moss", "wine", "ink"), metal="copper", mark="CH"),
    "DA": Family(("tile",), ("night", "lake", "plum", "clay", "moss", "slate", "ink"), rim="beads", mark="NW"),
    "": Family(("octagon",), ("clay", "laurel"), mark="K"),
}
"""Beginning of a handle -> the family; the small charity's handles have none."""

CHOSEN: Mapping[str, tuple[str, str, str]] = {
    "CC-LISTEN": ("listen", "laurel", "foundation"),
    "CC-CLEAR": ("answer", "lake", "foundation"),
    "CC-RIGHT": ("mend", "night", "practitioner"),
    "CC-EVERYONE": ("door", "plum", "practitioner"),
    "CC-IMPROVE": ("steps", "clay", "practitioner"),
    "CC-EXTRA": ("hand", "wine", "none"),
    "CC-PRO": ("star", "ink", "lead"),
    "DL-READ": ("bars", "moss", "foundation"),
    "DL-ASK": ("lens", "slate", "foundation"),
    "DL-CARE": ("lock", "lake", "foundation"),
    "DL-CLEAN": ("funnel", "clay", "practitioner"),
    "DL-CHART": ("line", "pine", "practitioner"),
    "DL-COMPARE": ("scales", "wine", "practitioner"),
    "DL-SURVEY": ("survey", "plum", "practitioner"),
    "DL-STORY": ("story", "night", "lead"),
    "DL-DECIDE": ("signpost", "pine", "lead"),
    "DL-L1": ("spectacles", "ink", "foundation"),
    "DL-L2": ("pie", "ink", "practitioner"),
    "DL-L3": ("horn", "ink", "lead"),
    "AS-FOUND": ("scales", "pine", "foundation"),
    "AS-ASSESS": ("clipboard", "night", "practitioner"),
    "AS-IQA": ("stamp", "wine", "lead"),
    "AS-WITNESS": ("eye", "slate", "foundation"),
    "AS-READY": ("key", "ink", "practitioner"),
    "LM-ONE": ("talk", "lake", "none"),
    "LM-FEEDBACK": ("rounds", "laurel", "foundation"),
    "LM-COACH": ("whistle", "clay", "practitioner"),
    "LM-DELEGATE": ("branch", "plum", "practitioner"),
    "LM-GROW": ("sprout", "moss", "practitioner"),
    "LM-WELL": ("lifebuoy", "wine", "practitioner"),
    "LM-CREDIT": ("ribbon", "plum", "none"),
    "LM-GOOD": ("team", "ink", "lead"),
    "DA-CORE": ("access", "lake", "foundation"),
    "DA-DESIGN": ("brush", "plum", "practitioner"),
    "DA-CONTENT": ("type", "clay", "practitioner"),
    "DA-BUILD": ("code", "night", "practitioner"),
    "DA-TEST": ("flask", "moss", "practitioner"),
    "DA-PRODUCT": ("signpost", "slate", "lead"),
    "DA-CHAMP": ("trophy", "ink", "lead"),
    "SAFE-SHELF": ("tin", "clay", "none"),
    "WARM-WELCOME": ("cup", "laurel", "none"),
}
"""Handle -> icon, ink, level."""


def family_of(handle: str) -> Family | None:
    """The family that a badge of the shipped programmes belongs to; None for anybody else's."""
    return FAMILIES.get(handle.partition("-")[0], FAMILIES[""]) if handle in CHOSEN else None


def picture_of(*, handle: str, name: str, organisation: str, kind: str) -> Picture:
    """The picture of a badge; a milestone says so, and recognition without assessment is drawn on paper."""
    assessed = kind not in ("behaviour", "participation")
    family = family_of(handle)
    if family is None:
        return picture_for(name=name, organisation=organisation, ink="", assessed=assessed)
    icon, ink, level = CHOSEN[handle]
    milestone = handle in MILESTONES
    return Picture(
        name,
        icon,
        ink,
        MILESTONE_SHAPE if milestone else family.shapes[0],
        level,
        mark=family.mark,
        word="Milestone" if milestone else "",
        assessed=assessed,
        metal=family.metal,
        rim=family.rim,
    )


MILESTONES = frozenset({"CC-PRO", "DL-L1", "DL-L2", "DL-L3", "AS-READY", "LM-GOOD", "DA-CHAMP"})
"""Badges that add up others; they have no elements of their own."""
