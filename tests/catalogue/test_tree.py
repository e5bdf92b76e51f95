"""The rule tree of job tasks and pathways: what is refused, and every worked number of DOMAIN 6.1."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.rules import holding, progress, tree
from laurels.catalogue.rules.holding import Current, Kept
from laurels.catalogue.rules.tree import AllOf, Badge, KOfN, Node, Optional, TreeRefused

CONTENT = Path(__file__).resolve().parents[2] / "laurels/programmes/content"


def badge(code: str, accepts: str | list[str] = "any_valid") -> dict:
    return {"type": "badge", "id": code.lower(), "achievement": code, "accepts": accepts}


def all_of(*children: dict) -> dict:
    return {"type": "all_of", "id": "all", "children": list(children)}


def choose(k: int, *children: dict) -> dict:
    return {"type": "k_of_n", "id": "some", "k": k, "children": list(children)}


def optional(*children: dict) -> dict:
    return {"type": "optional", "id": "more", "children": list(children)}


EXAMPLE = tree.parse(
    all_of(
        badge("A"),
        badge("B"),
        choose(2, badge("C"), badge("D"), badge("E"), all_of(badge("F1"), badge("F2"))),
        optional(badge("G")),
    )
)
"""The worked example of DOMAIN 6.1."""


def codes(found: tuple[Badge, ...]) -> list[str]:
    return [one.achievement for one in found]


class TestTheWorkedExample:
    def test_progress_is_five_eighths(self):
        assert progress.progress(EXAMPLE, {"A", "C", "F1"}) == Fraction(5, 8)
        assert progress.min_need(EXAMPLE) == 4

    def test_two_remain_and_b_and_f2_are_suggested(self):
        assert progress.remaining(EXAMPLE, {"A", "C", "F1"}) == 2
        assert codes(progress.suggestion(EXAMPLE, {"A", "C", "F1"})) == ["B", "F2"]

    def test_what_is_by_choice_adds_nothing(self):
        assert progress.progress(EXAMPLE, {"A", "C", "F1", "G"}) == Fraction(5, 8)

    def test_another_elective_completes_the_group(self):
        assert progress.progress(EXAMPLE, {"A", "C", "F1", "D"}) == Fraction(3, 4)
        assert progress.remaining(EXAMPLE, {"A", "C", "F1", "D"}) == 1

    def test_it_is_complete_without_the_other_electives(self):
        held = {"A", "C", "F1", "B", "D"}

        assert progress.is_complete(EXAMPLE, held)
        assert progress.lacks(EXAMPLE, held) == ()

    def test_a_changing_choice_never_turns_progress_back(self):
        long, short = [f"L{n}" for n in range(10)], ["S1", "S2"]
        rule = tree.parse(choose(1, all_of(*map(badge, long)), all_of(*map(badge, short))))

        before, after = progress.progress(rule, set(long[:8])), progress.progress(rule, {*long[:8], "S1"})

        assert before == Fraction(4, 5)
        assert after >= before


class TestRefused:
    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (all_of(optional(badge("A"))), "everything is by choice"),
            (choose(1, badge("A"), optional(badge("B"))), "make the choice empty"),
            (optional(badge("A")), "asks for nothing"),
            (choose(0, badge("A")), "not for 0"),
            (choose(3, badge("A"), badge("B")), "1 to 2, not for 3"),
            (all_of(), "is empty"),
            (all_of(badge("A"), choose(1, badge("A"), badge("B"))), "“A” stands here twice"),
            (all_of(badge("")), "Choose a badge on every line"),
            ({"type": "none_of", "children": []}, "neither"),
            ({"type": "k_of_n", "k": True, "children": [badge("A")]}, "neither"),
            ({"type": "k_of_n", "k": 1.0, "children": [badge("A")]}, "neither"),
            ({"type": "all_of"}, "no list"),
            (["all_of"], "no badge and no group"),
            (badge("A", []), "which versions count"),
            (badge("A", "newest"), "which versions count"),
            (all_of(*(badge(f"B{n}") for n in range(tree.MOST))), f"more than {tree.MOST} parts"),
        ],
    )
    def test_what_cannot_be_used_is_refused_with_a_sentence(self, data, reason):
        with pytest.raises(TreeRefused, match=reason.replace("(", r"\(")):
            tree.parse(data)

    def test_a_tree_may_not_be_deeper_than_a_page_can_show(self):
        data = badge("A")
        for _ in range(tree.DEEPEST - 1):
            data = all_of(data)
        assert tree.parse(data)

        with pytest.raises(TreeRefused, match="deep"):
            tree.parse(all_of(data))

    def test_a_badge_that_stands_twice_is_named_in_words(self):
        with pytest.raises(TreeRefused, match="“Safe Shelf” stands here twice"):
            tree.parse(all_of(badge("A"), badge("A")), names={"A": "Safe Shelf"})

    @pytest.mark.parametrize("path", sorted(CONTENT.glob("*.json")), ids=lambda path: path.stem)
    def test_every_tree_of_the_programmes_is_accepted_and_written_as_it_was_read(self, path):
        programme = json.loads(path.read_text())
        rules = [task["needs"] for task in programme.get("job_tasks", [])] + [way["root"] for way in programme.get("pathways", [])]

        assert all(tree.parse(tree.as_data(tree.parse(rule))) == tree.parse(rule) for rule in rules)


class TestNearest:
    RULE = tree.parse(choose(2, badge("EXTRA"), badge("EVERYONE"), badge("IMPROVE"), badge("RIGHT")))

    def test_any_unheld_badge_of_a_shortest_way_can_be_the_nearest(self):
        assert codes(progress.lacks(self.RULE, {"RIGHT"})) == ["EXTRA", "EVERYONE", "IMPROVE"]

    def test_the_fewest_open_elements_win_and_an_open_enrolment_breaks_the_tie(self):
        left = {"EXTRA": 1, "EVERYONE": 1, "IMPROVE": 2}

        assert progress.nearest(self.RULE, {"RIGHT"}, open_elements=left) == Badge("extra", "EXTRA")
        assert progress.nearest(self.RULE, {"RIGHT"}, open_elements=left, enrolled={"EVERYONE"}) == Badge("everyone", "EVERYONE")

    def test_a_badge_that_cannot_be_earned_now_is_not_the_nearest(self):
        assert progress.nearest(self.RULE, {"RIGHT"}, open_elements={"IMPROVE": 5}) == Badge("improve", "IMPROVE")

    def test_nothing_is_nearest_when_nothing_lacks(self):
        assert progress.nearest(self.RULE, {"RIGHT", "EXTRA"}, open_elements={"EXTRA": 1}) is None

    def test_a_longer_way_is_not_suggested_beside_a_shorter_one(self):
        rule = tree.parse(choose(1, all_of(badge("A"), badge("B")), badge("C")))

        assert codes(progress.lacks(rule, set())) == ["C"]
        assert codes(progress.lacks(rule, {"A"})) == ["B", "C"]

    def test_of_two_half_ways_the_first_one_is_suggested(self):
        rule = tree.parse(choose(1, all_of(badge("A"), badge("B")), all_of(badge("C"), badge("D"))))

        assert progress.progress(rule, {"A", "C"}) == Fraction(1, 2)
        assert codes(progress.suggestion(rule, {"A", "C"})) == ["B"]


def test_the_badges_of_several_tasks_stand_once_in_the_order_of_the_tasks():
    first, second = tree.parse(all_of(badge("A"), badge("B"))), tree.parse(choose(1, badge("C"), badge("A")))

    assert codes(progress.needed_badges([first, second])) == ["A", "B", "C"]
    assert progress.needed_badges([]) == ()


class TestHeld:
    DAY = date(2026, 10, 15)

    def kept(self, **changes: object) -> Kept:
        return Kept(**({"achievement": "A", "number": "1", "awarded_on": date(2026, 1, 10), "ends_on": None} | changes))

    @pytest.mark.parametrize(
        ("changes", "counts"),
        [
            ({}, True),
            ({"awarded_on": DAY}, True),
            ({"awarded_on": date(2026, 10, 16)}, False),
            ({"ends_on": DAY}, True),
            ({"ends_on": date(2026, 10, 14)}, False),
            ({"stands": False}, False),
            ({"achievement": "B"}, False),
        ],
    )
    def test_first_and_last_day_count(self, changes, counts):
        assert holding.counts(Badge("a", "A"), [self.kept(**changes)], self.DAY, current={}) is counts
        assert ("A" in holding.held([self.kept(**changes)], self.DAY)) is counts

    def test_a_list_of_versions_accepts_these_alone(self):
        assert holding.counts(Badge("a", "A", ("1", "1.1")), [self.kept()], self.DAY, current={})
        assert not holding.counts(Badge("a", "A", ("2",)), [self.kept()], self.DAY, current={})

    def test_current_takes_an_older_version_up_to_and_including_its_last_day(self):
        rule, now = Badge("a", "A", "current"), Current("2", {"1": self.DAY})

        assert holding.counts(rule, [self.kept()], self.DAY, current={"A": now})
        assert not holding.counts(rule, [self.kept()], date(2026, 10, 16), current={"A": now})
        assert holding.counts(rule, [self.kept(number="2")], date(2027, 1, 1), current={"A": now})
        assert not holding.counts(rule, [self.kept()], self.DAY, current={})

    def test_what_is_held_of_a_tree_is_its_own_badges_alone(self):
        kept = [self.kept(), self.kept(achievement="Z")]

        assert holding.held_of([Badge("a", "A"), Badge("b", "B")], kept, self.DAY, current={}) == {"A"}

    @pytest.mark.parametrize("function", ["develop", "behave"])
    def test_growth_and_behaviour_are_not_shown_to_a_manager_unless_shared(self, function):
        assert not holding.shown_to_manager(function)
        assert holding.shown_to_manager(function, shared=True)

    @pytest.mark.parametrize("function", ["onboard", "perform", "comply", "qualify-assessor"])
    def test_what_the_job_asks_for_is_shown(self, function):
        assert holding.shown_to_manager(function)


LETTERS = "ABCDEFGHIJ"


@st.composite
def trees(draw: st.DrawFn) -> Node:
    """A tree that validation accepts; each badge once."""
    free = list(draw(st.permutations(LETTERS)))

    def group(deep: int) -> Node:
        if deep == 0 or not free or draw(st.booleans()):
            return Badge(f"n{len(free)}", free.pop())
        below = tuple(group(deep - 1) for _ in range(draw(st.integers(1, 3))) if free)
        if not below:
            return Badge("n", free.pop())
        if draw(st.booleans()):
            return KOfN("some", draw(st.integers(1, len(below))), below)
        more = (Optional("more", (Badge("o", free.pop()),)),) if free and draw(st.booleans()) else ()
        return AllOf("all", below + more)

    return group(3)


HELD = st.sets(st.sampled_from(LETTERS))


class TestProperties:
    @given(trees())
    def test_a_sound_tree_is_written_and_read_again(self, rule):
        assert tree.faults(rule) == []
        assert tree.parse(json.loads(json.dumps(tree.as_data(rule)))) == rule

    @given(trees(), HELD, st.sampled_from(LETTERS))
    def test_progress_never_falls_when_a_badge_is_added(self, rule, held, more):
        assert 0 <= progress.progress(rule, held) <= progress.progress(rule, held | {more}) <= 1

    @given(trees(), HELD)
    def test_it_is_complete_exactly_when_nothing_remains(self, rule, held):
        assert progress.is_complete(rule, held) == (progress.remaining(rule, held) == 0)

    @given(trees(), HELD)
    def test_the_suggestion_is_as_long_as_what_remains_and_completes_it(self, rule, held):
        found = codes(progress.suggestion(rule, held))

        assert len(found) == progress.remaining(rule, held)
        assert progress.is_complete(rule, held | set(found))

    @given(trees(), HELD)
    def test_a_lacking_badge_is_one_that_brings_the_end_nearer(self, rule, held):
        left = progress.remaining(rule, held)
        nearer = {code for code in LETTERS if progress.remaining(rule, held | {code}) < left}

        assert set(codes(progress.lacks(rule, held))) == nearer - held

    @given(trees())
    def test_an_untouched_tree_needs_what_remains(self, rule):
        assert progress.min_need(rule) == progress.remaining(rule, set())
