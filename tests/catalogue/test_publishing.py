"""Publishing: what must be there, what it makes, how long it can be taken back, and what stays for ever."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest
from laurels.catalogue import services
from laurels.catalogue.errors import DraftIncomplete, MovedMeanwhile, NotReviewed, SecondPersonNeeded, TooLateToTakeBack
from laurels.catalogue.models import AchievementVersion, Judge, Strategy
from laurels.catalogue.rules import State
from laurels.journal.models import FactRow
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.people.models import Organisation
from laurels.people.rules import Mode, Role
from laurels.sealing.published import answer
from tests.catalogue.making import make_draft, publish
from tests.catalogue.whole import make_approved
from tests.making import NOON, make_member, make_organisation, make_person

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def draft(pantry, owner):
    return make_draft(pantry, owner, at=NOON)


@pytest.fixture
def version(draft, owner):
    return publish(draft, owner, at=NOON)


def document(version: AchievementVersion) -> dict[str, object]:
    found = answer(f"/badges/{version.code}.json", "")
    assert found is not None
    return json.loads(found.body)


class TestPublish:
    def test_it_can_be_earned_and_says_who_published_it_when(self, version, owner):
        version.refresh_from_db()

        assert version.state == State.PUBLISHED
        assert (version.published_by, version.published_at, version.state_since) == (owner, NOON, NOON)
        assert version.strategy.confirmed_at == NOON

    def test_the_review_counts_from_the_day_of_publishing(self, draft, owner):
        publish(draft, owner, at=NOON + timedelta(days=40))

        assert Strategy.objects.get().review_on == date(2028, 1, 3)

    def test_the_day_is_the_organisations(self, owner):
        auckland = make_organisation("Auckland Pantry", founder=owner)
        Organisation.objects.filter(pk=auckland.pk).update(time_zone="Pacific/Auckland")
        auckland.refresh_from_db()

        publish(make_draft(auckland, owner), owner, at=NOON + 12 * HOUR)

        assert Strategy.objects.get().review_on == date(2027, 11, 25)

    def test_it_has_a_document_and_both_pictures(self, version):
        assert document(version)["name"] == "Safe Shelf"
        svg, png = (answer(f"/badges/{version.code}/picture.{form}", "") for form in ("svg", "png"))
        assert svg.body.startswith(b"<svg")
        assert png.body.startswith(b"\x89PNG")

    def test_the_fact_is_recorded_once(self, version):
        (fact,) = FactRow.objects.filter(kind="version.published")

        assert str(fact.subject_code) == str(version.code)

    @pytest.mark.parametrize(
        ("changes", "word"),
        [
            ({"name": ""}, "name"),
            ({"can_do": ()}, "at least one line"),
            ({"can_do": tuple(f"Shows {number}." for number in range(6))}, "at most 5"),
            ({"judges": []}, "who judges"),
        ],
    )
    def test_what_is_missing_is_named_and_nothing_happens(self, changes, word, pantry, owner):
        version = make_draft(pantry, owner, **changes)

        with pytest.raises(DraftIncomplete, match=word):
            publish(version, owner)
        version.refresh_from_db()
        assert (version.state, version.published_at) == (State.DRAFT, None)

    def test_twice_is_told(self, version, owner):
        stale = AchievementVersion.objects.get()
        stale.state = State.DRAFT

        with pytest.raises(MovedMeanwhile):
            publish(stale, owner)
        assert FactRow.objects.filter(kind="version.published").count() == 1

    @pytest.mark.parametrize("state", [state for state in State if state not in (State.DRAFT, State.APPROVED)])
    def test_only_a_draft_or_what_is_approved_is_published(self, state, version, owner):
        AchievementVersion.objects.filter(pk=version.pk).update(state=state)
        version.refresh_from_db()

        with pytest.raises(MovedMeanwhile):
            publish(version, owner)

    def test_in_assured_mode_nobody_publishes_her_own_draft(self, trust, outsider):
        with pytest.raises(SecondPersonNeeded):
            publish(make_draft(trust, outsider), outsider)

    def test_in_assured_mode_nobody_publishes_a_draft_that_was_not_reviewed(self, trust, outsider):
        second = make_member(trust, make_person("Wen Halloran"), Role.OWNER).person

        with pytest.raises(NotReviewed):
            publish(make_draft(trust, outsider), second)

    def test_in_assured_mode_the_second_person_stands_for_the_undo_window(self, trust, outsider):
        second = make_member(trust, make_person("Wen Halloran"), Role.OWNER).person
        version = publish(make_approved(trust, outsider, second), second, at=NOON)

        with pytest.raises(TooLateToTakeBack):
            services.take_back(version=version, actor=second, awards=0, at=NOON)

    def test_in_small_mode_a_designer_publishes_her_own(self, pantry, owner):
        designer = make_member(pantry, make_person("Dora"), Role.DESIGNER).person

        assert publish(make_draft(pantry, designer, judges=[owner]), designer).published_by == designer

    def test_in_assured_mode_a_designer_does_not(self, trust, outsider):
        designer = make_member(trust, make_person("Dora"), Role.DESIGNER).person

        with pytest.raises(NotYours):
            publish(make_draft(trust, designer, judges=[outsider]), designer)

    def test_a_colleague_may_not(self, draft, colleague):
        with pytest.raises(NotYours):
            publish(draft, colleague)

    def test_for_an_outsider_it_is_not_there(self, draft, outsider, trust):
        with pytest.raises(OrganisationNotFound):
            publish(draft, outsider)


class TestTakeBack:
    @pytest.mark.parametrize("after", [timedelta(0), HOUR, timedelta(hours=24) - timedelta(seconds=1)])
    def test_within_a_day_it_is_a_draft_again_and_its_document_is_gone(self, after, version, owner):
        services.take_back(version=version, actor=owner, awards=0, at=NOON + after)

        version.refresh_from_db()
        assert version.state == State.DRAFT
        assert answer(f"/badges/{version.code}.json", "") is None

    @pytest.mark.parametrize("after", [timedelta(hours=24), timedelta(days=30)])
    def test_after_a_day_it_stays(self, after, version, owner):
        with pytest.raises(TooLateToTakeBack):
            services.take_back(version=version, actor=owner, awards=0, at=NOON + after)

    def test_as_soon_as_somebody_was_awarded_it_stays(self, version, owner):
        with pytest.raises(TooLateToTakeBack):
            services.take_back(version=version, actor=owner, awards=1, at=NOON + HOUR)

    def test_without_a_waiting_time_it_stays_at_once(self, version, owner, pantry):
        Organisation.objects.filter(pk=pantry.pk).update(waiting_hours=0)
        version = AchievementVersion.objects.get()

        with pytest.raises(TooLateToTakeBack):
            services.take_back(version=version, actor=owner, awards=0, at=NOON)

    def test_what_was_never_published_cannot_be_taken_back(self, draft, owner):
        with pytest.raises(TooLateToTakeBack):
            services.take_back(version=draft, actor=owner, awards=0, at=NOON)

    def test_it_can_be_changed_and_published_again(self, version, owner):
        services.take_back(version=version, actor=owner, awards=0, at=NOON + HOUR)
        version.refresh_from_db()

        again = publish(version, owner, at=NOON + 2 * HOUR)

        assert again.published_at == NOON + 2 * HOUR
        assert document(again)["name"] == "Safe Shelf"

    def test_a_colleague_may_not(self, version, colleague):
        with pytest.raises(NotYours):
            services.take_back(version=version, actor=colleague, awards=0, at=NOON)

    def test_for_an_outsider_it_is_not_there(self, version, outsider, trust):
        with pytest.raises(OrganisationNotFound):
            services.take_back(version=version, actor=outsider, awards=0, at=NOON)


class TestRetire:
    @pytest.mark.parametrize("state", [State.PUBLISHED, State.SUPERSEDED])
    def test_its_page_and_document_stay(self, state, version, owner, client):
        AchievementVersion.objects.filter(pk=version.pk).update(state=state)
        version.refresh_from_db()

        services.retire(version=version, actor=owner, at=NOON + HOUR)

        assert client.get(f"/badges/{version.code}").status_code == 200
        assert document(version)["name"] == "Safe Shelf"
        assert FactRow.objects.filter(kind="version.retired").count() == 1

    @pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.APPROVED, State.SUSPENDED, State.RETIRED])
    def test_from_any_other_state_it_is_refused(self, state, version, owner):
        AchievementVersion.objects.filter(pk=version.pk).update(state=state)
        version.refresh_from_db()

        with pytest.raises(MovedMeanwhile):
            services.retire(version=version, actor=owner, at=NOON)

    def test_a_retired_badge_can_no_longer_be_taken_back(self, version, owner):
        services.retire(version=version, actor=owner, at=NOON)

        with pytest.raises(MovedMeanwhile):
            services.take_back(version=version, actor=owner, awards=0, at=NOON)

    def test_a_colleague_may_not(self, version, colleague):
        with pytest.raises(NotYours):
            services.retire(version=version, actor=colleague, at=NOON)

    def test_for_an_outsider_it_is_not_there(self, version, outsider, trust):
        with pytest.raises(OrganisationNotFound):
            services.retire(version=version, actor=outsider, at=NOON)


class TestTheTables:
    def test_only_one_version_of_a_badge_is_published(self, version):
        from django.db import IntegrityError, transaction

        with pytest.raises(IntegrityError), transaction.atomic():
            AchievementVersion.objects.create(
                achievement=version.achievement,
                number="2",
                state=State.PUBLISHED,
                published_at=NOON,
                state_since=NOON,
                changed_at=NOON,
            )

    def test_what_is_published_has_a_day(self, version):
        from django.db import IntegrityError, transaction

        with pytest.raises(IntegrityError), transaction.atomic():
            AchievementVersion.objects.create(
                achievement=version.achievement, number="2", state=State.RETIRED, state_since=NOON, changed_at=NOON
            )

    def test_a_person_judges_a_version_once(self, version, owner):
        from django.db import IntegrityError, transaction

        with pytest.raises(IntegrityError), transaction.atomic():
            Judge.objects.create(version=version, person=owner)


def test_a_change_of_mode_rewrites_no_badge(version, pantry):
    before = document(version)

    Organisation.objects.filter(pk=pantry.pk).update(mode=Mode.ASSURED)

    assert document(AchievementVersion.objects.get()) == before


def test_a_moment_without_a_zone_is_refused(draft, owner):
    with pytest.raises((RuntimeWarning, ValueError), match=r"naive|zone"):
        publish(draft, owner, at=datetime(2026, 11, 24, 12))  # noqa: DTZ001
