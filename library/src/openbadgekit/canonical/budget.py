"""What one verification may spend on canonical forms, whatever it is made of.

Ten proofs, ten endorsements and four status lists are canonicalised one after the other: a bound for each alone would be a bound
for none. Within ``shared`` they draw from one purse; outside it every document has a purse of its own.

Nothing is measured in seconds: the same bytes always cost the same, so the same inputs give the same report.

Source: THREATS "Poison graphs, deep or huge documents"; conformance row DI-07.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from openbadgekit.errors import BudgetSpent
from openbadgekit.limits import LIMITS, Limits
from openbadgekit.reading import Json

NODE, TYPE, CONTEXT = 4, 12, 220
"""Cost of an object, of each of its types and of each context it names, when a plain value costs 1 (about 5 us)."""


class Purse:
    """Steps that are left: ``expansion`` for the expander, ``canonical`` for hashes and orders."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.expansion, self.canonical = limits.expansion_steps, limits.canonical_steps

    def pay_expansion(self, steps: int) -> None:
        """Pay before a document is expanded.

        Raises:
            BudgetSpent: less is left.
        """
        self.expansion -= steps
        if self.expansion < 0:
            raise BudgetSpent("The badge has more parts, types and vocabularies than can be looked at in a moment.")

    def pay_canonical(self, steps: int) -> None:
        """Pay before hashes are made and orders are tried.

        Raises:
            BudgetSpent: less is left.
        """
        self.canonical -= steps
        if self.canonical < 0:
            raise BudgetSpent("The badge ties too many unnamed parts to one another to be canonicalised.")


_open: ContextVar[Purse | None] = ContextVar("openbadgekit_purse", default=None)


@contextmanager
def shared(limits: Limits = LIMITS) -> Iterator[Purse]:
    """One purse for everything within; an inner one is part of the outer."""
    outer = _open.get()
    purse = outer or Purse(limits)
    token = _open.set(purse)
    try:
        yield purse
    finally:
        _open.reset(token)


@contextmanager
def aside() -> Iterator[None]:
    """A purse of its own for what is done ahead of its time: whether a shape was seen before must change no report."""
    token = _open.set(Purse())
    try:
        yield
    finally:
        _open.reset(token)


def running() -> Purse | None:
    """The purse of the verification that runs, if one does; a shape is small enough for a purse of its own (``shape_steps``)."""
    return _open.get()


def purse() -> Purse:
    """The purse of the verification that runs, or a new one."""
    return _open.get() or Purse()


def weigh(document: Json) -> int:
    """What expanding a document will cost, from its shape alone.

    Every type and every context opens terms anew wherever it stands, so a small text with many of them costs seconds.
    """
    cost, todo = 0, [document]
    while todo:
        value = todo.pop()
        cost += 1
        if isinstance(value, dict):
            cost += NODE + TYPE * _count(value.get("type")) + TYPE * _count(value.get("@type"))
            cost += CONTEXT * _count(value.get("@context"))
            todo.extend(value.values())
        elif isinstance(value, list):
            todo.extend(value)
    return cost


def _count(value: Json) -> int:
    """How many values stand here."""
    return len(value) if isinstance(value, list) else value is not None
