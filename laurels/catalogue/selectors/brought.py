"""What a brought file holds, before anything happens."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from laurels.catalogue.models import AchievementVersion, BroughtFile
from laurels.catalogue.rules.definitions import COLUMNS, Definition, Reading, Refusal, read_objects, read_rows
from laurels.catalogue.rules.searching import folded
from laurels.common.errors import HouseError
from laurels.common.tables import guess_columns, read_table
from laurels.common.text import counted
from laurels.people.models import Organisation

COLUMN_WORDS = {
    "title": "Name",
    "description": "Description",
    "criteria": "What must be shown",
    "tags": "Tags",
    "language": "Language",
    "lasts": "How long it lasts",
    "hours": "Hours",
    "source": "Address elsewhere",
}


@dataclass(frozen=True)
class BroughtRow:
    """One definition of the file. ``facts`` are (name, value); ``known``: a badge of this name is here already."""

    place: str
    title: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    known: bool


@dataclass(frozen=True)
class BroughtPage:
    """The preview.

    Attributes:
        columns: of a table, (field, its words, place of its column or -1). headings: of its columns, by place.
        how: how the file was read, as a sentence.
    """

    name: str
    how: str
    rows: tuple[BroughtRow, ...]
    refused: tuple[Refusal, ...]
    headings: tuple[str, ...] = ()
    columns: tuple[tuple[str, str, int], ...] = ()


def reading_of(brought: BroughtFile, chosen: Mapping[str, int] | None = None) -> tuple[Reading, BroughtPage]:
    """What the file holds, and its page.

    Args:
        chosen: of a table, field -> place of its column, where somebody knows better than the headings.
    """
    data = bytes(brought.data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        reading = read_objects(data)
        return reading, _page(brought, reading, "Read as Open Badges definitions (JSON).")
    try:
        table = read_table(data)
    except HouseError as problem:
        reading = Reading((), (Refusal("The file", problem.for_people()),))
        return reading, _page(brought, reading, "")
    headings = table.rows[0].cells
    columns = chosen or {field: place for place, field in guess_columns(headings, COLUMNS).items()}
    reading = read_rows(((row.number, row.cells) for row in table.rows[1:]), columns)
    how = f"Read as a table ({table.kind.upper()}{f', {table.encoding}' if table.encoding else ''})."
    choices = tuple((field, words, columns.get(field, -1)) for field, words in COLUMN_WORDS.items())
    return reading, _page(brought, reading, how, tuple(headings), choices)


def _page(
    brought: BroughtFile,
    reading: Reading,
    how: str,
    headings: tuple[str, ...] = (),
    columns: tuple[tuple[str, str, int], ...] = (),
) -> BroughtPage:
    """The preview of a reading."""
    taken = _titles(brought.organisation)
    rows = tuple(_row(definition, taken) for definition in reading.found)
    return BroughtPage(brought.name, how, rows, reading.refused, headings, columns)


def _titles(organisation: Organisation) -> frozenset[str]:
    """Names of the organisation's badges, folded."""
    found = AchievementVersion.objects.filter(achievement__organisation=organisation).values_list("title", flat=True)
    return frozenset(folded(title) for title in found)


def _row(definition: Definition, taken: Collection[str]) -> BroughtRow:
    """One definition as it will be taken."""
    facts = (
        ("What it is", definition.description[:200]),
        ("Elements", counted(len(definition.parts), "element", "elements") if definition.parts else "none yet"),
        ("Standards", counted(len(definition.links), "link", "links") if definition.links else ""),
        ("Good for", f"{definition.months} months" if definition.months else ""),
        ("Picture", "in the file" if definition.picture else "drawn here"),
    )
    shown = tuple((name, value) for name, value in facts if value)
    return BroughtRow(definition.place, definition.title, shown, definition.notes, folded(definition.title) in taken)
