"""Who leaves, what is asked, a worker that dies, and a file that is forgotten."""

from __future__ import annotations

import contextlib
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from hypothesis import given
from hypothesis import strategies as st
from laurels.people import services
from laurels.people.errors import ColumnsMissing, ImportAsked, ImportRuns, ManyLeave
from laurels.people.importing import Problem
from laurels.people.models import JobHolding, Membership, PeopleImport
from laurels.people.rules import Role
from laurels.people.services import applying
from laurels.worker import selectors as worker
from laurels.worker.rules import LEASE
from laurels.worker.services import run_slice
from tests.examples import examples
from tests.making import NOON, make_member, make_person
from tests.people.importing.looking import Killed, members, result
from tests.people.importing.making import as_file, brought, imported, run

pytestmark = pytest.mark.django_db


class TestLeavers:
    @pytest.fixture
    def staff(self, pantry, owner):
        rows = [(str(n), f"P{n}") for n in range(6)]
        imported(pantry, as_file(*rows), actor=owner)
        return [members(pantry)[f"P{n}"] for n in range(6)]

    def test_nobody_leaves_who_was_not_ticked(self, pantry, owner, staff):
        taken = imported(pantry, as_file(("0", "P0")), actor=owner)

        assert len(members(pantry)) == 7
        assert result(taken)["left"] == 0

    def test_who_was_ticked_leaves(self, pantry, owner, staff):
        taken = imported(pantry, as_file(("0", "P0")), leaving=[str(staff[3].code)], actor=owner)

        staff[3].refresh_from_db()
        assert (staff[3].state, result(taken)["left"], len(members(pantry))) == ("left", 1, 6)

    def test_ticks_of_one_page_leave_those_of_another_alone(self, pantry, owner, staff):
        taken = brought(pantry, as_file(("0", "P0")), actor=owner)
        one, two, three = (str(member.code) for member in staff[1:4])

        services.choose_leaving(taken=taken, ticked=[one], shown=[one, two], actor=owner)
        services.choose_leaving(taken=taken, ticked=[three], shown=[three], actor=owner)
        services.choose_leaving(taken=taken, ticked=[two], shown=[one, two], actor=owner)

        assert taken.leaving == sorted([two, three])

    def test_nobody_is_let_go_whom_the_file_names_nor_of_another_house_nor_oneself(self, pantry, owner, staff, trust):
        taken = brought(pantry, as_file(("0", "P0")), actor=owner)
        mine = Membership.objects.get(person=owner, organisation=pantry)

        codes = [str(member.code) for member in (staff[0], make_member(trust), mine)]
        services.choose_leaving(taken=taken, ticked=codes, shown=None, actor=owner)

        assert taken.leaving == []

    def test_half_the_staff_leaves_only_when_somebody_types_how_many(self, pantry, owner, staff):
        taken = brought(pantry, as_file(("0", "P0")), actor=owner)
        services.choose_leaving(taken=taken, ticked=[str(member.code) for member in staff], shown=None, actor=owner)

        for typed in (0, 4):
            with pytest.raises(ManyLeave):
                services.begin_import(taken=taken, leavers=typed, letters=True, actor=owner, at=NOON)
        services.begin_import(taken=taken, leavers=5, letters=True, actor=owner, at=NOON)
        run()

        assert len(members(pantry)) == 2

    def test_the_last_owner_stays_and_an_owner_is_let_go_by_an_owner_only(self, pantry, owner, staff):
        admin = make_member(pantry, make_person("Adi"), Role.ADMIN)
        mine = Membership.objects.get(person=owner, organisation=pantry)

        by_admin = imported(pantry, as_file(("0", "P0")), leaving=[str(mine.code)], actor=admin.person)
        by_operator = imported(pantry, as_file(("0", "P0")), leaving=[str(mine.code)])

        assert [taken.refused for taken in (by_admin, by_operator)] == [
            [[0, Problem.OWNER_STAYS.value, "Mira Lund"]],
            [[0, Problem.LAST_OWNER.value, "Mira Lund"]],
        ]
        mine.refresh_from_db()
        assert mine.state == "active"


class TestAsking:
    def test_a_second_time_is_refused_and_so_is_any_change(self, pantry, owner):
        taken = brought(pantry, as_file(("1", "Ana")), actor=owner)
        stale = PeopleImport.objects.get(pk=taken.pk)
        services.begin_import(taken=taken, leavers=0, letters=True, actor=owner, at=NOON)

        with pytest.raises(ImportAsked):
            services.begin_import(taken=stale, leavers=0, letters=True, actor=owner, at=NOON)
        with pytest.raises(ImportAsked):
            services.choose_leaving(taken=stale, ticked=[], shown=None, actor=owner)

    def test_two_files_are_not_taken_in_at_once(self, pantry, owner):
        first, second = (brought(pantry, as_file(("1", "Ana")), actor=owner) for _ in range(2))
        services.begin_import(taken=first, leavers=0, letters=True, actor=owner, at=NOON)

        with pytest.raises(ImportRuns):
            services.begin_import(taken=second, leavers=0, letters=True, actor=owner, at=NOON)
        run()
        services.begin_import(taken=second, leavers=0, letters=True, actor=owner, at=NOON)
        run()

        assert len([name for name in members(pantry) if name == "Ana"]) == 1

    def test_before_its_columns_are_chosen_is_refused(self, pantry, owner):
        taken = services.take_file(organisation=pantry, data=as_file(("1", "Ana")), name="x.csv", actor=owner, at=NOON)

        with pytest.raises(ColumnsMissing):
            services.begin_import(taken=taken, leavers=0, letters=True, actor=owner, at=NOON)

    def test_stopped_it_stays_as_far_as_it_came_and_goes_on(self, pantry, owner):
        taken = brought(pantry, as_file(*((str(n), f"P{n}") for n in range(450))), actor=owner)
        services.begin_import(taken=taken, leavers=0, letters=False, actor=owner, at=NOON)
        run_slice(at=NOON)

        assert services.stop_import(taken=taken, actor=owner, at=NOON)
        run()
        assert len(members(pantry)) == 201

        assert services.resume_import(taken=taken, actor=owner, at=NOON)
        run()
        assert len(members(pantry)) == 451
        assert not services.resume_import(taken=PeopleImport.objects.get(), actor=owner, at=NOON)


class TestCrashing:
    STEPS = ("_load", "_add", "_jobs", "_manage", "_tell")

    @examples(8, 200)
    @given(deaths=st.lists(st.tuples(st.sampled_from(STEPS), st.booleans()), max_size=4))
    def test_wherever_it_dies_each_row_is_there_once(self, pantry, owner, deaths):
        Membership.objects.exclude(person=owner).delete()
        rows = [(f"N{n}", f"P{n}", f"p{n}@x.example", "Van", "", "Cook", "", f"N{(n - 1) // 3}" if n else "") for n in range(430)]
        taken = brought(pantry, as_file(*rows), actor=owner)
        services.begin_import(taken=taken, leavers=0, letters=False, actor=owner, at=NOON)
        at = NOON
        for step, after in deaths:
            self.die(step, after, at)
            at += LEASE
        run(at=at)

        found = members(pantry)
        assert len(found) == 431
        assert worker.progress(taken.work, at=at).done == 430
        assert JobHolding.objects.filter(membership__organisation=pantry).count() == 430
        assert sum(member.manager is not None for member in found.values()) == 429
        assert EmailAddress.objects.filter(email__endswith="@x.example", user__memberships__organisation=pantry).count() == 430

    def die(self, step, after, at):
        whole = getattr(applying._Writer, step)

        def dying(self, *arguments):
            if after:
                whole(self, *arguments)
            raise Killed

        with pytest.MonkeyPatch.context() as patch, contextlib.suppress(Killed):
            patch.setattr(applying._Writer, step, dying)
            run_slice(at=at)


class TestForgetting:
    def test_after_a_month_nothing_of_a_file_is_left(self, pantry, owner):
        imported(pantry, as_file(("1", "Ana"), ("2", "")), actor=owner)

        services.forget_imports(at=NOON + timedelta(days=29))
        assert PeopleImport.objects.exists()
        services.forget_imports(at=NOON + timedelta(days=31))
        assert not PeopleImport.objects.exists()

    def test_what_nobody_asked_to_take_in_goes_after_a_week(self, pantry, owner):
        brought(pantry, as_file(("1", "Ana")), actor=owner)

        services.forget_imports(at=NOON + timedelta(days=8))

        assert not PeopleImport.objects.exists()
