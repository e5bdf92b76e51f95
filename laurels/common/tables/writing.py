"""Rows made into a file that no spreadsheet runs anything of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from laurels.common.tables.cells import safe


def write_csv(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """A CSV file in pieces: UTF-8 with the mark by which Excel knows it, commas, RFC 4180."""
    yield "\ufeff".encode()
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([safe(cell) for cell in row])
        yield line.getvalue().encode()


def write_xlsx(rows: Iterable[Sequence[str]], *, sheet: str) -> bytes:
    """An XLSX file of one sheet, every cell text; its first row stays in sight."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    page = book.create_sheet(sheet[:31])
    page.freeze_panes = "A2"
    for row in rows:
        page.append([ILLEGAL_CHARACTERS_RE.sub("", safe(cell)) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
