"""A file made into rows of text: which kind it is, in which letters, and what parts its cells. Pure.

Nothing is guessed about a cell: a number is its digits, a date is ISO 8601 where the file says that it is a date, a formula is told
as one and never worked out.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from laurels.common import limits
from laurels.common.tables.cells import unquoted
from laurels.common.tables.errors import TableEmpty, TableNotRead, TableTooLarge, TableTooLong, TableTooWide

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 without a mark",
    "utf-16-be": "UTF-16 without a mark, big end first",
    "cp1252": "Windows, Western Europe",
    "cp1250": "Windows, Central Europe",
    "cp1251": "Windows, Cyrillic",
    "iso8859-15": "ISO 8859-15",
    "mac_roman": "Macintosh",
}
"""Letters that a CSV file may be written in, and what people call them."""
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
"""What may part the cells of a CSV file, and what people call it."""
_SAMPLE_ROWS = 50
_SAMPLE = 65_536
_FOREIGN = {
    b"\xd0\xcf\x11\xe0": "it is in the old Excel format, or locked with a password",
    b"%PDF": "it is a PDF",
    b"\x89PNG": "it is a picture",
    b"\xff\xd8\xff": "it is a picture",
}


@dataclass(frozen=True)
class Caps:
    """How much is read: [bytes] of the file and unpacked, [count] of rows and columns, [characters] of a cell."""

    size: int = limits.TABLE_BYTES
    unpacked: int = limits.TABLE_UNPACKED
    rows: int = limits.TABLE_ROWS
    columns: int = limits.TABLE_COLUMNS
    cell: int = limits.TABLE_CELL


@dataclass(frozen=True)
class Row:
    """One row that says something.

    Attributes:
        number: as the spreadsheet program counts, the headings included.
        cells: as many as the table is wide.
        formulas: places of cells that hold a formula or a fault instead of a value; the cell then holds its text.
    """

    number: int
    cells: tuple[str, ...]
    formulas: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Table:
    """A file as rows, the first one as it stands: whether it holds headings is for the caller to say (``holds_headings``).

    Attributes:
        kind: ``csv`` or ``xlsx``.
        encoding, delimiter: of a CSV file, keys of ``ENCODINGS`` and ``DELIMITERS``; else empty.
        sheet: the name of the sheet that was read; else empty.
    """

    kind: str
    rows: tuple[Row, ...]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0].cells)


Line = tuple[int, Sequence[str], frozenset[int]]


def read_table(data: bytes, *, encoding: str | None = None, delimiter: str | None = None, caps: Caps | None = None) -> Table:
    """Read a CSV or XLSX file.

    Args:
        encoding, delimiter: of a CSV file, where somebody knows better than what is found.
    Raises:
        TableNotRead: neither CSV nor XLSX, or a broken, locked or hostile file.
        TableEmpty, TableTooLarge, TableTooLong, TableTooWide: as they say.
    """
    caps = caps or Caps()
    if len(data) > caps.size:
        raise TableTooLarge
    for mark, reason in _FOREIGN.items():
        if data.startswith(mark):
            raise TableNotRead(reason=reason)
    if data.startswith(b"PK"):
        from laurels.common.tables.sheets import read_sheet  # loads openpyxl, which most requests need not

        sheet, lines = read_sheet(data, caps)
        return Table("xlsx", _rows(lines, caps), sheet=sheet)
    text, encoding = _decoded(data, encoding)
    text, delimiter = _delimited(text, delimiter)
    return Table("csv", _rows(_csv_lines(text, delimiter), caps), encoding=encoding, delimiter=delimiter)


def _decoded(data: bytes, encoding: str | None) -> tuple[str, str]:
    """The text, and the letters it was written in."""
    candidates = [encoding] if encoding else _likely(data)
    for name in candidates:
        try:
            text = data.decode("utf-8-sig" if name == "utf-8" else name)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return text.removeprefix("\ufeff"), name
    raise TableNotRead(reason="its letters are not those that were named" if encoding else "it is not text")


def _likely(data: bytes) -> list[str]:
    """Letters to try, the surest first: a mark at the beginning, then UTF-8, which other letters hardly ever look like."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    if data[:200].count(0) > len(data[:200]) // 4:  # every second byte of Latin letters in UTF-16
        return ["utf-16-le" if data[1:2] == b"\0" else "utf-16-be"]
    return ["utf-8", "cp1252", "iso8859-15"]


def _delimited(text: str, delimiter: str | None) -> tuple[str, str]:
    """The text without a line that only names the delimiter (``sep=;``), and the delimiter."""
    first, _, rest = text.partition("\n")
    first = first.strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == len("sep=") + 1:
        return rest, delimiter or first[-1]
    return text, delimiter or _delimiter(text[:_SAMPLE])


def _delimiter(sample: str) -> str:
    """The delimiter by which most rows of the sample come out equally wide, and wider than one cell."""

    def evenness(mark: str) -> tuple[float, int]:
        rows = []
        try:
            for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=mark):
                rows += [len(cells)] if any(cells) else []
                if len(rows) >= _SAMPLE_ROWS:
                    break
        except csv.Error:
            return 0.0, 0
        width, often = Counter(rows).most_common(1)[0] if rows else (1, 0)
        return (often / len(rows) if width > 1 else 0.0, width)

    return max(DELIMITERS, key=evenness)


def _csv_lines(text: str, delimiter: str) -> Iterator[Line]:
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            formulas = frozenset(place for place, cell in enumerate(cells) if cell.lstrip().startswith("="))
            yield number, [cell if place in formulas else unquoted(cell) for place, cell in enumerate(cells)], formulas
    except csv.Error as problem:
        raise TableNotRead(reason="a cell does not end; look for a quotation mark that is not closed") from problem


def _rows(lines: Iterable[Line], caps: Caps) -> tuple[Row, ...]:
    """Rows that say something, all equally wide."""
    found: list[tuple[int, list[str], frozenset[int]]] = []
    width = 0
    for number, cells, formulas in lines:
        if number > 2 * caps.rows:  # also rows that say nothing take time
            raise TableTooLong(rows=caps.rows)
        said = [cell.strip() for cell in cells]
        while said and not said[-1]:
            said.pop()
        if not said:
            continue
        if len(found) > caps.rows:  # the first may hold headings
            raise TableTooLong(rows=caps.rows)
        if len(said) > caps.columns:
            raise TableTooWide(columns=caps.columns)
        if any(len(cell) > caps.cell for cell in said):
            raise TableNotRead(reason=f"a cell of row {number} is too long; look for a quotation mark that is not closed")
        width = max(width, len(said))
        found.append((number, said, formulas))
    if not found:
        raise TableEmpty
    return tuple(Row(number, (*said, *[""] * (width - len(said))), formulas) for number, said, formulas in found)
