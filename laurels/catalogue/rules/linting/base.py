"""What a rule of the linter is, and what it finds. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from laurels.catalogue.rules.sheet import Sheet


class Severity(StrEnum):
    """What a finding asks for."""

    BLOCKS = "blocks"
    ANSWER = "answer"
    HINT = "hint"


SEVERITY_WORDS = {
    Severity.BLOCKS: "stops publishing",
    Severity.ANSWER: "must be mended or answered",
    Severity.HINT: "a hint",
}
"""Severity -> its words on screens."""


@dataclass(frozen=True)
class Hit:
    """What a rule noticed, before it gets the rule's number.

    Attributes:
        subject: code of an element, empty for the whole badge. place: name of the field that it points at.
    """

    sentence: str
    subject: str = ""
    place: str = ""


@dataclass(frozen=True)
class Finding:
    """One finding; ``sentence`` is for whoever writes the badge."""

    rule: str
    severity: Severity
    sentence: str
    subject: str = ""
    place: str = ""


Look = Callable[[Sheet], Iterable[Hit]]


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        why: in plain words, what goes wrong without it. example: what it finds -> what would be better.
        english: it knows English words only; a badge in another language is not judged by it.
    """

    number: str
    severity: Severity
    title: str
    why: str
    example: str
    look: Look
    english: bool = False


_RULES: dict[str, Rule] = {}


def rule(number: str, severity: Severity, title: str, *, why: str, example: str, english: bool = False) -> Callable[[Look], Look]:
    """Make a function that looks at a sheet a rule of the linter."""

    def register(look: Look) -> Look:
        if number in _RULES:
            raise LookupError(f"two rules are called {number}")
        _RULES[number] = Rule(number, severity, title, why, example, look, english)
        return look

    return register


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by number."""
    return tuple(_RULES[number] for number in sorted(_RULES))
