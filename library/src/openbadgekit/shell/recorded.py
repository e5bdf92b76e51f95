"""A recorded network: what stands in a file is answered, everything else is unreachable, and no real network is used.

    {"resources": {URL: {"file": path, "status": 200, "content_type": …, "redirect": URL, "delay_seconds": n,
                         "endless": true, "resolves_to": [addresses]}}}

The safety rules are those of the real fetcher: schemes, redirects, private addresses, sizes, times.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openbadgekit.errors import FetchRefused, Malformed, OpenBadgeKitError
from openbadgekit.limits import LIMITS, Limits
from openbadgekit.reading import read_object
from openbadgekit.shell.addresses import Target, redirected, refuse_private, target
from openbadgekit.verify.resources import FetchFailure, Resource

PUBLIC = ["203.0.113.7"]


class RecordedNetwork:
    """Answers from a recording; ``asked`` lists the addresses that would have been asked for."""

    def __init__(self, path: Path, *, allow_local: bool = False, limits: Limits = LIMITS) -> None:
        self.folder, self.allow_local, self.limits = path.parent, allow_local, limits
        try:
            resources = read_object(path.read_bytes()).get("resources")
        except (OSError, OpenBadgeKitError):
            raise Malformed(f"The recording {path.name} cannot be read.") from None
        if not isinstance(resources, dict) or not all(isinstance(entry, dict) for entry in resources.values()):
            raise Malformed(f"The recording {path.name} has no object of resources.")
        self.resources: dict[str, dict[str, Any]] = resources
        self.left, self.seconds = limits.fetches, limits.total_seconds

    def fetch(self, url: str, *, redirects: bool = True) -> Resource | FetchFailure:
        """The recorded answer, by the rules of the real network."""
        try:
            return self._follow(target(url, allow_local=self.allow_local), url, redirects=redirects)
        except (FetchRefused, ValueError):
            return FetchFailure(url, "refused")

    def _follow(self, current: Target, first: str, *, redirects: bool) -> Resource | FetchFailure:
        """Ask the recording, and follow its redirects."""
        for _ in range(self.limits.hops + 1):
            if self.left <= 0 or self.seconds <= 0:
                return FetchFailure(first, "timeout")
            self.left -= 1
            entry = self.resources.get(current.url)
            if entry is None:
                return FetchFailure(first, "unreachable")
            if "resolves_to" in entry:
                refuse_private([str(item) for item in entry["resolves_to"]], allow_local=self.allow_local)
            if (late := self._delay(entry)) is not None:
                return FetchFailure(first, late)
            if "redirect" in entry:
                if not redirects:
                    return FetchFailure(first, "refused")
                current = redirected(current, str(entry["redirect"]), allow_local=self.allow_local)
                continue
            return self._answer(entry, first, current)
        return FetchFailure(first, "refused")

    def _delay(self, entry: dict[str, Any]) -> str | None:
        """A recorded delay beyond our limit is a time-out, without waiting."""
        delay = float(entry.get("delay_seconds", 0))
        self.seconds -= min(delay, self.limits.fetch_seconds)
        return "timeout" if delay > self.limits.fetch_seconds else None

    def _answer(self, entry: dict[str, Any], first: str, current: Target) -> Resource | FetchFailure:
        """The recorded bytes within the limits."""
        if entry.get("endless"):
            return FetchFailure(first, "too_large")
        status = int(entry.get("status", 200))
        if status != 200:
            return FetchFailure(first, "status", status)
        try:
            body = (self.folder / str(entry["file"])).read_bytes()
        except (OSError, KeyError):
            return FetchFailure(first, "unreachable")
        if len(body) > self.limits.fetch_bytes:
            return FetchFailure(first, "too_large")
        return Resource(first, body, str(entry.get("content_type", "")), 200, current.url)
