"""Job tasks and training plans of the shipped programmes stand in the house, and their checks hold there."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time

import pytest
from laurels.catalogue.models import Achievement, JobTask, JobTaskRole, PlanItem, TrainingPlan
from laurels.catalogue.ports import kept_by
from laurels.catalogue.rules import holding, tree
from laurels.catalogue.rules.training import ItemState, Planned, state_of
from laurels.catalogue.selectors import tasks as selectors
from laurels.people.models import Person
from laurels.programmes import reading
from laurels.programmes.loading import Loaded, load
from tests.making import NOON

pytestmark = pytest.mark.django_db
FILE = json.loads((reading.CONTENT / "customer-care.json").read_text())


def check(kind: str) -> dict:
    return next(one for one in FILE["checks"] if one["kind"] == kind)


def moment(day: str) -> datetime:
    return datetime.combine(datetime.fromisoformat(day).date(), time(12), tzinfo=UTC)


@pytest.fixture
def loaded() -> Loaded:
    return load(reading.read_shipped("customer-care"), at=NOON)


@pytest.fixture
def maya(loaded) -> Person:
    return loaded.persons["l-maya"]


def handles(codes) -> list[str]:
    known = dict(Achievement.objects.values_list("code", "handle"))
    return [known[code] for code in codes]


def test_every_task_stands_with_its_rule_its_owner_and_its_jobs(loaded):
    assert (loaded.tasks, loaded.plans) == (3, 1)
    for part in FILE["job_tasks"]:
        task = JobTask.objects.get(title=part["title"])
        asked = [badge["achievement"] for badge in part["needs"]["children"]]
        assert sorted(handles(badge.code for badge in task.badges.all())) == sorted(asked)
        assert task.owner == loaded.persons[part["owner"]]
    leader = loaded.jobs["r-leader"]
    titles = {part["code"]: part["title"] for part in FILE["job_tasks"]}
    ordered = JobTaskRole.objects.filter(job_role=leader).order_by("place")
    assert [role.task.title for role in ordered] == [titles[code] for code in FILE["roles"][2]["job_tasks"]]


def test_twice_is_once(loaded):
    load(reading.read_shipped("customer-care"), at=NOON)

    assert (JobTask.objects.count(), TrainingPlan.objects.count(), PlanItem.objects.count()) == (3, 1, 4)


def test_her_job_asks_for_what_the_check_says(loaded, maya):
    said = check("role_badges")

    (part,) = selectors.job_parts(maya, due={}, at=moment(said["as_of"]))

    titles = {one["code"]: one["name"] for one in FILE["achievements"]}
    assert part.jobs == ("Team leader",)
    assert {badge.title for badge in part.badges if badge.held} == {titles[code] for code in said["held"]}
    open_ones = [titles[code] for code in said["badges"] if code not in said["held"]]
    assert [badge.title for badge in part.badges if not badge.held] == open_ones


def test_her_plan_stands_as_the_check_says(loaded, maya):
    said = check("plan")
    day = moment(said["as_of"]).date()
    kept = kept_by(loaded.organisation, [maya.pk])[maya.pk]
    part = next(one for one in FILE["training_plans"] if one["code"] == said["plan"])
    codes = {item["title"]: item["code"] for item in part["items"]}
    found = {ItemState.DONE: [], ItemState.LATE: [], ItemState.OPEN: []}
    for item in PlanItem.objects.prefetch_related("badges"):
        planned = Planned(item.due_on, tuple(str(badge.code) for badge in item.badges.all()), tuple(item.pathways))
        found[state_of(planned, holding.held(kept, day), day)].append(codes[item.title])

    assert {state.value: sorted(items) for state, items in found.items()} == {
        state: sorted(said[state]) for state in ("done", "late", "open")
    }


def test_a_rule_names_the_achievements_of_this_house(loaded):
    codes = {str(code) for code in Achievement.objects.filter(organisation=loaded.organisation).values_list("code", flat=True)}

    for task in JobTask.objects.all():
        assert {badge.achievement for badge in tree.badges(tree.parse(task.needs))} <= codes


def test_people_stand_in_a_plan_by_their_names(loaded, maya):
    plan = TrainingPlan.objects.get(person=maya)

    assert plan.source == f"yearly talk with {loaded.persons['u-okafor'].name}"


def test_every_badge_is_looked_after_and_has_its_family(loaded):
    owner = next(loaded.persons[part["code"]] for part in FILE["people"] if "programme_owner" in part["roles"])

    assert {(one.owner, one.family) for one in Achievement.objects.all()} == {(owner, FILE["title"])}
