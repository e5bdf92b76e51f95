"""How far somebody is in a rule tree, and what is nearest. Pure, in exact fractions.

    min_need    badges that the shortest way asks for
    progress    p: badge 0 or 1; all_of the mean weighted by min_need; k_of_n the mean of the k largest
    remaining   badges still to be earned on the shortest way from here
    suggestion  one shortest way: the k children with the smallest remaining; ties: larger p, then document order
    lacks       unheld badges of *some* shortest way: what a person may choose among
    nearest     the one of these with the fewest open elements

Source: DOMAIN 6.1 with its worked example.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from laurels.catalogue.rules.tree import AllOf, Badge, Held, KOfN, Node, Optional, badges

NOTHING, WHOLE = Fraction(0), Fraction(1)


def min_need(tree: Node) -> int:
    """Badges that the shortest way through an untouched tree asks for."""
    if isinstance(tree, Badge):
        return 1
    if isinstance(tree, Optional):
        return 0
    needs = [min_need(child) for child in tree.children]
    return sum(needs) if isinstance(tree, AllOf) else sum(sorted(needs)[: tree.k])


def progress(tree: Node, held: Held) -> Fraction:
    """p, from 0 to 1: it never falls when a badge is added; what is by choice is not counted."""
    if isinstance(tree, Badge):
        return Fraction(int(tree.achievement in held))
    if isinstance(tree, KOfN):
        largest = sorted((progress(child, held) for child in tree.children), reverse=True)[: tree.k]
        return sum(largest, NOTHING) / tree.k
    weights = [(min_need(child), child) for child in tree.children]
    total = sum(weight for weight, _ in weights)
    if isinstance(tree, Optional) or not total:
        return NOTHING
    return sum((weight * progress(child, held) for weight, child in weights if weight), NOTHING) / total


def is_complete(tree: Node, held: Held) -> bool:
    """Whether it is done; a job task is ready when its tree is complete."""
    return progress(tree, held) == WHOLE


def remaining(tree: Node, held: Held) -> int:
    """Badges still to be earned on the shortest way from here."""
    if isinstance(tree, Badge):
        return int(tree.achievement not in held)
    if isinstance(tree, Optional):
        return 0
    left = [remaining(child, held) for child in tree.children]
    return sum(left) if isinstance(tree, AllOf) else sum(sorted(left)[: tree.k])


def suggestion(tree: Node, held: Held) -> tuple[Badge, ...]:
    """The badges to earn on one shortest way, in document order; as many as ``remaining`` says."""
    if isinstance(tree, Badge):
        return () if tree.achievement in held else (tree,)
    if isinstance(tree, Optional):
        return ()
    children = list(tree.children)
    if isinstance(tree, KOfN):
        best = sorted(enumerate(children), key=lambda one: (remaining(one[1], held), -progress(one[1], held), one[0]))
        children = [child for _, child in sorted(best[: tree.k])]
    return tuple(badge for child in children for badge in suggestion(child, held))


def lacks(tree: Node, held: Held) -> tuple[Badge, ...]:
    """Every unheld badge that stands on some shortest way from here, in document order."""
    if isinstance(tree, Badge):
        return () if tree.achievement in held else (tree,)
    if isinstance(tree, Optional):
        return ()
    children = list(tree.children)
    if isinstance(tree, KOfN):
        farthest = sorted(remaining(child, held) for child in children)[tree.k - 1]
        children = [child for child in children if remaining(child, held) <= farthest]
    return tuple(badge for child in children for badge in lacks(child, held))


def nearest(tree: Node, held: Held, *, open_elements: Mapping[str, int], enrolled: Collection[str] = ()) -> Badge | None:
    """Of the badges that ``lacks`` names, the one that takes least; None when nothing is lacking.

    Args:
        open_elements: achievement -> required elements that are still open, of the open enrolment's version, else of the current
            one; a badge that is missing there cannot be earned now and is left out.
        enrolled: achievements with an open enrolment; of equals these come first, then document order.
    """
    found = [badge for badge in lacks(tree, held) if badge.achievement in open_elements]
    return min(found, key=lambda badge: (open_elements[badge.achievement], badge.achievement not in enrolled), default=None)


def needed_badges(trees: Iterable[Node]) -> tuple[Badge, ...]:
    """The badges of several trees in their order, each once: what a job role asks for."""
    found: dict[str, Badge] = {}
    for tree in trees:
        for badge in badges(tree):
            found.setdefault(badge.achievement, badge)
    return tuple(found.values())
