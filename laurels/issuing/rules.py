"""Pure decisions about awards.

Source: DOMAIN 4.2 (what travels), 4.4 (Small mode), 5.5 (credential), 6.5 (nobody for herself).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from laurels.common import limits
from laurels.people.rules import Act, Mode, Role
from laurels.people.rules import may as may_there


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


class Deed(StrEnum):
    """What can be done to an award."""

    MAKE = "make"
    SEE = "see"
    TAKE_BACK = "take back"
    REVOKE = "revoke"
    STOP = "stop a revocation"


@dataclass(frozen=True)
class Terms:
    """When a deed is allowed.

    Attributes:
        act: what her roles must include. states: of the award; None while there is none yet.
        own: whether the holder herself may, when her roles allow it.
    """

    act: Act
    states: frozenset[State | None]
    own: bool


DEEDS: Mapping[Deed, Terms] = {
    Deed.MAKE: Terms(Act.AWARD, frozenset({None}), own=False),
    Deed.SEE: Terms(Act.SEE_AWARDS, frozenset(State), own=True),
    Deed.TAKE_BACK: Terms(Act.AWARD, frozenset({S.AWARDED, S.ISSUED}), own=False),
    Deed.REVOKE: Terms(Act.REVOKE, frozenset({S.ISSUED}), own=True),
    Deed.STOP: Terms(Act.REVOKE, frozenset({S.ISSUED}), own=False),
}


def may(roles: Collection[Role], deed: Deed, state: State | None, *, mode: Mode, is_own: bool) -> bool:
    """Whether somebody with these roles may do this to an award in this state.

    Args:
        is_own: the award is hers; she stops no revocation of her own award unless she asked for it herself.
    """
    terms = DEEDS[deed]
    return may_there(roles, terms.act, mode=mode) and state in terms.states and (terms.own or not is_own)


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


@dataclass(frozen=True)
class Judged:
    """One element with its levels in order, as a judge needs it: (code, label, description) each."""

    code: str
    statement: str
    required: bool
    required_level: str
    levels: tuple[tuple[str, str, str], ...]

    def reached(self) -> tuple[tuple[str, str, str], ...]:
        """The levels at which the element is met: the required one and those above."""
        codes = [code for code, _, _ in self.levels]
        first = codes.index(self.required_level) if self.required_level in codes else len(codes)
        return self.levels[first:]

    def is_met_at(self, level: str) -> bool:
        """Whether this level meets the element."""
        return level in [code for code, _, _ in self.reached()]


def levels_reached(elements: Sequence[Judged], levels: Mapping[str, str]) -> dict[str, str]:
    """Element code -> level that goes into the award; a required element that nobody named was met as required.

    An optional element counts only when it is named and met; one that is not met is left out, for it holds nothing up.
    """
    found = {element.code: levels.get(element.code, element.required_level) for element in elements if element.required}
    for element in elements:
        if not element.required and element.is_met_at(levels.get(element.code, "")):
            found[element.code] = levels[element.code]
    return found


def faults(elements: Sequence[Judged], levels: Mapping[str, str], *, words: Sequence[str], links: Sequence[str]) -> list[str]:
    """What stands against an award, as sentences; empty when it can be made.

    Args:
        words: everything that was written. links: addresses of evidence.
    """
    known = {element.code for element in elements}
    found = [f"“{element.statement}” is not met yet" for element in elements if _is_open(element, levels)]
    if unknown := sorted(set(levels) - known):
        found.append(f"this badge has no element {unknown[0]}")
    if any(len(text) > limits.NARRATIVE for text in words):
        found.append(f"what you wrote is longer than {limits.NARRATIVE} characters")
    if len(links) > limits.EVIDENCE_LINKS:
        found.append(f"there are more than {limits.EVIDENCE_LINKS} links")
    if any(not is_web_address(link) for link in links):
        found.append("a link is no web address: it begins with https:// or http://")
    return found


def _is_open(element: Judged, levels: Mapping[str, str]) -> bool:
    """Whether a required element was judged and not met."""
    return element.required and element.code in levels and not element.is_met_at(levels[element.code])


def is_web_address(text: str) -> bool:
    """An http(s) address with a host and nothing secret in it: whoever reads the badge may follow it."""
    if len(text) > limits.ADDRESS or any(character.isspace() or not character.isprintable() for character in text):
        return False
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and parts.username is None and parts.password is None


def told(narrative: str, seen: Sequence[tuple[str, str]]) -> str:
    """What travels in the badge as its narrative (Markdown): her story, then what was seen for each element.

    Args:
        seen: (statement, words) of each element for which the judge wrote something.
    """
    lines = [f"- **{_one_line(statement)}** {_one_line(words)}" for statement, words in seen if words.strip()]
    return "\n\n".join(part for part in (narrative.strip(), "\n".join(lines)) if part)


def _one_line(text: str) -> str:
    """Several lines as one, so that a list stays a list."""
    return " ".join(text.split())
