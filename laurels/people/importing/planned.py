"""The difference between a file and the register, as it is kept until somebody says yes."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from laurels.people.importing.problems import Problem


class Verdict(StrEnum):
    """What happens to a row."""

    NEW = "new"
    AGAIN = "again"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


class Change(msgspec.Struct, frozen=True):
    """One thing that changes: which, from what, to what."""

    what: str
    before: str
    after: str


class Planned(msgspec.Struct, frozen=True):
    """One row and what happens to it.

    Attributes:
        member: the membership; of somebody new the one that will be made, so that a slice that runs twice makes one.
        person: of somebody new the row that she has or will have.
        manager: the membership of her line manager, where one is to be set.
        begins: the first day of the job that she is given; None is not known.
        ends: the last day of the job that ends with it; None where none ends.
        hers: whether the name is another one that only she can change, because she has come in.
    """

    row: int
    verdict: Verdict
    name: str
    number: str = ""
    addresses: tuple[str, ...] = ()
    team: str = ""
    site: str = ""
    job: str = ""
    begins: date | None = None
    ends: date | None = None
    manager: UUID | None = None
    member: UUID | None = None
    person: UUID | None = None
    has_account: bool = False
    hers: bool = False
    changes: tuple[Change, ...] = ()
    problem: Problem | None = None
    about: str = ""


class Missing(msgspec.Struct, frozen=True):
    """A member of whom the file says nothing."""

    member: UUID
    name: str
    number: str
    team: str


class Plan(msgspec.Struct, frozen=True):
    """The whole difference. ``rows`` as in the file; ``order``: places of the rows to work on, managers first."""

    rows: tuple[Planned, ...]
    order: tuple[int, ...]
    missing: tuple[Missing, ...]
    active: int

    def counts(self) -> dict[str, int]:
        """How many rows of each verdict, and how many members are missing."""
        found = Counter(row.verdict.value for row in self.rows)
        return {**{verdict.value: found[verdict.value] for verdict in Verdict}, "missing": len(self.missing)}
