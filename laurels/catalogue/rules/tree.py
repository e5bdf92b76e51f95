"""The rule tree of job tasks and pathways: which badges, with which choices, and how far somebody is. Pure.

    Badge       one badge                      min_need 1
    AllOf       every child                    min_need: sum of the children's
    KOfN        any k of the children          min_need: sum of the k smallest
    Optional    by choice, never counted       min_need 0

A tree is read with ``parse``, which refuses what would make a choice empty. All figures are exact fractions: a tree is complete
when its progress *is* 1, never when it is nearly 1. Progress never falls when a badge is added.

Source: DOMAIN 6.1 (own design; k-of-n mirrors qualification "rules of combination"), 4 (Pathway: what validation refuses).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

DEEPEST, MOST = 6, 200
"""Levels of groups, and nodes of one tree [count]: what a page can show and a person can understand."""
ANY_VALID, CURRENT = "any_valid", "current"


@dataclass(frozen=True)
class Badge:
    """One badge: ``achievement`` is its code, ``accepts`` "any_valid", "current" or a tuple of version numbers."""

    id: str
    achievement: str
    accepts: str | tuple[str, ...] = ANY_VALID


@dataclass(frozen=True)
class AllOf:
    """Every child counts."""

    id: str
    children: tuple[Node, ...]
    title: str = ""


@dataclass(frozen=True)
class KOfN:
    """Any ``k`` of the children count."""

    id: str
    k: int
    children: tuple[Node, ...]
    title: str = ""


@dataclass(frozen=True)
class Optional:
    """What may be left out."""

    id: str
    children: tuple[Node, ...]
    title: str = ""


Node = Badge | AllOf | KOfN | Optional
Group = AllOf | KOfN | Optional
Held = Collection[str]
"""Codes of the achievements that count as held on the day (``holding.held``)."""


class TreeRefused(ValueError):
    """A tree that cannot be used; ``reasons`` are sentences for people."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reasons)


def parse(data: Any, *, names: Mapping[str, str] | None = None) -> Node:
    """A tree from its JSON form, as programme files and rows hold it.

    Args:
        names: code of an achievement -> its name, for the sentences.
    Raises:
        TreeRefused: no tree, or one that validation refuses.
    """
    node = _parsed(data, deep=1)
    if reasons := faults(node, names=names):
        raise TreeRefused(reasons)
    return node


def _parsed(data: Any, *, deep: int) -> Node:
    """One node and what is below it."""
    if not isinstance(data, Mapping):
        raise TreeRefused(["A part of this rule is no badge and no group."])
    if deep > DEEPEST:
        raise TreeRefused([f"Groups may stand at most {DEEPEST} deep."])
    kind, name = data.get("type"), str(data.get("id") or "")
    if kind == "badge":
        return Badge(name, str(data.get("achievement") or ""), _accepts(data.get("accepts", ANY_VALID)))
    children = data.get("children")
    if not isinstance(children, list | tuple) or len(children) > MOST:
        raise TreeRefused(["A group of this rule has no list of what belongs to it."])
    below, title = tuple(_parsed(child, deep=deep + 1) for child in children), str(data.get("title") or "")
    if kind == "all_of":
        return AllOf(name, below, title)
    if kind == "optional":
        return Optional(name, below, title)
    if kind == "k_of_n" and isinstance(data.get("k"), int) and not isinstance(data.get("k"), bool):
        return KOfN(name, data["k"], below, title)
    raise TreeRefused(["A group of this rule says neither “all”, nor how many, nor “by choice”."])


def _accepts(value: Any) -> str | tuple[str, ...]:
    """Which versions count."""
    if value in (ANY_VALID, CURRENT):
        return str(value)
    if isinstance(value, list | tuple) and value and all(isinstance(number, str) for number in value):
        return tuple(value)
    raise TreeRefused(["A badge of this rule says which versions count in words that are not known."])


def faults(tree: Node, *, names: Mapping[str, str] | None = None) -> list[str]:
    """What validation refuses, as sentences; empty for a tree that can be used (DOMAIN 4 Pathway, 6.1)."""
    nodes = list(walk(tree))
    found = [reason for node in nodes for reason in _faults_of(node)]
    if isinstance(tree, Optional):
        found.append("A rule that is by choice as a whole asks for nothing. Add a badge that is needed.")
    seen: set[str] = set()
    for badge in badges(tree):
        if badge.achievement in seen:
            named = (names or {}).get(badge.achievement, badge.achievement)
            found.append(f"“{named}” stands here twice. Each badge counts once.")
        seen.add(badge.achievement)
    if len(nodes) > MOST:
        found.append(f"This rule has more than {MOST} parts.")
    return list(dict.fromkeys(found))


def _faults_of(node: Node) -> list[str]:
    """What is wrong with one node by itself."""
    if isinstance(node, Badge):
        return [] if node.achievement else ["Choose a badge on every line."]
    if not node.children:
        return ["A group is empty. Add a badge to it, or take it away."]
    optional = [child for child in node.children if isinstance(child, Optional)]
    if isinstance(node, AllOf) and len(optional) == len(node.children):
        return ["A group of which everything is by choice asks for nothing. Add a badge that is needed."]
    if isinstance(node, KOfN):
        return _faults_of_choice(node, optional)
    return []


def _faults_of_choice(node: KOfN, optional: Sequence[Node]) -> list[str]:
    """What is wrong with a choice."""
    found = ["What is by choice cannot stand inside a choice: it would make the choice empty."] if optional else []
    if not 1 <= node.k <= len(node.children):
        found.append(f"Of {len(node.children)} you can ask for 1 to {len(node.children)}, not for {node.k}.")
    return found


def walk(tree: Node) -> Iterator[Node]:
    """Every node, in document order."""
    yield tree
    if not isinstance(tree, Badge):
        for child in tree.children:
            yield from walk(child)


def badges(tree: Node) -> tuple[Badge, ...]:
    """Every badge, in document order, also those by choice."""
    return tuple(node for node in walk(tree) if isinstance(node, Badge))


def as_data(tree: Node) -> dict[str, Any]:
    """The JSON form that ``parse`` reads."""
    if isinstance(tree, Badge):
        accepts = list(tree.accepts) if isinstance(tree.accepts, tuple) else tree.accepts
        return {"type": "badge", "id": tree.id, "achievement": tree.achievement, "accepts": accepts}
    data: dict[str, Any] = {"type": "all_of" if isinstance(tree, AllOf) else "optional", "id": tree.id}
    if isinstance(tree, KOfN):
        data |= {"type": "k_of_n", "k": tree.k}
    if tree.title:
        data["title"] = tree.title
    return data | {"children": [as_data(child) for child in tree.children]}
