"""Two versions side by side: words, elements that are new, gone, moved or changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.rules import differences
from laurels.catalogue.rules.differences import How, compare, pieces
from tests.catalogue.sheets import LEVELS, SOUND, element, sheet, strategy

ELEMENTS = tuple(element(f"E-{number}", f"Handles task {number} to its end.") for number in range(1, 5))
FOUR = sheet(elements=ELEMENTS)


def hows(old, new) -> list[tuple[str, str, bool]]:
    return [(change.code, change.how.value, change.moved) for change in compare(old, new).elements]


def test_a_version_and_itself_say_the_same():
    assert compare(SOUND, SOUND).is_empty


def test_elements_are_matched_by_their_code():
    new = sheet(elements=(ELEMENTS[0], replace(ELEMENTS[1], statement="Handles task 2 well."), ELEMENTS[3], element("E-9")))

    assert hows(FOUR, new) == [
        ("E-1", "same", False),
        ("E-2", "changed", False),
        ("E-4", "same", False),
        ("E-9", "new", False),
        ("E-3", "gone", False),
    ]


def test_as_few_as_explain_the_order_have_moved():
    new = sheet(elements=(ELEMENTS[3], *ELEMENTS[:3]))

    assert [code for code, _, moved in hows(FOUR, new) if moved] == ["E-4"]
    assert not compare(FOUR, new).is_empty


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"statement": "Handles it."}, "Statement"),
        ({"kind": "knowledge"}, "How it is shown"),
        ({"required": False}, "How it is shown"),
        ({"workplace_only": True}, "How it is shown"),
        ({"rule": {"kinds": ["test_result"], "min_items": 2}}, "Evidence"),
        ({"required_level": "emerging"}, "Needed level"),
        ({"indicator": "Asks back."}, "What one would see"),
        ({"renew_always": True}, "Renewal"),
        ({"critical": True}, "Critical"),
        ({"alignments": ()}, "Rests on"),
        ({"levels": (replace(LEVELS[0], description="Tries."), LEVELS[1])}, "“Not there yet”"),
    ],
)
def test_every_part_of_an_element_is_told(change, name):
    new = sheet(elements=(replace(SOUND.elements[0], **change), *SOUND.elements[1:]))

    (changed,) = [one for one in compare(SOUND, new).elements if one.how is How.CHANGED]
    assert name in [line.name for line in changed.lines]


@pytest.mark.parametrize(
    ("new", "name"),
    [
        (sheet(title="Say it twice"), "Name"),
        (sheet(description="Otherwise."), "In one sentence"),
        (sheet(criteria="Otherwise."), "Criteria"),
        (sheet(notional_hours=7), "Hours"),
        (sheet(methods=("talk",)), "How it is assessed"),
        (sheet(prerequisites=(("CC-LISTEN", "it is the ground"),)), "Needed before"),
        (strategy(business_need="Otherwise."), "Business need"),
        (strategy(lifespan_months=12), "Good for"),
        (strategy(review_on=date(2027, 1, 1)), "Looked at again on"),
        (strategy(measures=("calls",)), "Success measures"),
        (strategy(function="develop"), "Why people learn it"),
    ],
)
def test_everything_around_the_elements_is_told(new, name):
    assert [line.name for line in compare(SOUND, new).lines] == [name]


def test_words_that_went_and_came_stand_where_they_were():
    told = [(piece.how.value, piece.text) for piece in pieces("Checks all dates.", "Checks most of the dates.")]

    assert told == [("same", "Checks "), ("gone", "all"), ("new", "most of the"), ("same", " dates.")]


@given(st.text(max_size=400), st.text(max_size=400))
def test_what_is_not_new_is_the_old_text_and_what_is_not_gone_the_new(old, new):
    found = list(pieces(old, new))

    assert "".join(piece.text for piece in found if piece.how is not How.NEW) == old
    assert "".join(piece.text for piece in found if piece.how is not How.GONE) == new


def test_a_long_text_is_compared_line_by_line(monkeypatch):
    monkeypatch.setattr(differences, "MOST_WORDS", 10)
    old, new = "one two three four five six\nseven eight\n", "one two three four five six\nseven nine\n"

    assert [piece.text for piece in pieces(old, new)] == ["one two three four five six\n", "seven eight\n", "seven nine\n"]


def test_an_element_of_neither_is_a_fault():
    with pytest.raises(ValueError, match="at least one"):
        differences._element(None, None, moved=False)
