"""Reading what is named on the command line: a file, an address, or standard input."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from openbadgekit.errors import Malformed, Unreadable
from openbadgekit.limits import LIMITS
from openbadgekit.reading import parse_datetime
from openbadgekit.shell.fetcher import Network
from openbadgekit.verify.resources import FetchFailure


def read_source(source: str, network: Network) -> bytes:
    """The bytes of a source.

    Raises:
        Unreadable: no such file, no answer, or more bytes than any badge has.
    """
    if source == "-":
        return _bounded(sys.stdin.buffer.read(LIMITS.image_bytes + 1), "standard input")
    if source.startswith(("https://", "http://")):
        answer = network.fetch(source)
        if isinstance(answer, FetchFailure):
            raise Unreadable(answer.sentence)
        return answer.body
    try:
        with Path(source).open("rb") as file:
            return _bounded(file.read(LIMITS.image_bytes + 1), source)
    except OSError as problem:
        raise Unreadable(f"The file {source} cannot be read: {problem.strerror or 'not a file'}.") from None


def _bounded(data: bytes, name: str) -> bytes:
    if len(data) > LIMITS.image_bytes:
        raise Unreadable(f"{name} is larger than {LIMITS.image_bytes} bytes, more than any badge.")
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
