"""A tree from what entries say about their parents, whatever they say. Pure.

Nothing that a source says makes this fail: of several parents the first holds, a circle is cut at its earliest entry, an entry
whose parent is not there stands at the top, what lies too deep is lifted. Each of these is noted.
Source: conformance row CASE-04.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Oddity(StrEnum):
    """What a source said that no tree can hold."""

    SECOND_PARENT = "It stands in two places; here it is shown in the first."
    CIRCLE = "What it stands under stands under it again; here it is shown at the top."
    NO_PARENT = "What it stands under is not in this framework; here it is shown at the top."
    TOO_DEEP = "It lies too deep; here it is shown some levels higher."


@dataclass(frozen=True, slots=True)
class Edge:
    """One entry under another, by their places; ``parent`` None is the framework itself, ``-1`` something that is not there."""

    child: int
    parent: int | None
    sequence: int | None = None


MISSING = -1


@dataclass
class Tree:
    """Where each of ``count`` entries stands.

    Attributes:
        parents: place -> place of its parent, None at the top. positions: place -> order among its siblings, from 0.
        order: all places, level by level. oddities: (place, what was odd).
    """

    parents: list[int | None]
    positions: list[int] = field(default_factory=list)
    order: list[int] = field(default_factory=list)
    oddities: list[tuple[int, Oddity]] = field(default_factory=list)

    def trail(self, place: int) -> list[int]:
        """The places above this one, from the top."""
        above: list[int] = []
        parent = self.parents[place]
        while parent is not None:
            above.append(parent)
            parent = self.parents[parent]
        return above[::-1]


def plant(count: int, edges: Iterable[Edge], *, deepest: int) -> Tree:
    """The tree of ``count`` entries, in the order of their sequence numbers and then of the source."""
    tree = Tree([None] * count)
    sequences = _attach(tree, edges)
    _cut_circles(tree)
    _walk(tree, sequences, deepest)
    return tree


def _attach(tree: Tree, edges: Iterable[Edge]) -> dict[int, int]:
    """Give each entry its first parent; returns the sequence numbers that came with them."""
    sequences: dict[int, int] = {}
    settled: set[int] = set()
    for edge in edges:
        if edge.child in settled:
            if edge.parent != tree.parents[edge.child]:
                tree.oddities.append((edge.child, Oddity.SECOND_PARENT))
            continue
        settled.add(edge.child)
        if edge.parent == MISSING:
            tree.oddities.append((edge.child, Oddity.NO_PARENT))
        else:
            tree.parents[edge.child] = edge.parent
        if edge.sequence is not None:
            sequences[edge.child] = edge.sequence
    return sequences


def _cut_circles(tree: Tree) -> None:
    """Cut every circle at its earliest entry; each entry is looked at twice at most."""
    done: set[int] = set()
    for start in range(len(tree.parents)):
        path: dict[int, None] = {}
        place: int | None = start
        while place is not None and place not in done:
            if place in path:
                walked = list(path)
                earliest = min(walked[walked.index(place) :])
                tree.parents[earliest] = None
                tree.oddities.append((earliest, Oddity.CIRCLE))
                break
            path[place] = None
            place = tree.parents[place]
        done.update(path)


def _walk(tree: Tree, sequences: dict[int, int], deepest: int) -> None:
    """Order and positions, without recursion; what lies too deep becomes a sibling of its parent."""
    children: dict[int | None, list[int]] = {}
    for place, parent in enumerate(tree.parents):
        children.setdefault(parent, []).append(place)
    for siblings in children.values():
        siblings.sort(key=lambda place: (place not in sequences, sequences.get(place, 0), place))
    tree.positions = [0] * len(tree.parents)
    given: dict[int | None, int] = {}
    waiting = deque((place, 1) for place in children.get(None, []))
    while waiting:  # level by level: few slices then hold a parent and its child at once
        place, depth = waiting.popleft()
        if depth > deepest:
            parent = tree.parents[place]
            tree.parents[place] = tree.parents[parent] if parent is not None else None
            tree.oddities.append((place, Oddity.TOO_DEEP))
            depth = deepest
        above = tree.parents[place]
        tree.positions[place] = given.get(above, 0)
        given[above] = tree.positions[place] + 1
        tree.order.append(place)
        waiting += ((child, depth + 1) for child in children.get(place, []))
