"""A file held against the register: who each row is, what would change, and what is refused with which reason."""

from __future__ import annotations

from datetime import date
from itertools import count
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.common.tables import Row
from laurels.people.importing import Account, Field, HeldJob, Known, Plan, Problem, Record, Register, Verdict, plan, records_of
from laurels.people.importing.columns import readable_day
from laurels.people.importing.managers import circles

TODAY = date(2026, 11, 24)
MAY = date(2026, 5, 1)


def known(code: int, name: str, **more) -> Known:
    address = more.pop("given", "")
    addresses = more.pop("addresses", frozenset({address} if address else ()))
    return Known(code=UUID(int=code), person=code, name=name, given=address, addresses=addresses, **more)


def planned(rows: list[Record], members=(), proven=None) -> Plan:
    codes = count(1000)
    return plan(rows, Register(members, proven or {}), today=TODAY, new_code=lambda: UUID(int=next(codes)))


def only(record: Record, members=(), proven=None):
    (row,) = planned([record], members, proven).rows
    return row


def verdicts(rows, members=(), proven=None) -> list:
    return [(row.verdict.value, row.problem) for row in planned(rows, members, proven).rows]


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


class TestJobs:
    def step(self, *jobs, job="Team leader", since=None, active=True):
        return only(Record(2, "Ana", number="1", job=job, since=since), [known(1, "Ana", number="1", jobs=jobs, active=active)])

    def test_of_somebody_new_begins_when_the_file_says_or_nobody_knows(self):
        assert only(Record(2, "Ana", job="Cook", since=MAY)).begins == MAY
        assert only(Record(2, "Ana", job="Cook")).begins is None

    def test_another_one_ends_the_one_before(self):
        row = self.step(HeldJob("Receptionist", MAY, None), since=date(2026, 10, 1))

        assert (row.begins, row.ends) == (date(2026, 10, 1), date(2026, 9, 30))
        assert [(change.what, change.before, change.after) for change in row.changes] == [("job", "Receptionist", "Team leader")]

    def test_without_a_day_it_begins_today(self):
        row = self.step(HeldJob("Receptionist", None, None))

        assert (row.begins, row.ends) == (TODAY, date(2026, 11, 23))

    def test_beside_several_it_ends_none(self):
        row = self.step(HeldJob("Receptionist", MAY, None), HeldJob("Fire warden", MAY, None))

        assert (row.begins, row.ends) == (TODAY, None)

    def test_the_same_is_nothing_to_do_and_fills_an_unknown_day(self):
        assert self.step(HeldJob("TEAM LEADER", MAY, None), since=date(2020, 1, 1)).verdict is Verdict.SAME
        (change,) = self.step(HeldJob("Team leader", None, None), since=MAY).changes
        assert (change.what, change.after) == ("since", "2026-05-01")

    def test_before_the_one_that_she_has_it_cannot_begin(self):
        assert self.step(HeldJob("Receptionist", MAY, None), since=date(2026, 4, 1)).problem is Problem.JOB_DAYS
        assert self.step(HeldJob("Receptionist", MAY, None), since=MAY).problem is Problem.JOB_DAYS

    def test_within_an_earlier_time_in_the_same_job_it_cannot_begin(self):
        assert self.step(HeldJob("Team leader", None, MAY), since=date(2026, 4, 1)).problem is Problem.JOB_DAYS

    def test_there_again_it_begins_today_and_the_past_stays(self):
        row = self.step(HeldJob("Team leader", None, MAY), active=False)

        assert (row.verdict, row.begins, row.ends) == (Verdict.AGAIN, TODAY, None)


class TestManagers:
    ANA = known(1, "Ana", number="K-1", given="ana@x.example")
    BEN = known(2, "Ben", number="K-2", manager=UUID(int=1))

    @pytest.mark.parametrize("said", ["k-1", "ANA@x.example", "ana"])
    def test_is_found_by_number_address_or_name(self, said):
        assert only(Record(2, "Ola", manager=said), [self.ANA]).manager == self.ANA.code

    @pytest.mark.parametrize("said", ["K-9", "boss@x.example", "Boss"])
    def test_may_stand_in_the_file_also_further_down(self, said):
        result = planned([Record(2, "Ola", manager=said), Record(3, "Boss", number="K-9", addresses=("boss@x.example",))])

        assert result.rows[0].manager == result.rows[1].member
        assert result.order == (1, 0)

    def test_a_change_says_from_whom_to_whom(self):
        (row, _) = planned([Record(2, "Ben", number="K-2", manager="Cleo"), Record(3, "Cleo")], [self.ANA, self.BEN]).rows

        assert [(change.what, change.before, change.after) for change in row.changes] == [("manager", "Ana", "Cleo")]

    def test_the_same_is_no_change(self):
        assert only(Record(2, "Ben", number="K-2", manager="Ana"), [self.ANA, self.BEN]).verdict is Verdict.SAME

    def test_herself_is_refused(self):
        for said in ("Ola", "K-9"):
            assert only(Record(2, "Ola", number="K-9", manager=said)).problem is Problem.OWN_MANAGER

    def test_nowhere_is_refused(self):
        row = only(Record(2, "Ola", manager="Nobody"), [self.ANA])

        assert (row.problem, row.about) == (Problem.MANAGER_UNKNOWN, "Nobody")

    def test_who_left_manages_nobody(self):
        left = known(1, "Ana", number="K-1", given="ana@x.example", active=False)

        for said in ("K-1", "ana@x.example", "Ana"):
            assert only(Record(2, "Ola", manager=said), [left]).problem is Problem.MANAGER_UNKNOWN

    def test_a_name_that_two_have_is_refused(self):
        row = planned([Record(2, "Ola", manager="Ana"), Record(3, "Ana", number="K-7")], [self.ANA]).rows[0]

        assert row.problem is Problem.MANAGER_SEVERAL

    def test_whose_own_row_is_refused_takes_the_rows_below_along(self):
        rows = [
            Record(2, "Top", number="1", problem=Problem.BAD_DATE),
            Record(3, "Middle", number="2", manager="1"),
            Record(4, "Low", number="3", manager="2"),
        ]

        assert verdicts(rows) == [
            ("refused", Problem.BAD_DATE),
            ("refused", Problem.MANAGER_REFUSED),
            ("refused", Problem.MANAGER_REFUSED),
        ]

    def test_who_is_here_already_stays_a_manager_though_her_row_is_refused(self):
        rows = [Record(2, "Ana", number="K-1", problem=Problem.BAD_DATE), Record(3, "Ola", manager="K-1")]

        assert verdicts(rows, [self.ANA])[1] == ("new", None)

    def test_a_circle_is_refused_as_a_whole_and_named(self):
        rows = [
            Record(n, name, manager=up)
            for n, name, up in ((2, "Ana", "Cleo"), (3, "Ben", "Ana"), (4, "Cleo", "Ben"), (5, "Dev", "Dot"))
        ]
        result = planned([*rows, Record(6, "Dot")]).rows

        assert [row.problem for row in result] == [Problem.MANAGER_CIRCLE] * 3 + [None, None]
        assert result[0].about.count("→") == 3

    def test_a_circle_through_the_register_is_refused(self):
        row = only(Record(2, "Ana", number="K-1", manager="Ben"), [self.ANA, self.BEN])

        assert row.problem is Problem.MANAGER_CIRCLE

    def test_two_who_change_places_are_no_circle_and_come_in_an_order_without_one(self):
        top = known(3, "Top", number="K-3")
        ana = known(1, "Ana", number="K-1", manager=top.code)
        rows = [Record(2, "Ben", number="K-2", manager="Top"), Record(3, "Ana", number="K-1", manager="Ben")]

        result = planned(rows, [ana, self.BEN, top])

        assert [row.verdict for row in result.rows] == [Verdict.CHANGED, Verdict.CHANGED]
        assert result.order == (0, 1)

    @given(st.dictionaries(st.integers(0, 12), st.integers(0, 12), max_size=13))
    def test_whatever_a_file_says_nobody_will_manage_herself(self, managers):
        rows = [Record(n + 2, f"P{n}", number=str(n), manager=str(managers[n]) if n in managers else "") for n in range(13)]

        result = planned(rows)

        edges = {row.member: row.manager for row in result.rows if row.manager and row.verdict is not Verdict.REFUSED}
        assert list(circles(edges)) == []
        places = {result.rows[place].member: at for at, place in enumerate(result.order)}
        refused = {row.member for row in result.rows if row.verdict is Verdict.REFUSED}
        for member, manager in edges.items():
            assert manager not in refused
            assert places[manager] < places[member]

    @given(
        st.dictionaries(st.integers(0, 9), st.integers(0, 9), max_size=10),
        st.dictionaries(st.integers(0, 9), st.integers(0, 9), max_size=10),
    )
    def test_nor_whatever_the_register_says_at_any_moment_of_the_work(self, before, after):
        before = {member: manager for member, manager in before.items() if manager < member}  # a register without circles
        members = [known(n, f"P{n}", number=str(n), manager=UUID(int=before[n]) if n in before else None) for n in range(10)]
        rows = [Record(n + 2, f"P{n}", number=str(n), manager=str(up)) for n, up in after.items()]

        result = planned(rows, members)

        now = {member.code: member.manager for member in members if member.manager}
        for place in result.order:
            row = result.rows[place]
            if row.verdict is Verdict.CHANGED:
                now[row.member] = row.manager
            assert list(circles(now)) == []

    def test_a_chain_of_refusals_is_quick_however_long(self):
        rows = [Record(2, "P0", number="0", problem=Problem.BAD_DATE)]
        rows += [Record(n + 2, f"P{n}", number=str(n), manager=str(n - 1)) for n in range(1, 5000)]

        assert {row.problem for row in planned(rows).rows[1:]} == {Problem.MANAGER_REFUSED}


@st.composite
def newcomers(draw: st.DrawFn) -> list[Record]:
    """People whom nobody here knows yet, in any order; a manager, by number or by name, is one of them and makes no circle."""
    rows: list[Record] = []
    for place in range(draw(st.integers(0, 5))):
        known_as = ["", *(row.number or row.name for row in rows)]
        number, team = draw(st.sampled_from(["", str(place)])), draw(st.sampled_from(["", "T"]))
        rows.append(Record(2 + place, f"P{place}", number, team=team, manager=draw(st.sampled_from(known_as))))
    return draw(st.permutations(rows))


class TestWhole:
    def test_says_who_is_missing_of_those_who_work_there(self):
        members = [known(1, "Ana", number="1", team="Van"), known(2, "Ben", number="2"), known(3, "Cleo", active=False)]
        result = planned([Record(2, "Ben", number="2")], members)

        assert [(line.name, line.number, line.team) for line in result.missing] == [("Ana", "1", "Van")]
        assert result.active == 2

    def test_a_refused_row_is_about_somebody_who_is_not_missing(self):
        result = planned([Record(2, "Ana", number="1", problem=Problem.BAD_DATE)], [known(1, "Ana", number="1")])

        assert result.missing == ()

    def test_whoever_brings_the_file_is_never_missing(self):
        members = [known(1, "Ana"), known(2, "Ben")]

        result = plan([], Register(members), today=TODAY, staying={UUID(int=1)})

        assert [line.name for line in result.missing] == ["Ben"]

    def test_counts_every_verdict(self):
        rows = [
            Record(2, "Ola"),
            Record(3, "Ana", number="1", team="Van"),
            Record(4, "Ben", number="2"),
            Record(5, "", problem=Problem.NO_NAME),
        ]
        members = [known(1, "Ana", number="1"), known(2, "Ben", number="2"), known(3, "Cleo")]

        assert planned(rows, members).counts() == {"new": 1, "again": 0, "changed": 1, "same": 1, "refused": 1, "missing": 1}
        assert planned(rows, members).order == (3, 0, 1)

    @given(newcomers())
    def test_a_file_that_was_taken_in_changes_nothing_more(self, records):
        first = planned(records)
        assert all(row.verdict is Verdict.NEW for row in first.rows)
        members = [
            Known(code=row.member, person=place, name=row.name, number=row.number, team=row.team, manager=row.manager)
            for place, row in enumerate(first.rows)
        ]

        again = planned(records, members)

        assert {row.verdict for row in again.rows} <= {Verdict.SAME, Verdict.REFUSED}
        assert again.missing == ()
