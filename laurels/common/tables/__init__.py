"""Tables that people bring and take: CSV and XLSX, read within limits and written so that no cell is run by a spreadsheet.

The one reader and the one writer (THREATS, rules for all parts 2). No domain words: what a column means is the caller's matter.
"""

from laurels.common.tables.cells import safe
from laurels.common.tables.columns import guess_columns, holds_headings
from laurels.common.tables.errors import (
    TableEmpty,
    TableNotRead,
    TableTooLarge,
    TableTooLong,
    TableTooWide,
)
from laurels.common.tables.reading import DELIMITERS, ENCODINGS, Caps, Row, Table, read_table
from laurels.common.tables.writing import write_csv, write_xlsx

__all__ = [
    "DELIMITERS",
    "ENCODINGS",
    "Caps",
    "Row",
    "Table",
    "TableEmpty",
    "TableNotRead",
    "TableTooLarge",
    "TableTooLong",
    "TableTooWide",
    "guess_columns",
    "holds_headings",
    "read_table",
    "safe",
    "write_csv",
    "write_xlsx",
]
