"""Definitions as rows of a table, in the columns of the usual exports. Pure: cells come in, already read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

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

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("name", "badge name", "badge", "title", "badge title", "template name", "badge template name", "achievement"),
    "description": ("description", "summary", "badge description", "short description"),
    "criteria": ("criteria", "earning criteria", "criteria narrative", "criteria text", "requirements", "badge criteria"),
    "tags": ("tags", "skills", "keywords", "tag", "skill"),
    "language": ("language", "lang", "in language"),
    "lasts": ("expires", "expiry", "expiration", "valid for", "validity", "lifespan", "expire period"),
    "hours": ("hours", "notional hours", "time to earn", "duration", "learning hours"),
    "source": ("url", "id", "badge url", "criteria url", "link", "template id"),
}
"""Field -> headings that people and hosts give it, in small letters."""

_SPAN = re.compile(r"(?P<number>\d{1,3})\s*(?P<unit>month|year)s?", re.I)
_NEVER = ("never", "does not expire", "no expiry", "none", "no expiration")
_HOURS = re.compile(r"(?P<number>\d{1,4}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?)?", re.I)


def read_rows(rows: Iterable[tuple[int, Sequence[str]]], columns: Mapping[str, int]) -> Reading:
    """One definition for each row (line number, cells).

    Args:
        columns: field of ``COLUMNS`` -> place of its column from 0.
    """
    found: list[Definition] = []
    refused: list[Refusal] = []
    for line, cells in rows:
        said = {name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()}
        if not any(said.values()):
            continue
        if len(found) >= MOST:
            refused.append(Refusal(f"Line {line}", f"A file may bring {MOST} badges. Send the rest in another file."))
            break
        if not said.get("title"):
            refused.append(Refusal(f"Line {line}", "It has no name. Fill in the column of names, or choose another column."))
            continue
        found.append(_row(line, said))
    return Reading(tuple(found), tuple(refused))


def _row(line: int, said: Mapping[str, str]) -> Definition:
    """One row; what cannot be read for certain is left empty and said."""
    notes: list[str] = []
    criteria = narrative_of(said.get("criteria", ""), "criteria", notes)
    return Definition(
        place=f"Line {line}",
        title=title_of(said["title"], notes),
        description=narrative_of(said.get("description", ""), "description", notes),
        criteria=criteria,
        language=spoken(said.get("language", "")),
        parts=parts_of(criteria),
        tags=tuple(tag.strip()[:60] for tag in re.split(r"[;,|]", said.get("tags", "")) if tag.strip())[:20],
        hours=_hours(said.get("hours", ""), notes),
        months=_months(said.get("lasts", ""), notes),
        source=said.get("source", "")[:600],
        notes=tuple(notes),
    )


def _months(text: str, notes: list[str]) -> int | None:
    """A lifespan in months; a bare number is not guessed at."""
    match = _SPAN.fullmatch(text)
    if match:
        months = int(match["number"]) * (12 if match["unit"].lower() == "year" else 1)
        if 0 < months <= 600:
            return months
    if text and text.lower() not in _NEVER:
        notes.append(f"“{text[:40]}” does not say whether it means months or years. Choose how long it lasts.")
    return None


def _hours(text: str, notes: list[str]) -> float | None:
    """Hours of effort."""
    match = _HOURS.fullmatch(text)
    if match:
        return float(match["number"].replace(",", "."))
    if text:
        notes.append(f"“{text[:40]}” could not be read as hours.")
    return None
