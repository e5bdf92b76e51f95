"""A file held against the register: jobs, line managers, and the whole."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.people.importing import HeldJob, Known, Problem, Record, Register, Verdict, plan
from laurels.people.importing.managers import circles
from tests.people.importing.planned import MAY, TODAY, known, newcomers, only, planned, verdicts


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
