"""The pages of the second person: submitting, answering, reading element by element, returning and approving."""

from __future__ import annotations

import pytest
from django.test import Client
from laurels.catalogue import services
from laurels.catalogue.models import AchievementVersion, ElementReview, LintOverride, Review, Strategy
from laurels.catalogue.rules import State
from laurels.catalogue.selectors.reviews import last_return
from laurels.keys import services as keys
from laurels.people.rules import Role
from tests.catalogue.making import make_draft, publish
from tests.catalogue.pages import words
from tests.catalogue.whole import SAME, make_approved, make_element, make_map, make_published, make_submitted, make_whole
from tests.making import NOON, make_member, make_person

pytestmark = pytest.mark.django_db
QUERIES = 12


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def at(version: AchievementVersion, door: str = "") -> str:
    return f"/o/{version.achievement.organisation.slug}/design/{version.code}/{door}"


@pytest.fixture
def as_designer(designer):
    return client_of(designer)


@pytest.fixture
def as_second(second):
    return client_of(second)


@pytest.fixture
def draft(trust, designer, second):
    return make_whole(trust, designer)


@pytest.fixture
def waiting(trust, designer, second):
    return make_submitted(trust, designer)


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


class TestPreview:
    def test_a_learner_will_see_the_badges_own_page(self, draft, as_designer):
        page = words(as_designer.get(at(draft, "preview/")))

        assert "Only you and your colleagues see this page." in page
        assert "1. Handles an incoming call" in page
        assert "This badge as Open Badges 3.0" not in page

    def test_an_assessor_will_see_every_level(self, draft, as_designer):
        page = words(as_designer.get(at(draft, "preview/?as=assessor")))

        assert "What an assessor judges by." in page
        assert "Confident Answers before it is asked" in page

    def test_a_stranger_will_read_what_the_verdict_page_says(self, waiting, as_second):
        keys.ensure_key(organisation=waiting.achievement.organisation, at=NOON)

        page = words(as_second.get(at(waiting, "preview/?as=stranger")))

        assert "Valid. Northgate Trust awarded “Say it clearly” to whoever earned it" in page
        assert "Three things to show, each met at “Competent”." in page

    def test_a_machine_will_read_this_document(self, waiting, as_second):
        keys.ensure_key(organisation=waiting.achievement.organisation, at=NOON)

        page = as_second.get(at(waiting, "preview/?as=machine")).content.decode()

        assert "It would be signed as it stands." in page
        assert "&quot;achievementType&quot;: &quot;MicroCredential&quot;" in page

    def test_without_a_key_it_says_that_one_is_being_made(self, draft, as_designer):
        for eyes in ("stranger", "machine"):
            assert "first key is being made" in words(as_designer.get(at(draft, f"preview/?as={eyes}")))

    @pytest.mark.parametrize("eyes", ["learner", "assessor", "stranger", "machine", "nobody"])
    def test_every_pair_of_eyes_costs_few_queries(self, eyes, draft, as_designer, django_assert_max_num_queries):
        for number in range(10):
            make_element(draft, f"X-{number}", f"Handles task {number} to its very end.")
        keys.ensure_key(organisation=draft.achievement.organisation, at=NOON)
        as_designer.get(at(draft, f"preview/?as={eyes}"))

        with django_assert_max_num_queries(QUERIES):
            assert as_designer.get(at(draft, f"preview/?as={eyes}")).status_code == 200

    def test_a_five_field_draft_has_one_too(self, pantry, owner, as_owner):
        assert "Safe Shelf" in words(as_owner.get(at(make_draft(pantry, owner), "preview/")))

    def test_a_colleague_without_a_role_may_not(self, pantry, owner, as_colleague):
        assert as_colleague.get(at(make_draft(pantry, owner), "preview/")).status_code == 403


class TestHistory:
    def test_it_tells_who_did_what_when_and_why(self, trust, designer, second, as_designer):
        version = make_whole(trust, designer)
        make_element(version, "CLE-4", "Understands what customers need.")
        services.override(version=version, rule="L01", subject="CLE-4", reason="Our regulator's word.", actor=designer, at=NOON)
        services.submit(version=version, actor=designer, at=NOON)
        services.give_back(version=version, reason="Too long.", actor=second, at=NOON)
        services.submit(version=version, actor=designer, at=NOON)
        services.agree_to_the_rest(version=version, actor=second, at=NOON)
        services.approve(version=version, actor=second, at=NOON)
        services.publish(version=version, actor=second, at=NOON)
        services.suspend(version=version, reason="A safety notice.", actor=second, at=NOON)

        page = words(as_designer.get(at(version, "history/")))

        for text in (
            "From the idea to publishing: less than a minute.",
            "Submitted for review by Dora Finch",
            "Returned to its author by Wen Halloran Too long.",
            "Approved by Wen Halloran",
            "Published by Wen Halloran",
            "Put on hold by Wen Halloran A safety notice.",
            "Answered L01: A line begins with something that one can see, at CLE-4 by Dora Finch Our regulator",
        ):
            assert text in page

    def test_what_came_with_a_file_says_so(self, trust, designer, as_designer):
        assert "came with a programme’s file" in words(as_designer.get(at(make_whole(trust, designer), "history/")))

    def test_it_costs_few_queries_for_a_long_life(self, waiting, as_second, designer, second, django_assert_max_num_queries):
        for _ in range(10):
            services.give_back(version=waiting, reason="Again.", actor=second, at=NOON)
            services.submit(version=waiting, actor=designer, at=NOON)
        as_second.get(at(waiting, "history/"))

        with django_assert_max_num_queries(QUERIES):
            as_second.get(at(waiting, "history/"))


class TestCompare:
    @pytest.fixture
    def pair(self, trust, designer, second):
        first = make_published(trust, designer, second)
        second_one = make_whole(
            trust, designer, number="2.0", previous=first, title="Say it more clearly", strategy={"measures": [{"name": "secret"}]}
        )
        return first, second_one

    def test_designers_compare_any_two(self, pair, as_designer):
        first, draft = pair

        for one, two in ((first, draft), (draft, first)):
            page = as_designer.get(at(one, f"compare/{two.code}/")).content.decode()
            assert "What changed since version 1.0." in page
            assert "<ins>more </ins>" in page
            assert "secret" in page

    def test_versions_of_two_badges_are_not_compared(self, pair, trust, designer, as_designer):
        other = make_whole(trust, designer, handle="OTHER")

        assert as_designer.get(at(pair[0], f"compare/{other.code}/")).status_code == 404

    def test_everybody_reads_what_changed_between_published_ones(self, pair, designer, second, client):
        first, draft = pair
        assert client.get(f"/badges/{draft.code}/changes").status_code == 404
        make_map(draft, **SAME)
        services.submit(version=draft, actor=designer, at=NOON)
        services.agree_to_the_rest(version=draft, actor=second, at=NOON)
        services.approve(version=draft, actor=second, at=NOON)
        services.publish(version=draft, actor=second, at=NOON)

        page = client.get(f"/badges/{draft.code}/changes").content.decode()

        assert "<ins>more </ins>" in page
        assert "secret" not in page
        assert f"/badges/{draft.code}/changes" in client.get(f"/badges/{draft.code}").content.decode()
        assert client.get(f"/badges/{first.code}/changes").status_code == 404

    def test_it_costs_few_queries(self, pair, as_designer, django_assert_max_num_queries):
        first, draft = pair
        as_designer.get(at(first, f"compare/{draft.code}/"))

        with django_assert_max_num_queries(QUERIES):
            as_designer.get(at(first, f"compare/{draft.code}/"))


class TestStartPages:
    def test_a_badge_that_waits_stands_on_the_start_page_of_whoever_may_approve(self, waiting, as_second, as_designer):
        assert "“Say it clearly” waits for your look." in words(as_second.get("/home/"))
        assert "waits for your look" not in words(as_designer.get("/home/"))

    def test_asked_by_name_it_stands_on_hers_alone(self, draft, designer, second, outsider, as_outsider, as_second):
        services.submit(version=draft, actor=designer, reviewer=second, at=NOON)

        assert "waits for your look" in words(as_second.get("/home/"))
        assert "waits for your look" not in words(as_outsider.get("/home/"))

    def test_her_own_never_waits_for_her(self, trust, outsider, second, as_outsider):
        make_submitted(trust, outsider)

        assert "waits for your look" not in words(as_outsider.get("/home/"))

    def test_the_list_of_drafts_says_what_the_linter_finds_and_leads_on(self, trust, designer, second, as_designer):
        waits = make_submitted(trust, designer, handle="WAITS")
        sound = make_whole(trust, designer)
        rough = make_whole(trust, designer, handle="ROUGH", picture_alt="")
        make_element(rough, "R-1", "Understands what customers need.")

        page = as_designer.get("/o/northgate-trust/design/").content.decode()

        assert "Ready for review" in page
        assert "1 to mend, 1 to answer" in page
        assert at(waits, "review/") in page
        assert at(sound) in page

    def test_the_list_costs_few_queries_with_many_drafts(self, trust, designer, as_designer, django_assert_max_num_queries):
        for number in range(12):
            make_whole(trust, designer, handle=f"B-{number}")
        as_designer.get("/o/northgate-trust/design/")

        with django_assert_max_num_queries(QUERIES):
            as_designer.get("/o/northgate-trust/design/")

    def test_the_small_see_none_of_it(self, pantry, owner, as_owner):
        publish(make_draft(pantry, owner), owner)
        make_draft(pantry, owner, name="Another")

        page = as_owner.get("/o/kettle-lane/design/").content.decode()

        assert "Ready for review" not in page
        assert "to mend" not in page


class TestHelp:
    def test_every_rule_is_explained_for_everybody(self, client):
        from laurels.catalogue.rules.linting import RULES

        page = client.get("/help/linter/").content.decode()

        assert all(f'id="{rule.number}"' in page for rule in RULES)


class TestInTheEditor:
    def test_the_reviewers_words_stand_at_the_element(self, waiting, as_second, as_designer):
        said = {"said-2": "no", "words-2": "Which question", "reason": "One line is unclear", "return": "1"}
        as_second.post(at(waiting, "review/"), said)

        there = words(as_designer.get(at(waiting, "write/elements/CLE-2/")))
        elsewhere = words(as_designer.get(at(waiting, "write/elements/CLE-1/")))
        all_of_them = words(as_designer.get(at(waiting, "write/elements/")))

        assert "Wen Halloran asks: Which question." in there
        assert "Which question" not in elsewhere
        assert "One line is unclear." in all_of_them

    def test_from_any_part_it_is_handed_on(self, draft, as_designer):
        page = as_designer.get(at(draft, "write/says/")).content.decode()

        assert at(draft, "submit/") in page
        assert at(draft, "preview/") in page

    def test_with_the_rules_of_the_small_it_goes_to_publishing(self, pantry, owner, as_owner):
        version = make_whole(pantry, owner)

        assert as_owner.get(at(version, "submit/"))["Location"] == at(version, "publish/")
