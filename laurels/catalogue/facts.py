"""The badge facts label: like the label on food, the same lines wherever a badge is shown. Pure.

Source: EXPERIENCE "The badge facts label"; DOMAIN 4 (evidence rule), 4.4 (what Small mode does without).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from laurels.common.dates import in_words
from laurels.common.text import counted

FUNCTION_WORDS = {
    "onboard": "Starting here",
    "perform": "Doing the job",
    "comply": "Keeping the rules",
    "develop": "Growing",
    "behave": "Good behaviour",
    "qualify-assessor": "Judging others",
}
"""Learning function -> why people learn it, in the words of screens."""
YEARS = {12: "1 year", 24: "2 years", 36: "3 years"}
KINDS = {
    "work_product": "work product",
    "witness_testimony": "witness statement",
    "expert_testimony": "expert statement",
    "professional_discussion": "talk with an assessor",
    "reflective_account": "reflection",
    "observation_record": "observation",
    "recording": "recording",
    "questioning": "questions",
    "test_result": "test result",
    "prior_credential": "earlier badge",
    "nomination": "colleagues’ nominations",
}
"""Kinds of evidence in the words of screens, in the order in which a label names them."""


@dataclass(frozen=True)
class Facts:
    """What a label is made from.

    Attributes:
        required, optional: how many elements there are of each.
        kinds: keys of ``KINDS``; empty where any kind will do.
        hours: typical effort, None when nobody stated it. months: lifespan, None for a badge that does not expire.
        small: Small mode, where judges stand by name and lines that need a quality system are left out.
    """

    required: int
    optional: int
    judges: tuple[str, ...]
    author: str
    kinds: frozenset[str]
    hours: float | None
    reviewed: date | None
    level: str
    months: int | None
    small: bool


def rows(facts: Facts, *, draft: bool = False) -> tuple[tuple[str, str], ...]:
    """The lines of a label (name, value); a draft has not been reviewed yet."""
    lines = [
        ("What it takes", _takes(facts)),
        ("Who judges", judges_in_words(facts.judges, facts.author, small=facts.small)),
        ("Kinds of evidence", kinds_in_words(facts.kinds)),
        ("Double-checked", "None" if facts.small else "None recorded here"),
        ("Appeals upheld", "" if facts.small else "None recorded here"),
        ("Usual time", f"About {facts.hours:g} hours of effort" if facts.hours else ""),
        ("Last review", in_words(facts.reviewed) if facts.reviewed and not draft else ""),
        ("Level", facts.level or ("" if facts.small else "None stated")),
        ("Good for", good_for(facts.months, small=facts.small)),
    ]
    return tuple((name, value) for name, value in lines if value)


def _takes(facts: Facts) -> str:
    """What must be shown."""
    if not facts.required:
        return "Nothing said yet"
    things = f"{facts.required} thing{'s' if facts.required != 1 else ''}"
    seen = "seen" if facts.required == 1 else "all seen"
    extra = f", and {facts.optional} by choice" if facts.optional else ""
    return f"{things}, {seen}{extra}"


def judges_in_words(judges: Sequence[str], author: str, *, small: bool) -> str:
    """Who judges: by name in Small mode, and openly when it is the author alone."""
    if not small:
        return "An assessor of the organisation, never the learner herself"
    if not judges:
        return "Nobody yet"
    if list(judges) == [author]:
        return f"{author}, who also wrote the badge"
    return " or ".join(judges)


def kinds_in_words(kinds: Iterable[str]) -> str:
    """Kinds of evidence, the usual ones first; a kind of a file that we do not know stands in its own words."""
    named = set(kinds)
    known = [words for kind, words in KINDS.items() if kind in named]
    strange = sorted(kind.replace("_", " ") for kind in named - set(KINDS))
    return ", ".join([*known, *strange]).capitalize() or "Any kind"


def level_in_words(scheme: str, value: str, confirmed_by: str) -> str:
    """A level of a public framework; one that no body confirmed always says that it is our own estimate (DOMAIN 3.1)."""
    named = f"{scheme} {value}".strip()
    return f"{named}, {f'confirmed by {confirmed_by}' if confirmed_by else 'our own estimate'}" if named else ""


def good_for(months: int | None, *, small: bool) -> str:
    """How long it lasts, and how it is renewed."""
    if months is None:
        return lasts_in_words(months)
    return f"{lasts_in_words(months)}, then {'one confirmation' if small else 'renew what changed'}"


def lasts_in_words(months: int | None) -> str:
    """A lifespan in words."""
    return "Does not expire" if months is None else YEARS.get(months, f"{months} months")


def how_shown(kind: str, rule: Mapping[str, Any], *, workplace_only: bool, required: bool) -> str:
    """One line below an element: its kind, how much evidence it asks for, where, and whether it may be left out."""
    items, occasions = int(rule.get("min_items", 1)), int(rule.get("min_occasions", 1))
    parts = [kind.capitalize()]
    parts.append(counted(occasions, "occasion", "occasions") if occasions > 1 else counted(items, "piece of evidence", "pieces"))
    if int(rule.get("min_kinds", 1)) > 1:
        parts.append(counted(int(rule["min_kinds"]), "kind of evidence", "kinds of evidence"))
    if rule.get("needs_witness"):
        parts.append("with a witness")
    if age := rule.get("max_age_months"):
        parts.append(f"not older than {age} months")
    if workplace_only:
        parts.append("shown at work")
    if not required:
        parts.append("by choice")
    return " · ".join(part if place == 0 else part[:1].upper() + part[1:] for place, part in enumerate(parts))
