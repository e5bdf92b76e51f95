"""A tree, whatever a source says about parents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.frameworks.tree import MISSING, Edge, Oddity, plant

SIZE = 12
edges = st.lists(
    st.builds(
        Edge,
        st.integers(0, SIZE - 1),
        st.none() | st.integers(MISSING, SIZE - 1),
        st.none() | st.integers(-3, 3),
    ),
    max_size=40,
)


@pytest.mark.conformance("CASE-02")
def test_children_stand_in_the_order_of_their_numbers_and_then_of_the_source():
    tree = plant(5, [Edge(4, 0, 1), Edge(1, 0, None), Edge(2, 0, 2), Edge(3, 0, None)], deepest=9)

    ordered = sorted((place for place in range(5) if tree.parents[place] == 0), key=tree.positions.__getitem__)
    assert ordered == [4, 2, 1, 3]
    assert not tree.oddities


def test_of_two_parents_the_first_holds():
    tree = plant(3, [Edge(2, 0), Edge(2, 1)], deepest=9)

    assert (tree.parents[2], tree.oddities) == (0, [(2, Oddity.SECOND_PARENT)])


def test_the_same_parent_twice_is_nothing_odd():
    assert plant(2, [Edge(1, 0), Edge(1, 0)], deepest=9).oddities == []


def test_a_circle_is_cut_at_its_earliest_entry():
    tree = plant(4, [Edge(3, 1), Edge(1, 2), Edge(2, 3), Edge(0, 3)], deepest=9)

    assert (tree.parents, tree.oddities) == ([3, None, 3, 1], [(1, Oddity.CIRCLE)])


def test_an_entry_beneath_itself_stands_at_the_top():
    assert plant(1, [Edge(0, 0)], deepest=9).oddities == [(0, Oddity.CIRCLE)]


def test_an_entry_whose_parent_is_not_there_stands_at_the_top():
    tree = plant(1, [Edge(0, MISSING)], deepest=9)

    assert (tree.parents, tree.oddities) == ([None], [(0, Oddity.NO_PARENT)])


def test_what_lies_too_deep_is_lifted():
    tree = plant(5, [Edge(n, n - 1) for n in range(1, 5)], deepest=3)

    assert [len(tree.trail(place)) for place in range(5)] == [0, 1, 2, 2, 2]
    assert [kind for _, kind in tree.oddities] == [Oddity.TOO_DEEP] * 2


@pytest.mark.conformance("CASE-04")
def test_a_chain_of_fifty_thousand_costs_no_stack():
    tree = plant(50_000, [Edge(n, n - 1) for n in range(1, 50_000)], deepest=30)

    assert max(len(tree.trail(place)) for place in (0, 29, 49_999)) == 29
    assert len(tree.order) == 50_000


@pytest.mark.conformance("CASE-04")
@given(edges)
def test_every_entry_stands_somewhere_and_no_parent_comes_after_its_child(given_edges):
    tree = plant(SIZE, given_edges, deepest=4)

    assert sorted(tree.order) == list(range(SIZE))
    before: set[int] = set()
    for place in tree.order:
        assert tree.parents[place] is None or tree.parents[place] in before
        before.add(place)
        assert len(tree.trail(place)) < 4
    stands = {(tree.parents[place], tree.positions[place]) for place in range(SIZE)}
    assert len(stands) == SIZE
