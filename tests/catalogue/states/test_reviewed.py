"""From a draft to an approval, row by row and refusal by refusal (DOMAIN 5.1)."""

from __future__ import annotations

import pytest
from laurels.catalogue import services
from laurels.catalogue.errors import (
    ChangesAsked,
    ElementsUnread,
    HintsUnanswered,
    MovedMeanwhile,
    NobodyReviews,
    NotReady,
    ReasonNeeded,
    SecondPersonNeeded,
    StarterStays,
)
from laurels.catalogue.models import AchievementVersion, Review, Strategy
from laurels.catalogue.rules import State
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.people.rules import Role
from tests.catalogue.states.moving import DAY, at_state, but, kinds
from tests.catalogue.whole import (
    make_element,
    make_submitted,
    make_whole,
)
from tests.making import NOON, make_member, make_person

pytestmark = pytest.mark.django_db


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
