"""Confirming an import: the long work begins, slice by slice, and its page can be closed and found again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import msgspec
from django.db import transaction
from django.db.models import Sum

from laurels.frameworks import packing, rules
from laurels.frameworks.entries import Head
from laurels.frameworks.errors import AlreadyBegun, AlreadyHere
from laurels.frameworks.models import Framework, Import, ImportSlice, Item
from laurels.frameworks.rules import ImportState
from laurels.frameworks.services import carrying
from laurels.frameworks.services.importing import begin, finish
from laurels.frameworks.services.writing import SLICE, Writer
from laurels.people.access import check
from laurels.people.models import Person
from laurels.people.rules import Act
from laurels.worker import Slice, Work, runs
from laurels.worker import services as worker

KIND = "frameworks.import"


@transaction.atomic
def confirm(*, row: Import, person: Person, at: datetime) -> None:
    """Let what was shown come in. Twice is once: the second call is told that it has begun.

    Raises:
        AlreadyHere: it says word for word what is here. AlreadyBegun: it runs or is over.
    """
    check(person, row.organisation, to=Act.DESIGN)
    if row.summary.get("same"):
        raise AlreadyHere
    if not Import.objects.filter(pk=row.pk, state=ImportState.LOOKED).update(state=ImportState.RUNNING):
        raise AlreadyBegun
    framework = begin(organisation=row.organisation, head=_head(row), actor=person, at=at)
    framework.source_address, framework.source_hash, framework.content_hash = row.address, row.source_hash, row.digest
    framework.save(update_fields=["source_address", "source_hash", "content_hash"])
    row.state, row.framework = ImportState.RUNNING, framework
    row.work = worker.start(
        kind=KIND,
        organisation=row.organisation.ref(),
        actor=person.ref(),
        payload={"import": str(row.code)},
        total=_rows(row),
        at=at,
    )
    row.save(update_fields=["framework", "work"])


def _head(row: Import) -> Head:
    """The head as it was shown; its family is that of the version before, or one of its own."""
    head = msgspec.convert(row.head, Head)
    if row.newer_than is not None:
        return replace(head, family=row.newer_than.family)
    taken = Framework.objects.filter(organisation=row.organisation, family=rules.key_of(head.family)).exists()
    return head if head.family and not taken else replace(head, family=f"import:{row.code}")


def _rows(row: Import) -> int:
    """What the bar counts: rows to write, rows that were refused, and the items of the version before."""
    written = row.slices.aggregate(total=Sum("rows"))["total"] or 0
    return int(written) + row.refused + (row.newer_than.item_count if row.newer_than else 0)


@runs(KIND)
def import_slice(work: Work, /, *, at: datetime) -> Slice:
    """One slice: rows of the new framework; then it takes its place; then what that means for the version before."""
    row = (
        Import.objects.defer("data", "remarks").select_related("framework__organisation", "person").get(code=work.payload["import"])
    )
    assert row.framework is not None
    number = int(work.checkpoint.get("slice", 0))
    found = ImportSlice.objects.filter(of=row, number=number).first()
    if found is not None:
        _write(row.framework, found)
        refused = min(row.refused - work.refused, SLICE - found.rows)
        return Slice(done=found.rows, refused=refused, checkpoint={"slice": number + 1})
    if work.refused < row.refused:
        return Slice(refused=min(row.refused - work.refused, SLICE), checkpoint=work.checkpoint)
    if "before" not in work.checkpoint:
        finish(framework=row.framework, actor=row.person, at=at)
        return Slice(checkpoint={"slice": number, "before": -1})
    last, done = carrying.carry(row.framework, after=int(work.checkpoint["before"]), most=SLICE, at=at)
    if done:
        return Slice(done=done, checkpoint={"slice": number, "before": last})
    return _over(row, work)


def _write(framework: Framework, found: ImportSlice) -> None:
    """The rows of one slice."""
    writer = Writer(framework)
    if found.kind == "items":
        writer.items(packing.standings(found.data))
    elif found.kind == "links":
        writer.links(packing.links(found.data))
    else:
        writer.replacements(packing.pairs(found.data))


def _over(row: Import, work: Work) -> Slice:
    """Nothing is left: the file is let go, what was refused stays to be read."""
    assert row.framework is not None
    ImportSlice.objects.filter(of=row).delete()
    Import.objects.filter(pk=row.pk).update(state=ImportState.DONE, data=b"")
    total = work.done + work.refused
    items = Item.objects.filter(framework=row.framework).count()
    return Slice(checkpoint=work.checkpoint, finished=True, total=total, result={"items": items})
