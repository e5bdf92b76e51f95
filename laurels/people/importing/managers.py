"""Line managers of a file: who is meant, and that nobody manages herself at any distance. Pure.

A manager is named by her number, by an address, or by a name that is hers alone, among the file and the register together. The
whole must hold: rows that point at a refused row, or stand in a circle, are refused too, until nothing more falls.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

import msgspec

from laurels.people.importing.matching import Register
from laurels.people.importing.planned import Change, Planned, Verdict
from laurels.people.importing.problems import Problem

_CIRCLE_SHOWN = 4
_MOST_ROUNDS = 50
"""An organisation has a handful of levels; a file that is never done with circles was made to be so."""


class Managers:
    """The managers of a file's rows, as far as they can be made out."""

    def __init__(self, rows: Sequence[Planned], said: Sequence[str], register: Register) -> None:
        """``said``: what each row says of its manager, in the order of the rows."""
        self.rows, self.said, self.register = list(rows), said, register
        self._names: dict[str, dict[UUID, None]] = defaultdict(dict)
        self._numbers: dict[str, UUID] = {}
        self._addresses: dict[str, dict[UUID, None]] = defaultdict(dict)
        self._refused: dict[str, int] = {}  # name, number or address of somebody new whose row is refused -> the row
        self._name_of = {known.code: known.name for known in register.members}
        for row in rows:
            self._know(row)

    def _know(self, row: Planned) -> None:
        if row.verdict is Verdict.REFUSED:
            if row.member is None:
                signs = (row.name.casefold(), row.number.casefold(), *row.addresses)
                self._refused.update({sign: row.row for sign in signs if sign})
            return
        if row.member is None:
            return
        self._name_of.setdefault(row.member, row.name)
        self._names[row.name.casefold()][row.member] = None
        if row.number:
            self._numbers[row.number.casefold()] = row.member
        for address in row.addresses:
            self._addresses[address][row.member] = None

    def settled(self) -> list[Planned]:
        """The rows with their managers, or refused."""
        chosen: dict[int, UUID] = {}
        for place, text in enumerate(self.said):
            if text and self.rows[place].verdict is not Verdict.REFUSED:
                found = self._meant(text)
                if isinstance(found, UUID) and found == self.rows[place].member:
                    found = (Problem.OWN_MANAGER, text)
                if isinstance(found, UUID):
                    chosen[place] = found
                else:
                    self._refuse(place, *found)
        for _ in range(_MOST_ROUNDS):
            self._fall(chosen)
            if not self._part(chosen):
                break
        else:  # made to go on for ever: each circle that is taken apart uncovers another
            for place in list(chosen):
                self._refuse(place, Problem.MANAGER_CIRCLE, self.said[place])
            chosen.clear()
        return [self._with_manager(row, chosen.get(place)) for place, row in enumerate(self.rows)]

    def _meant(self, text: str) -> UUID | tuple[Problem, str]:
        """Who is meant by a number, an address or a name."""
        plain, register = text.casefold(), self.register
        if "@" in plain:
            found = {**self._addresses.get(plain, {}), **{known.code: None for known in register.at(plain)}}
        elif plain in self._numbers or register.numbered(text):
            known = register.numbered(text)
            return self._numbers.get(plain) or (known.code if known else (Problem.MANAGER_UNKNOWN, text))
        else:
            found = {**self._names.get(plain, {}), **{known.code: None for known in register.named(text)}}
        if len(found) == 1:
            return next(iter(found))
        if found:
            return Problem.MANAGER_SEVERAL, text
        if plain in self._refused:
            return Problem.MANAGER_REFUSED, str(self._refused[plain])
        return Problem.MANAGER_UNKNOWN, text

    def _refuse(self, place: int, problem: Problem, about: str) -> None:
        self.rows[place] = msgspec.structs.replace(
            self.rows[place], verdict=Verdict.REFUSED, problem=problem, about=about, changes=()
        )

    def _fall(self, chosen: dict[int, UUID]) -> None:
        """Refuse the rows whose manager will not be there, and the rows below those."""
        below: dict[UUID, list[int]] = defaultdict(list)
        for place, manager in chosen.items():
            below[manager].append(place)
        gone = [place for place, row in enumerate(self.rows) if row.verdict is Verdict.REFUSED and self._is_new(row)]
        while gone:
            row = self.rows[gone.pop()]
            for place in below.pop(row.member, []) if row.member else []:
                del chosen[place]
                self._refuse(place, Problem.MANAGER_REFUSED, str(row.row))
                if self._is_new(self.rows[place]):
                    gone.append(place)

    def _part(self, chosen: dict[int, UUID]) -> bool:
        """Refuse the rows that stand in a circle; False when there is none."""
        at = {self.rows[place].member: place for place in chosen}
        parted = False
        for circle in circles(_edges(self.rows, chosen, self.register)):
            names = [self._name_of[code] for code in circle]
            about = " → ".join([*names[:_CIRCLE_SHOWN], "…" if len(names) > _CIRCLE_SHOWN else names[0]])
            for place in [at[code] for code in circle if code in at]:
                del chosen[place]
                self._refuse(place, Problem.MANAGER_CIRCLE, about)
                parted = True
        return parted

    def _is_new(self, row: Planned) -> bool:
        return row.member is not None and row.member not in self.register.by_code

    def _with_manager(self, row: Planned, manager: UUID | None) -> Planned:
        """The row with the manager it will have, when that is another one than now."""
        known = self.register.by_code.get(row.member) if row.member else None
        before = known.manager if known is not None and known.active else None
        if row.verdict is Verdict.REFUSED or manager is None or manager == before:
            return row
        if row.verdict in (Verdict.NEW, Verdict.AGAIN):
            return msgspec.structs.replace(row, manager=manager)
        change = Change("manager", self._name_of.get(before, "") if before else "", self._name_of[manager])
        return msgspec.structs.replace(row, verdict=Verdict.CHANGED, manager=manager, changes=(*row.changes, change))


def _edges(rows: Sequence[Planned], chosen: Mapping[int, UUID], register: Register) -> dict[UUID, UUID]:
    """Who will manage whom: as the register says, then as the file says."""
    edges = {known.code: known.manager for known in register.members if known.active and known.manager is not None}
    for place, manager in chosen.items():
        if (member := rows[place].member) is not None:
            edges[member] = manager
    return edges


def circles(edges: Mapping[UUID, UUID]) -> Iterator[list[UUID]]:
    """Every circle of a graph in which each has one way up, once."""
    done: set[UUID] = set()
    for start in edges:
        walked: dict[UUID, None] = {}
        at: UUID | None = start
        while at is not None and at not in done and at not in walked:
            walked[at] = None
            at = edges.get(at)
        if at is not None and at in walked:
            way = list(walked)
            yield way[way.index(at) :]
        done.update(walked)


def in_order(rows: Sequence[Planned], register: Register) -> list[int]:
    """Places of the rows to work on: refused ones first, then managers before their people."""
    chosen = {
        place: row.manager for place, row in enumerate(rows) if row.manager is not None and row.verdict is not Verdict.REFUSED
    }
    depths = _depths(_edges(rows, chosen, register))
    work = [place for place, row in enumerate(rows) if row.verdict is not Verdict.SAME]

    def height(place: int) -> int:
        row = rows[place]
        return -1 if row.verdict is Verdict.REFUSED or row.member is None else depths.get(row.member, 0)

    return sorted(work, key=height)


def _depths(edges: Mapping[UUID, UUID]) -> dict[UUID, int]:
    """How many managers stand above each, in a graph without circles."""
    depths: dict[UUID, int] = {}
    for start in edges:
        way = []
        at: UUID | None = start
        while at is not None and at not in depths:
            way.append(at)
            at = edges.get(at)
        above = depths[at] + 1 if at is not None else 0
        for code in reversed(way):
            depths[code], above = above, above + 1
    return depths
