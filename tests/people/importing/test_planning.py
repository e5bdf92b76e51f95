"""A file held against the register: records, who is who, what changes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.common.tables import Row
from laurels.people.importing import Account, Field, Problem, Record, Verdict, records_of
from laurels.people.importing.columns import readable_day
from tests.people.importing.planned import MAY, known, only, planned, verdicts


class TestRecords:
    HEADINGS = ("No", "First", "Last", "Mail", "Mail 2", "Since", "Notes")
    COLUMNS = {0: Field.NUMBER, 1: Field.FIRST, 2: Field.LAST, 3: Field.ADDRESS, 4: Field.ADDRESS, 5: Field.SINCE}

    def read(self, *cells, formulas=frozenset()) -> Record:
        row = Row(2, (*cells, *[""] * (7 - len(cells))), frozenset(formulas))
        return records_of([row], self.COLUMNS, self.HEADINGS)[0]

    def test_names_in_two_columns_and_addresses_in_several_become_one_person(self):
        record = self.read("17", "Ola", "Berg", "Ola@X.example; o.berg@y.example", "ola@x.example", "2026-05-01", "anything")

        assert (record.name, record.number, record.since, record.problem) == ("Ola Berg", "17", MAY, None)
        assert record.addresses == ("ola@x.example", "o.berg@y.example")

    @pytest.mark.parametrize(
        ("cells", "formulas", "problem", "about"),
        [
            (("17",), (), Problem.NO_NAME, ""),
            (("17", "=A1"), (1,), Problem.FORMULA, "First"),
            (("17", "Ola", "", "ola(at)x.example"), (), Problem.BAD_ADDRESS, "ola(at)x.example"),
            (("17", "Ola", "", "", "", "03/04/2026"), (), Problem.BAD_DATE, "03/04/2026"),
            (("1" * 41, "Ola"), (), Problem.TOO_LONG, "40"),
            (("17", "O" * 201), (), Problem.TOO_LONG, "200"),
            (("17", "Ola", "", " ".join(f"o{n}@x.example" for n in range(6))), (), Problem.TOO_LONG, "5"),
        ],
    )
    def test_what_cannot_be_read_says_why(self, cells, formulas, problem, about):
        record = self.read(*cells, formulas=formulas)

        assert (record.problem, record.about) == (problem, about)

    def test_a_formula_in_a_column_that_is_not_used_is_nobodys_trouble(self):
        assert self.read("17", "Ola", "Berg", "", "", "", "=1+1", formulas={6}).problem is None

    def test_direction_marks_and_line_breaks_do_not_come_in(self):
        assert self.read("17", "O\u202ela\n", "Berg").name == "Ola Berg"

    @pytest.mark.parametrize("text", ["2026-05-01", "2026-05-01 00:00", "1 May 2026", "01-May-2026", "1. may 2026", "May 1, 2026"])
    def test_a_day_that_can_be_read_in_one_way_is_read(self, text):
        assert readable_day(text) == MAY

    @pytest.mark.parametrize(
        "text",
        ["01/05/2026", "1.5.2026", "05-01-2026", "2026-13-01", "2026-02-30", "1 Ma 2026", "46143", "May", "1 May 26", "0999-01-01"],
    )
    def test_any_other_text_is_no_day(self, text):
        assert readable_day(text) is None

    @given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
    def test_every_day_comes_back_from_its_forms(self, day):
        for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d-%b-%Y"):
            assert readable_day(day.strftime(form)) == day

    @given(st.text(max_size=20))
    def test_no_text_breaks_it(self, text):
        assert readable_day(text) is None or isinstance(readable_day(text), date)


class TestWho:
    ANA = known(1, "Ana Cole", number="K-17", given="ana@x.example", team="Kitchen")

    def test_somebody_new_is_new(self):
        row = only(Record(2, "Ola Berg", number="K-18"), [self.ANA])

        assert (row.verdict, row.member, row.person, row.has_account) == (Verdict.NEW, UUID(int=1001), UUID(int=1000), False)

    @pytest.mark.parametrize(
        "record",
        [
            Record(2, "Ana Cole", number="k-17"),
            Record(2, "Ana Cole", addresses=("ana@x.example",)),
            Record(2, "ANA COLE", number="K-17", addresses=("ana@x.example",), team="KITCHEN"),
            Record(2, "Ana Cole"),
        ],
        ids=["number", "address", "both", "name"],
    )
    def test_a_member_is_found_again_and_nothing_is_to_do(self, record):
        row = only(record, [known(1, "Ana Cole", number="K-17", given="ana@x.example", team="Kitchen", arrived=True)])

        assert (row.verdict, row.member, row.changes) == (Verdict.SAME, UUID(int=1), ())

    def test_a_name_links_only_where_nothing_contradicts(self):
        bare = known(1, "Ana Cole")

        assert only(Record(2, "Ana Cole", number="K-9", addresses=("ana@x.example",)), [bare]).member == bare.code
        assert only(Record(2, "Ana Cole", number="K-9"), [self.ANA]).verdict is Verdict.NEW
        assert only(Record(2, "Ana Cole", addresses=("other@x.example",)), [self.ANA]).verdict is Verdict.NEW

    def test_several_of_one_name_are_not_guessed_between(self):
        result = planned([Record(2, "Ana Cole")], [known(1, "Ana Cole"), known(2, "Ana Cole")])

        assert (result.rows[0].problem, result.missing) == (Problem.SEVERAL_OF_THE_NAME, ())

    def test_a_number_of_one_and_an_address_of_another_are_nobody(self):
        ben = known(2, "Ben", number="K-18", given="ben@x.example")
        result = planned([Record(2, "Ana Cole", number="K-17", addresses=("ben@x.example",))], [self.ANA, ben])

        assert (result.rows[0].problem, result.missing) == (Problem.TWO_PEOPLE, ())

    def test_an_address_that_somebody_else_has_proven_takes_over_no_account(self):
        proven = {"eve@y.example": Account(99, UUID(int=99))}

        row = only(Record(2, "Ana Cole", number="K-17", addresses=("eve@y.example",)), [self.ANA], proven)

        assert (row.verdict, row.problem) == (Verdict.REFUSED, Problem.ADDRESS_PROVEN)

    def test_who_has_an_account_joins_with_it(self):
        row = only(Record(2, "Eve", addresses=("eve@y.example",)), [], {"eve@y.example": Account(99, UUID(int=99))})

        assert (row.verdict, row.person, row.has_account) == (Verdict.NEW, UUID(int=99), True)

    def test_addresses_of_two_accounts_are_nobody(self):
        proven = {"eve@y.example": Account(99, UUID(int=99)), "eva@y.example": Account(98, UUID(int=98))}

        assert only(Record(2, "Eve", addresses=("eve@y.example", "eva@y.example")), [], proven).problem is Problem.ADDRESS_PROVEN

    def test_a_member_is_found_by_an_address_that_she_proved_herself(self):
        proven = {"own@z.example": Account(1, UUID(int=77))}

        assert only(Record(2, "Ana Cole", addresses=("own@z.example",)), [self.ANA], proven).member == self.ANA.code

    def test_a_number_with_another_name_and_another_address_is_somebody_else(self):
        row = only(Record(2, "Eve Stone", number="K-17", addresses=("eve@y.example",)), [self.ANA])

        assert row.problem is Problem.OTHER_PERSON

    def test_a_number_with_another_name_alone_is_a_change_of_name(self):
        (change,) = only(Record(2, "Ana Stone", number="K-17"), [self.ANA]).changes

        assert (change.what, change.before, change.after) == ("name", "Ana Cole", "Ana Stone")

    def test_who_left_is_there_again_by_address_or_by_number_and_name(self):
        left = known(1, "Ana Cole", number="K-17", given="ana@x.example", active=False)

        for record in (Record(2, "Anna", addresses=("ana@x.example",)), Record(2, "Ana Cole", number="K-17")):
            assert (only(record, [left]).verdict, only(record, [left]).member) == (Verdict.AGAIN, left.code)
        assert only(Record(2, "Eve Stone", number="K-17"), [left]).problem is Problem.NUMBER_LEFT
        assert only(Record(2, "Ana Cole"), [left]).verdict is Verdict.NEW

    @pytest.mark.parametrize(
        ("second", "problem"),
        [
            (Record(3, "Ben", number="k-1"), Problem.NUMBER_TWICE),
            (Record(3, "Ben", number="K-2", addresses=("ola@x.example",)), Problem.ADDRESS_TWICE),
        ],
    )
    def test_a_number_or_an_address_stands_once(self, second, problem):
        first = Record(2, "Ola", number="K-1", addresses=("ola@x.example",))

        rows = planned([first, second]).rows
        assert [(row.problem, row.about) for row in rows] == [(None, ""), (problem, "2")]

    def test_two_rows_about_one_member_or_one_name_without_more_are_one(self):
        rows = [Record(2, "Ana Cole", number="K-17"), Record(3, "Ana Cole", addresses=("ana@x.example",))]

        assert verdicts(rows, [self.ANA])[1] == ("refused", Problem.SAME_PERSON)
        assert verdicts([Record(2, "Ola", team="Van"), Record(3, "OLA", team="van")])[1] == ("refused", Problem.SAME_PERSON)
        assert verdicts([Record(2, "Ola", team="Van"), Record(3, "Ola", team="Kitchen")])[1] == ("new", None)

    def test_a_refused_row_takes_no_number_from_a_good_one(self):
        rows = [Record(2, "Ola", number="K-1", problem=Problem.BAD_DATE), Record(3, "Ola", number="K-1")]

        assert verdicts(rows) == [("refused", Problem.BAD_DATE), ("new", None)]


class TestChanges:
    def changes(self, record, member) -> list[tuple[str, str, str]]:
        return [(change.what, change.before, change.after) for change in only(record, [member]).changes]

    def test_team_site_number_and_address_are_told_from_and_to(self):
        member = known(1, "Ana", given="ana@x.example", team="Kitchen", site="North")
        record = Record(2, "Ana", number="K-1", addresses=("ana@x.example", "ana@y.example"), team="Van", site="South")

        assert self.changes(record, member) == [
            ("number", "", "K-1"),
            ("address", "ana@x.example", "ana@x.example, ana@y.example"),
            ("team", "Kitchen", "Van"),
            ("site", "North", "South"),
        ]

    def test_an_empty_cell_says_nothing(self):
        member = known(1, "Ana", number="K-1", given="ana@x.example", team="Kitchen", site="North", manager=UUID(int=2))

        assert self.changes(Record(2, "Ana", number="K-1"), member) == []

    def test_the_name_of_somebody_who_has_come_in_is_hers(self):
        row = only(Record(2, "Ana Stone", number="K-1"), [known(1, "Ana Cole", number="K-1", arrived=True)])

        assert (row.verdict, row.hers, row.changes) == (Verdict.SAME, True, ())
