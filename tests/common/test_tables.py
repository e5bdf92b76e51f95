"""Tables in and out: every way of writing a CSV file, hostile workbooks, and cells that a spreadsheet would run."""

from __future__ import annotations

import contextlib
import csv
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.common.tables import (
    DELIMITERS,
    ENCODINGS,
    Caps,
    TableEmpty,
    TableNotRead,
    TableTooLarge,
    TableTooLong,
    TableTooWide,
    guess_columns,
    holds_headings,
    read_table,
    safe,
    write_csv,
    write_xlsx,
)
from openpyxl import Workbook

REFUSALS = (TableEmpty, TableNotRead, TableTooLarge, TableTooLong, TableTooWide)
ROWS = [("Name", "Team"), ("Žofie Nováková", "Küche; kalt"), ("Ola Berg", "Van, 2")]


def as_csv(rows, *, delimiter=",", encoding="utf-8", ending="\r\n") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=ending).writerows(rows)
    return out.getvalue().encode(encoding)


def workbook(fill=None, **sheets) -> bytes:
    book = Workbook()
    book.active.title = "People"
    for row in sheets.pop("People", ROWS):
        book.active.append(row)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    if fill:
        fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def remade(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The same archive with other parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return out.getvalue()


def cells(table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


class TestCsv:
    @pytest.mark.parametrize("delimiter", DELIMITERS)
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
    def test_is_read_however_it_was_written(self, delimiter, encoding, ending):
        table = read_table(as_csv(ROWS, delimiter=delimiter, encoding=encoding, ending=ending))

        assert cells(table) == ROWS
        assert (table.kind, table.delimiter) == ("csv", delimiter)
        assert table.encoding in ENCODINGS
        assert table.encoding.replace("-", "").startswith(encoding.replace("-sig", "").replace("-", "")[:5])

    def test_of_an_old_windows_program_is_read_and_says_so(self):
        table = read_table(as_csv([("Name", "Team"), ("Jürgen Groß", "Küche")], encoding="cp1252", delimiter=";"))

        assert (cells(table)[1], table.encoding) == (("Jürgen Groß", "Küche"), "cp1252")

    def test_somebody_may_know_better(self):
        data = as_csv([("Name",), ("Łukasz",)], encoding="cp1250")

        assert cells(read_table(data))[1] != ("Łukasz",)
        assert cells(read_table(data, encoding="cp1250"))[1] == ("Łukasz",)
        assert cells(read_table(b"a;b,c\n", delimiter=";")) == [("a", "b,c")]

    def test_letters_that_were_named_wrongly_are_refused(self):
        with pytest.raises(TableNotRead, match="letters"):
            read_table(as_csv([("Łukasz",)], encoding="cp1250"), encoding="utf-8")

    def test_the_line_that_names_the_delimiter_is_no_row(self):
        assert cells(read_table(b"sep=;\r\nName;Team\r\nOla, B;Van\r\n")) == [("Name", "Team"), ("Ola, B", "Van")]

    def test_rows_keep_their_numbers_and_their_width(self):
        table = read_table(b"a,b,c\n\n,,\nd\n")

        assert [(row.number, row.cells) for row in table.rows] == [(1, ("a", "b", "c")), (4, ("d", "", ""))]

    def test_a_comma_within_quotes_and_a_line_within_a_cell_part_nothing(self):
        assert cells(read_table(b'Name,Note\n"Berg, Ola","two\nlines"\n')) == [("Name", "Note"), ("Berg, Ola", "two\nlines")]

    def test_one_column_is_a_table_too(self):
        assert cells(read_table(b"Name\nOla Berg\nAna Cole\n")) == [("Name",), ("Ola Berg",), ("Ana Cole",)]

    @pytest.mark.parametrize("cell", ["=1+1", " =cmd|' /C calc'!A0", "=HYPERLINK(1)"])
    def test_a_formula_is_told_as_one(self, cell):
        row = read_table(as_csv([("Name", "Team"), ("Ola", cell)])).rows[1]

        assert row.formulas == {1}

    @pytest.mark.parametrize(
        ("data", "problem"),
        [
            (b"", TableEmpty),
            (b"\n\n,,,\n", TableEmpty),
            (b"%PDF-1.7 ...", TableNotRead),
            (b"\x89PNG\r\n\x1a\n", TableNotRead),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", TableNotRead),
            (b"a,b\n\0\0\0\n" * 3, TableNotRead),
            (b'a,"' + b"b\n" * 90_000, TableNotRead),
            (b'a,"' + b"b\n" * 9_000, TableNotRead),
        ],
        ids=["empty", "blank", "pdf", "picture", "old excel", "binary", "open quote", "open quote, shorter"],
    )
    def test_what_is_no_table_is_refused_in_words(self, data, problem):
        with pytest.raises(problem) as caught:
            read_table(data)

        assert "Traceback" not in caught.value.for_people()
        assert caught.value.code.startswith("common.table-")

    def test_limits_are_kept(self):
        caps = Caps(size=10_000, rows=10, columns=3, cell=20)

        assert len(read_table(b"a\n" * 11, caps=caps).rows) == 11
        for data, problem in (
            (b"a" * 10_001, TableTooLarge),
            (b"a\n" * 12, TableTooLong),
            (b"\n" * 21 + b"a", TableTooLong),
            (b"a,b,c,d\n", TableTooWide),
            (b"a" * 21, TableNotRead),
        ):
            with pytest.raises(problem):
                read_table(data, caps=caps)

    @given(st.binary(max_size=300))
    def test_any_bytes_are_a_table_or_a_sentence(self, data):
        with contextlib.suppress(*REFUSALS):
            table = read_table(data)

            assert {len(row.cells) for row in table.rows} == {table.width}


class TestXlsx:
    def test_is_read_with_numbers_dates_and_truths_as_text(self):
        rows = [
            ("Name", "No", "Share", "Since", "At", "There"),
            ("Ola", 17, 0.5, date(2026, 5, 1), datetime(2026, 5, 1, 9, 30, tzinfo=UTC).replace(tzinfo=None), True),
        ]
        table = read_table(workbook(People=rows))

        assert cells(table)[1] == ("Ola", "17", "0.5", "2026-05-01", "2026-05-01 09:30", "TRUE")
        assert (table.kind, table.sheet, table.encoding) == ("xlsx", "People", "")

    def test_the_first_sheet_with_something_that_can_be_seen_counts(self):
        def hide(book):
            book.active.sheet_state = "hidden"

        table = read_table(workbook(hide, Empty=[], Staff=[("Name",), ("Ola",)]))

        assert (table.sheet, cells(table)) == ("Staff", [("Name",), ("Ola",)])

    def test_rows_keep_their_numbers(self):
        assert [row.number for row in read_table(workbook(People=[("Name",), (), (), ("Ola",)])).rows] == [1, 4]

    def test_formulas_are_told_and_never_worked_out(self):
        row = read_table(workbook(People=[("Name", "Team"), ("Ola", "=1+1")])).rows[1]

        assert (row.cells, row.formulas) == (("Ola", "=1+1"), {1})

    def test_text_that_only_looks_like_a_formula_is_text(self):
        def as_text(book):
            book.active["A2"].value, book.active["A2"].data_type = "=later", "s"

        row = read_table(workbook(as_text, People=[("Team",), ("x",)])).rows[1]

        assert (row.cells, row.formulas) == (("=later",), frozenset())

    def test_what_it_says_of_its_own_size_is_not_believed(self):
        data = workbook(People=[("Name", "Team")] + [("Ola", "Van")] * 30)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml").replace(b'ref="A1:B31"', b'ref="A1:A2"')

        assert len(read_table(remade(data, {"xl/worksheets/sheet1.xml": sheet})).rows) == 31

    @pytest.mark.parametrize(
        ("parts", "problem"),
        [
            ({"xl/worksheets/sheet1.xml": b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x>&a;</x>"}, TableNotRead),
            ({"xl/sharedStrings.xml": b" " * 65_530 + b"<!DOCTYPE x>"}, TableNotRead),
            ({"xl/sharedStrings.xml": "<x/>".encode("utf-16")}, TableNotRead),
            ({"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 80_000_000}, TableTooLarge),
            ({"xl/styles.xml": b"<styleSheet>" + b" " * 5_000_000}, TableTooLarge),
            ({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row><c></row>"}, TableNotRead),
            ({"xl/workbook.xml": b"not xml"}, TableNotRead),
            ({f"xl/media/{number}.png": b"" for number in range(2_001)}, TableTooLarge),
        ],
        ids=["entities", "entities at a seam", "utf-16", "bomb", "bomb of styles", "broken sheet", "broken book", "many parts"],
    )
    def test_a_hostile_workbook_is_refused(self, parts, problem):
        with pytest.raises(problem):
            read_table(remade(workbook(), parts))

    def test_an_archive_that_is_no_workbook_and_half_of_one_are_refused(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

        for data in (out.getvalue(), workbook()[:2000], b"PK\x03\x04"):
            with pytest.raises(TableNotRead):
                read_table(data)

    def test_a_row_far_down_is_not_waited_for(self):
        def far(book):
            book.active.cell(row=1_000_000, column=1, value="x")

        with pytest.raises(TableTooLong):
            read_table(workbook(far))

    @given(st.integers(0, 4000), st.integers(0, 255))
    def test_one_wrong_byte_is_a_table_or_a_sentence(self, place, byte):
        data = bytearray(WORKBOOK)
        data[place % len(data)] = byte
        with contextlib.suppress(*REFUSALS):
            assert read_table(bytes(data)).rows


WORKBOOK = workbook()
TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12).map(str.strip)


class TestWriting:
    @pytest.mark.parametrize("cell", ["=1+1", "+44 20", "-none", "@SUM(A1)", "\tx", "\rx", "'=x"])
    def test_what_a_spreadsheet_would_run_begins_with_a_quote(self, cell):
        assert safe(cell) == f"'{cell}"

    @pytest.mark.parametrize("cell", ["", "Ola", "O'Neil", "'tis", "a=b", "1-2"])
    def test_everything_else_stays(self, cell):
        assert safe(cell) == cell

    @given(st.lists(st.lists(TEXT, min_size=2, max_size=4), min_size=1, max_size=6))
    def test_what_is_written_as_csv_comes_back(self, rows):
        back = self.back(lambda: read_table(b"".join(write_csv(rows)), delimiter=","), rows)

        assert back == [row for row in self.squared(rows) if any(row)]

    @given(st.lists(st.lists(TEXT, min_size=2, max_size=4), min_size=1, max_size=6))
    def test_what_is_written_as_xlsx_comes_back(self, rows):
        back = self.back(lambda: read_table(write_xlsx(rows, sheet="x")), rows)

        assert back == [row for row in self.squared(rows) if any(row)]

    def back(self, read, rows):
        try:
            return [list(row.cells) for row in read().rows]
        except TableEmpty:
            return []

    def squared(self, rows):
        width = max((max((place + 1 for place, cell in enumerate(row) if cell), default=0) for row in rows), default=0)
        return [[*row, *[""] * width][:width] for row in rows]

    def test_no_cell_of_a_written_workbook_is_a_formula(self):
        table = read_table(write_xlsx([("Team",), ("=1+1",)], sheet="People"))

        assert (table.rows[1].cells, table.rows[1].formulas) == (("=1+1",), frozenset())


class TestColumns:
    WORDS = {"name": ["full name"], "mail": ["e-mail", "email address"], "from": ["since", "start date"]}

    def test_are_found_by_their_headings_whatever_the_case_and_the_marks(self):
        assert guess_columns(["E-Mail", "FULL_NAME", "Étage", "Start date:"], self.WORDS) == {0: "mail", 1: "name", 3: "from"}

    def test_the_first_counts_unless_there_may_be_several(self):
        headings = ["Email", "Email 2", "Name"]

        assert guess_columns(headings, self.WORDS) == {0: "mail", 2: "name"}
        assert guess_columns(headings, self.WORDS, several={"mail"}) == {0: "mail", 1: "mail", 2: "name"}

    @pytest.mark.parametrize(
        ("first", "holds"),
        [(["Name", "Email"], True), (["Name", "x", "Email"], True), (["Ola Berg", "ola@x.example"], False), (["", ""], False)],
    )
    def test_a_row_of_headings_is_told_from_a_record(self, first, holds):
        assert holds_headings(first, self.WORDS) is holds
