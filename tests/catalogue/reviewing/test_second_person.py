"""The pages of the second person: submitting, answering, reading element by element, approving."""

from __future__ import annotations

import pytest
from laurels.catalogue import services
from laurels.catalogue.models import AchievementVersion, ElementReview, LintOverride, Review, Strategy
from laurels.catalogue.rules import State
from laurels.catalogue.selectors.reviews import last_return
from laurels.people.rules import Role
from tests.catalogue.pages import words
from tests.catalogue.reviewing.doors import QUERIES, at, client_of
from tests.catalogue.whole import make_approved, make_element, make_published, make_whole
from tests.making import NOON, make_member, make_person

pytestmark = pytest.mark.django_db


class TestSubmit:
    def test_a_sound_draft_is_submitted_with_one_press(self, draft, as_designer, second):
        page = words(as_designer.get(at(draft, "submit/")))
        assert "is ready for a second pair of eyes" in page
        assert "Wen Halloran" in page

        answer = as_designer.post(at(draft, "submit/"), {"reviewer": str(second.code)})

        assert answer["Location"] == at(draft, "review/")
        assert Review.objects.get().reviewer == second

    @pytest.mark.scenario("T1")
    def test_a_missing_field_is_named_and_cannot_be_submitted(self, draft, as_designer):
        Strategy.objects.filter(version=draft).update(lifespan_months=None)

        page = words(as_designer.get(at(draft, "submit/")))
        answer = as_designer.post(at(draft, "submit/"))

        assert "Its lifespan is not chosen" in page
        assert "Submit for review" not in page
        assert answer.status_code == 422
        assert "This badge is not ready: Its lifespan is not chosen" in words(answer)

    def test_a_finding_is_answered_beside_it(self, draft, as_designer, designer):
        make_element(draft, "CLE-4", "Understands what customers need.")
        assert "waits for your answers" in words(as_designer.get(at(draft, "submit/")))

        answer = as_designer.post(at(draft, "answer/"), {"finding": "L01/CLE-4", "reason": "Our regulator's word."})

        assert answer["Location"] == at(draft, "submit/")
        page = words(as_designer.get(at(draft, "submit/")))
        assert "Answered by Dora Finch" in page
        assert "Submit for review" in page
        assert LintOverride.objects.get().by == designer

    def test_an_answer_without_a_reason_is_told(self, draft, as_designer):
        make_element(draft, "CLE-4", "Understands what customers need.")

        answer = as_designer.post(at(draft, "answer/"), {"finding": "L01/CLE-4", "reason": ""})

        assert answer.status_code == 422
        assert "Say why in a few words" in words(answer)

    def test_a_reviewer_from_nowhere_is_refused(self, draft, as_designer, owner, pantry):
        assert as_designer.post(at(draft, "submit/"), {"reviewer": str(owner.code)}).status_code == 422
        assert as_designer.post(at(draft, "submit/"), {"reviewer": "nobody"}).status_code == 422

    def test_publishing_a_draft_of_the_large_leads_here(self, draft, as_second):
        assert as_second.get(at(draft, "publish/"))["Location"] == at(draft, "submit/")

    def test_it_costs_few_queries_with_many_elements(self, draft, as_designer, django_assert_max_num_queries):
        for number in range(20):
            make_element(draft, f"X-{number}", f"Understands task {number} well enough.")
        as_designer.get(at(draft, "submit/"))

        with django_assert_max_num_queries(QUERIES):
            as_designer.get(at(draft, "submit/"))

    def test_a_stranger_signs_in_and_an_outsider_finds_nothing(self, draft, as_stranger, as_owner):
        for door in ("submit/", "review/", "preview/", "history/", "suspend/", "resume/"):
            assert as_stranger.get(at(draft, door)).status_code == 302
            assert as_owner.get(at(draft, door)).status_code == 404


class TestReview:
    def test_everything_stands_on_one_screen(self, waiting, as_second):
        page = words(as_second.get(at(waiting, "review/")))

        for text in ("Is “Say it clearly” right?", "Handles an incoming call", "Competent needed", "CS-CLE-1 Item for CLE-1"):
            assert text in page
        for text in ("Two occasions", "Work product, observation", "repeat contacts cost time", "Written by Dora Finch", "3 years"):
            assert text in page

    def test_agreeing_to_everything_and_approving_is_one_way(self, waiting, as_second, second):
        as_second.post(at(waiting, "review/"), {"rest": "1"})
        answer = as_second.post(at(waiting, "review/"), {"approve": "1"})

        assert answer["Location"] == at(waiting, "publish/")
        waiting.refresh_from_db()
        assert (waiting.state, waiting.approved_by) == (State.APPROVED, second)

    @pytest.mark.scenario("48")
    def test_each_element_is_spoken_of_and_the_words_reach_its_author(self, waiting, as_second, as_designer):
        said = {"said-1": "yes", "said-2": "no", "words-2": "Which question?", "said-3": "yes", "said-0": "yes"}
        as_second.post(at(waiting, "review/"), said | {"return": "1", "reason": "One line is unclear."})

        waiting.refresh_from_db()
        assert waiting.state == State.DRAFT
        returned = last_return(waiting)
        assert (returned.reason, returned.at("CLE-2"), returned.at("CLE-1")) == ("One line is unclear.", "Which question?", "")
        assert "One line is unclear." in words(as_designer.get(at(waiting, "submit/")))

    def test_words_are_kept_and_shown_again(self, waiting, as_second):
        as_second.post(at(waiting, "review/"), {"said-2": "no", "words-2": "Which question?", "keep": "1"})

        assert 'value="Which question?"' in as_second.get(at(waiting, "review/")).content.decode()

    def test_a_change_without_words_is_told_beside_it_and_nothing_is_lost(self, waiting, as_second):
        answer = as_second.post(at(waiting, "review/"), {"said-1": "no", "said-2": "no", "words-2": "Which?", "keep": "1"})

        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'id="id_words-1-fault"' in page
        assert 'value="Which?"' in page
        assert not ElementReview.objects.exists()

    def test_approving_with_an_open_element_names_it(self, waiting, as_second):
        answer = as_second.post(at(waiting, "review/"), {"said-1": "yes", "approve": "1"})

        assert answer.status_code == 422
        assert "Not everything has been looked at: CLE-2, CLE-3" in words(answer)
        assert ElementReview.objects.count() == 1

    def test_returning_without_words_is_told(self, waiting, as_second):
        assert "Say why in a few words" in words(as_second.post(at(waiting, "review/"), {"return": "1"}))

    def test_what_the_linter_found_and_who_answered_stands_beside_the_element(self, trust, designer, second, as_second):
        draft = make_whole(trust, designer)
        make_element(draft, "CLE-4", "Understands what customers need.")
        services.override(version=draft, rule="L01", subject="CLE-4", reason="Our regulator's.", actor=designer, at=NOON)
        services.submit(version=draft, actor=designer, at=NOON)

        page = words(as_second.get(at(draft, "review/")))

        assert "“Understands” cannot be seen" in page
        assert "Answered by Dora Finch, 24 November 2026: Our regulator" in page

    @pytest.mark.scenario("28")
    def test_a_next_version_shows_what_changed_beside_what_did_not(self, trust, designer, second, as_second):
        first = make_published(trust, designer, second)
        statements = {"CLE-1": "Handles an incoming call.", "CLE-2": "Writes a plain reply that answers every question asked."}
        draft = make_whole(trust, designer, number="2.0", previous=first, statements=statements)
        make_element(draft, "CLE-9", "Thanks whoever called before the call ends.")
        services.submit(version=draft, actor=designer, at=NOON)

        answer = as_second.get(at(draft, "review/"))
        page = answer.content.decode()

        assert "<del> from greeting to agreed outcome</del>" in page
        assert "changed since 1.0" in page
        assert "as in 1.0" in page
        assert "CLE-9" in page
        assert "its map is not finished" in page
        assert "CLE-3 <del>Keeps a record" in page

    def test_the_author_reads_that_somebody_else_reads_it(self, waiting, as_designer):
        page = as_designer.get(at(waiting, "review/")).content.decode()

        assert "You wrote it, so somebody else reads it." in page
        assert 'name="approve"' not in page
        assert as_designer.post(at(waiting, "review/"), {"approve": "1"}).status_code in (403, 422)

    def test_another_designer_may_say_and_return_and_not_approve(self, waiting, trust):
        client = client_of(make_member(trust, make_person("Ines Roth"), Role.DESIGNER).person)

        page = client.get(at(waiting, "review/")).content.decode()

        assert 'name="approve"' not in page
        assert 'name="return"' in page

    def test_a_draft_has_no_review_page(self, draft, as_second):
        assert as_second.get(at(draft, "review/"))["Location"] == at(draft, "history/")

    def test_it_costs_few_queries_with_many_elements(self, trust, designer, second, as_second, django_assert_max_num_queries):
        first = make_published(trust, designer, second)
        draft = make_whole(trust, designer, number="2.0", previous=first)
        for number in range(20):
            make_element(draft, f"X-{number}", f"Handles task {number} to its very end.")
        services.submit(version=draft, actor=designer, at=NOON)
        as_second.get(at(draft, "review/"))

        with django_assert_max_num_queries(QUERIES):
            as_second.get(at(draft, "review/"))


class TestPublish:
    def test_an_approved_version_is_published_with_one_press(self, trust, designer, second, as_second):
        version = make_approved(trust, designer, second)
        page = words(as_second.get(at(version, "publish/")))
        assert "is approved. Publish it?" in page
        assert "Wen Halloran read every element" in page

        answer = as_second.post(at(version, "publish/"))

        assert answer["Location"] == f"/badges/{version.code}"
        version.refresh_from_db()
        assert version.state == State.PUBLISHED

    def test_what_stands_in_the_way_is_said_on_the_page(self, trust, designer, second, as_second):
        version = make_approved(trust, designer, second)
        AchievementVersion.objects.filter(pk=version.pk).update(picture_alt="")

        assert "alternative text" in words(as_second.post(at(version, "publish/")))

    def test_what_waits_for_its_reviewer_leads_there(self, waiting, as_second):
        assert as_second.get(at(waiting, "publish/"))["Location"] == at(waiting, "review/")

    def test_a_whole_draft_of_the_small_is_published_by_its_author(self, pantry, owner, as_owner):
        version = make_whole(pantry, owner)
        assert "Publish “Say it clearly”?" in words(as_owner.get(at(version, "publish/")))

        assert as_owner.post(at(version, "publish/"))["Location"] == f"/badges/{version.code}"


class TestHold:
    @pytest.fixture
    def published(self, trust, designer, second):
        return make_published(trust, designer, second)

    def test_on_hold_its_page_says_so_and_why_and_back_again(self, published, as_second, client):
        as_second.post(at(published, "suspend/"), {"reason": "a safety notice"})
        page = words(client.get(f"/badges/{published.code}"))
        assert "This badge is on hold" in page
        assert "A safety notice." in page

        as_second.post(at(published, "resume/"))
        assert "on hold" not in words(client.get(f"/badges/{published.code}"))

    def test_without_a_reason_it_is_told(self, published, as_second):
        answer = as_second.post(at(published, "suspend/"), {"reason": " "})

        assert answer.status_code == 422
        assert "Say why" in words(answer)

    def test_a_designer_may_not(self, published, as_designer):
        assert as_designer.get(at(published, "suspend/")).status_code == 403
        assert as_designer.post(at(published, "resume/")).status_code == 403

    def test_bringing_back_what_is_not_on_hold_is_told(self, published, as_second):
        answer = as_second.post(at(published, "resume/"), follow=True)

        assert "has been changed meanwhile" in words(answer)
