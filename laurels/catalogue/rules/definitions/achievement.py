"""An Open Badges 3.0 Achievement as a definition: its result descriptions become elements where they are rubrics."""

from __future__ import annotations

from typing import Any

from laurels.catalogue.documents import AlignmentText
from laurels.catalogue.rules.definitions.shape import (
    MOST_ELEMENTS,
    Definition,
    Level,
    Part,
    narrative_of,
    parts_of,
    spoken,
    title_of,
)
from laurels.common.limits import CAN_DO_LINE

KINDS = {
    "Competency": "competence",
    "MicroCredential": "competence",
    "CertificateOfCompletion": "participation",
    "CommunityService": "participation",
    "Membership": "participation",
    "CoCurricular": "participation",
}
"""achievementType -> our kind; every other type is a competence until somebody says otherwise."""


def of_achievement(place: str, value: dict[str, Any], links: tuple[AlignmentText, ...], picture: bytes) -> Definition:
    """One Achievement; what is no rubric is named among the notes and left to the person."""
    notes: list[str] = []
    held = value.get("criteria")
    criteria = held if isinstance(held, dict) else {}
    narrative = narrative_of(_text(criteria.get("narrative")), "criteria", notes)
    if not narrative and _text(criteria.get("id")):
        notes.append(f"Its criteria stand on a page, {_text(criteria['id'])}. Copy them from there; nothing was fetched.")
    if _text(value.get("image") if not isinstance(value.get("image"), dict) else value["image"].get("id")) and not picture:
        notes.append("Its picture stands at an address and was not fetched. One is drawn; you can upload the old one.")
    said = _text(value.get("achievementType"))
    if KINDS.get(said) == "participation":
        notes.append(f"Its type, {said}, says that somebody took part: it is taken as a badge without assessment.")
    credits = value.get("creditsAvailable")
    tags = value.get("tag")
    return Definition(
        place=place,
        title=title_of(value["name"], notes),
        description=narrative_of(_text(value.get("description")), "description", notes),
        criteria=narrative,
        kind=KINDS.get(said, "competence"),
        language=spoken(value.get("inLanguage")),
        parts=_parts(value.get("resultDescription"), notes) or parts_of(narrative),
        links=links,
        tags=tuple(tag for tag in tags if isinstance(tag, str))[:20] if isinstance(tags, list) else (),
        cpd_points=float(credits) if isinstance(credits, int | float) and not isinstance(credits, bool) and credits >= 0 else None,
        picture=picture,
        source=_text(value.get("id"))[:600],
        notes=tuple(notes),
    )


def _parts(described: Any, notes: list[str]) -> tuple[Part, ...]:
    """Result descriptions that are rubrics, as elements."""
    found = []
    for one in described if isinstance(described, list) else []:
        if not isinstance(one, dict) or not _text(one.get("name")):
            continue
        if one.get("resultType") != "RubricCriterionLevel":
            notes.append(
                f"“{_text(one['name'])[:80]}” is measured as {_text(one.get('resultType')) or 'something else'}; left out."
            )
            continue
        found.append(_part(one))
    if len(found) > MOST_ELEMENTS:
        notes.append(f"Only the first {MOST_ELEMENTS} elements were taken.")
    return tuple(found[:MOST_ELEMENTS])


def _part(one: dict[str, Any]) -> Part:
    """One rubric; its levels in the order of the file get short codes, the required one is the file's or the highest."""
    listed = one.get("rubricCriterionLevel")
    held = [level for level in listed if isinstance(level, dict)] if isinstance(listed, list) else []
    levels: list[Level] = [
        (f"l{rank}", _text(level.get("name"))[:80] or f"Level {rank}", _text(level.get("description"))[:600])
        for rank, level in enumerate(held, 1)
    ]
    if len(levels) < 2:
        return Part(_text(one["name"])[:CAN_DO_LINE])
    ids = [level.get("id") for level in held]
    needed = one.get("requiredLevel")
    required = levels[ids.index(needed)][0] if needed in ids else levels[-1][0]
    return Part(_text(one["name"])[:CAN_DO_LINE], tuple(levels), required)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
