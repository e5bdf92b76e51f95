"""Copies and patterns: rubrics and standards go with their elements, and nothing is tied to where it came from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from laurels.catalogue import rules, services
from laurels.catalogue.errors import MovedMeanwhile, StarterStays
from laurels.catalogue.models import Achievement, AchievementVersion
from laurels.catalogue.rules import State
from laurels.catalogue.selectors import whole_of
from laurels.people.errors import NotYours, OrganisationNotFound
from tests.catalogue.data import STANDARD, any_whole, make_element, make_whole
from tests.making import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(pantry, owner):
    return services.begin_draft(organisation=pantry, data=make_whole(judges=(str(owner.code),)), author=owner, at=NOON)


def copy(source, organisation, author, **more):
    return services.begin_copy(source=source, organisation=organisation, author=author, at=NOON, **more)


def test_a_copy_says_the_same_under_codes_of_its_own(draft, pantry, owner):
    made = whole_of(copy(draft, pantry, owner))

    source = whole_of(draft)
    assert made.handle == "PUT-IT-RIGHT"
    assert [element.code for element in made.elements] == ["PUT-IT-RIGHT-1", "PUT-IT-RIGHT-2"]
    assert [replace(element, code="") for element in made.elements] == [replace(element, code="") for element in source.elements]
    assert made.alignments == (replace(STANDARD, element="PUT-IT-RIGHT-1"),)
    assert (made.judges, made.strategy) == (source.judges, source.strategy)


@pytest.mark.scenario("28")
def test_when_three_elements_are_edited_standards_and_rubrics_of_the_others_remain(pantry, owner):
    elements = tuple(make_element(f"PIR-{number}") for number in range(1, 6))
    standards = tuple(replace(STANDARD, element=element.code) for element in elements)
    source = services.begin_draft(
        organisation=pantry, data=make_whole(elements=elements, alignments=standards), author=owner, at=NOON
    )
    made = copy(source, pantry, owner)
    data = whole_of(made)

    edited = tuple(
        replace(element, statement=f"Edited {place}.") if place < 3 else element for place, element in enumerate(data.elements)
    )
    services.write_draft(version=made, data=replace(data, elements=edited), author=owner, at=NOON)

    after = whole_of(AchievementVersion.objects.get(pk=made.pk))
    assert [element.levels for element in after.elements] == [element.levels for element in elements]
    assert [found.element for found in after.alignments] == [element.code for element in after.elements]
    assert after.elements[3:] == data.elements[3:]


def test_another_house_takes_the_words_and_neither_judges_nor_rows(draft, trust, outsider, pantry):
    AchievementVersion.objects.update(prerequisites=[{"badge": "x", "reason": "y"}])
    draft.refresh_from_db()

    made = whole_of(copy(draft, trust, outsider))

    assert (made.judges, made.prerequisites) == ((), ())
    assert [(found.item, found.confirmed_by, found.target_url) for found in made.alignments] == [(None, "", STANDARD.target_url)]


def test_a_colleague_may_not(draft, pantry, colleague):
    with pytest.raises(NotYours):
        copy(draft, pantry, colleague)


def test_an_outsider_copies_nothing_into_this_house(draft, pantry, outsider):
    with pytest.raises(OrganisationNotFound):
        copy(draft, pantry, outsider)


@given(data=any_whole())
def test_every_copy_has_as_many_of_everything(data):
    made = rules.copied(data, handle="NEW", same_house=True)

    assert len(made.elements) == len(data.elements)
    assert [one.levels for one in made.elements] == [one.levels for one in data.elements]
    places = {element.code: place for place, element in enumerate(data.elements)} | {"": None}
    there = {element.code: place for place, element in enumerate(made.elements)} | {"": None}
    assert [places[found.element] for found in data.alignments] == [there[found.element] for found in made.alignments]


class TestPatterns:
    def test_a_draft_becomes_one_and_no_longer(self, draft, owner):
        services.make_starter(version=draft, author=owner, is_starter=True, at=NOON)
        assert AchievementVersion.objects.get().is_starter

        services.make_starter(version=draft, author=owner, is_starter=False, at=NOON)
        assert not AchievementVersion.objects.get().is_starter

    def test_a_copy_of_one_is_a_draft_like_any_other(self, draft, pantry, owner):
        services.make_starter(version=draft, author=owner, is_starter=True, at=NOON)

        assert not copy(draft, pantry, owner).is_starter
        assert Achievement.objects.count() == 2

    def test_a_copy_can_be_a_pattern_itself(self, draft, pantry, owner):
        assert copy(draft, pantry, owner, is_starter=True).is_starter

    @pytest.mark.parametrize("state", [State.IN_REVIEW, State.PUBLISHED])
    def test_only_a_draft_becomes_one(self, draft, owner, state):
        AchievementVersion.objects.update(state=state, published_at=NOON)

        with pytest.raises(MovedMeanwhile):
            services.make_starter(version=draft, author=owner, is_starter=True, at=NOON)

    def test_what_follows_another_version_does_not(self, draft, owner):
        AchievementVersion.objects.update(state=State.PUBLISHED, published_at=NOON)
        after = services.begin_next(version=AchievementVersion.objects.get(), author=None, at=NOON)

        with pytest.raises(StarterStays):
            services.make_starter(version=after, author=owner, is_starter=True, at=NOON)
