"""The harness: two things timed in turn, the ratio of their medians, and its spread."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One claim: its ratio, the spread over rounds, what is aimed at, and whether that is met."""

    name: str
    figure: float
    spread: tuple[float, float]
    aim: str
    met: bool

    def row(self) -> str:
        """A line for people."""
        low, high = self.spread
        return f"{'met   ' if self.met else 'MISSED'} {self.name}: {self.figure:.2f} ({low:.2f} to {high:.2f}), aim {self.aim}"

    def as_json(self) -> dict[str, object]:
        """For results.json."""
        return asdict(self)


def seconds(work: Callable[[], object], times: int) -> float:
    """Time of one call [s], over a number of calls."""
    began = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - began) / times


def ratio(name: str, *, of: Callable[[], object], to: Callable[[], object], aim: float, times: int, at_least: bool) -> Figure:
    """``of`` against ``to`` over nine rounds in turn: speed when ``at_least``, else cost."""
    rounds = []
    for _ in range(9):
        mine, theirs = seconds(of, times), seconds(to, times)
        rounds.append(theirs / mine if at_least else mine / theirs)
    middle = statistics.median(rounds)
    met = middle >= aim if at_least else middle <= aim
    return Figure(name, middle, (min(rounds), max(rounds)), f"{'>=' if at_least else '<='} {aim}", met)
