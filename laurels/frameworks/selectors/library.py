"""The list of an organisation's frameworks, and what somebody brought lately."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from laurels.common.dates import in_words
from laurels.frameworks.models import Framework, Import
from laurels.frameworks.rules import ImportState, Kind, State
from laurels.people.models import Organisation

KIND_WORDS = {
    Kind.CASE: "CASE",
    Kind.CSV: "a table",
    Kind.SKOS: "SKOS",
    Kind.RSD: "skill descriptors",
    Kind.PROGRAMME: "a programme",
}
RECENT = 10
"""Imports that the page names [count]."""


@dataclass(frozen=True)
class FrameworkRow:
    """One framework in the list."""

    code: UUID
    title: str
    publisher: str
    version: str
    items: int
    came_from: str
    day: str
    own: bool
    note: str


@dataclass(frozen=True)
class ImportRow:
    """Something that was brought."""

    code: UUID
    name: str
    day: str
    state: str
    tone: str


@dataclass(frozen=True)
class LibraryPage:
    """The organisation's frameworks: those that count, those of before, and imports under way."""

    slug: str
    organisation: str
    may_keep: bool
    current: tuple[FrameworkRow, ...]
    older: tuple[FrameworkRow, ...]
    imports: tuple[ImportRow, ...]
    items: int


def library_page(organisation: Organisation, *, may_keep: bool) -> LibraryPage:
    """Two queries, one for somebody who only reads."""
    rows = Framework.objects.filter(organisation=organisation).exclude(state=State.ARRIVING).order_by("title", "-imported_at", "pk")
    found = list(rows.defer("kept", "description"))
    current = tuple(_row(row, organisation) for row in found if row.state == State.CURRENT)
    return LibraryPage(
        slug=organisation.slug,
        organisation=organisation.display_name,
        may_keep=may_keep,
        current=current,
        older=tuple(_row(row, organisation) for row in found if row.state != State.CURRENT),
        imports=_imports(organisation) if may_keep else (),
        items=sum(row.items for row in current),
    )


def _row(row: Framework, organisation: Organisation) -> FrameworkRow:
    notes = {State.SUPERSEDED: "A newer version is here", State.DEPRECATED: "Given up by its publisher"}
    return FrameworkRow(
        code=row.code,
        title=row.title,
        publisher=row.publisher,
        version=row.version,
        items=row.item_count,
        came_from=KIND_WORDS[Kind(row.kind)],
        day=in_words(row.imported_at, organisation.time_zone),
        own=row.own,
        note=notes.get(State(row.state), ""),
    )


def _imports(organisation: Organisation) -> tuple[ImportRow, ...]:
    """What was brought lately and is not done: a page that was closed is found again here."""
    rows = Import.objects.filter(organisation=organisation).exclude(state=ImportState.DONE).order_by("-made_at", "-pk")
    words = {ImportState.LOOKED: ("Waits for your yes", "soon"), ImportState.RUNNING: ("Comes in now", "fog")}
    return tuple(
        ImportRow(row.code, row.name, in_words(row.made_at, organisation.time_zone), *words[ImportState(row.state)])
        for row in rows.only("code", "name", "made_at", "state")[:RECENT]
    )
