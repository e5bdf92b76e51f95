"""The pages that show a version: as others see it, its history, its differences, what the editor says."""

from __future__ import annotations

import pytest
from laurels.catalogue import services
from laurels.keys import services as keys
from tests.catalogue.making import make_draft, publish
from tests.catalogue.pages import words
from tests.catalogue.reviewing.doors import QUERIES, at
from tests.catalogue.whole import SAME, make_element, make_map, make_published, make_submitted, make_whole
from tests.making import NOON

pytestmark = pytest.mark.django_db


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
