"""Pure decisions about badges: what five fields become, which moves a version may make, when a badge ends.

Source: DOMAIN 4.4 (Small mode), 5.1 (state machine), 6.3 (lifespan).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import count
from typing import Any

from laurels.common.dates import add_months, end_of_day
from laurels.common.limits import BADGE_NAME, CAN_DO_LINE, CAN_DO_LINES

DEFAULT_NEED = "helps us do our work well"
OWNERS_CHOICE = "owner's choice"
WINDOW_DAYS, GRACE_DAYS = 90, 30
REVIEW_MONTHS = 12
LASTS = {"1": 12, "2": 24, "3": 36, "never": None}
"""The answers of "how long does it last" -> months; never expires with the reason "owner's choice"."""

RUBRIC = (("not_yet", "Not yet", "Cannot be seen yet, or not every time."), ("met", "Met", "Seen at work, as the line says."))
"""The two levels of a badge in Small mode: code, name, description; the second is required."""


class State(StrEnum):
    """States of an achievement version (DOMAIN 5.1)."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    RETIRED = "retired"


S = State
MOVES: Mapping[State, frozenset[State]] = {
    S.DRAFT: frozenset({S.IN_REVIEW, S.APPROVED}),
    S.IN_REVIEW: frozenset({S.DRAFT, S.APPROVED}),
    S.APPROVED: frozenset({S.PUBLISHED, S.DRAFT}),
    S.PUBLISHED: frozenset({S.SUSPENDED, S.SUPERSEDED, S.RETIRED, S.DRAFT}),
    S.SUSPENDED: frozenset({S.PUBLISHED}),
    S.SUPERSEDED: frozenset({S.RETIRED, S.PUBLISHED}),
    S.RETIRED: frozenset(),
}
"""draft -> approved is Small mode's (the author may approve); published -> draft is its undo window, and
superseded -> published is what that gives back to the version before."""

EARNABLE = frozenset({S.PUBLISHED})


def may_move(old: State, new: State) -> bool:
    """Whether the table has this move."""
    return new in MOVES[old]


@dataclass(frozen=True)
class FiveFields:
    """What Small mode asks for.

    Attributes:
        can_do: one to five lines. judges: public codes of persons. lasts: a key of ``LASTS``.
        for_job: "people need this for their job". what_for: one sentence, empty for the default.
    """

    name: str
    can_do: tuple[str, ...]
    judges: tuple[str, ...]
    lasts: str
    for_job: bool = False
    what_for: str = ""


@dataclass(frozen=True)
class Derived:
    """What the five fields become; shown once and confirmed by the owner."""

    handle: str
    elements: tuple[tuple[str, str], ...]
    function: str
    business_need: str
    lifespan_months: int | None
    lifespan_reason: str
    window_days: int | None
    grace_days: int | None
    review_on: date

    def columns(self) -> dict[str, Any]:
        """What of it stands in the strategy's row."""
        names = ("function", "business_need", "lifespan_months", "lifespan_reason", "window_days", "grace_days", "review_on")
        return {name: getattr(self, name) for name in names}


def derive(fields: FiveFields, *, handle: str, published_on: date) -> Derived:
    """Everything that Small mode fills in (DOMAIN 4.4)."""
    months = LASTS[fields.lasts]
    return Derived(
        handle=handle,
        elements=tuple((f"{handle}-{place}", line) for place, line in enumerate(fields.can_do, 1)),
        function="perform" if fields.for_job else "develop",
        business_need=fields.what_for.strip() or DEFAULT_NEED,
        lifespan_months=months,
        lifespan_reason="" if months else OWNERS_CHOICE,
        window_days=WINDOW_DAYS if months else None,
        grace_days=GRACE_DAYS if months else None,
        review_on=add_months(published_on, REVIEW_MONTHS),
    )


def kept_codes(elements: Sequence[tuple[str, str]], *, before: Mapping[str, str], handle: str) -> tuple[tuple[str, str], ...]:
    """The elements (code, statement) of a next version: a line that stays keeps its code, a new line gets one never used.

    Args:
        before: statement -> code of the version before.
    """
    waiting, taken = dict(before), set(before.values())
    free = (code for number in count(1) if (code := f"{handle}-{number}") not in taken)
    return tuple((waiting.pop(statement, "") or next(free), statement) for _, statement in elements)


def next_number(taken: Collection[str]) -> str:
    """The number of the next version: one more than the largest whole number that begins one of the others."""
    found = [int(start.group()) for number in taken if (start := re.match(r"\d{1,9}", number))]
    return str(max(found, default=0) + 1)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of "what will people be able to do", without empty ones and bullets."""
    found = (line.strip().lstrip("-*•·").strip() for line in text.splitlines())
    return tuple(line for line in found if line)


def handle_of(name: str, *, taken: Collection[str] = ()) -> str:
    """A code for people from a name, for instance ``SAFE-SHELF``; one that is never used twice in an organisation."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    base = "-".join(re.findall(r"[A-Za-z0-9]+", ascii_name)).upper()[:40].strip("-") or "BADGE"
    if base not in taken:
        return base
    return next(f"{base}-{number}" for number in range(2, len(taken) + 3) if f"{base}-{number}" not in taken)


def faults(fields: FiveFields) -> list[str]:
    """What is missing or too much, as sentences; empty when the badge can be published."""
    found = []
    if not fields.name.strip():
        found.append("give it a name")
    elif len(fields.name) > BADGE_NAME:
        found.append(f"its name is longer than {BADGE_NAME} characters")
    if not fields.can_do:
        found.append("say in at least one line what people will be able to do")
    elif len(fields.can_do) > CAN_DO_LINES:
        found.append(f"say it in at most {CAN_DO_LINES} lines; split a larger badge in two")
    if any(len(line) > CAN_DO_LINE for line in fields.can_do):
        found.append(f"a line is longer than {CAN_DO_LINE} characters")
    if not fields.judges:
        found.append("choose who judges")
    if fields.lasts not in LASTS:
        found.append("choose how long it lasts")
    return found


UNSEEN = re.compile(r"^(knows?|understands?|appreciates?|is aware|learns?|believes?|is familiar)\b", re.I)
CLAIMS = re.compile(r"\b(accredited|certified|licen[sc]ed)\b", re.I)


def advice(fields: FiveFields) -> list[str]:
    """Hints that stop nothing: verbs that nobody can see, words that claim too much."""
    found = [
        f"“{line.split()[0]}” cannot be seen. Begin with what somebody does, for instance “Explains” or “Shows”."
        for line in fields.can_do
        if UNSEEN.match(line)
    ]
    if any(CLAIMS.search(text) for text in (fields.name, fields.what_for, *fields.can_do)):
        found.append("“Accredited”, “certified” and “licensed” say that somebody outside confirms it. Leave them out.")
    return found


def is_one_person(*, author: object, judge: object) -> bool:
    """Whether one person designed and judged (DOMAIN 4.4)."""
    return author is not None and author == judge


def may_judge(*, judge: object, learner: object, judges: Collection[object]) -> bool:
    """Nobody judges herself, in no mode; everybody else must be named as a judge of the badge."""
    return judge != learner and judge in judges


JUDGES_MAY_CHANGE = frozenset({S.PUBLISHED, S.SUSPENDED, S.SUPERSEDED})
"""Versions that are final and may still be judged: who judges is no part of their text. A draft changes by its five fields."""


def may_name_judges(
    state: State, *, author: object, actor: object, old: Collection[object], new: Collection[object], small: bool
) -> bool:
    """Whether somebody may name these judges of a version now.

    With the rules of the large a second person stands between writing and awarding: whoever wrote a badge does not add herself
    to its judges afterwards. In Small mode she may, and each of her awards says that one person designed and judged.
    """
    adds_herself = author is not None and author == actor and actor in new and actor not in old
    return state in JUDGES_MAY_CHANGE and (small or not adds_herself)


def ends_on(anchor: date, lifespan_months: int | None, *, cycle: int = 1) -> date | None:
    """The last day of a cycle, always computed from the anchor (no drift); None for a badge that does not expire."""
    return None if lifespan_months is None else add_months(anchor, cycle * lifespan_months)


def valid_until(anchor: date, lifespan_months: int | None, time_zone: str, *, cycle: int = 1) -> datetime | None:
    """The last second of the last day in the issuer's zone, as the UTC instant (DOMAIN 6.3)."""
    day = ends_on(anchor, lifespan_months, cycle=cycle)
    return None if day is None else end_of_day(day, time_zone)


def window_opens(end: date, window_days: int) -> date:
    """The first day on which a renewal may be asked for."""
    return end - timedelta(days=window_days)


def grace_ends(end: date, grace_days: int) -> date:
    """The last day on which a late renewal is still light."""
    return end + timedelta(days=grace_days)


def may_approve(*, author: object, actor: object, small: bool) -> bool:
    """Whether this person may approve a version: a second one, or in Small mode the author herself (DOMAIN 5.1)."""
    return small or author != actor


def undo_hours(waiting_hours: int, *, small: bool) -> int:
    """How long publishing can be taken back [hours]: in Small mode, where the undo window stands in for a second person."""
    return waiting_hours if small else 0


def may_take_back(*, published_at: datetime, at: datetime, hours: int, awards: int) -> bool:
    """Publishing can be undone for a while, while nobody was awarded the badge (Small mode)."""
    return awards == 0 and at < published_at + timedelta(hours=hours)


def criteria_text(statements: Sequence[str]) -> str:
    """The criteria narrative of a badge in Small mode: what somebody does, one line each (Markdown)."""
    return "To earn this badge, show each of these at work:\n\n" + "\n".join(f"- {line}" for line in statements)
