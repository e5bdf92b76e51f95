"""The first sheet of an XLSX file that holds something. The archive is walked before it is opened.

1. every part of XML is unpacked in pieces and counted: a small file can open to gigabytes
2. a part with a document type, or in other letters than UTF-8, is refused: entities open to gigabytes, or read files
3. only then the rows are read, one by one, as long as the caller asks for more
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from laurels.common.tables.cells import unquoted
from laurels.common.tables.errors import TableEmpty, TableNotRead, TableTooLarge

if TYPE_CHECKING:
    from laurels.common.tables.reading import Caps, Line

_PIECE = 65_536
_MOST_PARTS = 2_000
_MOST_STYLE = 4 * 1024**2
"""Bytes of a part that is neither a sheet nor its texts: they are made into objects whole."""
_LONG_PARTS = ("xl/worksheets/", "xl/sharedStrings.xml")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    EOFError,
    OSError,
    SyntaxError,  # the XML readers' own errors are kinds of it
    NotImplementedError,
    RuntimeError,
)
"""What the libraries raise for a file that no spreadsheet program wrote; a locked one is a RuntimeError."""


def read_sheet(data: bytes, caps: Caps) -> tuple[str, Iterator[Line]]:
    """The name of the first visible sheet with something in it, and its rows.

    Raises:
        TableNotRead, TableTooLarge, TableEmpty: before anything was opened.
    """
    _walk(data, caps)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about drawings and rules that are not read
            return _opened(data)
    except _BROKEN as problem:
        raise TableNotRead(reason="its parts do not fit together") from problem


def _walk(data: bytes, caps: Caps) -> None:
    """Unpack everything that will be read, without keeping it."""
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS:
                raise TableTooLarge
            names = {part.filename for part in parts}
            if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
                raise TableNotRead(reason="it is an archive, but no Excel workbook")
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    total += _unpacked(archive, part, min(caps.unpacked - total, _most(part.filename, caps)))
    except _BROKEN as problem:
        raise TableNotRead(reason="it is damaged, or locked with a password") from problem


def _most(name: str, caps: Caps) -> int:
    return caps.unpacked if name.startswith(_LONG_PARTS) else _MOST_STYLE


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> int:
    """How many bytes a part really has; what its head says is not believed."""
    size, before = 0, b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > most:
                raise TableTooLarge
            if b"\0" in piece or (not before and piece.startswith((b"\xff\xfe", b"\xfe\xff"))):
                raise TableNotRead(reason="it is not written as Excel writes it")
            if b"<!DOCTYPE" in before + piece or b"<!ENTITY" in before + piece:
                raise TableNotRead(reason="it brings a document type of its own")
            before = piece[-16:]
    return size


def _opened(data: bytes) -> tuple[str, Iterator[Line]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()  # what the file says of its own size is not believed
        if any(any(cell.value not in (None, "") for cell in row) for _, row in zip(range(1000), sheet.iter_rows(), strict=False)):
            return str(sheet.title), _lines(sheet)
    raise TableEmpty


def _lines(sheet: Any) -> Iterator[Line]:
    rows = sheet.iter_rows()
    number = 0
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about dates that are none
                row = next(rows, None)
        except _BROKEN as problem:
            raise TableNotRead(reason=f"it is damaged after row {number}") from problem
        if row is None:
            return
        number += 1
        cells, formulas = [], set()
        for place, cell in enumerate(row):
            text = _text(cell.value)
            if cell.value is not None and cell.data_type in ("f", "e"):
                formulas.add(place)
            cells.append(text if place in formulas else unquoted(text))
        yield number, cells, frozenset(formulas)


def _text(value: Any) -> str:
    """One value as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(getattr(value, "text", value))
