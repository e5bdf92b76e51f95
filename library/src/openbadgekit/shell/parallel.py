"""Many things done by all cores, answered in their order, with little of it in memory at any time.

Threads would wait for one another: two of them sign at 0.84 of the speed of one (SPEED 4), so there is a process per core.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, TypeVar

import click

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")
FEW = 64
"""Up to so many things the processes would take longer to start than the work takes."""

CHUNK = 32


class WorkerLost(click.ClickException):
    """A process of ours was ended from outside, most often because memory ran out; the program exits with 70."""

    exit_code = 70


def spread(
    work: Callable[[Thing], Answer], things: Sequence[Thing], *, begin: Callable[..., None], given: tuple[Any, ...]
) -> Iterator[Answer]:
    """``work`` on every thing, answers in the order of the things.

    Args:
        work: a function of a module. begin: is called with ``given`` first, in every process that works.
    Raises:
        WorkerLost: a process ended before its answer.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(things) <= FEW or cores < 2:
        begin(*given)
        return map(work, things)
    return _by_processes(work, things, cores, begin, given)


def _by_processes(
    work: Callable[[Thing], Answer], things: Sequence[Thing], cores: int, begin: Callable[..., None], given: tuple[Any, ...]
) -> Iterator[Answer]:
    """As ``spread``; only a few chunks are under way at a time, so memory does not grow with the things."""
    # a fork has everything imported already; with other threads about it could hold one of their locks for ever
    forked = threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if forked else "spawn")
    remaining = iter(things)
    chunks = iter(lambda: list(islice(remaining, CHUNK)), [])
    with ProcessPoolExecutor(cores, mp_context=context, initializer=begin, initargs=given) as pool:
        under_way: deque[Future[list[Answer]]] = deque()
        try:
            for chunk in chunks:
                under_way.append(pool.submit(_all, work, chunk))
                if len(under_way) > 2 * cores:
                    yield from under_way.popleft().result()
            while under_way:
                yield from under_way.popleft().result()
        except BrokenProcessPool:
            raise WorkerLost("A process was ended from outside before its work was done; give fewer files at a time.") from None
        finally:
            pool.shutdown(cancel_futures=True)  # waited for: the interpreter's own end would race with the pool's threads


def _all(work: Callable[[Thing], Answer], chunk: Sequence[Thing]) -> list[Answer]:
    """One chunk."""
    return [work(thing) for thing in chunk]
