"""Measuring: two things timed in turn, the ratio of their times, and how far it strays.

Times are the processor's, not the wall clock's: what else runs on the machine must not decide whether an aim is met.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

ROUNDS = 11
PROCESSES = 7
"""How often a figure is taken, in this process and with a new one."""

Work = Callable[[], object]


@dataclass(frozen=True)
class Figure:
    """One claim.

    Attributes:
        figure: the median over rounds; spread: the least and the most. unit: empty for a ratio.
        aim: what is aimed at, ``None`` for a figure that is only told. at_least: whether more is better.
    """

    name: str
    figure: float
    spread: tuple[float, float]
    aim: float | None
    at_least: bool
    unit: str = ""

    @property
    def met(self) -> bool:
        """Whether the aim is met."""
        if self.aim is None:
            return True
        return self.figure >= self.aim if self.at_least else self.figure <= self.aim

    def row(self) -> str:
        """A line for people."""
        mark = "      " if self.aim is None else "met   " if self.met else "MISSED"
        aim = "" if self.aim is None else f", aim {'>=' if self.at_least else '<='} {self.aim:g}"
        low, high = self.spread
        return f"{mark} {self.name}: {self.figure:.3g}{self.unit} ({low:.3g} to {high:.3g}){aim}"

    def as_json(self) -> dict[str, object]:
        """For programs."""
        return {**asdict(self), "met": self.met}


def seconds(work: Work, times: int) -> float:
    """Processor time of one call [s]: the best of three batches, because whatever disturbs only ever adds."""
    found = []
    for _ in range(3):
        began = time.process_time()
        for _ in range(times):
            work()
        found.append((time.process_time() - began) / times)
    return min(found)


def child_seconds(command: Sequence[str], bytecode: str) -> float:
    """Processor time of a whole process, from its start to its exit [s].

    Args:
        bytecode: a folder where compiled modules are kept from one process to the next, as an installed package has them.
    """
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=False, env=environment)  # noqa: S603 - our own command
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def ratio(name: str, *, of: Work, to: Work, aim: float | None, times: int, at_least: bool) -> Figure:
    """``of`` against ``to``, timed in turn: its speed as a share of the other's when ``at_least``, else its cost as a multiple."""
    rounds = []
    for _ in range(ROUNDS):
        mine, theirs = seconds(of, times), seconds(to, times)
        rounds.append(theirs / mine if at_least else mine / theirs)
    return over(name, rounds, aim=aim, at_least=at_least)


def cost(name: str, work: Work, *, aim: float | None, times: int, unit: str, per: float) -> Figure:
    """What one call takes, in ``unit`` of which ``per`` make a second."""
    return over(name, [seconds(work, times) * per for _ in range(ROUNDS)], aim=aim, at_least=False, unit=unit)


def over(name: str, rounds: Sequence[float], *, aim: float | None, at_least: bool, unit: str = "") -> Figure:
    """A figure from its rounds."""
    return Figure(name, statistics.median(rounds), (min(rounds), max(rounds)), aim, at_least, unit)
