"""Training plans: what somebody does until when, done when a badge is held or by hand, and what a manager is not told."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from laurels.catalogue.errors import NotHerPlan, PlanRefused
from laurels.catalogue.models import PlanItem, PlanItemDone, TrainingPlan
from laurels.catalogue.rules import holding
from laurels.catalogue.rules import training as rules
from laurels.catalogue.rules.holding import Kept
from laurels.catalogue.rules.training import ItemState, Planned
from laurels.catalogue.selectors import training as selectors
from laurels.catalogue.services import training as services
from laurels.catalogue.services.training import ItemData
from laurels.common.clock import now
from laurels.journal.models import FactRow
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.people.rules import Mode, Role
from laurels.people.services.register import begin_job, job_named, set_manager
from laurels.programmes import reading
from tests.catalogue.pages import words
from tests.catalogue.planning import make_planned, plans
from tests.catalogue.test_tasks import awarded
from tests.making import NOON, make_member, make_person
from tests.personas import _signed_in

pytestmark = pytest.mark.django_db
LIST = "/o/kettle-lane/plans/"
DAY = timedelta(days=1)
TODAY = now().date()
SHELF, GROW = "shelf", "grow"
FUNCTIONS = {SHELF: "perform", GROW: "develop"}


class TestStates:
    @pytest.mark.parametrize(
        ("item", "held", "state"),
        [
            (Planned(TODAY, (SHELF,)), set(), "open"),
            (Planned(TODAY - DAY, (SHELF,)), set(), "late"),
            (Planned(TODAY - DAY, (SHELF, GROW)), {GROW}, "done"),
            (Planned(TODAY - DAY, (), by_hand=True), set(), "done"),
            (Planned(TODAY - DAY, ()), {SHELF}, "late"),
        ],
    )
    def test_an_item_is_done_by_one_badge_or_by_hand(self, item, held, state):
        assert rules.state_of(item, held, TODAY) == state

    def test_a_completed_pathway_does_it_too(self):
        assert rules.state_of(Planned(TODAY - DAY, (), ("care",)), set(), TODAY, complete={"care"}) == "done"

    @pytest.mark.parametrize(
        ("item", "held", "state"),
        [
            (Planned(TODAY - DAY, (GROW,)), {GROW}, "not-shared"),
            (Planned(TODAY - DAY, (GROW,)), set(), "not-shared"),
            (Planned(TODAY + DAY, (GROW,)), set(), "not-shared"),
            (Planned(TODAY - DAY, (GROW, SHELF)), {GROW}, "not-shared"),
            (Planned(TODAY - DAY, (GROW, SHELF)), {SHELF}, "done"),
            (Planned(TODAY - DAY, (SHELF,)), set(), "late"),
            (Planned(TODAY - DAY, (GROW,), by_hand=True), set(), "done"),
        ],
    )
    def test_a_manager_is_never_told_of_a_badge_that_the_job_does_not_ask_for(self, item, held, state):
        assert rules.state_for_manager(item, held, TODAY, functions=FUNCTIONS) == state

    def test_a_badge_of_which_nothing_is_known_is_not_told(self):
        assert rules.state_for_manager(Planned(TODAY - DAY, ("?",)), {"?"}, TODAY, functions={}) is ItemState.NOT_SHARED

    def test_the_earliest_day_counts_for_a_badge(self):
        items = [Planned(TODAY + DAY, (SHELF,)), Planned(TODAY, (SHELF, GROW))]

        assert rules.due_dates(items) == {SHELF: TODAY, GROW: TODAY}

    def test_the_check_of_the_programme_file_holds(self):
        programme = json.loads((reading.CONTENT / "customer-care.json").read_text())
        (check,) = [one for one in programme["checks"] if one["kind"] == "plan"]
        plan = next(one for one in programme["training_plans"] if one["code"] == check["plan"])
        learner = next(one for one in programme["learners"] if one["code"] == plan["learner"])
        day = date.fromisoformat(check["as_of"])
        kept = [
            Kept(one["achievement"], one["version"], date.fromisoformat(one["awarded_on"]), date.fromisoformat(one["valid_until"]))
            for one in learner["credentials"]
        ]
        states = {
            item["code"]: rules.state_of(
                Planned(date.fromisoformat(item["due"]), tuple(item["badges"]), tuple(item["pathways"])),
                holding.held(kept, day),
                day,
            )
            for item in plan["items"]
        }

        assert {state: [code for code, its in states.items() if its == state] for state in ("done", "late", "open")} == {
            state: check[state] for state in ("done", "late", "open")
        }


class TestWhoPlans:
    @pytest.mark.parametrize(
        ("roles", "her_manager", "may"),
        [
            ({Role.MANAGER}, True, True),
            ({Role.MANAGER}, False, False),
            ({Role.OWNER}, False, True),
            ({Role.ADMIN}, False, True),
            ({Role.DESIGNER}, True, False),
            ({Role.LEARNER}, True, False),
        ],
    )
    def test_her_manager_or_whoever_looks_after_everybody(self, roles, her_manager, may):
        assert rules.may_plan_for(roles, mode=Mode.ASSURED, is_her_manager=her_manager) is may


@pytest.fixture
def planning(pantry, owner):
    return plans(pantry, owner)


@pytest.fixture
def manager(planning, colleague):
    """Mo, the line manager of Jonas."""
    member = make_member(planning, make_person("Mo Manager", email="mo@kettle.example"), Role.MANAGER)
    set_manager(membership=colleague.memberships.get(), manager=member, actor=None, at=NOON)
    return member.person


def make(organisation, actor, *, person=None, job_role=None, **more) -> TrainingPlan:
    given = {"title": "First half-year", "source": "yearly talk", "starts_on": TODAY - 60 * DAY, "ends_on": TODAY + 60 * DAY}
    return services.make_plan(organisation=organisation, person=person, job_role=job_role, actor=actor, at=now(), **(given | more))


def add(plan, actor, *versions, title="Serve people", due=TODAY + DAY) -> PlanItem:
    badges = tuple(str(version.achievement.code) for version in versions)
    return services.add_item(plan=plan, item=ItemData(title, due, badges=badges), actor=actor, at=now())


class TestMake:
    def test_a_manager_plans_for_her_own_people(self, planning, manager, colleague):
        plan = make(planning, manager, person=colleague)

        assert (plan.person, plan.made_by) == (colleague, manager)
        assert FactRow.objects.filter(kind="training-plan.made").count() == 1

    def test_she_plans_for_nobody_else_and_for_no_job(self, planning, manager, owner):
        with pytest.raises(NotHerPlan):
            make(planning, manager, person=owner)
        with pytest.raises(NotHerPlan):
            make(planning, manager, job_role=job_named(planning, "Volunteer"))

    def test_an_owner_plans_for_anybody_and_for_a_job(self, planning, owner, colleague):
        assert make(planning, owner, person=colleague)
        assert make(planning, owner, job_role=job_named(planning, "Volunteer"))

    def test_nobody_else_plans(self, planning, colleague, outsider):
        for person, refusal in ((colleague, NotYours), (outsider, OrganisationNotFound)):
            with pytest.raises(refusal):
                make(planning, person, person=colleague)

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"title": " "}, "name"),
            ({"ends_on": TODAY - 61 * DAY}, "before it begins"),
            ({"person": None}, "one person or for one job"),
        ],
    )
    def test_what_cannot_be_is_refused(self, planning, owner, colleague, changes, reason):
        with pytest.raises(PlanRefused, match=reason):
            make(planning, owner, **({"person": colleague} | changes))

    def test_somebody_of_another_house_cannot_be_planned_for(self, planning, owner, outsider, trust):
        with pytest.raises(PlanRefused, match="does not work here"):
            make(planning, owner, person=outsider)
        with pytest.raises(PlanRefused, match="none of your"):
            make(planning, owner, job_role=job_named(trust, "Nurse"))

    def test_the_table_keeps_a_plan_to_one(self, planning, owner, colleague):
        make(planning, owner, person=colleague)

        with pytest.raises(IntegrityError), transaction.atomic():
            TrainingPlan.objects.update(job_role=job_named(planning, "Volunteer"))


class TestItems:
    @pytest.mark.parametrize(("due", "refused"), [(TODAY + 60 * DAY, False), (TODAY + 61 * DAY, True), (TODAY - 61 * DAY, True)])
    def test_an_item_is_due_within_the_plan(self, planning, owner, colleague, due, refused):
        plan = make(planning, owner, person=colleague)
        if not refused:
            assert add(plan, owner, due=due)
            return
        with pytest.raises(PlanRefused, match="outside"):
            add(plan, owner, due=due)

    def test_another_houses_badge_is_refused(self, planning, owner, colleague, trust, outsider):
        foreign = make_planned(trust, outsider)

        with pytest.raises(PlanRefused, match="none of yours"):
            add(make(planning, owner, person=colleague), owner, foreign)

    def test_she_herself_and_her_manager_may_say_that_it_is_done(self, planning, manager, colleague, owner):
        plan = make(planning, manager, person=colleague)
        one, two = add(plan, manager, title="One"), add(plan, manager, title="Two")

        services.mark_done(item=one, person=colleague, note="Done with Ana.", actor=colleague, at=now())
        services.mark_done(item=two, person=colleague, note="Seen on Friday.", actor=manager, at=now())

        assert set(PlanItemDone.objects.values_list("item__title", "by__name")) == {("One", "Jonas Hale"), ("Two", "Mo Manager")}

    def test_twice_is_once_and_it_can_be_taken_back(self, planning, owner, colleague):
        item = add(make(planning, owner, person=colleague), owner)
        first = services.mark_done(item=item, person=colleague, note="Seen.", actor=owner, at=now())

        assert services.mark_done(item=item, person=colleague, note="Again.", actor=colleague, at=now()) == first
        services.mark_open(item=item, person=colleague, actor=colleague, at=now())
        assert not PlanItemDone.objects.exists()

    def test_without_a_note_it_is_refused(self, planning, owner, colleague):
        item = add(make(planning, owner, person=colleague), owner)

        with pytest.raises(PlanRefused, match="how you know"):
            services.mark_done(item=item, person=colleague, note=" ", actor=owner, at=now())

    def test_nobody_says_it_of_somebody_whose_plan_it_is_not(self, planning, owner, colleague, outsider):
        item = add(make(planning, owner, person=colleague), owner)
        other = make_member(planning, make_person("Cas Lee")).person

        with pytest.raises(PlanRefused):
            services.mark_done(item=item, person=other, note="Mine.", actor=other, at=now())
        with pytest.raises(NotYours):
            services.mark_done(item=item, person=colleague, note="His.", actor=other, at=now())
        with pytest.raises(OrganisationNotFound):
            services.mark_done(item=item, person=colleague, note="His.", actor=outsider, at=now())


class TestPages:
    @pytest.fixture
    def shelf(self, planning, owner):
        return make_planned(planning, owner)

    @pytest.fixture
    def growing(self, planning, owner):
        return make_planned(planning, owner, handle="GROW", title="Growing Badge", function="develop")

    @pytest.fixture
    def plan(self, planning, manager, colleague):
        return make(planning, manager, person=colleague)

    def test_an_item_is_done_as_soon_as_its_badge_is_held(self, plan, manager, shelf, colleague, owner, as_colleague):
        add(plan, manager, shelf, due=TODAY - DAY)
        assert "1 thing is late." in words(as_colleague.get(f"{LIST}{plan.code}/"))

        awarded(shelf, colleague, owner)

        assert "All of it is done." in words(as_colleague.get(f"{LIST}{plan.code}/"))

    def test_the_manager_reads_not_shared_where_the_person_reads_done(self, plan, manager, growing, colleague, owner, as_colleague):
        add(plan, manager, growing, due=TODAY - DAY)
        awarded(growing, colleague, owner)

        assert "All of it is done." in words(as_colleague.get(f"{LIST}{plan.code}/"))
        page = words(_signed_in(manager).get(f"{LIST}{plan.code}/"))
        assert "Not shared" in page
        assert "All of it is done." not in page
        assert "is late" not in page

    def test_a_manager_makes_a_plan_and_fills_it(self, manager, planning, colleague, shelf):
        client = _signed_in(manager)
        typed = {"person": "Jonas Hale", "title": "Spring", "source": "", "starts_on": "2027-01-01", "ends_on": "2027-03-31"}

        answer = client.post(LIST + "new/", typed)
        plan = TrainingPlan.objects.get()
        assert answer["Location"] == f"{LIST}{plan.code}/"

        item = {"title": "Handle the shelf", "due_on": "2027-02-01", "badges": [str(shelf.achievement.code)], "source": "HACCP"}
        page = words(client.post(f"{LIST}{plan.code}/", item, follow=True))
        assert "Handle the shelf To do until 1 February 2027 Safe Shelf HACCP" in page

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"person": "Mira Lund"}, "Nobody here is “Mira Lund”."),  # not one of her people
            ({"person": ""}, "fill in one of the two"),
            ({"starts_on": "yesterday"}, "This is no day."),
            ({"ends_on": "2026-12-31"}, "It ends before it begins."),
        ],
    )
    def test_what_cannot_be_planned_is_said(self, manager, planning, changes, said):
        typed = {"person": "Jonas Hale", "title": "Spring", "starts_on": "2027-01-01", "ends_on": "2027-03-31"}

        answer = _signed_in(manager).post(LIST + "new/", typed | changes)

        assert answer.status_code == 422
        assert said in words(answer)
        assert not TrainingPlan.objects.exists()

    def test_done_by_hand_and_open_again(self, plan, manager, as_colleague):
        item = add(plan, manager)
        path = f"{LIST}{plan.code}/{item.code}/done/"

        assert "“Serve people” is done." in words(as_colleague.post(path, {"note": "Done with Ana."}, follow=True))
        assert "by Jonas Hale: Done with Ana." in words(as_colleague.get(f"{LIST}{plan.code}/"))
        assert "It is open again." in words(as_colleague.post(path, {"open": "yes"}, follow=True))
        assert "Write in a few words how you know." in words(as_colleague.post(path, {"note": ""}, follow=True))

    def test_a_plan_of_a_job_shows_each_person_her_own_states(self, planning, owner, colleague, shelf, as_colleague, as_owner):
        job = job_named(planning, "Volunteer")
        begin_job(membership=colleague.memberships.get(), title="Volunteer", from_on=None, actor=None, at=NOON)
        plan = make(planning, owner, job_role=job)
        add(plan, owner, shelf, due=TODAY - DAY)

        assert "1 thing is late." in words(as_colleague.get(f"{LIST}{plan.code}/"))
        assert "First half-year" in words(as_colleague.get(LIST))
        assert "is late" not in words(as_owner.get(f"{LIST}{plan.code}/"))
        assert "1 thing is late." in words(as_owner.get(f"{LIST}{plan.code}/?of={colleague.code}"))

    def test_nobody_else_finds_it(self, plan, planning, manager, as_outsider, as_stranger):
        item = add(plan, manager)
        other = _signed_in(make_member(planning, make_person("Cas Lee")).person)
        second = make_member(planning, make_person("Nia Manager"), Role.MANAGER).person
        paths = (f"{LIST}{plan.code}/", f"{LIST}{plan.code}/{item.code}/done/", f"{LIST}{plan.code}/{item.code}/remove/")

        for client in (other, _signed_in(second), as_outsider):
            assert client.get(paths[0]).status_code == 404
            assert [client.post(path, {"note": "x"}).status_code for path in paths[1:]] == [404, 404]
            assert "First half-year" not in client.get(LIST).content.decode()
        assert as_stranger.get(paths[0]).status_code == 302

    def test_the_person_reads_it_and_does_not_write_it(self, plan, manager, as_colleague):
        item = add(plan, manager)

        assert "Add something" not in words(as_colleague.get(f"{LIST}{plan.code}/"))
        assert as_colleague.post(f"{LIST}{plan.code}/", {"title": "x"}).status_code == 403
        assert as_colleague.post(f"{LIST}{plan.code}/{item.code}/remove/").status_code == 403
        assert as_colleague.post(f"{LIST}{plan.code}/remove/").status_code == 403

    def test_a_manager_takes_things_and_the_plan_away(self, plan, manager):
        item, client = add(plan, manager), _signed_in(manager)

        assert "is taken out." in words(client.post(f"{LIST}{plan.code}/{item.code}/remove/", follow=True))
        assert "is taken away." in words(client.post(f"{LIST}{plan.code}/remove/", follow=True))
        assert not TrainingPlan.objects.exists()

    def test_the_page_costs_the_same_for_one_and_thirty(self, plan, manager, shelf, as_colleague, django_assert_max_num_queries):
        add(plan, manager, shelf)
        path = f"{LIST}{plan.code}/"
        as_colleague.get(path)
        with django_assert_max_num_queries(12) as few:
            as_colleague.get(path)
        for number in range(29):
            add(plan, manager, shelf, title=f"Thing {number}")

        with django_assert_max_num_queries(12) as many:
            as_colleague.get(path)

        assert len(few) == len(many)


class TestHerStartPage:
    def test_what_is_not_done_stands_there_the_earliest_first(self, planning, manager, colleague, owner):
        shelf = make_planned(planning, owner)
        plan = make(planning, manager, person=colleague)
        add(plan, manager, shelf, title="Later", due=TODAY + 9 * DAY)
        add(plan, manager, title="Late", due=TODAY - DAY)
        done = add(plan, manager, title="Done")
        services.mark_done(item=done, person=colleague, note="Seen.", actor=manager, at=now())

        found = selectors.own_items(colleague, kept=lambda _: (), at=now(), limit=5)

        assert [(item.title, item.late) for item in found.items] == [("Late", True), ("Later", False)]
        assert found.due == {str(shelf.achievement.code): TODAY + 9 * DAY}

    def test_whoever_left_has_none(self, planning, manager, colleague):
        add(make(planning, manager, person=colleague), manager)
        colleague.memberships.update(state="left", left_at=NOON)

        assert selectors.own_items(colleague, kept=lambda _: (), at=now(), limit=5).items == ()
