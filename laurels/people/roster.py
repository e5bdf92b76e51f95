"""A pasted list of people, read line by line. Pure: no row of the database, no clock; nothing typed is lost."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from laurels.common.lines import one_line

MOST_ROWS = 500
"""How many people one paste may bring; longer lists come in parts."""
_SEPARATORS = ("\t", ";", ",")
_ATOM = r"[-!#$%&'*+/=?^_`{}|~0-9a-z]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])")
"""Narrower than what mail allows, so that whatever passes here can be written to (lower case; RFC 5321 dot-atoms)."""
_MEANT_AS_ADDRESS = re.compile(r"\S+(?:\.[a-z]{2,}|\(at\)\S+|\[at\]\S+)")
"""A cell that somebody meant as an address, though no @ stands in it: to be mended, never taken for the name of a team."""
_IN_BRACKETS = re.compile(r"^(?P<name>.*?)\s*<(?P<address>[^<>]*)>\s*(?P<rest>.*)$")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_HEADINGS = {
    **dict.fromkeys(("name", "full name", "person"), "name"),
    **dict.fromkeys(("first name", "given name", "forename"), "first"),
    **dict.fromkeys(("last name", "family name", "surname"), "last"),
    **dict.fromkeys(("e-mail", "email", "mail", "address", "e-mail address", "email address"), "email"),
    **dict.fromkeys(("team", "department"), "team"),
}
"""What stands at the head of a column, and what the column is."""


class Verdict(StrEnum):
    """What happens to a row."""

    NEW = "new"
    MEMBER = "member"  # works here already: nothing to do
    TWICE = "twice"
    NO_NAME = "no name"
    BAD_ADDRESS = "bad address"
    TOO_LONG = "too long"
    TOO_MANY = "too many"


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    line: int
    text: str
    name: str
    email: str | None
    team: str | None
    verdict: Verdict

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do: she works here already, or stands in an earlier row."""
        return self.verdict in {Verdict.MEMBER, Verdict.TWICE}

    @property
    def is_good(self) -> bool:
        """Whether this row adds somebody."""
        return self.verdict is Verdict.NEW


def read_roster(text: str, *, members: Collection[str] = (), longest_name: int = 200, longest_team: int = 100) -> list[Row]:
    """Every line that says something, in order, with its verdict.

    A line is ``name``, ``name, address``, ``name, address, team`` (tabs, semicolons or commas, cells quoted or not, so that
    a spreadsheet or a CSV file can be pasted) or ``name <address>``; a first line of headings says which column is what.

    Args:
        members: addresses (lower case) of people who work here already.
        longest_name: [characters].
        longest_team: [characters].
    """
    rows: list[Row] = []
    seen: set[tuple[str, str]] = set()
    columns = _columns(heading_of(text))
    filled = [(number, line) for number, line in enumerate(_lines(text), start=1) if line.strip()]
    for number, line in filled[1:] if columns else filled:
        row = _by_columns(number, line.strip(), columns) if columns else _read_line(number, line.strip())
        row = replace(row, name=one_line(row.name), team=one_line(row.team or "") or None)
        row = replace(row, verdict=_verdict(row, len(rows), seen, members, longest_name, longest_team))
        seen.add(_identity(row))
        rows.append(row)
    return rows


def is_address(text: str) -> bool:
    """Whether a text in lower case is an address that can be written to."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def heading_of(text: str) -> str:
    """The first line, when it is headings; lines that are mended and sent again need it as well."""
    first = next((line.strip() for line in _lines(text) if line.strip()), "")
    return first if _columns(first) else ""


def _lines(text: str) -> list[str]:
    """The lines, without the mark that some programs put before the first."""
    return text.removeprefix("\ufeff").splitlines()


def _cells(line: str) -> list[str]:
    """The cells of a line; a separator within quotes is a part of the cell."""
    bare = _QUOTED.sub("", line)
    separator = next((mark for mark in _SEPARATORS if mark in bare), None)
    if separator is None:
        return [line.strip().strip('"').strip()]
    (cells,) = csv.reader([line], delimiter=separator, skipinitialspace=True)
    return [cell.strip().strip('"').strip() for cell in cells]


def _columns(line: str) -> Sequence[str]:
    """What each column is, when this is a line of headings: a name, and nothing that we do not know or an address as well."""
    cells = [cell.casefold() for cell in _cells(line)] if line else []
    known = [_HEADINGS.get(cell, "") for cell in cells]
    whole = all(kind or not cell for kind, cell in zip(known, cells, strict=True))
    is_heading = len(cells) > 1 and bool({"name", "first", "last"} & set(known)) and (whole or "email" in known)
    return known if is_heading else ()


def _by_columns(number: int, line: str, columns: Sequence[str]) -> Row:
    """A line beneath headings; columns that we do not know are passed over."""
    found = {kind: cell for kind, cell in zip(columns, _cells(line), strict=False) if kind and cell}
    name = found.get("name") or " ".join(found[part] for part in ("first", "last") if part in found)
    address = found.get("email", "").lower()
    return Row(number, line, name, address or None, found.get("team"), Verdict.NEW)


def _read_line(number: int, line: str) -> Row:
    if bracketed := _IN_BRACKETS.match(line):
        team = bracketed["rest"].strip(" \t,;") or None
        name = bracketed["name"].strip(' \t,;"')
        return Row(number, line, name, bracketed["address"].strip().lower(), team, Verdict.NEW)
    cells = _cells(line)
    address = next((cell for cell in cells if "@" in cell), None)
    if address is None:
        address = next((cell for cell in cells[1:] if _MEANT_AS_ADDRESS.fullmatch(cell)), None)
    words = [cell for cell in cells if cell is not address]
    name, team = [*words, "", ""][:2]
    if address and len(words) > 2 and cells.index(address) > 1 and words[0] and words[1]:
        # two cells before the address: a spreadsheet with first name and family name
        name, team = f"{words[0]} {words[1]}", words[2]
    return Row(number, line, name, address.lower() if address else None, team or None, Verdict.NEW)


def _identity(row: Row) -> tuple[str, str]:
    """What makes two rows the same person: the address, or without one the name and the team."""
    return ("", row.email) if row.email else (row.name.casefold(), (row.team or "").casefold())


def _verdict(
    row: Row,
    before: int,
    seen: Collection[tuple[str, str]],
    members: Collection[str],
    longest_name: int,
    longest_team: int,
) -> Verdict:
    if before >= MOST_ROWS:
        return Verdict.TOO_MANY
    if row.email is not None and not is_address(row.email):
        return Verdict.BAD_ADDRESS
    if not row.name:
        return Verdict.NO_NAME
    if len(row.name) > longest_name or len(row.team or "") > longest_team:
        return Verdict.TOO_LONG
    if _identity(row) in seen:
        return Verdict.TWICE
    if row.email in members:
        return Verdict.MEMBER
    return Verdict.NEW
