"""Pure decisions about awards.

Source: DOMAIN 4.4 (Small mode), 5.5 (credential), 6.5 (nobody for herself).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """States of an award (DOMAIN 5.5); expired and superseded are derived, never stored."""

    AWARDED = "awarded"
    ISSUED = "issued"
    REVOKED = "revoked"
    TAKEN_BACK = "taken-back"


S = State
MOVES: Mapping[State, frozenset[State]] = {
    S.AWARDED: frozenset({S.ISSUED, S.TAKEN_BACK}),
    S.ISSUED: frozenset({S.REVOKED, S.TAKEN_BACK}),
    S.REVOKED: frozenset(),
    S.TAKEN_BACK: frozenset(),
}

REASONS = {
    "awarded-in-error": "Awarded in error",
    "wrong-person": "Awarded to the wrong person",
    "decision-overturned": "The decision was overturned",
    "malpractice": "Malpractice was found",
    "holder-asked": "The holder asked for it",
}
"""Reason codes of a revocation and their words; the words that somebody adds stay on the row, never in a fact."""


def may_move(old: State, new: State) -> bool:
    """Whether the table has this move."""
    return new in MOVES[old]


def basis_key(*, membership: object, version: object, run: int) -> str:
    """What makes an award the same award: the place of the person, the version, and which run it is.

    A second award after a revocation or after the end of the first is another run, not a double.
    """
    return f"{membership}:{version}:{run}"


def shown_state(*, state: State, valid_until: datetime | None, at: datetime) -> str:
    """The state that people see: revoked before expired before issued."""
    if state is S.ISSUED and valid_until is not None and at > valid_until:
        return "expired"
    return state.value


def is_over(*, state: State, valid_until: datetime | None, at: datetime) -> bool:
    """Whether an award no longer counts, so that the person may be awarded again."""
    return shown_state(state=state, valid_until=valid_until, at=at) in ("expired", "revoked", "taken-back")


def may_take_back(*, awarded_at: datetime, at: datetime, hours: int, accepted: bool) -> bool:
    """A single award can be undone for a while, while nobody has accepted it (Small mode)."""
    return not accepted and at < awarded_at + timedelta(hours=hours)


def effective_at(*, asked_at: datetime, hours: int) -> datetime:
    """When a revocation takes effect: after the waiting time, in which it can be stopped."""
    return asked_at + timedelta(hours=hours)
