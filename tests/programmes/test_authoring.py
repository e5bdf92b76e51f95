"""Every badge of a file goes the way that a page would take it: begun, submitted, approved, published, with its map."""

from __future__ import annotations

import pytest
from laurels.catalogue.models import AchievementVersion, LintOverride, Review
from laurels.catalogue.rules import map_faults
from laurels.catalogue.selectors import elements_of, whole_of
from laurels.journal.models import FactRow
from laurels.programmes import loading, reading
from tests.making import NOON

pytestmark = pytest.mark.django_db
WAY = ["draft.begun", "version.submitted", "version.approved", "version.published"]


@pytest.fixture
def loaded():
    return loading.load(reading.read_shipped("customer-care"), at=NOON)


def test_each_version_left_every_fact_of_the_way_once(loaded):
    for version in loaded.versions.values():
        kinds = FactRow.objects.filter(subject_code=version.code, kind__in=WAY).values_list("kind", flat=True)
        assert sorted(kinds) == sorted(WAY)
    assert Review.objects.filter(outcome="approved").count() == len(loaded.versions)


def test_a_revised_badge_says_what_of_the_version_before_counts(loaded):
    after = AchievementVersion.objects.get(pk=loaded.versions[("CC-RIGHT", "2.0")].pk)
    mapped = whole_of(after).equivalence

    assert {rule.element: rule.rule for rule in mapped.rules} == {
        "RIG-1": "same", "RIG-2": "equivalent", "RIG-3B": "equivalent", "RIG-4": "new", "RIG-5": "partial",
    }  # fmt: skip
    assert map_faults(mapped, new=elements_of(after), old=elements_of(after.previous)) == ()


def test_a_behaviour_says_what_one_would_see(loaded):
    (first, *_) = elements_of(loaded.versions[("CC-LISTEN", "1.0")])

    assert (first.kind, first.indicator) == (
        "behaviour", "Greets promptly, looks up, and offers help to those who hesitate.",
    )  # fmt: skip


def test_what_the_linter_would_have_mended_is_answered_in_the_open(loaded):
    reasons = set(LintOverride.objects.values_list("reason", flat=True))

    assert reasons == {"So it stands in the programme’s file."}


def test_loaded_twice_it_is_there_once(loaded):
    before = AchievementVersion.objects.count()

    loading.load(reading.read_shipped("customer-care"), at=NOON)

    assert AchievementVersion.objects.count() == before
