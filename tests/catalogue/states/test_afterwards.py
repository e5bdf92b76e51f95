"""On hold, back, retired, and Small mode as it was (DOMAIN 5.1)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from laurels.catalogue import ports, services
from laurels.catalogue.errors import (
    AnotherIsCurrent,
    MovedMeanwhile,
    NotReady,
    ReasonNeeded,
    WorkOpen,
)
from laurels.catalogue.models import Standing
from laurels.catalogue.rules import State
from laurels.journal.models import FactRow
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.sealing.published import answer
from tests.catalogue.making import make_draft, publish
from tests.catalogue.states.moving import DAY, at_state, but, kinds
from tests.catalogue.whole import (
    SAME,
    make_map,
    make_submitted,
    make_whole,
)
from tests.making import NOON

pytestmark = pytest.mark.django_db


class TestSuspendAndResume:
    def test_on_hold_it_is_not_earned_and_its_page_says_why(self, published, second):
        services.suspend(version=published, reason="A safety notice.", actor=second, at=NOON + DAY)

        standing = Standing.objects.get()
        assert published.state == State.SUSPENDED
        assert (standing.state, standing.reason, standing.by) == ("suspended", "A safety notice.", second)
        assert answer(f"/badges/{published.code}.json", "") is not None
        assert kinds()[-1] == "version.suspended"

    def test_back_again_it_is_published(self, published, second):
        services.suspend(version=published, reason="A safety notice.", actor=second, at=NOON)

        services.resume(version=published, actor=second, at=NOON + DAY)

        assert published.state == State.PUBLISHED
        assert [standing.state for standing in Standing.objects.all()] == ["suspended", "published"]
        assert kinds()[-1] == "version.resumed"

    def test_without_a_reason_it_is_not_put_on_hold(self, published, second):
        with pytest.raises(ReasonNeeded):
            services.suspend(version=published, reason="", actor=second, at=NOON)
        assert published.state == State.PUBLISHED

    @pytest.mark.parametrize("state", but(State.PUBLISHED))
    def test_only_a_published_version_is_put_on_hold(self, state, draft, second):
        with pytest.raises(MovedMeanwhile):
            services.suspend(version=at_state(draft, state), reason="No.", actor=second, at=NOON)

    @pytest.mark.parametrize("state", but(State.SUSPENDED))
    def test_only_what_is_on_hold_comes_back(self, state, draft, second):
        with pytest.raises(MovedMeanwhile):
            services.resume(version=at_state(draft, state), actor=second, at=NOON)

    def test_it_does_not_come_back_beside_another(self, published, trust, designer, second):
        services.suspend(version=published, reason="A safety notice.", actor=second, at=NOON)
        other = make_whole(trust, designer, number="3.0")
        at_state(other, State.PUBLISHED)

        with pytest.raises(AnotherIsCurrent, match=r"3\.0"):
            services.resume(version=published, actor=second, at=NOON)

    @pytest.mark.parametrize("verb", ["suspend", "resume"])
    def test_a_designer_may_not_and_an_outsider_finds_nothing(self, verb, published, designer, owner, pantry):
        reason = {"reason": "No."} if verb == "suspend" else {}

        with pytest.raises(NotYours):
            getattr(services, verb)(version=published, actor=designer, at=NOON, **reason)
        with pytest.raises(OrganisationNotFound):
            getattr(services, verb)(version=published, actor=owner, at=NOON, **reason)


class TestRetire:
    @pytest.fixture
    def under_way(self, monkeypatch):
        """One room above says that two people are under way."""
        monkeypatch.setattr(ports, "_guards", [lambda version, *, at: 2])

    def test_while_people_are_under_way_it_stays(self, published, second, under_way):
        with pytest.raises(WorkOpen, match="Two people are still working"):
            services.retire(version=published, actor=second, at=NOON)
        assert published.state == State.PUBLISHED

    @pytest.mark.parametrize(("day", "may"), [(date(2027, 3, 31), False), (date(2027, 4, 1), True)])
    def test_after_the_last_date_an_older_version_goes_all_the_same(self, day, may, published, designer, second, under_way):
        newer = make_submitted(published.achievement.organisation, designer, number="2.0", previous=published)
        make_map(newer, **SAME)
        services.agree_to_the_rest(version=newer, actor=second, at=NOON)
        services.approve(version=newer, actor=second, at=NOON)
        services.publish(version=newer, actor=second, at=NOON)
        published.refresh_from_db()
        then = NOON.replace(year=day.year, month=day.month, day=day.day)

        if may:
            services.retire(version=published, actor=second, at=then)
        else:
            with pytest.raises(WorkOpen):
                services.retire(version=published, actor=second, at=then)
        assert published.state == (State.RETIRED if may else State.SUPERSEDED)

    def test_a_guard_is_registered_once(self, monkeypatch, published):
        monkeypatch.setattr(ports, "_guards", [])

        def one(version, *, at):
            return 1

        ports.guard_retiring(one)
        ports.guard_retiring(one)

        assert ports.open_work(published, at=NOON) == 1


class TestSmallModeStaysAsItIs:
    def test_a_draft_of_five_fields_is_published_at_once(self, pantry, owner):
        assert publish(make_draft(pantry, owner, at=NOON), owner, at=NOON).state == State.PUBLISHED

    def test_its_wait_is_recorded_too(self, pantry, owner):
        publish(make_draft(pantry, owner, at=NOON), owner, at=NOON + timedelta(minutes=5))

        assert FactRow.objects.get(kind="version.published").data == {"minutes": 5}

    def test_what_says_more_than_five_fields_is_held_to_the_rules_of_the_whole(self, pantry, owner):
        version = make_whole(pantry, owner, picture_alt="")

        with pytest.raises(NotReady, match="alternative text"):
            publish(version, owner, at=NOON)

    def test_sound_it_is_published_by_its_author(self, pantry, owner):
        assert publish(make_whole(pantry, owner), owner, at=NOON).strategy.review_on == date(2027, 11, 1)
