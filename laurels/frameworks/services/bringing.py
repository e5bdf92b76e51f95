"""Bringing a file or an address: it is read and shown, and nothing comes in before somebody confirms it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction

from laurels.common import limits
from laurels.common.dates import day_in
from laurels.common.lines import one_line
from laurels.frameworks import packing, rules
from laurels.frameworks.differences import Comparison, Difference, Was, print_of, print_of_entry
from laurels.frameworks.entries import Head
from laurels.frameworks.errors import AlreadyBegun, FrameworkNotFound
from laurels.frameworks.models import Framework, Import, ImportSlice, Item
from laurels.frameworks.plans import Plan, plan
from laurels.frameworks.readers import Choices, Role, form_of, open_source
from laurels.frameworks.readers.skos import SkosSource
from laurels.frameworks.readers.tables import TableSource
from laurels.frameworks.rules import ImportState, Kind, State, Status
from laurels.frameworks.services.writing import SLICE
from laurels.people.access import check
from laurels.people.models import Organisation, Person
from laurels.people.rules import Act

REMARKS = 10_000
"""Remarks that are kept of one import [count]; the numbers are of all."""
PREVIEW = 20
"""Rows of a table that a page shows [count]."""


@dataclass(frozen=True)
class Wishes:
    """What somebody says about a framework that she brings.

    Attributes:
        choices: how the file is read; what is left open is guessed.
        title, publisher, version, licence: for a format that gives none; empty leaves what the source says.
        own: the organisation wrote it. newer_than: code of the version before; "" is none, None is guessed.
    """

    choices: Choices = field(default_factory=Choices)
    title: str = ""
    publisher: str = ""
    version: str = ""
    licence: str = ""
    own: bool = False
    newer_than: str | None = None


def bring(*, organisation: Organisation, person: Person, data: bytes, name: str, address: str = "", at: datetime) -> Import:
    """Read a file and keep it with everything that would come in; nothing has come in yet.

    Raises:
        SourceUnreadable: with the reason. NotYours, OrganisationNotFound: she may not.
    """
    check(person, organisation, to=Act.DESIGN)
    row = Import(
        organisation=organisation, person=person, form=form_of(data), name=one_line(name)[: limits.FILE_NAME] or "A file",
        address=address, data=packing.pack_file(data), source_hash=hashlib.sha256(data).hexdigest(), made_at=at,
    )  # fmt: skip
    return _looked(row, data, Wishes(), at)


def choose(*, row: Import, person: Person, wishes: Wishes, at: datetime) -> Import:
    """Read the same file again as somebody chose.

    Raises:
        AlreadyBegun: it runs or is over. SourceUnreadable: it cannot be read so.
    """
    check(person, row.organisation, to=Act.DESIGN)
    if row.state != ImportState.LOOKED:
        raise AlreadyBegun
    return _looked(row, packing.unpack_file(row.data), wishes, at)


def _looked(row: Import, data: bytes, wishes: Wishes, at: datetime) -> Import:
    """Read, compare, and keep what was found in one transaction; the reading is outside of it."""
    stem = row.name.rsplit(".", 1)[0].strip() or row.name
    source = open_source(data, row.form, wishes.choices, name=stem)
    before = _before(row, source.head, wishes)
    wishes = _inherited(wishes, before)
    made = plan(source, today=day_in(at, row.organisation.time_zone), own=wishes.own)
    made.head = _head(made.head, wishes)
    compared = _compared(made, before)
    same = _same(made, before)
    row.digest, row.items, row.links, row.refused = made.digest, len(made.accepted), len(made.accepted_links), made.refused
    row.head = _head_columns(made.head)
    row.choices = _choices_kept(source, wishes)
    row.newer_than = before
    row.remarks = [[one.place, one.shown, one.reason, one.refused] for one in made.remarks[:REMARKS]]
    row.summary = {
        "difference": {"counts": compared.counts, "names": compared.names} if before else None,
        "same": str(same.code) if same else None,
        "remarks": len(made.remarks),
        "preview": _preview(made),
        "headings": source.headings if isinstance(source, TableSource) else [],
        "languages": source.languages if isinstance(source, SkosSource) else {},
    }
    with transaction.atomic():
        row.save()
        row.slices.all().delete()
        ImportSlice.objects.bulk_create(_slices(row, made), batch_size=20)
    return row


def _head(head: Head, wishes: Wishes) -> Head:
    """The head with what somebody says about it; CASE speaks for itself."""
    if head.kind is Kind.CASE:
        return head
    said = {name: getattr(wishes, name) for name in ("title", "publisher", "version", "licence") if getattr(wishes, name)}
    return replace(head, **said)


def _inherited(wishes: Wishes, before: Framework | None) -> Wishes:
    """What was said about the version before holds for this one, until somebody says otherwise."""
    if before is None or wishes.newer_than is not None:
        return wishes
    return replace(
        wishes,
        own=wishes.own or before.own,
        publisher=wishes.publisher or before.publisher,
        licence=wishes.licence or before.licence,
    )


def _before(row: Import, head: Head, wishes: Wishes) -> Framework | None:
    """The version before: as chosen, else the current one of the same family, else one of the same title."""
    current = Framework.objects.filter(organisation=row.organisation, state=State.CURRENT)
    if wishes.newer_than is not None:
        if not wishes.newer_than:
            return None
        chosen = current.filter(code=wishes.newer_than).first()
        if chosen is None:
            raise FrameworkNotFound
        return chosen
    family = rules.key_of(head.family)
    same = current.filter(family=family).first() if family else None
    return same or current.filter(title__iexact=wishes.title or head.title, kind=head.kind).order_by("pk").first()


def _compared(made: Plan, before: Framework | None) -> Difference:
    """What would be different; without a version before there is nothing to say."""
    comparison = Comparison(_standing(before) if before else {})
    for place in range(len(made.accepted) if before else 0):
        entry = made.entry(place)
        name = " ".join(filter(None, (entry.human_code, rules.name_of(entry.short, entry.text))))
        gone = entry.status is Status.DEPRECATED
        comparison.meet(rules.key_of(entry.key), name, print_of_entry(entry), deprecated=gone)
    return comparison.difference()


def _standing(before: Framework) -> dict[str, Was]:
    """The items of a framework, for comparing: one query."""
    columns = ("key", "text", "short_text", "human_code", "kind", "uri", "status")
    rows = Item.objects.filter(framework=before).values_list(*columns)
    return {
        key: Was(
            " ".join(filter(None, (code, rules.name_of(short, text)))),
            print_of(text=text, short=short, human_code=code, kind=kind, uri=uri),
            status == Status.DEPRECATED,
        )
        for key, text, short, code, kind, uri, status in rows
    }


def _same(made: Plan, before: Framework | None) -> Framework | None:
    """The framework that says the same word for word, if it is the current one."""
    if before is None or before.own != made.head.own:
        return None
    same_head = (before.title, before.version, before.publisher) == (made.head.title, made.head.version, made.head.publisher)
    return before if before.content_hash == made.digest and same_head else None


def _slices(row: Import, made: Plan) -> Iterator[ImportSlice]:
    """Everything that would be written, in slices."""
    kinds: tuple[tuple[str, Iterable[Any]], ...] = (
        ("items", made.items()),
        ("links", made.links()),
        ("pairs", made.replaced.items()),
    )
    found = ((kind, rows) for kind, all_rows in kinds for rows in packing.in_slices(all_rows, SLICE))
    for number, (kind, rows) in enumerate(found):
        yield ImportSlice(of=row, number=number, kind=kind, rows=len(rows), data=packing.packed(rows))


def _preview(made: Plan) -> list[dict[str, Any]]:
    """The first items as they would come in."""
    shown = []
    for place in range(min(PREVIEW, len(made.accepted))):
        entry = made.entry(place)
        shown.append(
            {
                "line": made.source.number(made.accepted[place]),
                "code": entry.human_code,
                "name": rules.name_of(entry.short, entry.text),
                "kind": entry.kind,
                "uri": entry.uri,
                "gone": entry.status is Status.DEPRECATED,
            }
        )
    return shown


def _choices_kept(source: object, wishes: Wishes) -> dict[str, Any]:
    """How the file was read, so that the page shows it and it can be changed."""
    kept: dict[str, Any] = {"own": wishes.own}
    if isinstance(source, TableSource):
        layout = source.layout
        columns: Mapping[Role, int] = layout.columns
        kept |= {"encoding": layout.encoding, "delimiter": layout.delimiter}
        kept["columns"] = {role.value: column for role, column in columns.items()}
    if isinstance(source, SkosSource):
        kept["language"] = source.language
    return kept


def _head_columns(head: Head) -> dict[str, Any]:
    """The head as it is kept with the import."""
    return dict(msgspec.to_builtins(head))
