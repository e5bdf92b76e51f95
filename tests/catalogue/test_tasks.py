"""Job tasks: the badges that work needs, written by keyboard, read by everybody, first on the start page of whoever has the job."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from laurels.catalogue.errors import TaskRefused, TaskTwice
from laurels.catalogue.models import AchievementVersion, JobTask
from laurels.catalogue.selectors import tasks as selectors
from laurels.catalogue.services import tasks as services
from laurels.common.clock import now
from laurels.journal.models import FactRow
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.people.rules import Role
from laurels.people.services.register import begin_job, job_named
from tests.catalogue.pages import words
from tests.catalogue.planning import make_planned, plans
from tests.making import NOON, make_member, make_person
from tests.personas import _signed_in

pytestmark = pytest.mark.django_db
LIST = "/o/kettle-lane/tasks/"


@pytest.fixture
def planning(pantry, owner):
    return plans(pantry, owner)


@pytest.fixture
def shelf(planning, owner):
    return make_planned(planning, owner)


@pytest.fixture
def welcome(planning, owner):
    return make_planned(planning, owner, handle="WELCOME", title="Warm Welcome", statements=("Greets people.", "Listens."))


def badge(version: AchievementVersion) -> dict:
    return {"type": "badge", "id": "x", "achievement": str(version.achievement.code), "accepts": "any_valid"}


def needs(*versions: AchievementVersion) -> dict:
    return {"type": "all_of", "id": "root", "children": [badge(version) for version in versions]}


def keep(organisation, actor, *versions, title="Open the shop alone", **more) -> JobTask:
    rule = more.pop("rule", None) or needs(*versions)
    given = {"owner": None, "job_roles": [], "at": NOON} | more
    return services.keep_task(organisation=organisation, title=title, needs=rule, actor=actor, **given)


class TestKeep:
    def test_its_badges_and_jobs_can_be_asked_for(self, planning, owner, shelf, welcome):
        job = job_named(planning, "Volunteer")

        task = keep(planning, owner, shelf, welcome, job_roles=[job.code], owner=owner)

        assert set(task.badges.all()) == {shelf.achievement, welcome.achievement}
        assert [role.job_role for role in task.roles.all()] == [job]
        assert FactRow.objects.get(kind="job-task.kept").data == {"new": True}

    def test_another_text_takes_the_place_of_the_first(self, planning, owner, shelf, welcome):
        first, second = job_named(planning, "Volunteer"), job_named(planning, "Leader")
        task = keep(planning, owner, shelf, job_roles=[first.code])

        keep(planning, owner, welcome, title="Close the shop", job_roles=[second.code], task=task)

        task.refresh_from_db()
        assert (task.title, list(task.badges.all())) == ("Close the shop", [welcome.achievement])
        assert [role.job_role for role in task.roles.all()] == [second]
        assert JobTask.objects.count() == 1

    def test_tasks_stand_in_a_job_in_the_order_in_which_they_came(self, planning, owner, shelf):
        job = job_named(planning, "Volunteer")
        for title in ("Zebra", "Apple"):
            keep(planning, owner, shelf, title=title, job_roles=[job.code])

        assert [role.task.title for role in job.task_roles.order_by("place")] == ["Zebra", "Apple"]

    @pytest.mark.parametrize(
        ("rule", "reason"),
        [
            ({"type": "all_of", "id": "r", "children": []}, "A group is empty"),
            ({"type": "badge", "achievement": ""}, "Choose a badge on every line"),
            ({"type": "badge", "achievement": "nonsense"}, "none of yours"),
            ({"type": "badge", "achievement": "7f1b0f6e-6f0e-4f4e-9f0a-3d8f3e8e2a11"}, "none of yours"),
        ],
    )
    def test_a_rule_that_asks_for_nothing_is_refused(self, planning, owner, rule, reason):
        with pytest.raises(TaskRefused, match=reason):
            keep(planning, owner, rule=rule)

        assert not JobTask.objects.exists()

    def test_a_badge_twice_is_named(self, planning, owner, shelf):
        with pytest.raises(TaskRefused, match="“Safe Shelf” stands here twice"):
            keep(planning, owner, shelf, shelf)

    def test_another_houses_badge_and_job_are_refused(self, planning, owner, shelf, trust, outsider):
        foreign = make_planned(trust, outsider)
        with pytest.raises(TaskRefused, match="none of yours"):
            keep(planning, owner, foreign)
        with pytest.raises(TaskRefused, match="none of your organisation"):
            keep(planning, owner, shelf, job_roles=[job_named(trust, "Nurse").code])

    def test_two_of_one_name_are_refused(self, planning, owner, shelf):
        keep(planning, owner, shelf)

        with pytest.raises(TaskTwice):
            keep(planning, owner, shelf, title="open the SHOP alone")

    def test_nobody_else_writes_one(self, planning, shelf, colleague, outsider, owner):
        task = keep(planning, owner, shelf)
        manager = make_member(planning, make_person("Mo Manager"), Role.MANAGER).person
        for person, refusal in ((colleague, NotYours), (manager, NotYours), (outsider, OrganisationNotFound)):
            with pytest.raises(refusal):
                keep(planning, person, shelf, title="Another")
            with pytest.raises(refusal):
                services.remove_task(task=task, actor=person, at=NOON)

    def test_taking_it_away_leaves_the_badges(self, planning, owner, shelf):
        services.remove_task(task=keep(planning, owner, shelf), actor=owner, at=NOON)

        assert not JobTask.objects.exists()
        assert AchievementVersion.objects.get() == shelf


class TestPublic:
    def test_a_badge_names_and_links_the_work_that_needs_it(self, planning, owner, shelf, as_stranger):
        task = keep(planning, owner, shelf, job_roles=[job_named(planning, "Volunteer").code])

        page = as_stranger.get(f"/badges/{shelf.code}")

        assert "Work that needs it: Open the shop alone ." in words(page)
        assert f'href="/tasks/{task.code}"' in page.content.decode()

    def test_the_page_of_the_work_names_and_links_the_badges(self, planning, owner, shelf, welcome, as_stranger):
        choice = {"type": "k_of_n", "id": "c", "k": 1, "children": [badge(shelf), badge(welcome)]}
        task = keep(planning, owner, rule=choice, job_roles=[job_named(planning, "Volunteer").code], owner=owner)

        page = as_stranger.get(f"/tasks/{task.code}")

        assert "Any 1 of these 2 Safe Shelf Warm Welcome" in words(page)
        assert "The shortest way asks for one badge. Part of the work as Volunteer." in words(page)
        assert f'href="/badges/{shelf.code}"' in page.content.decode()
        assert owner.name not in words(page)

    def test_a_badge_that_is_being_written_is_not_named_to_strangers(self, planning, owner, shelf, as_stranger):
        from tests.catalogue.making import make_draft

        secret = make_draft(planning, owner, name="Secret Badge")
        task = keep(planning, owner, shelf, secret)

        page = words(as_stranger.get(f"/tasks/{task.code}"))

        assert "A badge that is being written" in page
        assert "Secret Badge" not in page

    def test_it_is_gone_where_planning_is_turned_off(self, planning, owner, shelf, as_stranger):
        task = keep(planning, owner, shelf)
        planning.switches = []
        planning.save()

        assert as_stranger.get(f"/tasks/{task.code}").status_code == 404

    def test_the_whole_page_of_a_badge_costs_a_stranger_few_queries(
        self, planning, owner, shelf, as_stranger, django_assert_max_num_queries
    ):
        from uuid import uuid4

        from tests.catalogue.planning import resting_on

        version = make_planned(planning, owner, handle="FULL", title="Full", alignments=(resting_on(uuid4()),))
        for number in range(5):
            keep(planning, owner, version, title=f"Work {number}")

        with django_assert_max_num_queries(12):
            page = words(as_stranger.get(f"/badges/{version.code}"))

        assert "Work 0 , Work 1" in page
        assert "Handle food safely" in page


class TestEditor:
    def posted(self, *lines: tuple[int, str, str], **more: str) -> dict[str, str]:
        found = {"title": "Open the shop alone", "owner": ""}
        for place, (depth, kind, value) in enumerate(lines):
            found |= {f"depth-{place}": str(depth), f"kind-{place}": kind}
            found |= {f"badge-{place}": value} if kind == "badge" else {f"k-{place}": value}
        return found | more

    def test_it_is_written_line_by_line_and_kept(self, as_owner, planning, shelf, welcome):
        one, two = str(shelf.achievement.code), str(welcome.achievement.code)
        lines = [(0, "all", "1"), (1, "badge", one)]

        page = as_owner.post(LIST + "new/", self.posted(*lines, act="add-some:0"))
        assert page.status_code == 200
        assert 'name="kind-2"' in page.content.decode()
        assert not JobTask.objects.exists()
        assert 'value="Open the shop alone"' in page.content.decode()

        lines += [(1, "some", "1"), (2, "badge", two)]
        answer = as_owner.post(LIST + "new/", self.posted(*lines, keep="yes"), follow=True)

        assert "“Open the shop alone” is kept." in words(answer)
        assert [child["type"] for child in JobTask.objects.get().needs["children"]] == ["badge", "k_of_n"]

    def test_what_cannot_be_kept_is_said_and_every_line_stays(self, as_owner, planning, shelf):
        one = str(shelf.achievement.code)

        page = as_owner.post(LIST + "new/", self.posted((0, "some", "3"), (1, "badge", one), (1, "badge", ""), keep="yes"))

        assert page.status_code == 422
        assert "Of 2 you can ask for 1 to 2, not for 3. Choose a badge on every line." in words(page)
        assert f'<option value="{one}" selected>' in page.content.decode()
        assert 'value="3"' in page.content.decode()

    def test_one_that_is_there_opens_with_its_lines(self, as_owner, planning, owner, shelf, welcome):
        job = job_named(planning, "Volunteer")
        task = keep(planning, owner, shelf, welcome, job_roles=[job.code], owner=owner)

        page = as_owner.get(f"{LIST}{task.code}/").content.decode()

        assert page.count("selected") >= 3
        assert f'value="{job.code}"' in page
        assert "checked" in page

    @pytest.mark.parametrize(
        "sent", [{}, {"kind-0": "all", "depth-0": "-1", "act": "up:²"}, {"kind-0": "x" * 999, "act": "up:99999"}]
    )
    def test_nonsense_is_a_page_and_no_fault(self, as_owner, planning, sent):
        assert as_owner.post(LIST + "new/", sent).status_code in (200, 422)
        assert not JobTask.objects.exists()

    def test_it_is_taken_away(self, as_owner, planning, owner, shelf):
        task = keep(planning, owner, shelf)

        assert "is taken away" in words(as_owner.post(f"{LIST}{task.code}/remove/", follow=True))
        assert not JobTask.objects.exists()

    @pytest.mark.parametrize(("who", "status"), [("as_colleague", 403), ("as_outsider", 404), ("as_stranger", 302)])
    def test_nobody_else_opens_the_editor(self, request, planning, owner, shelf, who, status):
        task = keep(planning, owner, shelf)
        for path in (LIST + "new/", f"{LIST}{task.code}/"):
            assert request.getfixturevalue(who).get(path).status_code == status

    def test_a_colleague_reads_the_list_and_an_outsider_does_not(self, as_colleague, as_outsider, planning, owner, shelf):
        keep(planning, owner, shelf)

        page = words(as_colleague.get(LIST))
        assert "Open the shop alone Safe Shelf" in page
        assert "Write a job task" not in page
        assert as_outsider.get(LIST).status_code == 404

    def test_the_list_costs_the_same_for_one_and_thirty(self, as_owner, planning, owner, shelf, django_assert_max_num_queries):
        keep(planning, owner, shelf)
        as_owner.get(LIST)
        with django_assert_max_num_queries(12) as few:
            as_owner.get(LIST)
        for number in range(29):
            keep(planning, owner, shelf, title=f"Work {number}")

        with django_assert_max_num_queries(12) as many:
            as_owner.get(LIST)

        assert len(few) == len(many)


class TestHerJob:
    TODAY = NOON.date()

    @pytest.fixture
    def leader(self, planning, owner, shelf, welcome, colleague):
        """Jonas is team leader since 1 May; his task needs both badges."""
        job = job_named(planning, "Team leader")
        keep(planning, owner, shelf, welcome, job_roles=[job.code])
        member = colleague.memberships.get()
        begin_job(membership=member, title="Team leader", from_on=date(2026, 5, 1), actor=None, at=NOON)
        return colleague

    def test_the_badges_of_his_tasks_stand_there_with_the_nearest_one_and_his_plans_days(self, leader, shelf, welcome):
        due = {str(welcome.achievement.code): self.TODAY + timedelta(days=30)}

        (part,) = selectors.job_parts(leader, due=due, at=NOON)

        assert (part.jobs, part.tasks, part.ready) == (("Team leader",), 1, ())
        assert [(line.title, line.nearest, line.left) for line in part.badges] == [
            ("Safe Shelf", True, 1),
            ("Warm Welcome", False, 2),
        ]
        assert [line.due for line in part.badges] == ["", "24 December 2026"]

    def test_what_he_holds_is_ticked_off_and_stands_last(self, leader, shelf, welcome, owner):
        awarded(shelf, leader, owner)

        (part,) = selectors.job_parts(leader, due={}, at=now())

        assert [line.title for line in part.badges] == ["Warm Welcome", "Safe Shelf"]
        assert part.badges[1].held.startswith("until ")
        assert part.badges[0].nearest

    def test_a_ready_task_is_named_and_nothing_is_nearest(self, leader, shelf, welcome, owner):
        for version in (shelf, welcome):
            awarded(version, leader, owner)

        (part,) = selectors.job_parts(leader, due={}, at=now())

        assert part.ready == ("Open the shop alone",)
        assert not any(line.nearest for line in part.badges)

    def test_what_he_declined_is_not_held(self, leader, shelf, owner):
        from laurels.backpack.models import Offer

        awarded(shelf, leader, owner)
        Offer.objects.update(state=Offer.State.DECLINED)

        (part,) = selectors.job_parts(leader, due={}, at=now())

        assert not any(line.held for line in part.badges)

    def test_a_job_of_the_past_and_one_of_the_future_ask_for_nothing(self, leader):
        leader.memberships.get().jobs.update(to_on=self.TODAY - timedelta(days=1))
        assert selectors.job_parts(leader, due={}, at=NOON) == ()

        leader.memberships.get().jobs.update(from_on=self.TODAY + timedelta(days=1), to_on=None)
        assert selectors.job_parts(leader, due={}, at=NOON) == ()

    def test_whoever_left_is_asked_for_nothing(self, leader):
        leader.memberships.update(state="left", left_at=NOON)

        assert selectors.job_parts(leader, due={}, at=NOON) == ()

    def test_another_persons_job_is_not_hers(self, leader, owner, outsider):
        assert selectors.job_parts(owner, due={}, at=NOON) == ()
        assert selectors.job_parts(outsider, due={}, at=NOON) == ()


def awarded(version, learner, judge) -> None:
    """Held by somebody, as a judge awards it, and waiting or accepted."""
    from laurels.issuing import services as issuing
    from tests.journeys import settle

    version.judges.get_or_create(person=judge)
    award = issuing.intend(version=version, learner=learner, judge=judge, at=now())
    issuing.seal(award=award, at=now())
    settle(now())


class TestHolders:
    def test_they_are_told_from_ten_on(self, planning, owner, shelf, as_stranger):
        for number in range(9):
            awarded(shelf, make_member(planning, make_person(f"Learner {number}")).person, owner)
        assert "hold it now" not in words(as_stranger.get(f"/badges/{shelf.code}"))

        awarded(shelf, make_member(planning, make_person("Learner 9")).person, owner)

        assert "10 people hold it now." in words(as_stranger.get(f"/badges/{shelf.code}"))

    def test_an_ended_badge_is_held_by_nobody(self, planning, owner, shelf, colleague):
        from laurels.catalogue.ports import holders_of

        awarded(shelf, colleague, owner)
        today = now().date()

        assert holders_of(shelf.achievement, on=today) == 1
        assert holders_of(shelf.achievement, on=today + timedelta(days=800)) == 0
        assert holders_of(shelf.achievement, on=today - timedelta(days=2)) == 0


def test_a_manager_reads_the_list_without_writing(planning, owner, shelf):
    keep(planning, owner, shelf)
    manager = _signed_in(make_member(planning, make_person("Mo Manager"), Role.MANAGER).person)

    assert "Change" not in words(manager.get(LIST))
