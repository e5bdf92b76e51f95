"""What planning puts on a start page: her job's badges first, what her plan wants, what is due for review, what is late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from laurels.catalogue.services import proposing, upkeep
from laurels.catalogue.services.proposing import Proposed
from laurels.common.clock import now
from laurels.frameworks.models import Item
from laurels.frameworks.services import mark_in_demand
from laurels.people.rules import Role
from laurels.people.services.register import begin_job, job_named
from tests.catalogue.planning import make_planned, plans
from tests.catalogue.test_tasks import awarded, keep
from tests.catalogue.test_training import add, make
from tests.frameworks.making import make_framework
from tests.home.test_home import client_of, opened
from tests.making import NOON, make_member, make_person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def planning(pantry, owner):
    return plans(pantry, owner)


@pytest.fixture
def leader(planning, owner, colleague):
    """Jonas leads a team since 1 May: his task needs two badges, and his plan wants one of them."""
    shelf = make_planned(planning, owner)
    welcome = make_planned(planning, owner, handle="WELCOME", title="Warm Welcome")
    keep(planning, owner, shelf, welcome, job_roles=[job_named(planning, "Team leader").code])
    begin_job(membership=colleague.memberships.get(), title="Team leader", from_on=date(2026, 5, 1), actor=None, at=NOON)
    plan = make(planning, owner, person=colleague)
    add(plan, owner, welcome, title="Lead a morning", due=now().date() + 20 * DAY)
    return colleague


class TestHerOwnPart:
    @pytest.mark.scenario("4")
    def test_the_badges_of_her_job_come_first_with_held_ones_ticked_off_and_days_beside(self, as_colleague, leader, owner):
        from laurels.catalogue.models import AchievementVersion

        awarded(AchievementVersion.objects.get(title="Safe Shelf"), leader, owner)

        page = opened(as_colleague)

        assert "Your job at Kettle Lane: Team leader" in page
        assert page.index("Warm Welcome your plan wants it by") < page.index("Safe Shelf Held until")
        assert "nearest: 1 thing to show" in page
        assert "Lead a morning until" in page

    def test_whoever_has_no_job_there_sees_what_she_could_earn_as_before(self, as_owner, leader, planning):
        client = client_of(make_member(planning, make_person("Cas Lee")).person)

        page = opened(client)

        assert "Your job at" not in page
        assert "What you can earn" in page

    def test_it_is_gone_where_planning_is_turned_off(self, as_colleague, leader, planning):
        planning.switches = []
        planning.save()

        page = opened(as_colleague)

        assert "Your job at" not in page
        assert "Lead a morning" not in page

    def test_a_late_answer_shows_to_whoever_proposed_it_and_to_the_owner(self, as_colleague, as_owner, planning, colleague):
        said = Proposed("Sorting gifts", "We throw away less.", ("Sorts by date.",))
        at = now() - 40 * DAY
        proposing.propose(organisation=planning, proposed=said, proposer=colleague, credited=False, at=at)

        assert "Sorting gifts an answer was promised by" in opened(as_colleague)
        assert "Proposals without an answer 1, 1 late" in opened(as_owner)

    def test_it_costs_a_learner_and_a_manager_twelve_queries_at_most(self, leader, owner, planning, django_assert_max_num_queries):
        said = Proposed("Sorting gifts", "We throw away less.", ("Sorts by date.",))
        for number in range(4):
            proposing.propose(organisation=planning, proposed=said, proposer=leader, credited=False, at=now())
            make_planned(planning, owner, handle=f"B{number}", title=f"B {number}")
        client = client_of(leader)
        client.get("/home/")
        with django_assert_max_num_queries(12):
            client.get("/home/")
        from laurels.people.services import grant_role

        grant_role(membership=leader.memberships.get(), role=Role.MANAGER, actor=None, at=NOON)
        with django_assert_max_num_queries(12):
            page = opened(client)

        assert "Your job at Kettle Lane" in page
        assert "What you proposed" in page

    def test_it_costs_an_owner_who_has_a_job_no_more(self, leader, owner, planning, django_assert_max_num_queries):
        begin_job(membership=owner.memberships.get(), title="Team leader", from_on=None, actor=None, at=NOON)
        client = client_of(owner)
        client.get("/home/")

        with django_assert_max_num_queries(12):
            page = opened(client)

        assert "Your job at Kettle Lane" in page
        assert "The programme on one page" in page


class TestPlanners:
    @pytest.mark.scenario("27")
    def test_an_overdue_review_heads_the_designers_page(self, planning, owner):
        make_planned(planning, owner, review_on=now().date() - DAY, at=now() - 90 * DAY)
        upkeep.raise_due(at=now())
        designer = make_member(planning, make_person("Dora Quill"), Role.DESIGNER).person

        page = opened(client_of(designer))

        assert "Is “Safe Shelf” still right? was due on" in page
        assert "Badges to look at again 1" in page

    def test_an_owner_sees_how_the_planning_stands(self, as_owner, planning, owner):
        make_framework(planning)
        mark_in_demand(item=Item.objects.get(key="S1"), wanted=True, actor=owner, at=NOON)
        make_planned(planning, owner, review_on=now().date() - 5 * DAY, at=now() - 90 * DAY)
        upkeep.raise_due(at=now())

        page = opened(as_owner)

        assert "Badges to look at again 1, 1 overdue" in page
        assert "In demand, without a badge 1" in page

    def test_nobody_else_sees_it(self, as_colleague, planning, owner):
        make_planned(planning, owner, review_on=now().date() - 5 * DAY, at=now() - 90 * DAY)
        upkeep.raise_due(at=now())

        page = opened(as_colleague)

        assert "The programme on one page" not in page
        assert "Badges to look at again" not in page

    def test_without_planning_the_page_is_as_it_was(self, as_owner, pantry, owner):
        make_planned(pantry, owner, review_on=now().date() - 5 * DAY, at=now() - 90 * DAY)

        assert "The programme on one page" not in opened(as_owner)

    def test_an_outsider_reads_nothing_of_it(self, as_outsider, leader, planning, owner):
        page = opened(as_outsider)

        assert "Kettle Lane" not in page
        assert "Safe Shelf" not in page

    def test_a_designer_costs_twelve_queries_at_most(self, planning, owner, django_assert_max_num_queries):
        for number in range(6):
            make_planned(planning, owner, handle=f"B{number}", title=f"B {number}", review_on=now().date(), at=now() - 90 * DAY)
        upkeep.raise_due(at=now())
        client = client_of(make_member(planning, make_person("Dora Quill"), Role.DESIGNER).person)
        client.get("/home/")

        with django_assert_max_num_queries(12):
            client.get("/home/")
