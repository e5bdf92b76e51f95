"""The state machine of a version, row by row and refusal by refusal (DOMAIN 5.1)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from laurels.catalogue import ports, services
from laurels.catalogue.errors import (
    AnotherIsCurrent,
    BeforeOnHold,
    ChangesAsked,
    ElementsUnread,
    HintsUnanswered,
    MovedMeanwhile,
    NobodyReviews,
    NotReady,
    ReasonNeeded,
    SecondPersonNeeded,
    StarterStays,
    WorkOpen,
)
from laurels.catalogue.models import AchievementVersion, EquivalenceMap, Review, Standing, Strategy
from laurels.catalogue.rules import State
from laurels.journal.models import FactRow
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.people.rules import Role
from laurels.sealing.published import answer
from tests.catalogue.making import make_draft, publish
from tests.catalogue.whole import (
    SAME,
    make_approved,
    make_element,
    make_map,
    make_published,
    make_submitted,
    make_whole,
)
from tests.making import NOON, make_member, make_person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def draft(trust, designer):
    return make_whole(trust, designer)


@pytest.fixture
def waiting(trust, designer, second):
    return make_submitted(trust, designer)


@pytest.fixture
def approved(trust, designer, second):
    return make_approved(trust, designer, second)


@pytest.fixture
def published(trust, designer, second):
    return make_published(trust, designer, second)


def at_state(version: AchievementVersion, state: State) -> AchievementVersion:
    """The same version in any state, by the back door of its status column."""
    if state not in (State.DRAFT, State.IN_REVIEW, State.APPROVED) and version.published_at is None:
        AchievementVersion.objects.filter(pk=version.pk).update(published_at=NOON)
    AchievementVersion.objects.filter(pk=version.pk).update(state=state)
    return AchievementVersion.objects.select_related("achievement__organisation", "strategy").get(pk=version.pk)


def but(*states: State) -> list[State]:
    return [state for state in State if state not in states]


def kinds() -> list[str]:
    return list(FactRow.objects.filter(subject_kind="version").order_by("at", "id").values_list("kind", flat=True))


class TestSubmit:
    def test_a_sound_draft_waits_for_a_reviewer(self, draft, designer, second):
        review = services.submit(version=draft, actor=designer, at=NOON)

        draft.refresh_from_db()
        assert (draft.state, draft.state_since) == (State.IN_REVIEW, NOON)
        assert (review.asked_by, review.outcome, review.reviewer) == (designer, "open", None)
        assert kinds() == ["version.submitted"]

    @pytest.mark.parametrize(
        ("gone", "named"),
        [
            ({"lifespan_months": None}, "lifespan"),
            ({"performance_level": ""}, "performance level"),
            ({"review_on": None}, "date on which it is reviewed"),
            ({"measures": []}, "success measures"),
            ({"business_need": " "}, "need of your organisation"),
        ],
    )
    @pytest.mark.scenario("T1")
    def test_a_missing_field_of_the_strategy_is_named(self, gone, named, draft, designer):
        Strategy.objects.filter(version=draft).update(**gone)
        draft.refresh_from_db()

        with pytest.raises(NotReady, match=named):
            services.submit(version=draft, actor=designer, at=NOON)
        draft.refresh_from_db()
        assert draft.state == State.DRAFT
        assert not Review.objects.exists()

    def test_does_not_expire_with_a_reason_is_a_choice(self, draft, designer, second):
        Strategy.objects.filter(version=draft).update(lifespan_months=None, lifespan_reason="describes past acts")
        draft.refresh_from_db()

        services.submit(version=draft, actor=designer, at=NOON)

    def test_an_element_that_is_not_valid_is_named(self, draft, designer, second):
        make_element(draft, "CLE-4", "Shares credit with whoever did the work.", kind="behaviour")

        with pytest.raises(NotReady, match="CLE-4: It is a behaviour"):
            services.submit(version=draft, actor=designer, at=NOON)

    def test_a_finding_without_an_answer_is_named(self, draft, designer, second):
        make_element(draft, "CLE-4", "Understands what customers need.")

        with pytest.raises(HintsUnanswered, match=r"CLE-4: “Understands” cannot be seen"):
            services.submit(version=draft, actor=designer, at=NOON)
        services.override(version=draft, rule="L01", subject="CLE-4", reason="Our regulator's word.", actor=designer, at=NOON)
        services.submit(version=AchievementVersion.objects.get(pk=draft.pk), actor=designer, at=NOON)

    def test_with_nobody_to_review_it_is_refused_early(self, trust, outsider):
        with pytest.raises(NobodyReviews):
            services.submit(version=make_whole(trust, outsider), actor=outsider, at=NOON)

    def test_a_reviewer_who_could_not_approve_is_refused(self, draft, designer, second, colleague):
        with pytest.raises(NobodyReviews):
            services.submit(version=draft, actor=designer, reviewer=colleague, at=NOON)

    def test_somebody_may_be_asked_by_name(self, draft, designer, second):
        assert services.submit(version=draft, actor=designer, reviewer=second, at=NOON).reviewer == second

    def test_a_programmes_file_needs_nobody(self, trust):
        version = make_whole(trust, None)

        services.submit(version=version, actor=None, at=NOON)

        assert version.state == State.IN_REVIEW

    def test_what_others_begin_with_is_not_submitted(self, draft, designer, second):
        AchievementVersion.objects.filter(pk=draft.pk).update(is_starter=True)
        draft.refresh_from_db()

        with pytest.raises(StarterStays):
            services.submit(version=draft, actor=designer, at=NOON)

    @pytest.mark.parametrize("state", but(State.DRAFT))
    def test_from_any_other_state_it_is_refused(self, state, draft, designer, second):
        with pytest.raises(MovedMeanwhile):
            services.submit(version=at_state(draft, state), actor=designer, at=NOON)

    def test_twice_at_once_is_one_review(self, draft, designer, second):
        stale = AchievementVersion.objects.get(pk=draft.pk)
        services.submit(version=draft, actor=designer, at=NOON)

        with pytest.raises(MovedMeanwhile):
            services.submit(version=stale, actor=designer, at=NOON)
        assert Review.objects.count() == 1

    def test_a_colleague_may_not_and_an_outsider_finds_nothing(self, draft, trust, owner, pantry):
        member = make_member(trust, make_person("Lea Marsh")).person

        with pytest.raises(NotYours):
            services.submit(version=draft, actor=member, at=NOON)
        with pytest.raises(OrganisationNotFound):
            services.submit(version=draft, actor=owner, at=NOON)


class TestReturn:
    def test_with_a_reason_it_is_a_draft_again(self, waiting, second):
        services.give_back(version=waiting, reason=" Name who\n decides. ", actor=second, at=NOON + DAY)

        waiting.refresh_from_db()
        review = Review.objects.get()
        assert waiting.state == State.DRAFT
        assert (review.outcome, review.reason, review.reviewer) == ("returned", "Name who decides.", second)
        assert kinds()[-1] == "version.returned"

    def test_without_a_reason_nothing_happens(self, waiting, second):
        with pytest.raises(ReasonNeeded):
            services.give_back(version=waiting, reason="  ", actor=second, at=NOON)
        waiting.refresh_from_db()
        assert waiting.state == State.IN_REVIEW

    def test_another_designer_may_return_it(self, waiting, trust):
        other = make_member(trust, make_person("Ines Roth"), Role.DESIGNER).person

        services.give_back(version=waiting, reason="Line two is two things.", actor=other, at=NOON)

        assert waiting.state == State.DRAFT

    def test_its_author_does_not_return_it_to_herself(self, waiting, designer):
        with pytest.raises(SecondPersonNeeded):
            services.give_back(version=waiting, reason="I changed my mind.", actor=designer, at=NOON)

    def test_a_fault_found_after_the_approval_goes_back_too(self, approved, second):
        services.give_back(version=approved, reason="The law changed.", actor=second, at=NOON + DAY)

        approved.refresh_from_db()
        assert (approved.state, approved.approved_by, approved.approved_at) == (State.DRAFT, None, None)
        assert list(Review.objects.values_list("outcome", flat=True)) == ["approved", "returned"]

    @pytest.mark.parametrize("state", but(State.IN_REVIEW, State.APPROVED))
    def test_from_any_other_state_it_is_refused(self, state, draft, second):
        with pytest.raises(MovedMeanwhile):
            services.give_back(version=at_state(draft, state), reason="No.", actor=second, at=NOON)

    def test_it_can_be_mended_and_submitted_again(self, waiting, designer, second):
        services.give_back(version=waiting, reason="Shorter.", actor=second, at=NOON)

        services.submit(version=waiting, actor=designer, at=NOON + DAY)

        assert [review.outcome for review in Review.objects.all()] == ["returned", "open"]

    def test_an_outsider_finds_nothing(self, waiting, owner, pantry):
        with pytest.raises(OrganisationNotFound):
            services.give_back(version=waiting, reason="No.", actor=owner, at=NOON)


class TestApprove:
    def test_an_owner_who_read_every_element_approves(self, waiting, second):
        services.agree_to_the_rest(version=waiting, actor=second, at=NOON)

        services.approve(version=waiting, actor=second, at=NOON + DAY)

        waiting.refresh_from_db()
        assert (waiting.state, waiting.approved_by, waiting.approved_at) == (State.APPROVED, second, NOON + DAY)
        assert Review.objects.get().outcome == "approved"
        assert kinds()[-1] == "version.approved"

    def test_the_author_never_does_also_as_an_owner(self, trust, outsider, second):
        version = make_submitted(trust, outsider)

        with pytest.raises(SecondPersonNeeded):
            services.approve(version=version, actor=outsider, at=NOON)

    def test_a_designer_does_not(self, waiting, trust):
        other = make_member(trust, make_person("Ines Roth"), Role.DESIGNER).person

        with pytest.raises(NotYours):
            services.approve(version=waiting, actor=other, at=NOON)

    def test_what_was_not_read_is_named(self, waiting, second):
        services.say(version=waiting, element_code="CLE-1", agreed=True, words="", actor=second, at=NOON)

        with pytest.raises(ElementsUnread, match=r"CLE-2, CLE-3, what stands around the elements"):
            services.approve(version=waiting, actor=second, at=NOON)

    def test_a_change_that_was_asked_for_stands_in_the_way(self, waiting, second):
        services.say(version=waiting, element_code="CLE-1", agreed=False, words="Which call?", actor=second, at=NOON)
        services.agree_to_the_rest(version=waiting, actor=second, at=NOON)

        with pytest.raises(ChangesAsked):
            services.approve(version=waiting, actor=second, at=NOON)

    def test_the_last_word_counts(self, waiting, second):
        services.say(version=waiting, element_code="CLE-1", agreed=False, words="Which call?", actor=second, at=NOON)
        services.say(version=waiting, element_code="CLE-1", agreed=True, words="", actor=second, at=NOON)
        services.agree_to_the_rest(version=waiting, actor=second, at=NOON)

        services.approve(version=waiting, actor=second, at=NOON)

    @pytest.mark.parametrize("state", but(State.IN_REVIEW))
    def test_from_any_other_state_it_is_refused(self, state, draft, second):
        with pytest.raises(MovedMeanwhile):
            services.approve(version=at_state(draft, state), actor=second, at=NOON)

    def test_in_small_mode_the_author_may(self, pantry, owner):
        version = make_submitted(pantry, owner)

        services.approve(version=version, actor=owner, at=NOON)

        assert version.state == State.APPROVED

    def test_an_outsider_finds_nothing(self, waiting, owner, pantry):
        with pytest.raises(OrganisationNotFound):
            services.approve(version=waiting, actor=owner, at=NOON)


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
