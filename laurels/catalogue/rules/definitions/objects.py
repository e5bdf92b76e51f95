"""Definitions as JSON: Open Badges 2.0 BadgeClass, Open Badges 3.0 Achievement, alone or in the lists that hosts export.

Source: Open Badges 2.0 BadgeClass, AlignmentObject; Open Badges 3.0 Achievement, ResultDescription, Alignment.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from laurels.catalogue.documents import AlignmentText
from laurels.catalogue.rules.definitions.achievement import of_achievement
from laurels.catalogue.rules.definitions.shape import (
    MOST,
    Definition,
    Reading,
    Refusal,
    narrative_of,
    parts_of,
    spoken,
    title_of,
)
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.reading import read

HOLDERS = ("@graph", "badgeclasses", "badges", "achievements", "result", "data", "items")
"""Members in which hosts put a list of definitions."""


def read_objects(data: bytes) -> Reading:
    """Every definition in a JSON text: one, a list, a list within an envelope, or the one that a credential carries.

    Anything that is no definition stands among the refusals with its reason; a broken file is one refusal.
    """
    try:
        document = read(data)
    except OpenBadgeKitError as problem:
        return Reading((), (Refusal("The file", f"It cannot be read as JSON: {problem}"),))
    found: list[Definition] = []
    refused: list[Refusal] = []
    for place, value in _each(document):
        if len(found) + len(refused) >= MOST:
            refused.append(Refusal(place, f"A file may bring {MOST} badges. Send the rest in another file."))
            break
        taken = _one(place, value)
        (found if isinstance(taken, Definition) else refused).append(taken)  # type: ignore[arg-type]
    if not found and not refused:
        refused.append(Refusal("The file", "There is no badge in it. Export the badges themselves, not the people who hold them."))
    return Reading(tuple(found), tuple(refused))


def _each(document: Any) -> Iterator[tuple[str, Any]]:
    """Everything that may be a definition, with its place."""
    if isinstance(document, dict):
        held = next((document[name] for name in HOLDERS if isinstance(document.get(name), list)), None)
        if held is None:
            yield "The file", document
            return
        document = held
    if isinstance(document, list):
        yield from ((f"Badge {number}", value) for number, value in enumerate(document, 1))
        return
    yield "The file", document


def _one(place: str, value: Any) -> Definition | Refusal:
    """One definition, or why it is none."""
    if not isinstance(value, dict):
        return Refusal(place, "This is no badge but a plain value.")
    value = _within(value)
    types = value.get("type", value.get("@type", value.get("entityType", "")))
    types = types if isinstance(types, list) else [types]
    if not isinstance(value.get("name"), str) or not value["name"].strip():
        return Refusal(place, "It has no name. Give it one in the file, or write the badge here.")
    if "Achievement" in types:
        return of_achievement(place, value, links_of(value, []), picture_of(value.get("image"), []))
    if "BadgeClass" in types or "criteriaNarrative" in value or "criteriaUrl" in value or "criteria" in value:
        return _badge_class(place, value)
    return Refusal(place, "It is neither an Open Badges 2.0 nor a 3.0 badge definition: its type is missing.")


def _within(value: dict[str, Any]) -> dict[str, Any]:
    """The definition that a credential carries, or the value itself."""
    subject = value.get("credentialSubject")
    subject = subject[0] if isinstance(subject, list) and subject else subject
    inner = subject.get("achievement") if isinstance(subject, dict) else value.get("badge")
    return inner if isinstance(inner, dict) else value


def _badge_class(place: str, value: dict[str, Any]) -> Definition:
    """An Open Badges 2.0 BadgeClass, also in the members of Badgr's interface."""
    notes: list[str] = []
    narrative, address = _criteria(value)
    if address and not narrative:
        notes.append(f"Its criteria stand on a page, {address}. Copy them from there; nothing was fetched.")
    criteria = narrative_of(narrative, "criteria", notes)
    return Definition(
        place=place,
        title=title_of(value["name"], notes),
        description=narrative_of(_text(value.get("description")), "description", notes),
        criteria=criteria,
        language=spoken(value.get("@language")),
        parts=parts_of(criteria),
        links=links_of(value, notes),
        tags=_tags(value.get("tags")),
        months=_expires(value.get("expires"), notes),
        picture=picture_of(value.get("image"), notes),
        source=_text(value.get("id") or value.get("openBadgeId"))[:600],
        notes=tuple(notes),
    )


def _criteria(value: dict[str, Any]) -> tuple[str, str]:
    """(narrative, address) of a BadgeClass's criteria."""
    criteria = value.get("criteria")
    if isinstance(criteria, dict):
        return _text(criteria.get("narrative")), _text(criteria.get("id"))
    if isinstance(criteria, str):
        return ("", criteria) if criteria.startswith(("http://", "https://")) else (criteria, "")
    return _text(value.get("criteriaNarrative")), _text(value.get("criteriaUrl"))


def links_of(value: dict[str, Any], notes: list[str]) -> tuple[AlignmentText, ...]:
    """The alignments of a definition that name an address; one without is left out, never invented."""
    listed = value.get("alignment", value.get("alignments", []))
    found = []
    for item in listed if isinstance(listed, list) else [listed]:
        url = _text(item.get("targetUrl")) if isinstance(item, dict) else ""
        if not url.startswith(("http://", "https://", "urn:")) or len(url) > 600:
            notes.append("A link to a standard has no usable address; it was left out.")
            continue
        names = (_text(item.get(key)) for key in ("targetName", "targetFramework", "targetCode", "targetType", "targetDescription"))
        name, framework, code, kind, description = names
        found.append(AlignmentText(url, name[:600] or url, framework[:300], code[:120], kind[:60], description[:2000]))
    return tuple(found)


def picture_of(image: Any, notes: list[str]) -> bytes:
    """The picture that a definition carries within itself; an address is never fetched."""
    source = image.get("id", "") if isinstance(image, dict) else image
    if not isinstance(source, str) or not source:
        return b""
    if not source.startswith("data:image/"):
        notes.append("Its picture stands at an address and was not fetched. One is drawn; you can upload the old one.")
        return b""
    try:
        return base64.b64decode(source.partition(",")[2], validate=True)
    except (binascii.Error, ValueError):
        notes.append("The picture in the file is damaged. One is drawn instead.")
        return b""


def _tags(value: Any) -> tuple[str, ...]:
    """Tags as words."""
    return tuple(_text(tag)[:60] for tag in value if _text(tag))[:20] if isinstance(value, list) else ()


UNITS = {"days": 1 / 30, "weeks": 7 / 30, "months": 1, "years": 12, "day": 1 / 30, "week": 7 / 30, "month": 1, "year": 12}


def _expires(value: Any, notes: list[str]) -> int | None:
    """Badgr's ``{"amount": 2, "duration": "years"}`` in months; days and weeks that make no whole month are asked about."""
    if not isinstance(value, dict):
        return None
    amount, unit = value.get("amount"), UNITS.get(_text(value.get("duration")))
    if isinstance(amount, int) and not isinstance(amount, bool) and amount > 0 and unit:
        months = amount * unit
        if unit >= 1 and months <= 600:
            return int(months)
    notes.append("How long it lasts could not be read as whole months. Choose it here.")
    return None


def _text(value: Any) -> str:
    """A text, or nothing; of a text in several languages the first."""
    if isinstance(value, dict):
        value = value.get("@value", next((one for one in value.values() if isinstance(one, str)), ""))
    return value.strip() if isinstance(value, str) else ""
