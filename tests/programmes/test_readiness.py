"""The checks of the programme files about pathways, job tasks, job roles and plans, as far as rules alone answer them.

What is held is read from the file itself; the loader's own tests show that the same stands in the house.
"""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from laurels.catalogue.rules import holding, progress, tree
from laurels.catalogue.rules.holding import Kept
from laurels.programmes import reading


def checks(kind: str) -> list[Any]:
    """Every check of one kind, with the file that it stands in."""
    programmes = {name: json.loads((reading.CONTENT / f"{name}.json").read_text()) for name in reading.shipped()}
    return [
        pytest.param(programme, check, id=f"{name}-{number}-{check['learner']}")
        for name, programme in programmes.items()
        for number, check in enumerate(one for one in programme["checks"] if one["kind"] == kind)
    ]


def kept_by(programme: dict[str, Any], learner: str) -> list[Kept]:
    """What the file says that somebody holds."""
    person = next(one for one in programme["learners"] if one["code"] == learner)
    return [
        Kept(
            achievement=one["achievement"],
            number=one["version"],
            awarded_on=date.fromisoformat(one["awarded_on"]),
            ends_on=date.fromisoformat(one["valid_until"]) if one.get("valid_until") else None,
            stands=one["status"] not in ("revoked", "suspended", "declined"),
        )
        for one in person["credentials"]
    ]


def met_in(enrolment: dict[str, Any]) -> set[str]:
    """Elements that are met in an open enrolment."""
    return {*enrolment.get("elements_met", ()), *(one["code"] for one in enrolment.get("elements_met_detail", ()))}


def open_elements(programme: dict[str, Any], learner: str) -> tuple[dict[str, int], set[str]]:
    """Achievement -> required elements still open, of the open enrolment's version, else of the current one; and the enrolled."""
    person = next(one for one in programme["learners"] if one["code"] == learner)
    enrolments = {
        one["achievement"]: one for one in person.get("enrolments", []) if one.get("state", "active") in ("active", "paused")
    }
    left = {}
    for achievement in programme["achievements"]:
        versions = {one["version"]: one for one in achievement.get("versions", [])}
        if not versions:
            continue
        enrolment = enrolments.get(achievement["code"])
        current = [one for one in versions.values() if one["status"] == "published"] or list(versions.values())[-1:]
        version = versions[enrolment["version"]] if enrolment else current[-1]
        met = met_in(enrolment or {})
        left[achievement["code"]] = sum(one["required"] and one["code"] not in met for one in version["elements"])
    return left, set(enrolments)


@pytest.mark.parametrize(("programme", "check"), checks("pathway"))
def test_a_pathway_stands_as_its_check_says(programme, check):
    rule = tree.parse(next(one["root"] for one in programme["pathways"] if one["code"] == check["pathway"]))
    day = date.fromisoformat(check["as_of"])
    held = holding.held_of(tree.badges(rule), kept_by(programme, check["learner"]), day, current={})

    assert progress.progress(rule, held) == Fraction(check["progress"])
    assert progress.remaining(rule, held) == check["remaining"]
    assert progress.is_complete(rule, held) is check["complete"]
    if "suggest" in check:
        assert [badge.achievement for badge in progress.suggestion(rule, held)] == check["suggest"]


@pytest.mark.scenario("30")
@pytest.mark.parametrize(("programme", "check"), checks("readiness"))
def test_a_job_task_is_as_ready_as_its_check_says(programme, check):
    rule = tree.parse(next(one["needs"] for one in programme["job_tasks"] if one["code"] == check["job_task"]))
    day = date.fromisoformat(check["as_of"])
    held = holding.held_of(tree.badges(rule), kept_by(programme, check["learner"]), day, current={})
    left, enrolled = open_elements(programme, check["learner"])
    nearest = progress.nearest(rule, held, open_elements=left, enrolled=enrolled)

    assert progress.progress(rule, held) == Fraction(check["progress"])
    assert progress.remaining(rule, held) == check["remaining"]
    assert progress.is_complete(rule, held) is check["ready"]
    assert [badge.achievement for badge in progress.lacks(rule, held)] == check["lacks"]
    assert (nearest.achievement if nearest else None) == check["nearest"]
    assert (left[nearest.achievement] if nearest else 0) == check["elements_remaining"]


@pytest.mark.parametrize(("programme", "check"), checks("role_badges"))
def test_a_job_role_asks_for_the_badges_of_its_tasks_in_their_order(programme, check):
    role = next(one for one in programme["roles"] if one["code"] == check["role"])
    tasks = {one["code"]: tree.parse(one["needs"]) for one in programme["job_tasks"]}
    asked = progress.needed_badges([tasks[code] for code in role["job_tasks"]])
    held = holding.held_of(asked, kept_by(programme, check["learner"]), date.fromisoformat(check["as_of"]), current={})

    assert [badge.achievement for badge in asked] == check["badges"]
    assert [badge.achievement for badge in asked if badge.achievement in held] == check["held"]


@pytest.mark.parametrize(("programme", "check"), checks("visibility"))
def test_a_manager_is_shown_what_the_job_asks_for_and_nothing_else(programme, check):
    functions = {one["code"]: one["strategy"]["learning_function"] for one in programme["achievements"]}
    shown = [code for code, function in functions.items() if holding.shown_to_manager(function, shared=code in check["opted_in"])]

    assert set(check["shown"]) == set(shown)
    assert set(check["not_shared"]) == set(functions) - set(shown)


def test_the_files_have_checks_of_every_kind_that_is_answered_here():
    assert [len(checks(kind)) for kind in ("pathway", "readiness", "role_badges", "visibility")] == [15, 6, 1, 1]
