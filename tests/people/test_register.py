"""Where a member works, for whom and as what; nobody manages herself, and the past stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from laurels.journal.models import FactRow
from laurels.people import selectors, services
from laurels.people.errors import (
    JobEndsBefore,
    JobOverlaps,
    ManagerCircle,
    ManagerElsewhere,
    NotYours,
    OrganisationNotFound,
    OwnManager,
    StaffNumberTaken,
)
from laurels.people.models import JobHolding, JobRole, Membership, Site, Team
from laurels.people.rules import closes_circle, overlap
from laurels.people.services import NewPerson, add_people, leave
from laurels.people.services.merging import merge
from tests.making import NOON, make_member

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture
def staff(pantry) -> list[Membership]:
    rows = [NewPerson(name) for name in ("Ana", "Ben", "Cleo", "Dev")]
    return add_people(organisation=pantry, rows=rows, actor=None, at=NOON)


@pytest.fixture
def ana(staff) -> Membership:
    return staff[0]


def facts(kind: str) -> list[dict]:
    return [row.data for row in FactRow.objects.filter(kind=kind).order_by("at", "pk")]


class TestPlace:
    def place(self, ana, actor, **columns):
        said = {"team": "Kitchen", "site": "Canal Street", "staff_number": "K-17"} | columns
        services.change_place(membership=ana, actor=actor, at=NOON, **said)

    def test_makes_the_team_and_the_site_and_says_what_changed(self, ana, owner):
        self.place(ana, owner)

        ana.refresh_from_db()
        assert (ana.team.name, ana.site.name, ana.staff_number) == ("Kitchen", "Canal Street", "K-17")
        assert facts("member.changed") == [{"changed": ["team", "site", "staff-number"]}]

    def test_finds_them_again_whatever_their_case(self, ana, owner, staff):
        self.place(ana, owner)
        self.place(staff[1], owner, team="KITCHEN", site="canal street", staff_number="")

        assert (Team.objects.count(), Site.objects.count()) == (1, 1)

    def test_the_same_again_is_no_change(self, ana, owner):
        self.place(ana, owner)
        self.place(ana, owner)

        assert len(facts("member.changed")) == 1

    def test_empty_takes_away(self, ana, owner):
        self.place(ana, owner)
        self.place(ana, owner, team="", site="", staff_number="")

        ana.refresh_from_db()
        assert (ana.team, ana.site, ana.staff_number) == (None, None, "")

    def test_a_number_is_one_persons_alone_also_after_she_has_left(self, ana, owner, staff):
        self.place(ana, owner)
        leave(membership=ana, actor=owner, at=NOON)

        with pytest.raises(StaffNumberTaken):
            self.place(staff[1], owner, staff_number="k-17")

    def test_the_table_refuses_it_too(self, ana, staff):
        Membership.objects.filter(pk=ana.pk).update(staff_number="K-17")

        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.filter(pk=staff[1].pk).update(staff_number="k-17")

    def test_another_organisation_has_numbers_of_its_own(self, ana, owner, trust):
        self.place(ana, owner)
        services.change_place(membership=make_member(trust), team="", site="", staff_number="K-17", actor=None, at=NOON)

        assert Membership.objects.filter(staff_number="K-17").count() == 2

    def test_only_for_who_keeps_the_register(self, ana, colleague, outsider, trust):
        with pytest.raises(NotYours):
            self.place(ana, colleague)
        with pytest.raises(OrganisationNotFound):
            self.place(ana, outsider)


class TestManager:
    def manage(self, member, manager, actor=None):
        services.set_manager(membership=member, manager=manager, actor=actor, at=NOON)
        member.refresh_from_db()

    def test_is_kept_and_its_history_are_facts(self, staff, owner):
        ana, ben, cleo, _ = staff
        self.manage(ana, ben, owner)
        self.manage(ana, cleo, owner)
        self.manage(ana, None, owner)

        assert ana.manager is None
        b, c = str(ben.code), str(cleo.code)
        told = {(fact["manager"], fact["before"]) for fact in facts("manager.changed")}
        assert told == {(b, None), (c, b), (None, c)}

    def test_nobody_manages_herself(self, ana):
        with pytest.raises(OwnManager):
            self.manage(ana, ana)

    def test_the_table_refuses_it_too(self, ana):
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.filter(pk=ana.pk).update(manager=ana)

    def test_not_at_any_distance(self, staff):
        ana, ben, cleo, dev = staff
        self.manage(ben, ana)
        self.manage(cleo, ben)
        self.manage(dev, cleo)

        with pytest.raises(ManagerCircle):
            self.manage(ana, dev)

    def test_works_here_and_now(self, staff, trust, owner):
        ana, ben, *_ = staff
        leave(membership=ben, actor=owner, at=NOON)

        for other in (make_member(trust), ben):
            with pytest.raises(ManagerElsewhere):
                self.manage(ana, other)

    def test_the_same_again_leaves_no_fact(self, staff):
        self.manage(staff[0], staff[1])
        self.manage(staff[0], staff[1])

        assert len(facts("manager.changed")) == 1

    def test_only_for_who_keeps_the_register(self, staff, colleague, outsider, trust):
        with pytest.raises(NotYours):
            self.manage(staff[0], staff[1], colleague)
        with pytest.raises(OrganisationNotFound):
            self.manage(staff[0], staff[1], outsider)

    def test_her_people_are_listed_by_name_without_who_has_left(self, staff, owner, django_assert_num_queries):
        ana, ben, cleo, dev = staff
        for report in (dev, cleo, ben):
            self.manage(report, ana)
        leave(membership=cleo, actor=owner, at=NOON)

        with django_assert_num_queries(1):
            assert [report.name for report in selectors.reports_of(ana)] == ["Ben", "Dev"]

    def test_when_she_leaves_her_people_have_no_manager(self, staff, owner):
        ana, ben, cleo, _ = staff
        self.manage(ben, ana)
        self.manage(ana, cleo)

        leave(membership=ana, actor=owner, at=NOON)

        ben.refresh_from_db()
        ana.refresh_from_db()
        assert (ben.manager, ana.manager) == (None, None)
        assert len(facts("manager.changed")) == 4

    @given(st.dictionaries(st.integers(0, 8), st.integers(0, 8)), st.integers(0, 8), st.integers(0, 8))
    def test_a_circle_is_found_exactly_when_walking_up_comes_back(self, managers, member, manager):
        walked, at = [], manager
        while at is not None and at not in walked:
            walked.append(at)
            at = managers.get(at)

        assert closes_circle(managers, member, manager) is (member in walked)


class TestJobs:
    def begin(self, ana, title="Receptionist", from_on=MAY, to_on=None, actor=None):
        return services.begin_job(membership=ana, title=title, from_on=from_on, to_on=to_on, actor=actor, at=NOON)

    def titles(self, ana, on):
        return [job.title for job in selectors.current_jobs(ana.person, ana.organisation, on)]

    def test_is_held_from_its_day_on(self, ana, owner):
        job = self.begin(ana, actor=owner)

        assert self.titles(ana, MAY - timedelta(days=1)) == []
        assert self.titles(ana, MAY) == ["Receptionist"]
        assert facts("job.begun") == [{"job": str(job.code), "role": str(job.job_role.code), "from": "2026-05-01"}]

    def test_of_which_nobody_knows_the_first_day_counts_as_begun(self, ana):
        self.begin(ana, from_on=None)

        assert self.titles(ana, date(1999, 1, 1)) == ["Receptionist"]

    def test_ends_after_its_last_day_and_the_past_stays(self, ana, owner):
        job = self.begin(ana)
        services.end_job(job=job, to_on=JUNE, actor=owner, at=NOON)

        assert self.titles(ana, JUNE) == ["Receptionist"]
        assert self.titles(ana, JUNE + timedelta(days=1)) == []
        assert [(line.from_on, line.to_on) for line in selectors.job_history(ana)] == [(MAY, JUNE)]
        assert [fact["to"] for fact in facts("job.ended")] == ["2026-06-01"]

    def test_ends_once(self, ana):
        job = self.begin(ana)
        services.end_job(job=job, to_on=JUNE, actor=None, at=NOON)
        services.end_job(job=job, to_on=JULY, actor=None, at=NOON)

        assert JobHolding.objects.get().to_on == JUNE

    def test_twice_the_same_is_one(self, ana):
        assert self.begin(ana) == self.begin(ana, title="RECEPTIONIST")
        assert (JobHolding.objects.count(), JobRole.objects.count()) == (1, 1)

    @pytest.mark.parametrize(("from_on", "to_on"), [(None, None), (JUNE, None), (None, MAY), (MAY, JULY)])
    def test_the_same_title_does_not_overlap(self, ana, from_on, to_on):
        self.begin(ana)

        with pytest.raises(JobOverlaps):
            self.begin(ana, from_on=from_on, to_on=to_on)

    def test_the_same_title_again_after_its_end_and_another_beside_it_are_fine(self, ana):
        self.begin(ana, to_on=MAY)
        self.begin(ana, from_on=JUNE)
        self.begin(ana, title="Fire warden")

        assert self.titles(ana, JUNE) == ["Fire warden", "Receptionist"]

    def test_the_table_keeps_that_it_is_open_once(self, ana):
        job = self.begin(ana)

        with pytest.raises(IntegrityError), transaction.atomic():
            JobHolding.objects.create(membership=ana, job_role=job.job_role, from_on=JULY)

    def test_ends_no_earlier_than_it_begins(self, ana):
        with pytest.raises(JobEndsBefore):
            self.begin(ana, from_on=JUNE, to_on=MAY)
        job = self.begin(ana, from_on=JUNE)
        with pytest.raises(JobEndsBefore):
            services.end_job(job=job, to_on=MAY, actor=None, at=NOON)

    def test_only_for_who_keeps_the_register(self, ana, colleague, outsider, trust):
        job = self.begin(ana)
        for actor, problem in ((colleague, NotYours), (outsider, OrganisationNotFound)):
            with pytest.raises(problem):
                self.begin(ana, title="Owner", actor=actor)
            with pytest.raises(problem):
                services.end_job(job=job, to_on=JULY, actor=actor, at=NOON)

    def test_another_organisation_sees_none_of_it(self, ana, trust):
        self.begin(ana)

        assert selectors.job_roles(trust) == []
        assert selectors.current_jobs(ana.person, trust, JULY) == []

    def test_jobs_are_listed_with_their_holders_in_one_question(self, staff, pantry, owner, django_assert_num_queries):
        ana, ben, cleo, _ = staff
        self.begin(ana)
        self.begin(ben)
        self.begin(cleo)
        self.begin(cleo, title="Cook", to_on=JUNE)
        leave(membership=ben, actor=owner, at=NOON)

        with django_assert_num_queries(1):
            assert [(line.title, line.holders) for line in selectors.job_roles(pantry)] == [("Cook", 0), ("Receptionist", 2)]

    def test_when_she_leaves_they_end_and_what_had_not_begun_is_gone(self, ana, owner):
        self.begin(ana)
        self.begin(ana, title="Team leader", from_on=date(2027, 1, 1))

        leave(membership=ana, actor=owner, at=NOON)

        (job,) = JobHolding.objects.all()
        assert (job.job_role.title, job.to_on) == ("Receptionist", NOON.date())

    days = st.one_of(st.none(), st.integers(0, 30).map(lambda n: date(2026, 1, 1) + timedelta(days=n)))

    @given(days, days, days, days)
    def test_stretches_overlap_exactly_when_they_share_a_day(self, a, b, c, d):
        window = [date(2026, 1, 1) + timedelta(days=n) for n in range(-1, 32)]

        def covers(start, end):
            return {day for day in window if (start is None or day >= start) and (end is None or day <= end)}

        if (a and b and a > b) or (c and d and c > d):
            return
        assert overlap((a, b), (c, d)) is bool(covers(a, b) & covers(c, d))


class TestMerging:
    """An empty place and a full one become one: nothing that the organisation wrote is lost."""

    @pytest.fixture
    def there(self, pantry, colleague):
        return Membership.objects.get(person=colleague, organisation=pantry)

    def join(self, ana, there):
        merge(placeholder=ana.person, into=there.person)
        there.refresh_from_db()

    def test_what_is_empty_is_filled_and_what_is_said_stays(self, ana, there):
        services.change_place(membership=ana, team="Kitchen", site="Canal Street", staff_number="K-17", actor=None, at=NOON)
        services.change_place(membership=there, team="Van", site="", staff_number="", actor=None, at=NOON)

        self.join(ana, there)

        assert (there.team.name, there.site.name, there.staff_number) == ("Van", "Canal Street", "K-17")

    def test_jobs_move_and_the_same_job_stays_one(self, ana, there):
        for member in (ana, there):
            services.begin_job(membership=member, title="Cook", from_on=None, actor=None, at=NOON)
        services.begin_job(membership=ana, title="Driver", from_on=MAY, actor=None, at=NOON)

        self.join(ana, there)

        assert sorted(job.title for job in selectors.job_history(there)) == ["Cook", "Driver"]

    def test_her_people_move_and_she_never_manages_herself(self, staff, there):
        ana, ben, *_ = staff
        for report in (ben, there):
            services.set_manager(membership=report, manager=ana, actor=None, at=NOON)

        self.join(ana, there)

        ben.refresh_from_db()
        assert (ben.manager, there.manager) == (there, None)

    def test_her_own_two_places_do_not_become_a_circle(self, staff, there):
        ana, ben, *_ = staff
        services.set_manager(membership=ben, manager=ana, actor=None, at=NOON)
        services.set_manager(membership=there, manager=ben, actor=None, at=NOON)

        self.join(ana, there)

        ben.refresh_from_db()
        assert (ben.manager, there.manager) == (there, None)

    def test_who_left_and_was_added_again_by_another_address_works_there_again(self, ana, there, owner):
        leave(membership=there, actor=owner, at=NOON)

        self.join(ana, there)

        assert (there.state, there.left_at) == ("active", None)
