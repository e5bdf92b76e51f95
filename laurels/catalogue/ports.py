"""Ports: a room above knows who is under way towards a version, and so whether it may be retired; and who holds what.

Source: ARCHITECTURE 2, law 3 ("retire guards (catalogue)"); DOMAIN 5.1 ("no open enrolment, or sunset passed"); decision 24.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from laurels.catalogue.models import Achievement, AchievementVersion
from laurels.catalogue.rules.holding import Kept
from laurels.people.models import Organisation


class RetireGuard(Protocol):
    """Says how many people are under way towards a version [count]."""

    def __call__(self, version: AchievementVersion, *, at: datetime) -> int: ...


_guards: list[RetireGuard] = []


def guard_retiring(guard: RetireGuard) -> RetireGuard:
    """Register a guard in ``apps.ready()``; twice is once."""
    if guard not in _guards:
        _guards.append(guard)
    return guard


def open_work(version: AchievementVersion, *, at: datetime) -> int:
    """People who are under way towards a version, as every room that knows says together [count]."""
    return sum(guard(version, at=at) for guard in _guards)


class Register(Protocol):
    """Says who holds what, as the organisation's own register has it; nothing else of a person passes through."""

    def kept(self, organisation: Organisation, persons: Collection[int]) -> Mapping[int, tuple[Kept, ...]]:
        """What the organisation awarded to these people (keys of rows) and they did not decline; one query."""

    def holders(self, achievement: Achievement, *, on: date) -> int:
        """How many people hold some version of a badge on a day [count]; one query."""


_registers: list[Register] = []


def tell_register(register: Register) -> None:
    """Say who tells, in ``apps.ready()``; twice is once."""
    if register not in _registers:
        _registers.append(register)


def kept_by(organisation: Organisation, persons: Collection[int]) -> Mapping[int, tuple[Kept, ...]]:
    """What these people hold of an organisation, one entry for each who holds something."""
    told = [register.kept(organisation, persons) for register in _registers] if persons else []
    return {person: tuple(one for found in told for one in found.get(person, ())) for found in told for person in found}


def holders_of(achievement: Achievement, *, on: date) -> int:
    """How many people hold a badge on a day [count]."""
    return sum(register.holders(achievement, on=on) for register in _registers)
