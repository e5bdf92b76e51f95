"""What a proposal must say, and when it is late. Pure; DOMAIN 1 (48), 4 (BadgeProposal), 6.14."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from laurels.common.dates import add_working_days
from laurels.common.limits import ANSWER_WORDS, BADGE_NAME, BUSINESS_NEED, CAN_DO_LINE, CO_PROPOSERS, PROPOSED_LINES

OPEN, YES, LATER, NO = "open", "yes", "later", "no"
ANSWERS = (YES, LATER, NO)
ANSWERABLE = frozenset({OPEN, LATER})
"""States in which an answer may be given: "later" can still become yes or no."""


@dataclass(frozen=True)
class Proposed:
    """What somebody proposes.

    Attributes:
        need: why it would help. lines: what people will be able to do, in her own words, one each.
    """

    title: str
    need: str
    lines: tuple[str, ...]


def faults(proposed: Proposed) -> list[str]:
    """What is missing or too much, as sentences."""
    found = []
    if not proposed.title.strip():
        found.append("give it a working name")
    elif len(proposed.title) > BADGE_NAME:
        found.append(f"its name is longer than {BADGE_NAME} characters")
    if not proposed.need.strip():
        found.append("say what it would help with")
    elif len(proposed.need) > BUSINESS_NEED:
        found.append(f"say what it would help with in at most {BUSINESS_NEED} characters")
    if not proposed.lines:
        found.append("say in at least one line what people would be able to do")
    elif len(proposed.lines) > PROPOSED_LINES:
        found.append(f"say it in at most {PROPOSED_LINES} lines")
    if any(len(line) > CAN_DO_LINE for line in proposed.lines):
        found.append(f"a line is longer than {CAN_DO_LINE} characters")
    return found


def due_on(sent_on: date, answer_days: int) -> date:
    """The last day in time for an answer: so many working days after it was sent."""
    return add_working_days(sent_on, answer_days)


def is_late(answer: str, due: date, today: date) -> bool:
    """Whether an answer is overdue; "later" is an answer."""
    return answer == OPEN and due < today


def fault_of_answer(answer: str, reason: str) -> str:
    """Why an answer cannot be given so, as a sentence; empty when it can. A yes needs no reason, the others do."""
    if answer not in ANSWERS:
        return "Choose yes, later or no."
    if answer != YES and not reason.strip():
        return "Say why: she took the trouble to write to you."
    if len(reason) > ANSWER_WORDS:
        return f"Say it in at most {ANSWER_WORDS} characters."
    return ""


def matched(typed: Iterable[str], people: Sequence[tuple[str, str, str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Colleagues whom somebody named, by name or address: (their codes, sentences about lines that name nobody or several).

    Args:
        people: (code, name, address as the organisation wrote it) of everybody who works there.
    """
    found: list[str] = []
    faults: list[str] = []
    for line in dict.fromkeys(line.strip() for line in typed if line.strip()):
        meant = _named(line.casefold(), people)
        if len(meant) == 1:
            found.append(meant[0])
        else:
            faults.append(f"Several people here are called “{line}”. Write her address." if meant else f"Nobody here is “{line}”.")
    codes = tuple(dict.fromkeys(found))
    if len(codes) > CO_PROPOSERS:
        faults.append(f"At most {CO_PROPOSERS} people propose a badge together with you.")
    return codes, tuple(faults)


def _named(line: str, people: Sequence[tuple[str, str, str]]) -> list[str]:
    """Codes of everybody whom a line may mean."""
    return [code for code, name, address in people if line in (name.casefold(), address.casefold())]


def credit(names: Sequence[str]) -> str:
    """Who is named on the badge's page, in one line; empty when nobody agreed to it."""
    if not names:
        return ""
    *others, last = names
    return f"First proposed by {', '.join(others)} and {last}." if others else f"First proposed by {last}."
