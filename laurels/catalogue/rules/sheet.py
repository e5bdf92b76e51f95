"""A whole version as frozen data: what the linter reads, what two versions are compared by, what a review shows. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class LevelSheet:
    """One rubric level; levels stand in order, the lowest first."""

    code: str
    label: str
    description: str


@dataclass(frozen=True)
class AlignmentSheet:
    """What a version rests on: an item of a framework, as it was taken.

    Attributes:
        ends_on: the last day of the framework version that holds it, None where none is known.
        deprecated: the item, or the framework version around it, is not to be used any more.
    """

    name: str
    framework: str = ""
    code: str = ""
    url: str = ""
    ends_on: date | None = None
    deprecated: bool = False


@dataclass(frozen=True)
class ElementSheet:
    """One element with its rubric, its evidence rule and what it rests on."""

    code: str
    statement: str
    kind: str = "competence"
    required: bool = True
    required_level: str = "met"
    workplace_only: bool = False
    renew_always: bool = False
    critical: bool = False
    indicator: str = ""
    rule: Mapping[str, Any] = field(default_factory=dict)
    levels: tuple[LevelSheet, ...] = ()
    alignments: tuple[AlignmentSheet, ...] = ()


@dataclass(frozen=True)
class StrategySheet:
    """What a version is for; ``measures`` are the names of its success measures."""

    function: str = ""
    business_need: str = ""
    audience: str = ""
    performance_level: str = ""
    lifespan_months: int | None = None
    lifespan_reason: str = ""
    review_on: date | None = None
    measures: tuple[str, ...] = ()


@dataclass(frozen=True)
class OtherBadge:
    """Another badge of the same organisation."""

    title: str
    handle: str
    statements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One version.

    Attributes:
        today: the day on which it would be published. kind: of the achievement.
        picture_words: every word that stands in the picture. has_picture: whether there is one.
        prerequisites: (code of a badge, reason). eu_wanted: somebody began to describe it as the EU asks.
        small: written by the rules of the small, where stated defaults stand in for what is not asked.
        others: the organisation's other badges.
    """

    title: str
    handle: str
    today: date
    number: str = "1"
    kind: str = "competence"
    language: str = "en-GB"
    description: str = ""
    criteria: str = ""
    picture_alt: str = ""
    picture_words: tuple[str, ...] = ()
    has_picture: bool = True
    notional_hours: float | None = None
    level_text: str = ""
    methods: tuple[str, ...] = ()
    prerequisites: tuple[tuple[str, str], ...] = ()
    eu_wanted: bool = False
    small: bool = False
    strategy: StrategySheet = field(default_factory=StrategySheet)
    elements: tuple[ElementSheet, ...] = ()
    alignments: tuple[AlignmentSheet, ...] = ()
    others: tuple[OtherBadge, ...] = ()

    @property
    def is_english(self) -> bool:
        """Whether rules that know English words may judge it."""
        return self.language.lower().partition("-")[0] == "en"
