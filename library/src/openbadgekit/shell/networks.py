"""Whom a command asks: the open network, a recording, or nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from openbadgekit.errors import Malformed
from openbadgekit.shell.fetcher import Network, NoNetwork, SafeFetcher
from openbadgekit.shell.recorded import RecordedNetwork

Command = TypeVar("Command", bound=Callable[..., Any])


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OPTIONS = (
    click.option("--offline", is_flag=True, help="Ask nobody; what would have to be asked stays unknown."),
    click.option("--network", "recording", type=FILE, help="Answer from a recording."),
    click.option("--allow-local", is_flag=True, help="Allow http and loopback addresses: for demonstrations and tests only."),
)


def asking(command: Command) -> Command:
    """Give a command the options ``--offline``, ``--network`` and ``--allow-local``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def network_of(*, offline: bool, recording: Path | None, allow_local: bool) -> Network:
    """Whom to ask; the count of fetches begins anew with each object, so one is made for each badge.

    Raises:
        click.UsageError: offline, and from a recording; or no recording.
    """
    if offline and recording:
        raise click.UsageError("--offline and --network exclude each other.")
    if recording is not None:
        try:
            return RecordedNetwork(recording, allow_local=allow_local)
        except Malformed as problem:
            raise click.UsageError(problem.sentence) from None
    return NoNetwork() if offline else SafeFetcher(allow_local=allow_local)
