"""A rule tree as lines of a form: moved by buttons, so that it can be written by keyboard and without a script. Pure.

Each line has a depth; line 0 is the outermost group. What stands deeper below a group belongs to it. Lines may be unfinished
(no badge chosen, an empty group): only ``tree.parse`` decides whether they are a rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from laurels.catalogue.rules.tree import DEEPEST, MOST, AllOf, Badge, KOfN, Node, Optional

ALL, SOME, CHOICE, BADGE = "all", "some", "optional", "badge"
GROUPS = (ALL, SOME, CHOICE)


@dataclass(frozen=True)
class Line:
    """One line. ``badge``: code of an achievement, of a badge; ``k``: of "some", how many."""

    depth: int
    kind: str
    badge: str = ""
    k: int = 1


Lines = tuple[Line, ...]
EMPTY: Lines = (Line(0, ALL), Line(1, BADGE))
"""What a new rule begins with."""


def lines_of(tree: Node, *, depth: int = 0) -> Lines:
    """A tree as lines; a rule that is one badge stands in a group of its own."""
    if isinstance(tree, Badge):
        return (Line(depth, BADGE, tree.achievement),) if depth else (Line(0, ALL), Line(1, BADGE, tree.achievement))
    kind = SOME if isinstance(tree, KOfN) else CHOICE if isinstance(tree, Optional) else ALL
    first = Line(depth, kind, k=tree.k if isinstance(tree, KOfN) else 1)
    return (first, *(line for child in tree.children for line in lines_of(child, depth=depth + 1)))


def data_of(lines: Sequence[Line]) -> dict[str, Any]:
    """Lines as the JSON form of a tree, for ``tree.parse``; nodes are named by their place."""
    return _data(lines, 0)


def _data(lines: Sequence[Line], place: int) -> dict[str, Any]:
    line = lines[place]
    if line.kind == BADGE:
        return {"type": "badge", "id": f"n{place}", "achievement": line.badge, "accepts": "any_valid"}
    children = [_data(lines, child) for child in children_of(lines, place)]
    if line.kind == SOME:
        return {"type": "k_of_n", "id": f"n{place}", "k": line.k, "children": children}
    return {"type": "optional" if line.kind == CHOICE else "all_of", "id": f"n{place}", "children": children}


def end_of(lines: Sequence[Line], place: int) -> int:
    """Where what belongs to a line ends."""
    return next((at for at in range(place + 1, len(lines)) if lines[at].depth <= lines[place].depth), len(lines))


def children_of(lines: Sequence[Line], place: int) -> list[int]:
    """The lines that stand directly below a group."""
    return [at for at in range(place + 1, end_of(lines, place)) if lines[at].depth == lines[place].depth + 1]


def parent_of(lines: Sequence[Line], place: int) -> int | None:
    """The group in which a line stands; None for the outermost one."""
    return next((at for at in range(place - 1, -1, -1) if lines[at].depth < lines[place].depth), None)


def sound(lines: Sequence[Line]) -> Lines:
    """Lines as they came from a browser, made to hang together: a depth that leads nowhere becomes the deepest that does."""
    kept: list[Line] = []
    for line in lines[:MOST]:
        kind = line.kind if line.kind in (*GROUPS, BADGE) else BADGE
        if not kept:
            kept.append(replace(line, depth=0, kind=kind if kind in (ALL, SOME) else ALL))
            continue
        deepest = kept[-1].depth + (kept[-1].kind != BADGE)
        kept.append(replace(line, kind=kind, depth=max(1, min(line.depth, deepest, DEEPEST - 1))))
    return tuple(kept) or EMPTY


def moved(lines: Lines, act: str, place: int) -> Lines:
    """The lines after one press; a press that cannot be changes nothing.

    Args:
        act: "up", "down", "in", "out", "away", or "add-badge", "add-all", "add-some", "add-optional".
    """
    if not 0 <= place < len(lines):
        return lines
    if act.startswith("add-"):
        return _added(lines, place, act.removeprefix("add-"))
    if place == 0 or act not in _MOVES:
        return lines
    return _MOVES[act](lines, place)


def _added(lines: Lines, place: int, kind: str) -> Lines:
    """A new line at the end of a group."""
    deep = lines[place].depth + 1
    room = deep + (kind != BADGE) < DEEPEST and len(lines) < MOST
    if lines[place].kind == BADGE or kind not in (*GROUPS, BADGE) or not room:
        return lines
    new = (Line(deep, kind),) if kind == BADGE else (Line(deep, kind), Line(deep + 1, BADGE))
    at = end_of(lines, place)
    return (*lines[:at], *new, *lines[at:])


def _away(lines: Lines, place: int) -> Lines:
    """Without a line and what belongs to it."""
    return (*lines[:place], *lines[end_of(lines, place) :])


def _up(lines: Lines, place: int) -> Lines:
    """Before the line that stood before it in the same group."""
    before = [at for at in _beside(lines, place) if at < place]
    if not before:
        return lines
    end = end_of(lines, place)
    return (*lines[: before[-1]], *lines[place:end], *lines[before[-1] : place], *lines[end:])


def _down(lines: Lines, place: int) -> Lines:
    """After the line that stood after it in the same group."""
    after = [at for at in _beside(lines, place) if at > place]
    return _up(lines, after[0]) if after else lines


def _in(lines: Lines, place: int) -> Lines:
    """Into the group before it."""
    before = [at for at in _beside(lines, place) if at < place]
    if not before or lines[before[-1]].kind == BADGE:
        return lines
    return _shifted(lines, place, +1)


def _out(lines: Lines, place: int) -> Lines:
    """Out of its group, to stand after it."""
    parent = parent_of(lines, place)
    if not parent:  # the outermost group has no outside
        return lines
    end, after = end_of(lines, place), end_of(lines, parent)
    lifted = tuple(replace(line, depth=line.depth - 1) for line in lines[place:end])
    return (*lines[:place], *lines[end:after], *lifted, *lines[after:])


def _shifted(lines: Lines, place: int, by: int) -> Lines:
    """A line and what belongs to it, deeper; unchanged where that would be too deep."""
    end = end_of(lines, place)
    if max(line.depth for line in lines[place:end]) + by >= DEEPEST:
        return lines
    return (*lines[:place], *(replace(line, depth=line.depth + by) for line in lines[place:end]), *lines[end:])


def _beside(lines: Lines, place: int) -> list[int]:
    """The lines of the same group."""
    parent = parent_of(lines, place)
    return children_of(lines, parent) if parent is not None else []


_MOVES: Mapping[str, Callable[[Lines, int], Lines]] = {"away": _away, "up": _up, "down": _down, "in": _in, "out": _out}


def in_words(tree: Node, names: Mapping[str, str]) -> str:
    """A tree as one sentence: "A, B and any 2 of C, D and E"."""
    if isinstance(tree, Badge):
        return names.get(tree.achievement, "a badge that is gone")
    parts = [in_words(child, names) for child in tree.children]
    told = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + f" and {parts[-1]}"
    if isinstance(tree, KOfN):
        return f"any {tree.k} of {told}" if len(parts) > 1 else told
    if isinstance(tree, Optional):
        return f"by choice {told}"
    return f"({told})" if isinstance(tree, AllOf) and len(parts) > 1 and tree.id != "n0" else told
