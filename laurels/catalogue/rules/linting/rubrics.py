"""Rules about how an element is judged: its rubric and its evidence. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from laurels.catalogue.rules.linting.base import Hit, Severity, rule
from laurels.catalogue.rules.sheet import ElementSheet, Sheet
from laurels.common.text import counted

ASKED = frozenset({"test_result", "questioning"})
"""Kinds that show what somebody knows, not what she does."""
NEVER_AT_WORK = ASKED | {"prior_credential"}
"""Kinds that can never show work being done (DOMAIN 1 row 33)."""
WITNESSES = frozenset({"witness_testimony", "expert_testimony"})


@rule(
    "L07",
    Severity.BLOCKS,
    "Every level of a rubric is described",
    why="The learner reads the rubric before she starts, the assessor judges by it. A level without words is a matter of taste.",
    example="“Confident” without words → “Keeps calm in a rush and helps colleagues do the same”",
)
def levels_are_described(sheet: Sheet) -> Iterator[Hit]:
    """At least two levels, each with words, the required one among them."""
    for element in sheet.elements:
        if len(element.levels) < 2:
            yield Hit("Its rubric needs at least two levels.", element.code, "levels")
        if element.levels and element.required_level not in {level.code for level in element.levels}:
            yield Hit("The level that is needed is none of its rubric.", element.code, "required_level")
        for level in element.levels:
            if not level.description.strip():
                yield Hit(f"Nobody says what “{level.label or level.code}” looks like.", element.code, "levels")


@rule(
    "L08",
    Severity.ANSWER,
    "Levels differ in words",
    why="Where two levels say the same, two assessors choose differently and both are right.",
    example="“Writes a reply” twice → “Writes a reply that answers half” and “Writes a reply that answers all”",
)
def levels_differ(sheet: Sheet) -> Iterator[Hit]:
    """Two levels of one element with the same description."""
    for element in sheet.elements:
        said: dict[str, str] = {}
        for level in element.levels:
            text = " ".join(level.description.lower().split())
            if text and text in said:
                yield Hit(f"“{said[text]}” and “{level.label}” say the same.", element.code, "levels")
            said.setdefault(text, level.label)


@rule(
    "L09",
    Severity.ANSWER,
    "The evidence can show the level that is asked",
    why="A test shows that somebody knows how. A skill or a competence is shown by doing.",
    example="“Handles a complaint”, test result only → add work product, observation or witness statement",
)
def evidence_fits_level(sheet: Sheet) -> Iterator[Hit]:
    """What is done is shown by more than questions."""
    for element in sheet.elements:
        kinds = _kinds(element)
        if element.kind in ("skill", "competence", "behaviour") and kinds and kinds <= ASKED:
            yield Hit(f"It is a {element.kind}, and a test or questions alone would show it.", element.code, "evidence")


@rule(
    "L10",
    Severity.BLOCKS,
    "What must be shown at work can be shown at work",
    why="A quiz is not work. An element that must be shown at work and takes only such evidence can never be met.",
    example="Shown at work, test result only → add observation or witness statement",
)
def workplace_can_be_shown(sheet: Sheet) -> Iterator[Hit]:
    """Workplace-only elements whose kinds never show work."""
    for element in sheet.elements:
        kinds = _kinds(element)
        if element.workplace_only and kinds and kinds <= NEVER_AT_WORK:
            yield Hit("It must be shown at work, and none of the evidence that it takes can show that.", element.code, "evidence")


@rule(
    "L11",
    Severity.BLOCKS,
    "The evidence that is asked for can exist",
    why="A rule that nobody can satisfy keeps everybody from the badge, and nobody sees why.",
    example="Three kinds of evidence, two named → two kinds, or name a third",
)
def evidence_can_exist(sheet: Sheet) -> Iterator[Hit]:
    """Counts against the kinds that are named."""
    for element in sheet.elements:
        kinds, asked = _kinds(element), element.rule
        if kinds and _number(asked.get("min_kinds")) > len(kinds):
            named = counted(len(kinds), "kind is", "kinds are")
            yield Hit(f"It asks for more kinds of evidence than it takes: {named} named.", element.code, "evidence")
        if asked.get("needs_witness") and kinds and not kinds & WITNESSES:
            yield Hit(
                "It needs a witness, and a witness statement is none of the evidence that it takes.", element.code, "evidence"
            )


def _kinds(element: ElementSheet) -> frozenset[str]:
    """The kinds that an element takes; empty where any kind will do."""
    return frozenset(str(kind) for kind in element.rule.get("kinds") or ())


def _number(value: object) -> int:
    return value if isinstance(value, int) else 1
