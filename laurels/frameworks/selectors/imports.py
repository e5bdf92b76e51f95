"""The page of something that was brought: what would come in, what is different, what stays outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from laurels.common.dates import in_words
from laurels.common.tables import DELIMITERS, ENCODINGS
from laurels.common.text import counted
from laurels.frameworks.models import Framework, Import
from laurels.frameworks.readers.tables import WORDS, Role
from laurels.frameworks.rules import State

REMARKS = 30
"""Remarks that the page shows [count]; all are in the file."""
FORM_WORDS = {
    "case": "CASE",
    "rsd": "skill descriptors",
    "table": "a table",
    "turtle": "SKOS in Turtle",
    "rdf-xml": "SKOS in RDF/XML",
    "n-triples": "SKOS in N-Triples",
    "json-ld": "SKOS in JSON-LD",
}
DIFFERENCES = (
    ("new", "new"),
    ("changed", "with other words, code, type or address"),
    ("deprecated", "that no longer count"),
    ("gone", "that are not there any more"),
)


@dataclass(frozen=True)
class Change:
    """Items to which the same happens; ``names`` are the first of them."""

    count: int
    words: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Remark:
    """One remark: where, what, why, and whether it stays outside."""

    place: int
    shown: str
    reason: str
    refused: bool


@dataclass(frozen=True)
class ImportPage:
    """What somebody brought, as it stands.

    Attributes:
        read_as: how the file was read, in words. same: code of the framework that says the same, or nothing.
        counts_in: what the places of remarks count.
        changes: what is different from the version before; None when it is new here.
    """

    code: UUID
    slug: str
    organisation: str
    name: str
    address: str
    digest: str
    read_as: str
    title: str
    publisher: str
    version: str
    own: bool
    items: int
    links: int
    refused: int
    preview: tuple[dict[str, Any], ...]
    remarks: tuple[Remark, ...]
    remark_count: int
    same: str | None
    before: str
    changes: tuple[Change, ...] | None
    framework: UUID | None
    counts_in: str


def import_page(row: Import) -> ImportPage:
    """No query: everything was found out when the file was read."""
    difference, before = row.summary.get("difference"), row.newer_than
    zone = row.organisation.time_zone
    return ImportPage(
        code=row.code,
        slug=row.organisation.slug,
        organisation=row.organisation.display_name,
        name=row.name,
        address=row.address,
        digest=row.digest,
        read_as=_read_as(row),
        title=row.head["title"],
        publisher=row.head["publisher"],
        version=row.head["version"],
        own=row.head["own"],
        items=row.items,
        links=row.links,
        refused=row.refused,
        preview=tuple(row.summary["preview"]),
        remarks=tuple(Remark(*remark) for remark in row.remarks[:REMARKS]),
        remark_count=row.summary["remarks"],
        same=row.summary.get("same"),
        before=f"{before} (here since {in_words(before.imported_at, zone)})" if before else "",
        changes=_changes(difference) if difference else None,
        framework=row.framework.code if row.framework and row.framework.state != State.ARRIVING else None,
        counts_in="Row" if row.form == "table" else "Number",
    )


def remark_rows(row: Import) -> Iterator[tuple[str, ...]]:
    """All remarks as a table, with headings."""
    yield ("Place", "Item", "Came in", "Why")
    for place, shown, reason, refused in row.remarks:
        yield (str(place), shown, "no" if refused else "yes", reason)


def versions_before(row: Import) -> list[tuple[str, str]]:
    """Frameworks of which this may be a newer version, for a choice: one query."""
    current = Framework.objects.filter(organisation=row.organisation, state=State.CURRENT).order_by("title", "pk")
    return [(str(one.code), str(one)) for one in current.only("code", "title", "version")]


def columns_of(row: Import) -> list[tuple[Role, str, int | None]]:
    """Roles of a table with their words and the column that each has now."""
    chosen = row.choices.get("columns", {})
    return [(role, WORDS[role], chosen.get(role.value)) for role in Role]


def _changes(difference: dict[str, Any]) -> tuple[Change, ...]:
    counts, names = difference["counts"], difference["names"]
    return tuple(Change(counts[kind], words, tuple(names[kind])) for kind, words in DIFFERENCES if counts[kind])


def _read_as(row: Import) -> str:
    """How the file was read."""
    said = [FORM_WORDS[row.form]]
    if encoding := row.choices.get("encoding"):
        said.append(f"{ENCODINGS[encoding]}, cut at each {DELIMITERS[row.choices['delimiter']]}")
    if row.choices.get("language"):
        said.append(f"labels in “{row.choices['language']}”")
    return f"Read as {', '.join(said)}: {counted(row.items, 'item', 'items')}."
