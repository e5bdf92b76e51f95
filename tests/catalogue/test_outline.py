"""A rule as lines that buttons move: what every press does, and that no press loses a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.rules import outline, tree
from laurels.catalogue.rules.outline import ALL, BADGE, CHOICE, SOME, Line
from laurels.catalogue.rules.tree import DEEPEST, MOST
from tests.catalogue.test_tree import EXAMPLE, trees


def told(lines: outline.Lines) -> list[str]:
    """Lines in short: "0 all", "1 A"."""
    return [f"{line.depth} {line.badge or line.kind}" for line in lines]


def lines(*short: str) -> outline.Lines:
    """The other way round."""
    kinds = (ALL, SOME, CHOICE)
    split = [one.split() for one in short]
    return tuple(Line(int(depth), word if word in kinds else BADGE, "" if word in kinds else word) for depth, word in split)


RULE = lines("0 all", "1 A", "1 some", "2 B", "2 C", "1 D")


class TestMoves:
    @pytest.mark.parametrize(
        ("act", "place", "after"),
        [
            ("up", 5, ["0 all", "1 A", "1 D", "1 some", "2 B", "2 C"]),
            ("down", 1, ["0 all", "1 some", "2 B", "2 C", "1 A", "1 D"]),
            ("up", 2, ["0 all", "1 some", "2 B", "2 C", "1 A", "1 D"]),
            ("down", 3, ["0 all", "1 A", "1 some", "2 C", "2 B", "1 D"]),
            ("in", 5, ["0 all", "1 A", "1 some", "2 B", "2 C", "2 D"]),
            ("out", 3, ["0 all", "1 A", "1 some", "2 C", "1 B", "1 D"]),
            ("away", 2, ["0 all", "1 A", "1 D"]),
            ("away", 1, ["0 all", "1 some", "2 B", "2 C", "1 D"]),
            ("add-badge", 2, ["0 all", "1 A", "1 some", "2 B", "2 C", "2 badge", "1 D"]),
            ("add-some", 0, ["0 all", "1 A", "1 some", "2 B", "2 C", "1 D", "1 some", "2 badge"]),
            ("add-optional", 0, ["0 all", "1 A", "1 some", "2 B", "2 C", "1 D", "1 optional", "2 badge"]),
        ],
    )
    def test_a_press_moves_a_line_with_what_belongs_to_it(self, act, place, after):
        assert told(outline.moved(RULE, act, place)) == after

    @pytest.mark.parametrize(
        ("act", "place"),
        [
            ("up", 1),
            ("down", 5),
            ("in", 1),
            ("in", 2),
            ("out", 1),
            ("away", 0),
            ("up", 0),
            ("add-badge", 1),
            ("fly", 1),
            ("up", 99),
        ],
    )
    def test_a_press_that_cannot_be_changes_nothing(self, act, place):
        assert outline.moved(RULE, act, place) == RULE

    def test_nothing_is_moved_deeper_than_a_page_can_show(self):
        deep = lines("0 all", *(f"{depth} all" for depth in range(1, DEEPEST - 1)), f"{DEEPEST - 1} A")
        assert outline.moved(deep, "add-all", DEEPEST - 2) == deep

        beside = (*lines("0 all", "1 all"), *(Line(line.depth, line.kind, line.badge) for line in deep[1:]))
        assert outline.moved(beside, "in", 2) == beside


class TestSound:
    def test_what_a_browser_sends_is_made_to_hang_together(self):
        sent = [Line(7, "optional"), Line(5, BADGE, "A"), Line(9, "nonsense", "B"), Line(-3, SOME), Line(4, BADGE, "C")]

        assert told(outline.sound(sent)) == ["0 all", "1 A", "1 B", "1 some", "2 C"]

    def test_nothing_is_what_a_new_rule_begins_with(self):
        assert outline.sound([]) == outline.EMPTY

    def test_more_than_a_tree_may_hold_is_cut(self):
        assert len(outline.sound([Line(1, BADGE, "A")] * 5000)) == MOST


class TestThereAndBack:
    @given(trees())
    def test_a_rule_is_the_same_after_the_editor(self, rule):
        again = tree.parse(outline.data_of(outline.lines_of(rule)))

        held = {badge.achievement for badge in tree.badges(rule)}
        assert {badge.achievement for badge in tree.badges(again)} == held
        assert outline.lines_of(again) == outline.lines_of(rule)

    @given(trees(), st.lists(st.tuples(st.sampled_from(["up", "down", "in", "out"]), st.integers(0, 12)), max_size=8))
    def test_no_move_loses_a_badge_or_leaves_the_lines_in_pieces(self, rule, presses):
        found = outline.lines_of(rule)
        before = sorted(line.badge for line in found)
        for act, place in presses:
            found = outline.moved(found, act, place)

        assert sorted(line.badge for line in found) == before
        assert outline.sound(found) == found

    @given(trees(), st.integers(0, 12))
    def test_up_is_undone_by_down(self, rule, place):
        found = outline.lines_of(rule)
        raised = outline.moved(found, "up", place)
        if raised == found:
            return

        beside = [at for at in range(len(found)) if raised[at] == found[place] and outline.moved(raised, "down", at) == found]
        assert beside


def test_a_rule_is_one_sentence():
    names = {code: f"Badge {code}" for code in "ABCDEG"} | {"F1": "F one", "F2": "F two"}

    assert outline.in_words(tree.parse(outline.data_of(outline.lines_of(EXAMPLE))), names) == (
        "Badge A, Badge B, any 2 of Badge C, Badge D, Badge E and (F one and F two) and by choice Badge G"
    )
    assert outline.in_words(tree.Badge("a", "Z"), names) == "a badge that is gone"
