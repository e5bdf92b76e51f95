"""What is in demand and has no badge is a gap, with one press to begin one; what rests on nothing is named."""

from __future__ import annotations

from uuid import uuid4

import pytest
from laurels.catalogue.models import AchievementVersion, Alignment
from laurels.catalogue.selectors import coverage as selectors
from laurels.catalogue.services import covering as services
from laurels.common.clock import now
from laurels.frameworks.errors import ItemNotFound, NotAlignable
from laurels.frameworks.models import Item
from laurels.frameworks.services import deprecate, mark_in_demand, restore
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.people.rules import Role, Switch
from laurels.people.services import turn_on
from tests.catalogue.pages import words
from tests.catalogue.planning import make_planned, resting_on
from tests.frameworks.making import make_framework
from tests.journeys import settle
from tests.making import NOON, make_member, make_person
from tests.personas import _signed_in

pytestmark = pytest.mark.django_db
PAGE = "/o/kettle-lane/programme/coverage/"


@pytest.fixture
def planning(pantry, owner):
    turn_on(organisation=pantry, switches=[Switch.PLANNING, Switch.FRAMEWORKS], answer_days=15, actor=owner, at=NOON)
    return pantry


@pytest.fixture
def items(planning, owner) -> dict[str, Item]:
    """Two items in demand, one of them without an official address."""
    make_framework(planning)
    found = {item.key: item for item in Item.objects.all()}
    for key in ("S1", "S2"):
        mark_in_demand(item=found[key], wanted=True, actor=owner, at=NOON)
    return found


class TestPage:
    def test_an_item_in_demand_without_a_badge_is_a_gap(self, planning, items):
        page = selectors.coverage_page(planning, may_write=True)

        assert [(gap.name, gap.may_begin) for gap in page.gaps] == [("S1 Turn every tin", True), ("S2 Read dates", False)]
        assert page.gaps[1].note == "It has no official address."
        assert (page.covered, selectors.gaps_of(planning)) == ((), 2)

    def test_a_published_badge_that_is_aligned_to_it_covers_it(self, planning, owner, items):
        version = make_planned(planning, owner, alignments=(resting_on(items["S1"].code),))

        page = selectors.coverage_page(planning, may_write=True)

        assert [(item.name, item.badges) for item in page.covered] == [("S1 Turn every tin", ((version.code, "Safe Shelf"),))]
        assert selectors.gaps_of(planning) == 1

    def test_the_same_official_address_counts_without_our_row(self, planning, owner, items):
        make_planned(planning, owner, alignments=(resting_on(uuid4(), address="https://skills.example/S1"),))

        assert len(selectors.coverage_page(planning, may_write=True).covered) == 1

    def test_a_retired_badge_covers_nothing(self, planning, owner, items):
        from laurels.catalogue import services as catalogue

        catalogue.retire(version=make_planned(planning, owner, alignments=(resting_on(items["S1"].code),)), actor=owner, at=NOON)

        assert len(selectors.coverage_page(planning, may_write=True).gaps) == 2

    def test_a_draft_stands_beside_the_gap_and_does_not_close_it(self, planning, owner, items):
        draft = services.begin_for_item(organisation=planning, item=items["S1"].code, author=owner, at=now())

        page = selectors.coverage_page(planning, may_write=True)

        assert page.gaps[0].drafts == ((draft.code, "Turn every tin"),)

    def test_another_houses_badge_covers_nothing_here(self, planning, items, trust, outsider):
        make_planned(trust, outsider, alignments=(resting_on(uuid4(), address="https://skills.example/S1"),))

        assert len(selectors.coverage_page(planning, may_write=True).gaps) == 2

    def test_what_rests_on_nothing_is_named_with_how_much_of_it(self, planning, owner, items):
        lines = ("Turns every tin.", "Reads dates aloud.")
        make_planned(
            planning, owner, handle="HALF", title="Half", statements=lines, alignments=(resting_on(uuid4(), element="HALF-1"),)
        )
        make_planned(planning, owner, handle="NONE", title="None of it", statements=lines)
        make_planned(planning, owner, handle="WHOLE", title="Whole", statements=lines, alignments=(resting_on(uuid4()),))

        page = selectors.coverage_page(planning, may_write=True)

        assert [(badge.title, badge.bare, badge.total) for badge in page.bare] == [("Half", 1, 2), ("None of it", 2, 2)]
        assert sum(line.items for line in page.frameworks) == 2

    def test_it_costs_the_same_for_one_and_thirty(self, as_owner, planning, owner, items, django_assert_max_num_queries):
        make_planned(planning, owner, alignments=(resting_on(items["S1"].code),))
        as_owner.get(PAGE)
        with django_assert_max_num_queries(12) as few:
            as_owner.get(PAGE)
        for number in range(29):
            make_planned(planning, owner, handle=f"B{number}", title=f"B {number}", alignments=(resting_on(items["S1"].code),))

        with django_assert_max_num_queries(12) as many:
            as_owner.get(PAGE)

        assert len(few) == len(many)


class TestBegin:
    def test_one_press_begins_a_draft_with_the_alignment(self, as_owner, planning, items):
        assert "2 things in demand have no badge." in words(as_owner.get(PAGE))

        answer = as_owner.post(f"{PAGE}{items['S1'].code}/")

        draft = AchievementVersion.objects.get()
        assert answer["Location"] == f"/o/kettle-lane/design/{draft.code}/"
        assert (draft.title, draft.state) == ("Turn every tin", "draft")
        alignment = Alignment.objects.get()
        assert (alignment.version, alignment.item_code) == (draft, items["S1"].code)
        assert (alignment.target_url, alignment.target_framework) == ("https://skills.example/S1", "Shelf skills")

    def test_no_address_is_made_up_for_one_that_has_none(self, as_owner, planning, owner, items):
        answer = as_owner.post(f"{PAGE}{items['S2'].code}/", follow=True)

        assert answer.redirect_chain[-1][0] == PAGE
        assert not AchievementVersion.objects.exists()
        with pytest.raises(NotAlignable):
            services.begin_for_item(organisation=planning, item=items["S2"].code, author=owner, at=NOON)

    def test_an_item_of_nobody_or_of_another_house_is_not_there(self, as_owner, planning, owner, trust):
        make_framework(trust)
        foreign = Item.objects.get(key="S1")
        for code in (uuid4(), foreign.code):
            assert as_owner.post(f"{PAGE}{code}/").status_code == 404
            with pytest.raises(ItemNotFound):
                services.begin_for_item(organisation=planning, item=code, author=owner, at=NOON)

    def test_nobody_else_begins_one(self, planning, items, colleague, outsider):
        for person, refusal in ((colleague, NotYours), (outsider, OrganisationNotFound)):
            with pytest.raises(refusal):
                services.begin_for_item(organisation=planning, item=items["S1"].code, author=person, at=NOON)
        assert not AchievementVersion.objects.exists()

    @pytest.mark.parametrize(("who", "status"), [("as_colleague", 403), ("as_outsider", 404), ("as_stranger", 302)])
    def test_nobody_else_sees_the_page(self, request, planning, items, who, status):
        assert request.getfixturevalue(who).get(PAGE).status_code == status
        assert request.getfixturevalue(who).post(f"{PAGE}{items['S1'].code}/").status_code == status

    def test_a_designer_does(self, planning, items):
        designer = _signed_in(make_member(planning, make_person("Dora Quill"), Role.DESIGNER).person)

        assert designer.post(f"{PAGE}{items['S1'].code}/").status_code == 302


@pytest.mark.scenario("27")
def test_an_item_that_is_given_up_brings_its_badges_into_the_queue(planning, owner, items, as_owner):
    make_planned(planning, owner, alignments=(resting_on(items["S1"].code),))

    deprecate(item=items["S1"], replacement=None, actor=owner, at=now())
    settle(now())

    page = words(as_owner.get("/o/kettle-lane/programme/reviews/"))
    assert "Safe Shelf" in page
    assert "on which it rests, no longer counts." in page


def test_an_item_that_counts_again_needs_no_look(planning, owner, items, as_owner):
    make_planned(planning, owner, alignments=(resting_on(items["S1"].code),))
    deprecate(item=items["S1"], replacement=None, actor=owner, at=now())
    settle(now())

    restore(item=items["S1"], actor=owner, at=now())
    settle(now())

    assert "Nothing needs another look today." in words(as_owner.get("/o/kettle-lane/programme/reviews/"))


def test_without_frameworks_it_says_where_to_turn_them_on(as_owner, pantry, owner):
    turn_on(organisation=pantry, switches=[Switch.PLANNING], answer_days=15, actor=owner, at=NOON)

    assert "Turn frameworks on in the settings first" in words(as_owner.get(PAGE))
