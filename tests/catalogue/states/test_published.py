"""A successor, and publishing, row by row and refusal by refusal (DOMAIN 5.1, 6.2)."""

from __future__ import annotations

from datetime import date

import pytest
from laurels.catalogue import services
from laurels.catalogue.errors import (
    AnotherIsCurrent,
    BeforeOnHold,
    MovedMeanwhile,
    NotReady,
)
from laurels.catalogue.models import AchievementVersion, EquivalenceMap
from laurels.catalogue.rules import State
from laurels.journal.models import FactRow
from laurels.people.errors import NotYours
from laurels.sealing.published import answer
from tests.catalogue.states.moving import DAY, at_state
from tests.catalogue.whole import (
    SAME,
    make_approved,
    make_map,
    make_submitted,
    make_whole,
)
from tests.making import NOON

pytestmark = pytest.mark.django_db


class TestASuccessor:
    def submitted(self, published, author, number="2.0", **changes):
        return make_submitted(published.achievement.organisation, author, number=number, previous=published, **changes)

    def approve(self, version, second):
        services.agree_to_the_rest(version=version, actor=second, at=NOON)
        services.approve(version=version, actor=second, at=NOON)

    def test_without_a_map_it_is_not_approved(self, published, designer, second):
        with pytest.raises(NotReady, match="what of the version before still counts"):
            self.approve(self.submitted(published, designer), second)

    def test_a_map_that_is_not_total_is_told_where(self, published, designer, second):
        version = self.submitted(published, designer)
        make_map(version, CLE_1=("same", ["CLE-1"]), CLE_2=("new", []))

        with pytest.raises(NotReady, match=r"CLE-3 has no rule; CLE-2 of the version before is neither used nor named as retired"):
            self.approve(version, second)

    def test_with_a_total_map_it_is(self, published, designer, second):
        version = self.submitted(published, designer)
        make_map(version, **SAME)

        self.approve(version, second)

        assert version.state == State.APPROVED

    def test_a_wording_fix_needs_no_map(self, published, designer, second):
        version = self.submitted(published, designer, number="1.0.1")

        self.approve(version, second)

        assert not EquivalenceMap.objects.filter(version=version).exists()

    def test_a_wording_fix_that_adds_an_element_is_none(self, published, designer, second):
        statements = {"CLE-1": "Handles a call.", "CLE-9": "Thanks whoever called before the call ends."}
        version = self.submitted(published, designer, number="1.0.1", statements=statements)

        with pytest.raises(NotReady, match=r"keeps every element, and CLE-2 and CLE-3 are missing; .* CLE-9 is new"):
            self.approve(version, second)

    def test_published_it_takes_the_place_of_the_one_before(self, published, designer, second):
        version = self.submitted(published, designer)
        make_map(version, **SAME)
        self.approve(version, second)

        services.publish(version=version, actor=second, at=NOON + DAY)

        published.refresh_from_db()
        assert (version.state, published.state) == (State.PUBLISHED, State.SUPERSEDED)

    def test_while_the_one_before_is_on_hold_it_waits(self, published, designer, second):
        version = self.submitted(published, designer)
        make_map(version, **SAME)
        self.approve(version, second)
        services.suspend(version=published, reason="The law changed.", actor=second, at=NOON)

        with pytest.raises(BeforeOnHold, match=r"Version 1\.0"):
            services.publish(version=version, actor=second, at=NOON)
        services.resume(version=published, actor=second, at=NOON)
        services.publish(version=AchievementVersion.objects.get(pk=version.pk), actor=second, at=NOON)

    def test_a_draft_that_follows_an_older_version_is_refused(self, published, designer, second):
        aside = make_approved(published.achievement.organisation, designer, second, number="1.5", title="Another name")

        with pytest.raises(AnotherIsCurrent, match=r"Version 1\.0"):
            services.publish(version=aside, actor=second, at=NOON)

    def test_of_an_older_version_no_next_one_is_begun(self, published, designer, second):
        with pytest.raises(MovedMeanwhile):
            services.begin_next(version=at_state(published, State.SUPERSEDED), author=designer, at=NOON)


class TestPublish:
    def test_an_approved_version_can_be_earned_and_says_who_published_it(self, approved, second):
        services.publish(version=approved, actor=second, at=NOON + DAY)

        approved.refresh_from_db()
        assert (approved.state, approved.published_by, approved.published_at) == (State.PUBLISHED, second, NOON + DAY)
        assert answer(f"/badges/{approved.code}.json", "") is not None
        assert approved.strategy.review_on == date(2027, 11, 1)

    def test_an_owner_publishes_her_own_once_somebody_else_approved_it(self, trust, outsider, second):
        version = make_approved(trust, outsider, second)

        assert services.publish(version=version, actor=outsider, at=NOON).published_by == outsider

    def test_the_time_from_idea_to_publishing_is_recorded(self, approved, second):
        services.publish(version=approved, actor=second, at=NOON + 2 * DAY)

        assert FactRow.objects.get(kind="version.published").data == {"minutes": 2 * 24 * 60}

    def test_what_blocks_is_asked_again(self, approved, second):
        AchievementVersion.objects.filter(pk=approved.pk).update(picture_alt="")
        approved.refresh_from_db()

        with pytest.raises(NotReady, match="alternative text"):
            services.publish(version=approved, actor=second, at=NOON)

    def test_without_a_key_nothing_is_published(self, approved, second, settings, tmp_path):
        from laurels.keys.errors import NoMasterKey

        settings.MASTER_KEY_FILE = str(tmp_path / "gone" / "master.key")
        (tmp_path / "gone").write_text("in the way")

        with pytest.raises((NoMasterKey, OSError)):
            services.publish(version=approved, actor=second, at=NOON)
        approved.refresh_from_db()
        assert approved.state == State.APPROVED

    def test_a_designer_does_not_publish(self, approved, designer):
        with pytest.raises(NotYours):
            services.publish(version=approved, actor=designer, at=NOON)

    def test_a_programmes_file_publishes_on_its_own_day(self, trust):
        version = make_whole(trust, None)
        for verb in (services.submit, services.approve, services.publish):
            verb(version=version, actor=None, at=NOON - 90 * DAY)

        version.refresh_from_db()
        assert (version.published_at, version.published_by) == (NOON - 90 * DAY, None)
