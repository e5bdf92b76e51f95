"""What five fields become. Pure; DOMAIN 4.4 (Small mode)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from laurels.common.dates import add_months
from laurels.common.limits import BADGE_NAME, CAN_DO_LINE, CAN_DO_LINES

DEFAULT_NEED = "helps us do our work well"
OWNERS_CHOICE = "owner's choice"
WINDOW_DAYS, GRACE_DAYS = 90, 30
REVIEW_MONTHS = 12
LASTS = {"1": 12, "2": 24, "3": 36, "never": None}
"""The answers of "how long does it last" -> months; never expires with the reason "owner's choice"."""

RUBRIC = (("not_yet", "Not yet", "Cannot be seen yet, or not every time."), ("met", "Met", "Seen at work, as the line says."))
"""The two levels of a badge in Small mode: code, name, description; the second is required."""


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


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of "what will people be able to do", without empty ones and bullets."""
    found = (line.strip().lstrip("-*•·").strip() for line in text.splitlines())
    return tuple(line for line in found if line)


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


def criteria_text(statements: Sequence[str]) -> str:
    """The criteria narrative of a badge in Small mode: what somebody does, one line each (Markdown)."""
    return "To earn this badge, show each of these at work:\n\n" + "\n".join(f"- {line}" for line in statements)
