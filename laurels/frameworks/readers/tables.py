"""A table (CSV, XLSX) as a framework: which column is what is guessed, shown and may be changed. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from laurels.common import limits
from laurels.common.tables import DELIMITERS, ENCODINGS, Caps, Table, read_table
from laurels.frameworks.entries import Entry, Head, Link, Refusal
from laurels.frameworks.readers.source import Unfit, day_of, statement, title_of
from laurels.frameworks.rules import Kind

CAPS = Caps(
    size=limits.FRAMEWORK_FILE,
    unpacked=2 * limits.FRAMEWORK_FILE,
    rows=limits.FRAMEWORK_ITEMS + 1,
    columns=100,
    cell=10 * limits.FRAMEWORK_TEXT,
)


class Role(StrEnum):
    """What a column holds."""

    CODE = "code"
    TEXT = "text"
    SHORT = "short"
    PARENT = "parent"
    ADDRESS = "address"
    KIND = "kind"
    LANGUAGE = "language"
    ENDED = "ended"
    REPLACED_BY = "replaced_by"


_HEADINGS: Mapping[Role, str] = {
    Role.CODE: "code|id|item code|human code|humancodingscheme|skill code|element id|notation|number|no|ref|reference|urn",
    Role.PARENT: "parent|parent code|broader|broader code|is child of|ischildof|belongs to|broaderconcepturi|under",
    Role.ADDRESS: "address|uri|url|link|canonical url|official address|concepturi|iri|web address",
    Role.TEXT: "text|statement|full statement|fullstatement|skill statement|description|definition|skill|competency|competence"
    "|learning outcome|standard|name|title|label|element name|preferredlabel|item",
    Role.SHORT: "short|short text|abbreviated statement|abbreviatedstatement|rsd name|skill name|preferredlabel|element name|name"
    "|title|label",
    Role.KIND: "type|kind|item type|cfitemtype|skilltype|category|level",
    Role.LANGUAGE: "language|lang",
    Role.ENDED: "ended|end date|status end date|statusenddate|deprecated on|withdrawn",
    Role.REPLACED_BY: "replaced by|replacedby|successor|superseded by",
}
"""Headings that are understood, in the order in which roles choose their column; the best heading of each stands first."""
LONGEST = {
    Role.CODE: limits.FRAMEWORK_CODE,
    Role.SHORT: limits.FRAMEWORK_TITLE,
    Role.PARENT: limits.FRAMEWORK_ADDRESS,
    Role.ADDRESS: limits.FRAMEWORK_ADDRESS,
    Role.KIND: limits.FRAMEWORK_CODE,
    Role.LANGUAGE: limits.FRAMEWORK_WORD,
    Role.ENDED: limits.FRAMEWORK_WORD,
    Role.REPLACED_BY: limits.FRAMEWORK_CODE,
}
WORDS = {
    Role.CODE: "code",
    Role.TEXT: "text",
    Role.SHORT: "short text",
    Role.PARENT: "code of what it stands under",
    Role.ADDRESS: "official address",
    Role.KIND: "type",
    Role.LANGUAGE: "language",
    Role.ENDED: "last day",
    Role.REPLACED_BY: "code of its replacement",
}


@dataclass(frozen=True)
class Layout:
    """How a table was read; ``columns`` says which column (from 0) has which role."""

    kind: str
    encoding: str
    delimiter: str
    columns: Mapping[Role, int]


def likely_columns(headings: Sequence[str]) -> dict[Role, int]:
    """Which column has which role, from its heading; each column has one role."""
    plain = [" ".join(heading.replace("_", " ").casefold().split()) for heading in headings]
    found: dict[Role, int] = {}
    for role, words in _HEADINGS.items():
        free = (plain.index(word) for word in words.split("|") if word in plain and plain.index(word) not in found.values())
        if (place := next(free, None)) is not None:
            found[role] = place
    return found


class TableSource:
    """A table; its first row are headings."""

    links = 0

    def __init__(
        self, data: bytes, *, encoding: str = "", delimiter: str = "", columns: Mapping[Role, int] | None = None, title: str
    ) -> None:
        table = read_table(
            data,
            encoding=encoding if encoding in ENCODINGS else None,
            delimiter=delimiter if delimiter in DELIMITERS else None,
            caps=CAPS,
        )
        self.headings = table.rows[0].cells
        chosen = likely_columns(self.headings) if columns is None else columns
        self.layout = Layout(table.kind, table.encoding, table.delimiter, chosen)
        self._rows = table.rows[1:]
        self.head = Head(kind=Kind.CSV, family="", title=title_of(title))
        self.count = len(self._rows)
        self.remarks: Sequence[Refusal] = _remarks(table)

    def number(self, place: int) -> int:
        """The row as a spreadsheet program counts."""
        return self._rows[place].number

    def entry(self, place: int) -> Entry:
        """The row at a place, as its columns say; other columns are kept under their headings."""
        row = self._rows[place]
        given = {role: row.cells[column] for role, column in self.layout.columns.items() if column < len(row.cells)}
        if any(column in row.formulas for column in self.layout.columns.values()):
            raise Unfit("One of its cells holds a formula; we read what is written and work nothing out.")
        text = statement(given.get(Role.TEXT) or given.get(Role.SHORT, ""), "the text")
        _checked(given)
        code, short = given.get(Role.CODE, ""), given.get(Role.SHORT, "")
        return Entry(
            key=code or given.get(Role.ADDRESS, "") or text,
            text=text,
            human_code=code,
            short="" if short == text else short,
            kind=given.get(Role.KIND, ""),
            language=given.get(Role.LANGUAGE, ""),
            uri=given.get(Role.ADDRESS, ""),
            parent=given.get(Role.PARENT, ""),
            deprecated_on=day_of(given.get(Role.ENDED)),
            replaced_by=given.get(Role.REPLACED_BY, ""),
            kept=self._others(row.cells),
        )

    def link(self, place: int) -> Link:
        """A table has none."""
        raise IndexError(place)

    def _others(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells of columns without a role, under their headings."""
        taken = set(self.layout.columns.values())
        named = enumerate(zip(self.headings, cells, strict=True))
        return {heading: cell for column, (heading, cell) in named if column not in taken and heading and cell}


def _remarks(table: Table) -> list[Refusal]:
    """What a reader should know about the table as a whole."""
    if table.kind == "csv" and not table.encoding.startswith("utf"):
        said = f"It is not UTF-8, so its letters were read as {ENCODINGS[table.encoding]}. Look whether all words are right."
        return [Refusal(0, "the file", said, refused=False)]
    return []


def _checked(given: Mapping[Role, str]) -> None:
    """Refuse a row with a cell that no column of ours could hold, or with a day that is none."""
    for role, value in given.items():
        if role in LONGEST and len(value) > LONGEST[role]:
            raise Unfit(f"Its {WORDS[role]} is longer than {LONGEST[role]} characters.")
    ended = given.get(Role.ENDED, "")
    if ended and day_of(ended) is None:
        raise Unfit(f"“{ended[:40]}” is no date; write it as 2026-03-31.")
