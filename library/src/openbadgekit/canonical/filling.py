"""A template that is filled: what remains to be done per document. See ``template`` for what it promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from openbadgekit.canonical import budget
from openbadgekit.canonical.holes import is_plain_address
from openbadgekit.canonical.memo import Memo
from openbadgekit.canonical.nquads import escaped, needs_escape
from openbadgekit.canonical.pieces import Draft, Piece
from openbadgekit.limits import LIMITS

_PLANS: Memo[tuple[Template, Piece]] = Memo(entries=2_000, size=LIMITS.memo_bytes)
"""Template and order -> its statements; the template is held, so that its id stays its own."""


@dataclass(frozen=True)
class Group:
    """Objects of one subject and predicate whose order depends on what is filled in; they have cells of their own."""

    begin: int
    end: int
    tails: tuple[Piece, ...]


@dataclass(frozen=True)
class Template:
    """One shape.

    Cells hold what is filled in: the holes' values, then the names of the unnamed nodes, then groups of objects.

    Attributes:
        addresses, texts: holes in the place of an address, and of a literal's text.
        terms, fixed_addresses: what no address in a hole may be.
        hashes: first-degree hashes of unnamed nodes; empty where ``moving`` says how to make them.
        subjects, wandering: fixed subjects, and the holes that are subjects.
        blocks: the statements of each subject: of the fixed ones, of the wandering ones, of the unnamed nodes.
        cost: what expanding such a document costs, by ``budget.weigh``; the full algorithm pays it too.
        weight: about what it takes to keep it [bytes].
    """

    holes: int
    cells: int
    addresses: tuple[int, ...]
    texts: tuple[int, ...]
    terms: frozenset[str]
    fixed_addresses: frozenset[str]
    hashes: tuple[str, ...]
    moving: tuple[tuple[int, list[Piece]], ...]
    groups: tuple[Group, ...]
    subjects: tuple[str, ...]
    wandering: tuple[int, ...]
    blocks: tuple[Draft, ...]
    names: tuple[str, ...]
    by_name: tuple[int, ...]
    cost: int
    weight: int

    def fill(self, values: Sequence[str]) -> bytes | None:
        """The canonical form with these values in the holes, or None when only the full algorithm can say.

        Raises:
            BudgetSpent: exactly when the full algorithm does.
        """
        if not self._admits(values):
            return None
        cells = [*values, *self.names, *[""] * (self.cells - self.holes - len(self.names))]
        if needs_escape("".join(values)):
            for place in self.texts:
                cells[place] = escaped(values[place])
        order = self._name(cells)
        if order is None or not self._sort_groups(cells):
            return None
        filled = self._plan(values, order).of(cells).encode()
        if (purse := budget.running()) is not None:
            purse.pay_expansion(self.cost)
            purse.pay_canonical(len(self.names))
        return filled

    def _plan(self, values: Sequence[str], order: list[int]) -> Piece:
        """All statements in order: subjects by code point, unnamed nodes by name. Few orders occur, so they are remembered."""
        subjects = [*self.subjects, *[f"<{values[place]}>" for place in self.wandering]]
        sequence = sorted(range(len(subjects)), key=subjects.__getitem__)
        key = (id(self), *sequence, *order)
        found = _PLANS.get(key)
        if found is not None and found[0] is not None:
            return found[0][1]
        sequence += [len(subjects) + order[place] for place in self.by_name]
        draft = Draft.joined([self.blocks[place] for place in sequence])
        _PLANS.put(key, (self, plan := draft.piece()), weight=len(draft))
        return plan

    def _admits(self, values: Sequence[str]) -> bool:
        """Whether every address in a hole is one, and no other's."""
        found = {values[place] for place in self.addresses}
        if len(found) != len(self.addresses) or not found.isdisjoint(self.fixed_addresses):
            return False
        return all(is_plain_address(value, self.terms) for value in found)

    def _name(self, cells: list[str]) -> list[int] | None:
        """4.4.3 step 4: names in the order of the hashes; None when two hashes are equal."""
        if len(self.names) == 1:
            cells[self.holes] = self.names[0]
            return [0]
        hashes = [*self.hashes]
        for place, lines in self.moving:
            hashes[place] = digest(lines[0].of(cells) if len(lines) == 1 else "".join(sorted([line.of(cells) for line in lines])))
        if len(set(hashes)) != len(hashes):
            return None
        order = sorted(range(len(hashes)), key=hashes.__getitem__)
        for name, place in zip(self.names, order, strict=True):
            cells[self.holes + place] = name
        return order

    def _sort_groups(self, cells: list[str]) -> bool:
        """Objects in order; False when two are equal, because then there is one statement less."""
        for group in self.groups:
            found = sorted([tail.of(cells) for tail in group.tails])
            if len(set(found)) != len(found):
                return False
            cells[group.begin : group.end] = found
        return True


def digest(text: str) -> str:
    """The hash inside the algorithm."""
    return sha256(text.encode()).hexdigest()
