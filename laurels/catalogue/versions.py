"""Everything that a version says, as frozen data: what pages, copies and files hand to the verbs of writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from laurels.catalogue.pictures.drawing import Picture

Level = tuple[str, str, str]
"""One level of a rubric: code, label, description."""


@dataclass(frozen=True)
class ElementData:
    """One element; ``levels`` are in order, the lowest first."""

    code: str
    statement: str
    required_level: str
    levels: tuple[Level, ...]
    kind: str = "competence"
    required: bool = True
    workplace_only: bool = False
    renew_always: bool = False
    critical: bool = False
    indicator: str = ""
    evidence_rule: Mapping[str, Any] = field(default_factory=dict)

    def columns(self) -> dict[str, Any]:
        """The columns of its row."""
        names = (
            "code", "statement", "kind", "required", "required_level", "workplace_only", "renew_always", "critical", "indicator",
        )  # fmt: skip
        return {name: getattr(self, name) for name in names} | {"evidence_rule": dict(self.evidence_rule)}


@dataclass(frozen=True)
class AlignmentData:
    """A link to an item of a framework, in its words of one day.

    Attributes:
        element: code of the element that it serves; empty for the whole badge.
        item: code of the item here; None for a link that came with a file. confirmed_by: public code of a person, or empty.
    """

    target_url: str
    target_name: str
    taken_on: date
    element: str = ""
    item: UUID | None = None
    target_framework: str = ""
    target_code: str = ""
    target_type: str = ""
    target_description: str = ""
    confidence: str = "sure"
    confirmed_by: str = ""

    def columns(self) -> dict[str, Any]:
        """The columns of its row, but for the rows that it points at."""
        found = asdict(self)
        del found["element"], found["confirmed_by"]
        return found | {"item_code": found.pop("item")}


@dataclass(frozen=True)
class RuleData:
    """How one new element is met by what was met before (DOMAIN 6.2); ``gap``: of "partial", what is still to be shown."""

    element: str
    rule: str
    from_codes: tuple[str, ...] = ()
    max_age_months: int | None = None
    min_level: str = ""
    gap: str = ""

    def columns(self) -> dict[str, Any]:
        """The columns of its row."""
        found = asdict(self)
        return found | {"element_code": found.pop("element"), "from_codes": list(self.from_codes)}


@dataclass(frozen=True)
class MapData:
    """What of the version before counts; ``transition_end`` is on screens the last date for the old version."""

    rules: tuple[RuleData, ...] = ()
    retired: tuple[str, ...] = ()
    summary: str = ""
    effective_on: date | None = None
    transition_end: date | None = None
    auto_upgrade: bool = True

    def columns(self) -> dict[str, Any]:
        """The columns of its row."""
        names = ("summary", "effective_on", "transition_end", "auto_upgrade")
        return {name: getattr(self, name) for name in names} | {"retired": list(self.retired)}


@dataclass(frozen=True)
class StrategyData:
    """What a version is for, the level it asks, how long it lasts.

    Attributes:
        measures: name, unit, baseline, target, owner. costs: name, money, currency, hours; a part may be absent.
    """

    function: str = "develop"
    business_need: str = ""
    audience: str = ""
    performance_level: str = "met"
    level_scale: str = ""
    lasts: str = "2"
    lifespan_months: int | None = None
    lifespan_reason: str = ""
    window_days: int | None = None
    grace_days: int | None = None
    review_on: date | None = None
    measures: tuple[Mapping[str, Any], ...] = ()
    costs: tuple[Mapping[str, Any], ...] = ()

    def columns(self) -> dict[str, Any]:
        """The columns of its row."""
        names = (
            "function", "business_need", "audience", "performance_level", "level_scale", "lasts", "lifespan_months",
            "lifespan_reason", "window_days", "grace_days", "review_on",
        )  # fmt: skip
        lists = {"measures": [dict(row) for row in self.measures], "costs": [dict(row) for row in self.costs]}
        return {name: getattr(self, name) for name in names} | lists


LINES = (
    "title", "description", "criteria", "language", "notional_hours", "cpd_points", "level_text", "level_scheme", "level_value",
    "level_confirmed_by", "identity_check", "participation", "quality_assurance", "supervision", "stackability",
    "further_information",
)  # fmt: skip
"""Columns of a version's own row that its data names alike."""


@dataclass(frozen=True)
class VersionData:
    """Everything that one version says.

    Attributes:
        handle, number: which version of which badge; a draft keeps its own, whatever the data says.
        judges: public codes of persons. prerequisites: (public code of a badge, reason).
        equivalence: None where no version stands before it.
        picture: what its picture is drawn from; None leaves the picture that is there.
        published_on: of a version that was published before it came here.
    """

    handle: str
    title: str
    kind: str = "competence"
    number: str = "1"
    family: str = ""
    description: str = ""
    criteria: str = ""
    elements: tuple[ElementData, ...] = ()
    judges: tuple[str, ...] = ()
    strategy: StrategyData = field(default_factory=StrategyData)
    language: str = "en-GB"
    notional_hours: float | None = None
    cpd_points: float | None = None
    level_text: str = ""
    level_scheme: str = ""
    level_value: str = ""
    level_confirmed_by: str = ""
    methods: tuple[str, ...] = ()
    identity_check: str = ""
    participation: str = ""
    quality_assurance: str = ""
    supervision: str = ""
    stackability: str = ""
    further_information: str = ""
    prerequisites: tuple[tuple[str, str], ...] = ()
    alignments: tuple[AlignmentData, ...] = ()
    equivalence: MapData | None = None
    picture: Picture | None = None
    published_on: date | None = None

    def columns(self) -> dict[str, Any]:
        """The columns of the version's own row that its words fill."""
        lists = {
            "methods": list(self.methods),
            "prerequisites": [{"badge": badge, "reason": reason} for badge, reason in self.prerequisites],
        }
        return {name: getattr(self, name) for name in LINES} | lists

    def strategy_columns(self) -> dict[str, Any]:
        """The columns of its strategy."""
        return self.strategy.columns()

    def element(self, code: str) -> ElementData | None:
        """The element with this code."""
        return next((element for element in self.elements if element.code == code), None)
