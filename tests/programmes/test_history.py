"""What a loaded programme looks like to its people: their roles, judges and held badges; and what is off in Small mode."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from laurels.catalogue.models import AchievementVersion, Element
from laurels.issuing.models import Award
from laurels.people.models import Membership, Organisation, RoleGrant
from laurels.programmes import reading
from laurels.programmes.loading import load

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
SMALL = json.loads((reading.CONTENT / "small-charity.json").read_text())


def checks(kind: str) -> list[dict[str, object]]:
    return [check for check in SMALL["checks"] if check["kind"] == kind]


@pytest.fixture
def loaded():
    return load(reading.read_shipped("small-charity"), at=AT)


def test_the_organisation_is_what_its_file_says(loaded):
    organisation, part = loaded.organisation, SMALL["organisation"]

    assert (organisation.legal_name, organisation.country, organisation.mode) == (part["legal_name"], part["country"], part["mode"])
    assert organisation.time_zone == part["time_zone"]
    assert organisation.people_count == part["people_count"]
    assert organisation.demo_key == part["code"]


def test_everybody_has_the_roles_of_the_file_that_this_release_knows(loaded):
    held = {
        person["code"]: set(
            RoleGrant.objects.filter(membership__person=loaded.persons[person["code"]]).values_list("role", flat=True)
        )
        for person in SMALL["people"]
    }

    assert held == {"p-joan": {"programme_owner", "designer", "assessor"}, "p-idris": {"assessor"}}


def test_somebody_who_judges_and_learns_is_one_person(loaded):
    names = list(Membership.objects.filter(organisation=loaded.organisation).values_list("person__name", flat=True))

    assert len(names) == len(set(names)) == 6


def test_judges_are_those_whom_the_form_names(loaded):
    for part in SMALL["achievements"]:
        version = loaded.versions[(part["code"], part["version"])]
        wanted = {loaded.persons[code].pk for code in part["form"]["judged_by"]}
        assert set(version.judges.values_list("person_id", flat=True)) == wanted


def test_held_badges_have_the_days_of_the_file(loaded):
    for learner in SMALL["learners"]:
        for held in learner["credentials"]:
            award = Award.objects.get(person=loaded.persons[learner["code"]], version__achievement__handle=held["achievement"])
            assert award.awarded_on.isoformat() == held["awarded_on"]
            assert (award.valid_until.date().isoformat() if award.valid_until else None) == held["valid_until"]


def test_nobody_was_judged_by_herself(loaded):
    assert not Award.objects.filter(judge=loaded.persons["p-joan"], person=loaded.persons["p-joan"]).exists()
    for award in Award.objects.all():
        assert award.judge_id != award.person_id


def test_what_is_off_in_small_mode_is_seen_nowhere(loaded, client):
    shown = client.get("/catalogue/").content.decode()
    for version in AchievementVersion.objects.all():
        shown += client.get(f"/badges/{version.code}").content.decode()

    for word in ("EU description", "EQF", "sampling", "kappa", "Appeals upheld", "ROI", "hold-out", "version 1.0"):
        assert word not in shown
    assert checks("off")


def test_no_element_of_a_small_badge_is_always_renewed(loaded):
    assert not Element.objects.filter(version__achievement__organisation=loaded.organisation, renew_always=True).exists()


def test_a_second_organisation_beside_it_is_left_alone(loaded):
    before = set(AchievementVersion.objects.values_list("pk", flat=True))

    load(reading.read_shipped("data-literacy"), at=AT)

    assert Organisation.objects.count() == 2
    assert (
        set(AchievementVersion.objects.filter(achievement__organisation=loaded.organisation).values_list("pk", flat=True)) == before
    )


def test_the_report_counts_what_it_made_and_names_what_it_left(loaded):
    assert loaded.sentence() == (
        "Kettle Lane Community Pantry: 6 people, 2 badge versions, 2 credentials. "
        "Left for later: 2 enrolments, 2 evidence, 2 submissions."
    )
