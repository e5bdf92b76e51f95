"""Work that the clock asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Schedule:
    """A function that runs every so often: ``def f(*, at)``."""

    name: str
    every: timedelta
    function: Callable[..., None]


SCHEDULES: dict[str, Schedule] = {}


def every(*, minutes: int, name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a function every so many minutes; ``name`` never changes, rows carry it."""

    def registered(function: Callable[..., None]) -> Callable[..., None]:
        SCHEDULES[name] = Schedule(name, timedelta(minutes=minutes), function)
        return function

    return registered
