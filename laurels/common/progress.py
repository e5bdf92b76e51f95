"""How far long work has come, in the same words and the same bar on every page and on the command line. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

BAR = 30
"""Cells of the bar on the command line."""


@dataclass(frozen=True)
class Progress:
    """One piece of long work, as ``common/parts/progress.html`` and ``bar`` show it.

    Attributes:
        state: ``waiting``, ``running``, ``done``, ``failed`` or ``stopped``.
        total: rows altogether; None while nobody has counted.
        per_second: measured speed [rows/s]; None while nothing is measured.
        is_alone: whether no worker runs that could go on with it.
        trouble: a code for what went wrong last; empty while all is well.
        result: what the runner left for its own page.
    """

    code: UUID
    kind: str
    state: str
    total: int | None
    done: int
    refused: int
    per_second: float | None = None
    is_alone: bool = False
    trouble: str = ""
    started: str = ""
    finished: str = ""
    result: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes by itself."""
        return self.state in ("done", "failed", "stopped")

    @property
    def so_far(self) -> int:
        """Rows that were looked at."""
        return self.done + self.refused

    @property
    def left(self) -> int | None:
        """Rows that are still to come; None while nobody has counted."""
        return None if self.total is None else self.total - self.so_far

    @property
    def percent(self) -> int | None:
        """Whole per cent, rounded down: 100 is said only when nothing is left."""
        if self.total is None:
            return None
        return 100 if not self.left else 100 * self.so_far // self.total

    @property
    def sentence(self) -> str:
        """How far it is, and how long it still takes."""
        if self.state == "waiting":
            return "It waits for its turn."
        counted = f"{self.so_far:,} rows" if self.total is None else f"{self.so_far:,} of {self.total:,}"
        if self.state == "done":
            return "It is finished."
        if self.state == "stopped":
            return f"It was stopped after {counted}."
        if self.state == "failed":
            return f"It could not go on after {counted}."
        return f"{counted} are done. {time_left(self.left, self.per_second)}".strip()

    @property
    def speed(self) -> str:
        """The measured speed in words."""
        if self.is_over or not self.per_second:
            return ""
        number = f"{self.per_second:,.0f}" if self.per_second >= 10 else f"{self.per_second:.1f}"
        return f"{number} a second, measured over the last minute"


def time_left(rows: int | None, per_second: float | None) -> str:
    """How long so many rows still take, in words; empty while nobody can say."""
    if rows is None or not per_second or rows <= 0:
        return ""
    seconds = rows / per_second
    if seconds < 10:
        return "A few seconds left."
    if seconds < 55:
        return f"About {round(seconds / 10) * 10} seconds left."
    if seconds < 90:
        return "About one minute left."
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"About {minutes} minutes left."
    return f"About {round(minutes / 60)} hours left."


def bar(progress: Progress) -> str:
    """The bar on one line of the command line: cells, per cent, counts, what is left."""
    percent = progress.percent
    full = BAR * (percent or 0) // 100
    cells = "█" * full + "░" * (BAR - full)
    head = f"{percent:3d} %" if percent is not None else "  – %"
    refused = f", {progress.refused:,} refused" if progress.refused else ""
    return f"{cells} {head}  {progress.done:,} done{refused}  {progress.sentence}"
