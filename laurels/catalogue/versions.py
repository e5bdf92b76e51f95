"""A whole version as it comes from a file: frozen data for ``services.import_version``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from laurels.catalogue.pictures.drawing import Picture


@dataclass(frozen=True)
class ElementData:
    """One element; ``levels`` are (code, label, description) in order."""

    code: str
    statement: str
    required_level: str
    levels: tuple[tuple[str, str, str], ...]
    kind: str = "competence"
    required: bool = True
    workplace_only: bool = False
    renew_always: bool = False
    evidence_rule: dict[str, Any] = field(default_factory=dict)

    def columns(self) -> dict[str, Any]:
        """The columns of its row."""
        names = ("code", "statement", "kind", "required", "required_level", "workplace_only", "renew_always", "evidence_rule")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class VersionData:
    """One version with its strategy, elements, judges (public codes of persons) and picture."""

    handle: str
    kind: str
    number: str
    title: str
    description: str
    criteria: str
    published_on: date
    elements: tuple[ElementData, ...]
    judges: tuple[str, ...]
    picture: Picture
    strategy: dict[str, Any]
    language: str = "en-GB"
    notional_hours: float | None = None
    level_text: str = ""
    methods: tuple[str, ...] = ()

    def columns(self) -> dict[str, Any]:
        """The columns of the version's row."""
        names = ("number", "title", "description", "criteria", "language", "notional_hours", "level_text")
        return {name: getattr(self, name) for name in names} | {"methods": list(self.methods)}

    def strategy_columns(self) -> dict[str, Any]:
        """The columns of its strategy."""
        return dict(self.strategy)
