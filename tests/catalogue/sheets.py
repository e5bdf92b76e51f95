"""A sound sheet for tests of the linter, to be spoilt in one place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from laurels.catalogue.rules.linting import Finding, lint
from laurels.catalogue.rules.sheet import AlignmentSheet, ElementSheet, LevelSheet, Sheet, StrategySheet

TODAY = date(2026, 11, 24)
LEVELS = (
    LevelSheet("emerging", "Not there yet", "Answers what was asked, and leaves something open."),
    LevelSheet("competent", "Competent", "Answers everything that was asked."),
)
ALIGNED = (AlignmentSheet("Handle calls", "Contact skills", "CS-1", "https://skills.example/1"),)


def element(code: str = "CLE-1", statement: str = "Handles an incoming call to its end.", **changes: Any) -> ElementSheet:
    """One sound element."""
    told = {
        "kind": "skill",
        "required_level": "competent",
        "rule": {"min_items": 2, "kinds": ["work_product", "observation_record"], "min_kinds": 1},
        "levels": LEVELS,
        "alignments": ALIGNED,
    } | changes
    return ElementSheet(code, statement, **told)


SOUND = Sheet(
    title="Say it clearly",
    handle="CC-CLEAR",
    today=TODAY,
    kind="skill",
    description="You take calls and write replies that nobody has to ask about again.",
    criteria="Show each of these with your own recent work.",
    picture_alt="Round badge in green, two speech bubbles",
    notional_hours=6,
    strategy=StrategySheet(
        "perform", "repeat contacts cost time", "", "competent", 36, "", date(2027, 11, 1), ("repeat contacts",)
    ),
    elements=(element(), element("CLE-2", "Writes a plain reply that answers every question.")),
)


def sheet(**changes: Any) -> Sheet:
    """The sound sheet with something else in it."""
    return replace(SOUND, **changes)


def strategy(**changes: Any) -> Sheet:
    """The sound sheet with something else in its strategy."""
    return replace(SOUND, strategy=replace(SOUND.strategy, **changes))


def with_element(**changes: Any) -> Sheet:
    """The sound sheet with one more element, CLE-3, changed."""
    return replace(
        SOUND, elements=(*SOUND.elements, element("CLE-3", changes.pop("statement", "Keeps a record of it."), **changes))
    )


def found(of: Sheet, rule: str) -> list[Finding]:
    """What one rule finds."""
    return [finding for finding in lint(of).findings if finding.rule == rule]
