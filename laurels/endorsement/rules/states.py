"""Which moves a request may make, and by which event. Pure; DOMAIN 5.2 to the letter."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """What is endorsed: exactly one of these."""

    VERSION = "version"
    ISSUER = "issuer"
    CREDENTIAL = "credential"


class State(StrEnum):
    """States of a request, and of the endorsement that came of it."""

    DRAFT = "draft"
    SENT = "sent"
    IN_REVIEW = "in_review"
    CHANGES_ASKED = "changes_asked"
    ENDORSED = "endorsed"
    CONDITIONAL = "conditional"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Event(StrEnum):
    """What happens to a request."""

    SEND = "send"
    OPEN = "open"
    ASK_CHANGES = "ask changes"
    RESEND = "resend"
    SIGN = "sign"
    SIGN_WITH_CONDITIONS = "sign with conditions"
    SETTLE = "settle"
    DECLINE = "decline"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"


S, E = State, Event
MOVES: Mapping[tuple[State, Event], State] = {
    (S.DRAFT, E.SEND): S.SENT,
    (S.SENT, E.OPEN): S.IN_REVIEW,
    (S.SENT, E.DECLINE): S.DECLINED,
    (S.SENT, E.EXPIRE): S.EXPIRED,
    (S.IN_REVIEW, E.ASK_CHANGES): S.CHANGES_ASKED,
    (S.CHANGES_ASKED, E.RESEND): S.SENT,
    (S.IN_REVIEW, E.SIGN): S.ENDORSED,
    (S.IN_REVIEW, E.SIGN_WITH_CONDITIONS): S.CONDITIONAL,
    (S.IN_REVIEW, E.DECLINE): S.DECLINED,
    (S.IN_REVIEW, E.EXPIRE): S.EXPIRED,
    (S.CONDITIONAL, E.SETTLE): S.ENDORSED,
    (S.ENDORSED, E.WITHDRAW): S.WITHDRAWN,
    (S.CONDITIONAL, E.WITHDRAW): S.WITHDRAWN,
    (S.ENDORSED, E.LAPSE): S.LAPSED,
    (S.CONDITIONAL, E.LAPSE): S.LAPSED,
}
"""An overdue condition is no state of its own: the request stays conditional, and every page says "overdue"."""

ANSWERABLE = frozenset({S.SENT, S.IN_REVIEW})
"""What an endorser may still answer."""

BACKING = frozenset({S.ENDORSED, S.CONDITIONAL})
"""What is shown as an endorsement, and carried by badges."""

ASKED_ABOUT = frozenset({"published", "approved"})
"""States of a badge version for which an endorsement may be asked."""


def next_state(state: State, event: Event) -> State | None:
    """Where an event leads; None where the table has no such move."""
    return MOVES.get((state, event))


def may_be_asked_about(state: str) -> bool:
    """Whether a version in this state may be sent to an endorser: one that can still change may not."""
    return state in ASKED_ABOUT
