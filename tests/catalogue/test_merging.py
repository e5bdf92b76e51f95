"""Two who write one part: what each changed stays, what both changed is asked, and nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.rules import joined, marks_in, marks_of, merged

BEGAN = {"title": "Safe Shelf", "description": "Nobody falls ill.", "hours": 4}


def merge(mine: dict, kept: dict, began: dict = BEGAN):
    return merged(seen=marks_in(marks_of(began)), mine=mine, kept=kept)


def test_what_she_alone_changed_is_hers():
    assert merge(BEGAN | {"title": "Cold Shelf"}, BEGAN).values == BEGAN | {"title": "Cold Shelf"}


def test_what_the_other_alone_changed_is_the_others():
    assert merge(BEGAN, BEGAN | {"hours": 6}).values == BEGAN | {"hours": 6}


def test_changes_of_different_fields_stand_together():
    made = merge(BEGAN | {"title": "Cold Shelf"}, BEGAN | {"hours": 6})

    assert (made.values, made.both) == (BEGAN | {"title": "Cold Shelf", "hours": 6}, ())


def test_what_both_changed_is_asked_and_the_others_stands_meanwhile():
    made = merge(BEGAN | {"title": "Cold Shelf"}, BEGAN | {"title": "Dry Shelf"})

    assert (made.values, made.both) == (BEGAN | {"title": "Dry Shelf"}, ("title",))


def test_what_both_changed_alike_is_asked_of_nobody():
    assert merge(BEGAN | {"hours": 6}, BEGAN | {"hours": 6}).both == ()


def test_whoever_saw_nothing_overwrites_nothing():
    made = merged(seen={}, mine={"title": "Cold Shelf"}, kept=BEGAN)

    assert (made.values, made.both) == (BEGAN, ("title",))


def test_marks_that_are_none_are_left_out():
    assert marks_in("title:0f a:b:c nothing") == {"title": "0f", "a": "b:c"}


def test_both_texts_stand_one_after_the_other_and_the_same_once():
    assert joined("Theirs.", " Mine. ") == "Theirs.\n\nMine."
    assert joined("Same.", "Same.\n") == "Same."
    assert joined("", "Mine.") == "Mine."


VALUES = st.fixed_dictionaries({name: st.sampled_from(["", "a", "b", None, 1, ["x"]]) for name in ("p", "q", "r")})


@given(began=VALUES, mine=VALUES, kept=VALUES)
def test_nothing_that_somebody_changed_is_lost(began, mine, kept):
    made = merge(mine, kept, began)

    for name in began:
        if mine[name] != began[name] and kept[name] != began[name] and mine[name] != kept[name]:
            assert name in made.both
        elif mine[name] != began[name]:
            assert made.values[name] == mine[name]
        else:
            assert made.values[name] == kept[name]


@given(began=VALUES, mine=VALUES)
def test_alone_she_gets_what_she_typed(began, mine):
    assert merge(mine, began, began).values == mine
