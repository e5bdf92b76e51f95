"""A file of people as its pages show it: its columns, the difference, who is missing, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from laurels.common.dates import moment_in_words
from laurels.common.progress import Progress
from laurels.common.tables import DELIMITERS, ENCODINGS, Row
from laurels.people.importing import Plan, Planned, Verdict
from laurels.people.importing.keeping import unpack_plan, unpack_rows
from laurels.people.models import Organisation, PeopleImport
from laurels.people.rules import many_leave
from laurels.people.words import IMPORT_VERDICTS, WHAT, problem_words
from laurels.worker import selectors as worker

ROWS_ON_A_PAGE = 50
_SAMPLES = 3
_NAMES_SHOWN = 12


def how_read(taken: PeopleImport) -> str:
    """How the file was read: "CSV, UTF-8, cells parted by semicolon"."""
    if taken.kind == "xlsx":
        return _("Excel, sheet “%(sheet)s”") % {"sheet": taken.sheet}
    encoding = ENCODINGS.get(taken.encoding, taken.encoding)
    return _("CSV, letters %(encoding)s, cells parted by a %(mark)s") % {
        "encoding": encoding,
        "mark": DELIMITERS.get(taken.delimiter, taken.delimiter),
    }


@dataclass(frozen=True)
class ColumnLine:
    """One column of a file."""

    place: int
    heading: str
    samples: str
    field: str


@dataclass(frozen=True)
class ColumnsPage:
    """What the columns of a file are. ``can_reread``: its letters and delimiter can be chosen."""

    code: UUID
    file_name: str
    how: str
    rows: int
    headed: bool
    columns: Sequence[ColumnLine]
    can_reread: bool


def columns_page(taken: PeopleImport) -> ColumnsPage:
    """The columns of a file with what stands in the first rows."""
    rows = unpack_rows(taken.table)
    body = rows[1:] if taken.headed else rows
    columns = [
        ColumnLine(
            place,
            (rows[0].cells[place] if taken.headed else "") or _("Column %(n)d") % {"n": place + 1},
            " · ".join(_samples(body, place)),
            taken.columns.get(str(place), ""),
        )
        for place in range(len(rows[0].cells))
    ]
    return ColumnsPage(
        taken.code,
        taken.file_name,
        how_read(taken),
        len(body),
        taken.headed,
        columns,
        taken.kind == "csv" and taken.raw is not None,
    )


def _samples(rows: Sequence[Row], place: int) -> list[str]:
    """The first different things that a column says."""
    said = dict.fromkeys(cell[:40] for row in rows[:200] if (cell := row.cells[place]))
    return list(said)[:_SAMPLES]


@dataclass(frozen=True)
class Tab:
    """One kind of rows, and how many there are."""

    value: str
    name: str
    count: int
    current: bool


@dataclass(frozen=True)
class RowLine:
    """One row of the difference, in words."""

    row: int
    name: str
    number: str
    tone: str
    words: Sequence[str]


@dataclass(frozen=True)
class DifferencePage:
    """What a file would change.

    Attributes:
        made: names of teams, sites and jobs that are new, by what they are.
        leaving: how many were ticked to leave. many: whether that is more than half, so that the number must be typed.
        with_address: new people who would get a letter.
    """

    code: UUID
    file_name: str
    how: str
    rows: int
    tabs: Sequence[Tab]
    lines: Sequence[RowLine]
    number: int
    pages: int
    made: Sequence[tuple[str, str]]
    work: int
    missing: int
    leaving: int
    many: bool
    with_address: int
    refused: int


def difference_page(taken: PeopleImport, *, show: str = "", number: int = 1) -> DifferencePage:
    """The difference between a file and the register, a page at a time.

    Args:
        show: which verdict's rows; without one the first that has any.
    """
    found = unpack_plan(taken.plan or b"")
    counts = found.counts()
    shown = next((v for v in Verdict if v.value == show), None) or next((v for v in Verdict if counts[v.value]), Verdict.SAME)
    rows = [row for row in found.rows if row.verdict is shown]
    page = Paginator(rows, ROWS_ON_A_PAGE).get_page(number)
    good = sum(counts[verdict.value] for verdict in (Verdict.NEW, Verdict.AGAIN, Verdict.CHANGED))
    return DifferencePage(
        code=taken.code,
        file_name=taken.file_name,
        how=how_read(taken),
        rows=len(found.rows),
        tabs=[Tab(v.value, str(IMPORT_VERDICTS[v]), counts[v.value], v is shown) for v in Verdict if counts[v.value]],
        lines=[row_line(row) for row in page.object_list],
        number=page.number,
        pages=page.paginator.num_pages,
        made=list(_made(taken.organisation, found)),
        work=good + len(taken.leaving),
        missing=len(found.missing),
        leaving=len(taken.leaving),
        many=many_leave(len(taken.leaving), found.active),
        with_address=sum(row.verdict in (Verdict.NEW, Verdict.AGAIN) and bool(row.addresses) for row in found.rows),
        refused=counts[Verdict.REFUSED.value],
    )


def _made(organisation: Organisation, found: Plan) -> Iterator[tuple[str, str]]:
    """New teams, sites and jobs: a slip of the pen shows as a team of one."""
    good = [row for row in found.rows if row.verdict in (Verdict.NEW, Verdict.AGAIN, Verdict.CHANGED)]
    for words, field, known in (
        (_("New teams"), "team", organisation.teams.values_list("name", flat=True)),
        (_("New sites"), "site", organisation.sites.values_list("name", flat=True)),
        (_("New jobs"), "job", organisation.job_roles.values_list("title", flat=True)),
    ):
        here = {name.casefold() for name in known}
        named = {name.casefold(): name for row in good if (name := getattr(row, field))}
        fresh = sorted(named[name] for name in named.keys() - here)
        if fresh:
            more = _(" and %(n)d more") % {"n": len(fresh) - _NAMES_SHOWN} if len(fresh) > _NAMES_SHOWN else ""
            yield words, ", ".join(fresh[:_NAMES_SHOWN]) + more


_TONES = {Verdict.NEW: "good", Verdict.AGAIN: "good", Verdict.CHANGED: "good", Verdict.SAME: "none", Verdict.REFUSED: "soon"}


def row_line(row: Planned) -> RowLine:
    """A row and what happens to it, in words."""
    return RowLine(row.row, row.name or "–", row.number, _TONES[row.verdict], [*_row_words(row)])


def _row_words(row: Planned) -> Iterator[str]:
    if row.problem is not None:
        yield problem_words(row.problem, row.about)
        return
    if row.verdict is Verdict.SAME:
        yield _("Nothing to do.")
    if row.verdict is Verdict.AGAIN:
        yield _("Worked here before, and is there again.")
    if row.verdict is Verdict.NEW:
        yield _("Joins with the account that has this address.") if row.has_account else _("Joins.")
    for change in row.changes:
        yield f"{WHAT[change.what]}: {change.before or _('none')} → {change.after}"
    if row.hers:
        yield _("Has come in, so the name is hers to change.")


def difference_lines(taken: PeopleImport) -> Iterator[str]:
    """The difference on the command line: how the file was read, how many rows of each kind, new names."""
    page = difference_page(taken)
    yield f"{page.file_name}: {page.how}, {page.rows} rows"
    for tab in page.tabs:
        yield f"{tab.count:>8,}  {tab.name}"
    yield f"{page.missing:>8,}  " + _("Not in the file")
    for words, names in page.made:
        yield f"{words}: {names}"


def refusals(taken: PeopleImport) -> list[str]:
    """What is refused and why, one line each: from the difference, or from what came of it."""
    return [
        (_("Row %(row)d: ") % {"row": row} if row else "") + problem_words(problem, about)
        for row, problem, about in _refusals(taken)
    ]


@dataclass(frozen=True)
class MissingLine:
    """Somebody whom the file does not name."""

    code: UUID
    name: str
    number: str
    team: str
    ticked: bool


@dataclass(frozen=True)
class MissingPage:
    """Those whom a file does not name, a page at a time."""

    code: UUID
    lines: Sequence[MissingLine]
    total: int
    leaving: int
    number: int
    pages: int


def missing_page(taken: PeopleImport, *, number: int = 1) -> MissingPage:
    """Who works here and does not stand in the file."""
    found = unpack_plan(taken.plan or b"")
    leaving = set(taken.leaving)
    page = Paginator(sorted(found.missing, key=lambda line: line.name.casefold()), 2 * ROWS_ON_A_PAGE).get_page(number)
    lines = [MissingLine(line.member, line.name, line.number, line.team, str(line.member) in leaving) for line in page.object_list]
    return MissingPage(taken.code, lines, len(found.missing), len(leaving), page.number, page.paginator.num_pages)


def missing_codes(taken: PeopleImport) -> list[str]:
    """The memberships of all of them."""
    return [str(line.member) for line in unpack_plan(taken.plan or b"").missing]


@dataclass(frozen=True)
class DonePage:
    """How far a file is taken in, and what came of it."""

    code: UUID
    file_name: str
    progress: Progress
    outcomes: Sequence[tuple[str, int]]
    refused: Sequence[RowLine]
    refused_total: int
    may_go_on: bool


def done_page(taken: PeopleImport, *, at: datetime) -> DonePage | None:
    """The page of a file that was asked to be taken in; None when its work is gone. Two questions."""
    progress = worker.progress(taken.work, at=at) if taken.work else None
    if progress is None:
        return None
    words = {verdict.value: str(words) for verdict, words in IMPORT_VERDICTS.items()} | {"left": _("Have left")}
    told = [(words[name], progress.result.get(name, 0)) for name in words if name not in ("refused", "same")]
    outcomes = [(name, count) for name, count in told if count]
    refused = list(refused_lines(taken))
    return DonePage(
        taken.code,
        taken.file_name,
        progress,
        outcomes,
        refused[:ROWS_ON_A_PAGE],
        len(refused),
        progress.state in ("stopped", "failed") and taken.ended_at is None,
    )


def refused_lines(taken: PeopleImport) -> Iterator[RowLine]:
    """The refused rows of a file that was taken in, with the reason; of somebody who could not be let go her name."""
    if taken.ended_at is None:
        return
    names = _names(taken)
    for row, problem, about in taken.refused:
        yield RowLine(row, names.get(row, about) or "–", "", "soon", [problem_words(problem, about)])


def _names(taken: PeopleImport) -> dict[int, str]:
    """Row -> the name that stands in it."""
    places = [int(place) for place, field in taken.columns.items() if field in ("name", "first", "last")]
    return {row.number: " ".join(row.cells[place] for place in sorted(places)).strip() for row in unpack_rows(taken.table)}


def refused_rows(taken: PeopleImport) -> Iterator[Sequence[str]]:
    """The refused rows as they came, with their headings and the reason, to mend and send again; a formula's cell is left empty."""
    rows = unpack_rows(taken.table)
    reasons = {row: problem_words(problem, about) for row, problem, about in _refusals(taken)}
    body = rows[1:] if taken.headed else rows
    if taken.headed:
        yield (*rows[0].cells, _("What is wrong"))
    for row in body:
        if row.number in reasons:
            yield (*_harmless(row), reasons[row.number])


def _refusals(taken: PeopleImport) -> Iterator[tuple[int, str, str]]:
    """Before anything happened the difference says them, afterwards the file keeps them."""
    if taken.plan is not None:
        found = unpack_plan(taken.plan)
        yield from ((row.row, row.problem, row.about) for row in found.rows if row.problem is not None)
        yield from ((found.rows[place].row, problem, about) for place, problem, about in taken.refused if place >= 0)
    elif taken.ended_at is not None:
        yield from taken.refused


def _harmless(row: Row) -> Sequence[str]:
    return ["" if place in row.formulas else cell for place, cell in enumerate(row.cells)]


@dataclass(frozen=True)
class ImportLine:
    """One file on the page that brings files."""

    code: UUID
    file_name: str
    when: str
    by: str
    words: str


def latest_imports(organisation: Organisation, *, at: datetime) -> list[ImportLine]:
    """The latest files of an organisation, so that a page that was closed is found again. Three questions."""
    rows = PeopleImport.objects.filter(organisation=organisation).select_related("made_by").defer("raw", "table", "plan")
    works = {work.code: work for work in worker.newest("people.import", organisation.ref(), at=at, most=10)}
    return [
        ImportLine(
            row.code,
            row.file_name,
            moment_in_words(row.made_at, organisation.time_zone),
            row.made_by.name if row.made_by else "",
            works[row.work].sentence if row.work in works else (_("Not taken in yet.") if row.work is None else ""),
        )
        for row in rows.order_by("-made_at", "-pk")[:10]
    ]
