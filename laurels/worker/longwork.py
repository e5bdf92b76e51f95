"""Work that takes longer than a request: done slice by slice, by a function that its room registers.

A runner is called within one transaction, gets what is left to do, does at most ``SLICE`` rows of it and says how far it came.
Its rows, the checkpoint and the counts are committed together or not at all, so a worker may die at any line: the next one goes
on from the last checkpoint, and no row is lost or done twice. For instance:

    @runs("people.import")
    def import_slice(work: Work, *, at: datetime) -> Slice:
        rows = rows_after(work.payload["file"], work.checkpoint.get("row", 0))[:SLICE]
        ...
        return Slice(done=…, refused=…, checkpoint={"row": …}, finished=…)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar
from uuid import UUID

from laurels.journal import Ref

SLICE = 200
"""Rows of one slice at most: longer ones keep other writers waiting (SPEED 3)."""


@dataclass(frozen=True)
class Work:
    """What a runner gets.

    Attributes:
        payload: what ``start`` was given.
        checkpoint: what the slice before left; empty at the beginning.
        done, refused: rows so far.
        total: rows altogether; None until somebody counted.
    """

    code: UUID
    kind: str
    organisation: Ref | None
    actor: Ref | None
    payload: Mapping[str, Any]
    checkpoint: Mapping[str, Any]
    total: int | None
    done: int
    refused: int


@dataclass(frozen=True)
class Slice:
    """How far a slice came.

    Attributes:
        done, refused: rows of this slice; together at most ``SLICE``.
        checkpoint: where the next slice begins.
        total: rows altogether, when the runner has counted them now.
        result: what the page shows at the end, beside the counts; kept with each slice that gives one.
    """

    done: int = 0
    refused: int = 0
    checkpoint: Mapping[str, Any] = field(default_factory=dict)
    finished: bool = False
    total: int | None = None
    result: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        if self.done < 0 or self.refused < 0 or self.done + self.refused > SLICE:
            raise ValueError(f"a slice has at most {SLICE} rows")


class Runner(Protocol):
    """Does one slice."""

    def __call__(self, work: Work, /, *, at: Any) -> Slice:
        """Do at most ``SLICE`` rows, within the transaction of the caller."""
        ...


F = TypeVar("F", bound=Callable[..., Slice])
_runners: dict[str, Runner] = {}


def runs(kind: str) -> Callable[[F], F]:
    """Make a function the runner of a kind of work; ``kind`` never changes, rows carry it."""

    def registered(function: F) -> F:
        _runners[kind] = function
        return function

    return registered


def runner_of(kind: str) -> Runner | None:
    """Who does this kind of work; None when a release took it away."""
    return _runners.get(kind)
