"""A file of people: brought, read, held against the register, and asked to be taken in. The rows themselves: ``applying``."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from laurels import journal
from laurels.common import limits
from laurels.common.dates import day_in
from laurels.common.lines import one_line
from laurels.common.tables import Table, guess_columns, holds_headings, read_table
from laurels.common.tables.columns import plain
from laurels.people import access
from laurels.people.errors import ColumnsMissing, ImportAsked, ImportRuns, ManyLeave
from laurels.people.importing import SEVERAL, SYNONYMS, Field, plan, records_of
from laurels.people.importing.keeping import pack, pack_rows, unpack_plan, unpack_rows
from laurels.people.models import ColumnMemory, Organisation, PeopleImport, Person
from laurels.people.rules import Act, many_leave
from laurels.people.selectors.snapshot import register_of
from laurels.worker import selectors as worker
from laurels.worker import services as work

KIND = "people.import"
MOST_BYTES = limits.TABLE_BYTES
"""Of a file: more is not even read."""
DAYS_KEPT = timedelta(days=30)
DAYS_UNASKED = timedelta(days=7)
"""How long a file waits that was brought and then left."""


def take_file(
    *,
    organisation: Organisation,
    data: bytes,
    name: str,
    actor: Person | None,
    at: datetime,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> PeopleImport:
    """Read a CSV or XLSX file and guess what its columns are; nothing else happens yet. Fact ``import.brought``.

    Columns are what their headings meant the last time in this organisation, else what the words say. ``actor`` is None for the
    operator's command.

    Raises:
        TableNotRead, TableEmpty, TableTooLarge, TableTooLong, TableTooWide: the file is no table, or too much of one.
    """
    _check(organisation, actor)
    table = read_table(data, encoding=encoding, delimiter=delimiter)  # may take seconds: outside any transaction
    headed = holds_headings(table.rows[0].cells, SYNONYMS)
    with transaction.atomic():
        taken = PeopleImport(organisation=organisation, made_by=actor, made_at=at, file_name=one_line(name)[: limits.FILE_NAME])
        _read_into(taken, table, data, headed=headed)
        taken.save()
        journal.record(
            "import.brought",
            subject=taken.ref(),
            organisation=organisation.ref(),
            actor=actor.ref() if actor else None,
            at=at,
            data={"rows": len(table.rows)},
        )
    return taken


def read_again(*, taken: PeopleImport, encoding: str, delimiter: str, actor: Person | None) -> None:
    """Read a CSV file with other letters or another delimiter, because somebody knows better.

    Raises:
        TableNotRead: it cannot be read so.
        ImportAsked: it is being taken in already.
    """
    _check(taken.organisation, actor)
    if taken.kind != "csv" or taken.raw is None:
        return
    data = zlib.decompress(taken.raw)
    table = read_table(data, encoding=encoding, delimiter=delimiter)
    _read_into(taken, table, data, headed=holds_headings(table.rows[0].cells, SYNONYMS))
    _save(taken)


def _read_into(taken: PeopleImport, table: Table, data: bytes, *, headed: bool) -> None:
    first = table.rows[0].cells
    taken.kind, taken.encoding, taken.delimiter, taken.sheet = table.kind, table.encoding, table.delimiter, table.sheet[:64]
    taken.raw = zlib.compress(data, 3) if table.kind == "csv" else None
    taken.table, taken.headed = pack_rows(table.rows), headed
    taken.columns = {str(place): field for place, field in _columns(taken.organisation, first if headed else ()).items()}
    taken.plan, taken.counts, taken.leaving = None, {}, []


def _columns(organisation: Organisation, headings: Collection[str]) -> dict[int, str]:
    """What the columns are: remembered ones first."""
    memory = ColumnMemory.objects.filter(organisation=organisation).first()
    known: Mapping[str, str] = memory.columns if memory else {}
    guessed = guess_columns(tuple(headings), SYNONYMS, several=SEVERAL)
    found: dict[int, str] = {}
    for place, heading in enumerate(headings):
        field = known.get(plain(heading), guessed.get(place, ""))
        if field and (field in SEVERAL or field not in found.values()):
            found[place] = field
    return found


def choose_columns(
    *, taken: PeopleImport, columns: Mapping[int, str], headed: bool, actor: Person | None, at: datetime
) -> PeopleImport:
    """Say what the columns are; they are remembered, and the file is held against the register of this moment.

    Raises:
        ColumnsMissing: no column holds names, or two hold the same.
        ImportAsked: it is being taken in already.
    """
    _check(taken.organisation, actor)
    named = [field for field in columns.values() if field not in SEVERAL]
    if len(named) != len(set(named)) or not ({Field.NAME, Field.FIRST, Field.LAST} & set(named)):
        raise ColumnsMissing
    taken.columns, taken.headed = {str(place): field for place, field in columns.items()}, headed
    _hold_against_register(taken, actor, at)
    with transaction.atomic():
        _save(taken)
        if headed:
            _remember(taken)
    return taken


def _hold_against_register(taken: PeopleImport, actor: Person | None, at: datetime) -> None:
    """The difference between the file and the register, now."""
    own = set(actor.memberships.filter(organisation=taken.organisation).values_list("code", flat=True)) if actor else set()
    rows = unpack_rows(taken.table)
    headings = rows[0].cells if taken.headed else tuple(f"column {place + 1}" for place in range(len(rows[0].cells)))
    columns = {int(place): field for place, field in taken.columns.items()}
    records = records_of(rows[1:] if taken.headed else rows, columns, headings)
    register = register_of(taken.organisation, {address for record in records for address in record.addresses})
    found = plan(records, register, today=day_in(at, taken.organisation.time_zone), staying=own)
    taken.plan, taken.counts = pack(found), found.counts() | {"active": found.active, "rows": len(records)}
    taken.leaving = []


def _remember(taken: PeopleImport) -> None:
    headings = unpack_rows(taken.table)[0].cells
    memory, _ = ColumnMemory.objects.get_or_create(organisation=taken.organisation)
    memory.columns |= {plain(heading): taken.columns.get(str(place), "") for place, heading in enumerate(headings) if heading}
    memory.save(update_fields=["columns"])


def choose_leaving(*, taken: PeopleImport, ticked: Collection[str], shown: Collection[str] | None, actor: Person | None) -> None:
    """Say who of those that the file does not name has left; nobody is let go who was not ticked.

    Args:
        ticked, shown: codes of memberships; those that were shown and not ticked stay. ``shown`` None: all are meant.
    Raises:
        ImportAsked: it is being taken in already.
    """
    _check(taken.organisation, actor)
    if taken.plan is None:
        return
    missing = {str(line.member) for line in unpack_plan(taken.plan).missing}
    if actor is not None:  # herself she lets go on her own account's page
        missing -= {str(code) for code in actor.memberships.values_list("code", flat=True)}
    kept = set() if shown is None else set(taken.leaving) - set(shown)
    taken.leaving = sorted((kept | set(ticked)) & missing)
    _save(taken)


def _save(taken: PeopleImport) -> None:
    """Write what was chosen, unless it is being taken in already."""
    columns = ("kind", "encoding", "delimiter", "sheet", "raw", "table", "headed", "columns", "plan", "counts", "leaving")
    open_ = PeopleImport.objects.filter(pk=taken.pk, work__isnull=True)
    if not open_.update(**{name: getattr(taken, name) for name in columns}):
        raise ImportAsked


@transaction.atomic
def begin_import(*, taken: PeopleImport, leavers: int, letters: bool, actor: Person | None, at: datetime) -> PeopleImport:
    """Take the file in, by long work; its page shows how far it is. Fact ``work.asked``.

    Args:
        leavers: how many leave with it, as somebody typed when they are many.
        letters: whether new members who have an address get one.
    Raises:
        ManyLeave: more than half of the people would leave, and that number was not typed.
        ImportRuns: another file is being taken in.
        ImportAsked: this one is.
        ColumnsMissing: it was not held against the register yet.
    """
    organisation = Organisation.objects.select_for_update().get(pk=taken.organisation_id)
    _check(organisation, actor)
    taken.refresh_from_db()
    if taken.work is not None:
        raise ImportAsked
    if taken.plan is None:
        raise ColumnsMissing
    if many_leave(len(taken.leaving), taken.counts["active"]) and leavers != len(taken.leaving):
        raise ManyLeave(leavers=len(taken.leaving), people=taken.counts["active"])
    if any(not running.is_over for running in worker.newest(KIND, organisation.ref(), at=at, most=20)):
        raise ImportRuns
    total = len(unpack_plan(taken.plan).order) + len(taken.leaving)
    taken.work = work.start(
        kind=KIND,
        organisation=organisation.ref(),
        actor=actor.ref() if actor else None,
        payload={"import": str(taken.code)},
        total=total,
        at=at,
    )
    taken.letters, taken.raw = letters, None
    taken.save(update_fields=["work", "letters", "raw"])
    return taken


def stop_import(*, taken: PeopleImport, actor: Person, at: datetime) -> bool:
    """Let it be after the slice that runs; what is taken in stays. Fact ``work.finished``."""
    _check(taken.organisation, actor)
    return taken.work is not None and work.stop(code=taken.work, at=at)


def resume_import(*, taken: PeopleImport, actor: Person, at: datetime) -> bool:
    """Go on where it was stopped, or could not go on. Fact ``work.asked``."""
    _check(taken.organisation, actor)
    return taken.work is not None and taken.ended_at is None and work.again(code=taken.work, at=at)


def discard_import(*, taken: PeopleImport, actor: Person | None) -> None:
    """Throw away a file that was not taken in; nothing of it stays.

    Raises:
        ImportAsked: it is being taken in, or was.
    """
    _check(taken.organisation, actor)
    if not PeopleImport.objects.filter(pk=taken.pk, work__isnull=True).delete()[0]:
        raise ImportAsked


def forget_imports(*, at: datetime) -> int:
    """Forget files of people after a month, and those that nobody asked to take in after a week."""
    old = PeopleImport.objects.filter(Q(made_at__lt=at - DAYS_KEPT) | Q(work__isnull=True, made_at__lt=at - DAYS_UNASKED))
    return old.delete()[0]


def _check(organisation: Organisation, actor: Person | None) -> None:
    if actor is not None:
        access.check(actor, organisation, to=Act.KEEP_REGISTER)
