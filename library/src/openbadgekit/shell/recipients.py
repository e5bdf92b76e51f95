"""The recipients of ``openbadgekit issue``: a CSV file with a header.

What is wrong with the file as a whole stops before any badge is signed; what is wrong with one row refuses that row, by its line.
Nothing is guessed: no other encoding, no other delimiter, no cell without a column.

Source: RFC 4180; THREATS "CSV".
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openbadgekit.errors import Malformed, TooLarge
from openbadgekit.limits import LIMITS, Limits

COLUMNS = ("email", "id", "name", "narrative", "evidence", "valid_from", "valid_until")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}")


@dataclass(frozen=True)
class Row:
    """One recipient.

    Attributes:
        line: where the row begins, counted from 1. cells: what stands in each column; empty cells are left out.
        problem: why nothing can be signed for this row, or None.
    """

    line: int
    cells: dict[str, str]
    problem: str | None = None

    @property
    def who(self) -> str:
        """How a message names the row: by its line, and by its name when it has one."""
        return f"Line {self.line} ({self.cells['name'][:60]})" if "name" in self.cells else f"Line {self.line}"


def read(data: bytes, *, limits: Limits = LIMITS) -> list[Row]:
    """Every row of a CSV file.

    Raises:
        Malformed: no UTF-8, no usable header, broken quoting. TooLarge: more bytes or rows than one run signs.
    """
    if len(data) > limits.csv_bytes:
        raise TooLarge(f"The list of recipients is larger than {limits.csv_bytes} bytes; split it.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Malformed("The list of recipients is not UTF-8. Save it as CSV UTF-8.") from None
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = _header(next(lines, []))
        rows = list(_rows(lines, header, limits))
    except csv.Error as problem:
        raise Malformed(f"The list of recipients is no CSV file: {problem} (line {lines.line_num}).") from None
    if not rows:
        raise Malformed("The list of recipients has a header and nobody below it.")
    return rows


def _header(cells: Sequence[str]) -> list[str]:
    """The names of the columns."""
    names = [cell.strip().lower() for cell in cells]
    unknown = [name or "a column without a name" for name in names if name not in COLUMNS]
    twice = sorted({name for name in names if names.count(name) > 1})
    if not {"email", "id"} & set(names):
        fault = "it has neither email nor id"
    elif unknown or twice:
        fault = f"not known: {', '.join(unknown[:5])}" if unknown else f"twice: {', '.join(twice)}"
    else:
        return names
    raise Malformed(f"The header of the list of recipients cannot be used ({fault[:200]}). Columns: {', '.join(COLUMNS)}.")


def _rows(lines: Iterator[list[str]], header: Sequence[str], limits: Limits) -> Iterator[Row]:
    """Row after row; empty lines are passed over."""
    before = 1
    for cells in lines:
        line, before = before + 1, lines.line_num  # type: ignore[attr-defined]  # a csv reader counts lines
        if not cells:
            continue
        if line > limits.csv_rows:
            raise TooLarge(f"The list of recipients has more than {limits.csv_rows} lines; split it.")
        named = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell.strip()}
        yield Row(line, named, _problem(named, cells, header))


def _problem(named: dict[str, str], cells: Sequence[str], header: Sequence[str]) -> str | None:
    """What is wrong with one row before it is even looked at as a badge."""
    if len(cells) > len(header):
        return f"It has {len(cells)} cells, but the header has {len(header)}; a comma within a text needs quotation marks."
    if any(unicodedata.category(sign) == "Cc" and sign not in "\n\r\t" for cell in cells for sign in cell):
        return "It has a character that cannot be printed."
    if not {"email", "id"} & named.keys():
        return "It has neither an e-mail address nor an id, so nobody could be recognised by the badge."
    if "email" in named and not _EMAIL.fullmatch(named["email"]):
        return f"{named['email'][:80]!r} is no e-mail address."
    return None
