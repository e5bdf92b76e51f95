"""Reading what is named on the command line: a file, an address, or standard input."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from openbadgekit.errors import Malformed, OpenBadgeKitError, Unreadable
from openbadgekit.limits import LIMITS
from openbadgekit.reading import parse_datetime
from openbadgekit.shell.fetcher import Network
from openbadgekit.verify.resources import FetchFailure

LARGEST = max(LIMITS.image_bytes, LIMITS.bundle_bytes)
"""The largest thing that is read at all: a picture, or an archive; each has its own limit beneath [bytes]."""


@dataclass(frozen=True)
class Opened:
    """What a source gave: its bytes or why there are none, and the addresses that were asked for it."""

    data: bytes | OpenBadgeKitError
    asked: tuple[str, ...] = ()


def open_source(source: str, network: Network) -> Opened:
    """A source with what was asked for it; never raises."""
    if source.startswith(("https://", "http://")):
        answer = network.fetch(source)
        data = Unreadable(answer.sentence) if isinstance(answer, FetchFailure) else answer.body
        return Opened(data, answer.asked)
    try:
        return Opened(_read(source))
    except Unreadable as problem:
        return Opened(problem)


def read_source(source: str, network: Network) -> bytes:
    """The bytes of a source.

    Raises:
        Unreadable: no such file, no answer, or more bytes than any badge has.
    """
    data = open_source(source, network).data
    if isinstance(data, OpenBadgeKitError):
        raise data
    return data


def _read(source: str) -> bytes:
    """Standard input or a file."""
    if source == "-":
        return _bounded(sys.stdin.buffer.read(LARGEST + 1), "Standard input")
    name = click.format_filename(source)
    try:
        with Path(source).open("rb") as file:
            return _bounded(file.read(LARGEST + 1), name)
    except (OSError, ValueError) as problem:
        reason = (problem.strerror if isinstance(problem, OSError) else None) or "not the name of a file"
        raise Unreadable(f"The file {name} cannot be read: {reason}.") from None


def _bounded(data: bytes, name: str) -> bytes:
    if len(data) > LARGEST:
        raise Unreadable(f"{name} is larger than {LARGEST} bytes, more than any badge.")
    return data


class Moment(click.ParamType[datetime]):
    """A date and time with a zone."""

    name = "TIME"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment, or wrong use."""
        if isinstance(value, datetime):
            return value
        try:
            return parse_datetime(value)
        except Malformed:
            self.fail(f"{value!r} is no date and time with a zone, for instance 2026-03-01T00:00:00Z.", param, ctx)


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)
