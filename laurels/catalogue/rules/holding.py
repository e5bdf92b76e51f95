"""What counts as held on a day. Pure; DOMAIN 6.1, and 2.1 for who may be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from laurels.catalogue.rules.tree import CURRENT, Badge

SHOWN_AT_WORK = frozenset({"onboard", "perform", "comply", "qualify-assessor"})
"""Learning functions whose badges the employer and the manager see: the state alone, of the employer's own badges (DOMAIN 2.1)."""


@dataclass(frozen=True)
class Kept:
    """One credential of somebody, as the register has it.

    Attributes:
        number: of the version. ends_on: the last day in the organisation's zone, None for one that does not expire.
        stands: issued, and neither suspended, revoked nor declined; one that was superseded stands.
    """

    achievement: str
    number: str
    awarded_on: date
    ends_on: date | None
    stands: bool = True

    def on(self, day: date) -> bool:
        """Whether it holds on this day; its first and its last day count."""
        return self.stands and self.awarded_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Current:
    """The newest published version of an achievement, and older ones with the last day on which they count as current."""

    number: str
    older: Mapping[str, date]


def held(kept: Iterable[Kept], day: date) -> frozenset[str]:
    """Achievements of which any version is held on a day."""
    return frozenset(one.achievement for one in kept if one.on(day))


def counts(badge: Badge, kept: Iterable[Kept], day: date, *, current: Mapping[str, Current]) -> bool:
    """held(x) of DOMAIN 6.1: whether a badge of a tree is held on a day, in a version that the tree accepts."""
    return any(one.achievement == badge.achievement and one.on(day) and _accepted(badge, one, day, current) for one in kept)


def held_of(badges: Iterable[Badge], kept: Iterable[Kept], day: date, *, current: Mapping[str, Current]) -> frozenset[str]:
    """Achievements of these badges that count on a day: what ``progress`` and its fellows are given."""
    known = tuple(kept)
    return frozenset(badge.achievement for badge in badges if counts(badge, known, day, current=current))


def _accepted(badge: Badge, one: Kept, day: date, current: Mapping[str, Current]) -> bool:
    """Whether the version is one that the tree accepts."""
    if isinstance(badge.accepts, tuple):
        return one.number in badge.accepts
    if badge.accepts != CURRENT:
        return True
    known = current.get(badge.achievement)
    if known is None:
        return False
    last = known.older.get(one.number)
    return one.number == known.number or (last is not None and day <= last)


def shown_to_manager(function: str, *, shared: bool = False) -> bool:
    """Whether a manager is told the state of one of the employer's own badges; otherwise it is "not shared", never "not held"."""
    return shared or function in SHOWN_AT_WORK
