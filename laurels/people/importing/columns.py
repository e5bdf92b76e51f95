"""What the columns of a file are, and each row read as one person. Pure.

An empty cell says nothing and changes nothing. A date is read only where nobody could read another: ISO 8601, a date cell of a
spreadsheet, or the name of the month.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from laurels.common import limits
from laurels.common.dates import MONTHS
from laurels.common.lines import one_line
from laurels.common.tables import Row
from laurels.people.importing.problems import Problem
from laurels.people.roster import is_address


class Field(StrEnum):
    """What a column may be."""

    NUMBER = "number"
    NAME = "name"
    FIRST = "first"
    LAST = "last"
    ADDRESS = "address"
    TEAM = "team"
    SITE = "site"
    JOB = "job"
    SINCE = "since"
    MANAGER = "manager"


SEVERAL = frozenset({Field.ADDRESS})
"""Fields that may have more than one column."""
SYNONYMS: Mapping[str, Collection[str]] = {
    Field.NUMBER: (
        *("staff number", "staff no", "staff id", "employee number", "employee no", "employee id", "personnel number"),
        *("payroll number", "payroll no", "person number", "id", "no"),
    ),
    Field.NAME: ("name", "full name", "person", "employee", "employee name", "display name"),
    Field.FIRST: ("first name", "given name", "forename"),
    Field.LAST: ("last name", "family name", "surname"),
    Field.ADDRESS: (
        *("address", "addresses", "e-mail", "mail", "e-mail address", "e-mail addresses", "work e-mail", "work e-mail address"),
        *("private e-mail", "personal e-mail", "other e-mail", "business e-mail"),
    ),
    Field.TEAM: ("team", "department", "dept", "division", "unit", "group", "section"),
    Field.SITE: ("site", "location", "place", "branch", "office", "work location"),
    Field.JOB: ("job role", "job", "job title", "role", "position", "post"),
    Field.SINCE: (
        "since",
        "from",
        "job since",
        "in job since",
        "role since",
        "from date",
        "job from",
        "role from",
        "in role since",
    ),
    Field.MANAGER: (
        "line manager",
        "manager",
        "reports to",
        "supervisor",
        "manager number",
        "manager e-mail",
        "managed by",
        "line manager number",
    ),
}
_LONGEST = {
    Field.NUMBER: limits.STAFF_NUMBER,
    Field.NAME: limits.PERSON_NAME,
    Field.TEAM: limits.TEAM_NAME,
    Field.SITE: limits.SITE_NAME,
    Field.JOB: limits.JOB_TITLE,
}
MOST_ADDRESSES = 5
_PARTS = re.compile(r"[\s,;|]+")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[ .-]+([A-Za-z]{3,9})\.?[ ,-]+(\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? +(\d{1,2}),? +(\d{4})", re.ASCII)


@dataclass(frozen=True)
class Record:
    """One row as one person; ``problem`` where it cannot be read, with what it is about."""

    row: int
    name: str = ""
    number: str = ""
    addresses: tuple[str, ...] = ()
    team: str = ""
    site: str = ""
    job: str = ""
    since: date | None = None
    manager: str = ""
    problem: Problem | None = None
    about: str = ""


def records_of(rows: Sequence[Row], columns: Mapping[int, str], headings: Sequence[str]) -> list[Record]:
    """Every row as a record.

    Args:
        columns: place -> field; other columns are passed over.
        headings: what stands at the head, to name a column that is wrong.
    """
    return [_record(row, columns, headings) for row in rows]


def _record(row: Row, columns: Mapping[int, str], headings: Sequence[str]) -> Record:
    said: dict[str, list[str]] = {}
    for place, field in columns.items():
        if cell := one_line(row.cells[place]) if field != Field.ADDRESS else row.cells[place].strip():
            said.setdefault(field, []).append(cell)
    one = {field: cells[0] for field, cells in said.items()}
    name = one.get(Field.NAME) or " ".join(one[part] for part in (Field.FIRST, Field.LAST) if part in one)
    addresses = tuple(dict.fromkeys(a.lower() for cell in said.get(Field.ADDRESS, ()) for a in _PARTS.split(cell) if a))
    since = readable_day(one.get(Field.SINCE, ""))
    record = Record(
        row=row.number,
        name=name,
        number=one.get(Field.NUMBER, ""),
        addresses=addresses,
        team=one.get(Field.TEAM, ""),
        site=one.get(Field.SITE, ""),
        job=one.get(Field.JOB, ""),
        since=since,
        manager=one.get(Field.MANAGER, ""),
    )
    problem, about = _problem(record, row, columns, headings, one.get(Field.SINCE, ""))
    return record if problem is None else Record(**{**vars(record), "problem": problem, "about": about})


def _problem(
    record: Record, row: Row, columns: Mapping[int, str], headings: Sequence[str], since: str
) -> tuple[Problem | None, str]:
    """The first thing that is wrong with a row by itself."""
    for place in sorted(row.formulas & columns.keys()):
        return Problem.FORMULA, headings[place]
    if not record.name:
        return Problem.NO_NAME, ""
    for field, longest in _LONGEST.items():
        if len(getattr(record, field)) > longest:
            return Problem.TOO_LONG, str(longest)
    for address in record.addresses:
        if not is_address(address):
            return Problem.BAD_ADDRESS, address[:80]
    if len(record.addresses) > MOST_ADDRESSES:
        return Problem.TOO_LONG, str(MOST_ADDRESSES)
    if since and record.since is None:
        return Problem.BAD_DATE, since[:80]
    return None, ""


def readable_day(text: str) -> date | None:
    """A day that can be read in one way only; None for any other text: 03/04/2026 is two days, and nobody guesses.

    Forms: ``2026-04-03`` (a time behind it is passed over), ``3 April 2026``, ``3-Apr-2026``, ``April 3, 2026``.
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _day(*found.groups())
    if found := _DAY_FIRST.fullmatch(text):
        return _day(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.fullmatch(text):
        return _day(found[3], _month(found[1]), found[2])
    return None


def _month(word: str) -> str:
    """The number of a month by its name or its first letters; 0 for any other word."""
    matching = [number for number, name in enumerate(MONTHS, start=1) if name.lower().startswith(word.lower())]
    return str(matching[0]) if len(matching) == 1 else "0"


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2199 else None
