"""Which sentence opens a start page, and which step comes next, for every actor."""

from __future__ import annotations

from itertools import product

import pytest
from laurels.home.rules import Standing, next_step, sentence

PANTRY = Standing("Kettle Lane", published=2, people=6, awards=3, lately=0, ending=0, owner=True)


def standing(**changes: object) -> Standing:
    values = {name: getattr(PANTRY, name) for name in PANTRY.__dataclass_fields__} | changes
    return Standing(**values)


def says(*, offers: tuple[str, ...] = (), held: int = 0, earn: tuple[str, ...] = (), work: Standing | None = None) -> str:
    return sentence(offers=offers, held=held, earn=earn, work=work)


class TestSentence:
    def test_what_waits_for_her_comes_before_everything(self):
        assert says(offers=("Safe Shelf",), held=3, earn=("Warm Welcome",), work=PANTRY) == "“Safe Shelf” waits for you."

    def test_several_offers_are_counted_in_words(self):
        assert says(offers=("Safe Shelf", "Warm Welcome")) == "Two badges wait for you."

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"published": 0, "people": 1, "awards": 0}, "What should people here be able to do?"),
            ({"to_review": 1, "published": 0}, "One badge waits for your look."),
            ({"to_review": 2, "ending": 3}, "Two badges wait for your look."),
            ({"people": 1, "awards": 0}, "Your badge is ready. Who can earn it?"),
            ({"awards": 0}, "Who has shown it already?"),
            ({"ending": 1, "lately": 4}, "One badge ends within 60 days."),
            ({"ending": 12}, "12 badges end within 60 days."),
            ({"lately": 1}, "One badge was awarded in the last 30 days."),
            ({"lately": 3}, "Three badges were awarded in the last 30 days."),
            ({}, "Nothing was awarded in the last 30 days."),
        ],
    )
    def test_an_owner_reads_how_it_goes_and_what_needs_her(self, changes, words):
        assert says(held=2, earn=("Safe Shelf",), work=standing(**changes)) == words

    def test_an_owner_is_never_told_what_her_first_badge_could_be(self):
        for published, people, awards in product((0, 1), (1, 2), (0, 1)):
            work = standing(published=published, people=people, awards=awards)
            assert "first badge could be" not in says(earn=("Safe Shelf",), work=work)

    @pytest.mark.parametrize(
        ("held", "words"),
        [
            (1, "You hold one badge. It is yours, also after you leave."),
            (3, "You hold three badges. They are yours, also after you leave."),
            (40, "You hold 40 badges. They are yours, also after you leave."),
        ],
    )
    def test_a_holder_reads_that_they_are_hers(self, held, words):
        assert says(held=held, earn=("Safe Shelf",)) == words

    def test_an_assessor_without_badges_is_asked_whom_she_has_seen(self):
        assert says(earn=("Safe Shelf",), work=standing(owner=False)) == "Who at Kettle Lane has shown what she can do?"

    def test_a_learner_reads_what_could_be_her_first(self):
        assert says(earn=("Safe Shelf", "Warm Welcome")) == "Your first badge could be “Safe Shelf”."

    def test_an_empty_page_says_what_it_is_for(self):
        assert says() == "Here is where your badges will stand."


def step(*, published: int = 0, drafts: int = 0, people: int = 1, awards: int = 0, roles: str = "writes adds awards") -> str:
    held = roles.split()
    found = next_step(
        published=published,
        drafts=drafts,
        people=people,
        awards=awards,
        writes="writes" in held,
        adds="adds" in held,
        awards_herself="awards" in held,
        reads=bool({"writes", "awards"} & set(held)),
    )
    return found.url_name


class TestNextStep:
    @pytest.mark.parametrize(
        ("published", "people", "awards", "url"),
        [(0, 1, 0, "catalogue:new"), (1, 1, 0, "people:add"), (1, 2, 0, "issuing:new"), (3, 30, 9, "issuing:new")],
    )
    def test_an_owner_of_every_role_writes_then_adds_then_awards(self, published, people, awards, url):
        assert step(published=published, people=people, awards=awards) == url

    def test_a_draft_is_finished_before_another_is_begun(self):
        assert step(drafts=1) == "catalogue:design"

    def test_a_designer_writes_the_next_badge(self):
        assert step(published=1, people=9, awards=4, roles="writes") == "catalogue:new"

    def test_an_administrator_adds_people(self):
        assert step(published=1, people=9, roles="adds") == "people:add"
        assert step(published=0, people=1, roles="adds") == "people:add"

    def test_an_assessor_awards_as_soon_as_there_is_something_to_award(self):
        assert step(published=1, people=2, roles="awards") == "issuing:new"

    @pytest.mark.parametrize(("published", "people"), [(0, 2), (1, 1), (0, 1)])
    def test_an_assessor_with_nothing_to_award_reads_what_there_is(self, published, people):
        assert step(published=published, people=people, roles="awards") == "catalogue:design"

    def test_a_manager_sees_her_people(self):
        assert step(published=1, people=9, roles="") == "people:people"

    def test_nobody_is_sent_where_her_roles_do_not_lead(self):
        leads = {"catalogue:new": "writes", "people:add": "adds", "issuing:new": "awards"}
        for published, drafts, people, awards in product((0, 2), (0, 1), (1, 2), (0, 3)):
            for roles in ("", "writes", "adds", "awards", "writes adds", "writes awards", "adds awards", "writes adds awards"):
                url = step(published=published, drafts=drafts, people=people, awards=awards, roles=roles)
                assert leads.get(url, "") in roles, (url, roles)


@pytest.mark.parametrize("published", [0, 7])
@pytest.mark.parametrize(("in_full", "words"), [(False, "Five fields"), (True, "A job description or a checklist")])
def test_writing_begins_as_the_organisation_writes(in_full, words, published):
    step = next_step(
        published=published,
        drafts=0,
        people=9,
        awards=3,
        writes=True,
        adds=False,
        awards_herself=False,
        reads=True,
        in_full=in_full,
    )

    assert step.why.startswith(words)
