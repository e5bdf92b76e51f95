"""Standards of a draft: found in the organisation's frameworks, kept in their words of the day, never made up."""

from __future__ import annotations

from uuid import uuid4

import pytest
from laurels.catalogue import services
from laurels.catalogue.errors import ElementUnknown
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.selectors import whole_of
from laurels.frameworks.errors import ItemNotFound, NotAlignable
from laurels.frameworks.models import Item
from laurels.people.errors import NotYours
from laurels.people.models import Organisation
from laurels.people.rules import Mode
from tests.catalogue.data import make_whole
from tests.catalogue.pages import words
from tests.frameworks.making import make_framework
from tests.making import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(pantry, owner) -> AchievementVersion:
    Organisation.objects.filter(pk=pantry.pk).update(mode=Mode.ASSURED)
    pantry.refresh_from_db()
    return services.begin_draft(organisation=pantry, data=make_whole(alignments=()), author=owner, at=NOON)


@pytest.fixture
def tin(draft, pantry) -> Item:
    """An item that a badge may be aligned to."""
    make_framework(pantry)
    return Item.objects.get(human_code="S1")


def standards(version: AchievementVersion):
    return whole_of(AchievementVersion.objects.select_related("achievement", "strategy").get(pk=version.pk)).alignments


def door(version: AchievementVersion, last: str = "") -> str:
    return f"/o/kettle-lane/design/{version.code}/write/standards/{last}"


class TestVerbs:
    def test_its_words_of_the_day_are_kept_with_who_said_so(self, draft, tin, owner):
        services.align(version=draft, item=tin.code, element="PIR-1", confidence="likely", author=owner, at=NOON)

        (found,) = standards(draft)
        assert (found.element, found.item, found.target_url) == ("PIR-1", tin.code, "https://skills.example/S1")
        assert (found.target_name, found.target_framework, found.target_code) == ("Turn every tin", "Shelf skills", "S1")
        assert (found.taken_on, found.confidence, found.confirmed_by) == (NOON.date(), "likely", str(owner.code))

    def test_the_words_stay_when_the_item_changes(self, draft, tin, owner):
        services.align(version=draft, item=tin.code, author=owner, at=NOON)
        Item.objects.filter(pk=tin.pk).update(text="Turn each tin twice", short_text="")

        assert standards(draft)[0].target_name == "Turn every tin"

    def test_twice_is_once_and_other_elements_keep_theirs(self, draft, tin, owner):
        for element in ("PIR-1", "", "PIR-1"):
            services.align(version=draft, item=tin.code, element=element, author=owner, at=NOON)

        assert sorted(found.element for found in standards(draft)) == ["", "PIR-1"]

    def test_it_is_taken_away_where_it_was_asked_only(self, draft, tin, owner):
        for element in ("PIR-1", "PIR-2"):
            services.align(version=draft, item=tin.code, element=element, author=owner, at=NOON)

        services.unalign(version=draft, target_url="https://skills.example/S1", element="PIR-1", author=owner, at=NOON)

        assert [found.element for found in standards(draft)] == ["PIR-2"]

    def test_an_item_without_an_official_address_is_refused(self, draft, tin, owner):
        with pytest.raises(NotAlignable):
            services.align(version=draft, item=Item.objects.get(human_code="S2").code, author=owner, at=NOON)

    def test_so_is_one_that_is_not_there_or_another_houses(self, draft, owner, trust):
        make_framework(trust)
        for code in (uuid4(), Item.objects.get(human_code="S1").code):
            with pytest.raises(ItemNotFound):
                services.align(version=draft, item=code, author=owner, at=NOON)

    def test_so_is_an_element_that_is_not_there(self, draft, tin, owner):
        with pytest.raises(ElementUnknown):
            services.align(version=draft, item=tin.code, element="PIR-9", author=owner, at=NOON)

    def test_a_colleague_may_not(self, draft, tin, colleague):
        with pytest.raises(NotYours):
            services.align(version=draft, item=tin.code, author=colleague, at=NOON)


class TestPages:
    def test_unaligned_elements_are_shown_with_a_way_on(self, as_owner, draft):
        page = words(as_owner.get(door(draft)))

        assert page.count("It serves no standard yet.") == 2
        assert "None yet." in page

    def test_what_is_found_is_added_to_the_element_that_was_asked_for(self, as_owner, draft, tin):
        found = as_owner.get(door(draft), {"q": "tin", "element": "PIR-2"})
        assert "Add to PIR-2" in words(found)

        answer = as_owner.post(door(draft, "add/"), {"item": tin.code, "q": "tin", "element": "PIR-2"})

        assert answer["Location"] == f"{door(draft)}?q=tin&element=PIR-2"
        assert [found.element for found in standards(draft)] == ["PIR-2"]

    def test_what_leads_nowhere_is_shown_and_cannot_be_added(self, as_owner, draft, tin):
        page = words(as_owner.get(door(draft), {"q": "date"}))

        assert "It has no official address." in page
        assert "Add to" not in page

    def test_it_is_taken_away_by_its_button(self, as_owner, draft, tin, owner):
        services.align(version=draft, item=tin.code, element="PIR-1", author=owner, at=NOON)

        as_owner.post(door(draft, "take/"), {"url": "https://skills.example/S1", "element": "PIR-1"})

        assert standards(draft) == ()

    @pytest.mark.parametrize("item", ["nonsense", "314f4138-0d4a-40f8-b41a-2dd3ad689eac"])
    def test_an_item_that_is_none_is_said(self, as_owner, draft, item):
        answer = as_owner.post(door(draft, "add/"), {"item": item, "element": ""}, follow=True)

        assert "There is no such" in words(answer)
        assert standards(draft) == ()

    def test_nothing_found_says_what_to_try(self, as_owner, draft):
        assert "Nothing in your frameworks holds “zebra”." in words(as_owner.get(door(draft), {"q": "zebra"}))

    @pytest.mark.parametrize("last", ["", "add/", "take/"])
    def test_for_an_outsider_it_is_not_there(self, as_outsider, draft, last):
        ask = as_outsider.post if last else as_outsider.get
        assert ask(door(draft, last)).status_code == 404
