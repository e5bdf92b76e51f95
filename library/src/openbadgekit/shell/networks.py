"""Whom a command asks: the open network, a recording, or nobody."""

from __future__ import annotations

from pathlib import Path

import click

from openbadgekit.errors import Malformed
from openbadgekit.shell.fetcher import Network, NoNetwork, SafeFetcher
from openbadgekit.shell.recorded import RecordedNetwork


def network_of(*, offline: bool, recording: Path | None, allow_local: bool) -> Network:
    """Whom to ask; the count of fetches begins anew with each object, so one is made for each badge."""
    if recording is not None:
        try:
            return RecordedNetwork(recording, allow_local=allow_local)
        except Malformed as problem:
            raise click.UsageError(problem.sentence) from None
    return NoNetwork() if offline else SafeFetcher(allow_local=allow_local)
