"""Strangers read a complete European description; its gaps are shown to whoever designs, and to nobody else."""

from __future__ import annotations

import pytest
from django.db.models import QuerySet
from laurels.catalogue.models import AchievementVersion
from tests.catalogue.making import make_draft, publish
from tests.catalogue.test_searching import make_badge
from tests.making import make_member
from tests.personas import _signed_in

pytestmark = pytest.mark.django_db
STATED = {
    "notional_hours": 6.0,
    "methods": ["portfolio"],
    "participation": "work-based",
    "quality_assurance": "internal, by sampling",
}


def stated(version: AchievementVersion, **columns: object) -> AchievementVersion:
    """The same, as the full editor would have left it before publishing."""
    QuerySet(AchievementVersion).filter(pk=version.pk).update(**(STATED | columns))
    version.refresh_from_db()
    return version


@pytest.fixture
def version(trust, outsider):
    return stated(make_badge(trust, outsider, "Welcome"), level_scheme="EQF", level_value="3")


def test_a_complete_one_is_linked_from_the_badge_and_open_to_everybody(client, version):
    assert f"/badges/{version.code}/european" in client.get(f"/badges/{version.code}").content.decode()

    page = client.get(f"/badges/{version.code}/european").content.decode()

    assert "may be called EU-described" in page
    assert "EQF 3, our own estimate" in page
    assert "About 6 hours of effort" in page


def test_machines_get_the_same_rows(client, version):
    said = client.get(f"/badges/{version.code}/european", {"form": "json"}).json()

    assert said["euDescribed"] is True
    assert {"element": "Form of participation", "value": "work-based"} in said["elements"]


@pytest.mark.parametrize("gap", [{"notional_hours": None}, {"methods": []}, {"participation": ""}, {"quality_assurance": " "}])
def test_with_one_gap_strangers_find_nothing_and_nothing_says_eu(gap, client, version):
    stated(version, **gap)

    assert client.get(f"/badges/{version.code}/european").status_code == 404
    assert "EU-described" not in client.get(f"/badges/{version.code}").content.decode()


def test_a_designer_reads_what_is_missing(as_outsider, trust, version):
    stated(version, notional_hours=None)

    page = as_outsider.get(f"/o/{trust.slug}/design/{version.code}/european/").content.decode()

    assert "Notional workload" in page
    assert "Nothing yet" in page


def test_a_level_that_a_body_confirmed_names_it(client, version):
    stated(version, level_confirmed_by="the Awards Office")

    assert "EQF 3, confirmed by the Awards Office" in client.get(f"/badges/{version.code}").content.decode()


def test_small_mode_has_no_such_page(client, pantry, owner):
    version = stated(publish(make_draft(pantry, owner), owner))

    assert client.get(f"/badges/{version.code}/european").status_code == 404


def test_others_do_not_read_the_gaps(as_owner, as_stranger, trust, colleague, version):
    make_member(trust, colleague)
    address = f"/o/{trust.slug}/design/{version.code}/european/"

    assert as_owner.get(address).status_code == 404
    assert as_stranger.get(address).status_code == 302
    assert _signed_in(colleague).get(address).status_code == 403
