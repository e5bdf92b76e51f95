"""A recorded network: what stands in a file is answered, everything else is unreachable, and no real network is used.

    {"resources": {URL: {"file": path, "status": 200, "content_type": …, "redirect": URL, "delay_seconds": n,
                         "endless": true, "resolves_to": [addresses]}}}

The safety rules are those of the real fetcher: schemes, redirects, private addresses, sizes, times. A recording that cannot
be meant is refused as a whole, so that a test never runs against something else than was written.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from openbadgekit.errors import FetchRefused, Malformed, OpenBadgeKitError
from openbadgekit.limits import LIMITS, Limits
from openbadgekit.reading import read_object
from openbadgekit.shell.addresses import Target, redirected, refuse_private, target
from openbadgekit.verify.resources import FetchFailure, Resource


def _is_addresses(value: Any) -> bool:
    """A list of IP addresses."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return False
    try:
        return len([ipaddress.ip_address(item) for item in value]) == len(value)
    except ValueError:
        return False


_MEMBERS: Mapping[str, Callable[[Any], bool]] = MappingProxyType(
    {
        "file": lambda value: isinstance(value, str),
        "status": lambda value: isinstance(value, int) and not isinstance(value, bool) and 100 <= value <= 599,
        "content_type": lambda value: isinstance(value, str),
        "redirect": lambda value: isinstance(value, str),
        "delay_seconds": lambda value: isinstance(value, int | float) and not isinstance(value, bool) and value >= 0,
        "endless": lambda value: isinstance(value, bool),
        "resolves_to": _is_addresses,
    }
)
"""What a recorded answer may say, and of what kind it is."""


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
        for url, entry in resources.items():
            for name, fits in _MEMBERS.items():
                if name in entry and not fits(entry[name]):
                    raise Malformed(f"In the recording {path.name}, {name!r} of {url[:100]} cannot be meant.")
        self.resources: dict[str, dict[str, Any]] = resources
        self.left, self.seconds = limits.fetches, limits.total_seconds

    def fetch(self, url: str, *, redirects: bool = True) -> Resource | FetchFailure:
        """The recorded answer, by the rules of the real network."""
        asked: list[str] = []
        try:
            answer = self._follow(target(url, allow_local=self.allow_local), url, asked, redirects=redirects)
        except FetchRefused:
            answer = FetchFailure(url, "refused")
        return replace(answer, asked=tuple(asked))

    def _follow(self, current: Target, first: str, asked: list[str], *, redirects: bool) -> Resource | FetchFailure:
        """Ask the recording, and follow its redirects; what is asked is written down once its address may be asked."""
        for _ in range(self.limits.hops + 1):
            if self.left <= 0 or self.seconds <= 0:
                return FetchFailure(first, "timeout")
            self.left -= 1
            entry = self.resources.get(current.url)
            if entry is not None and "resolves_to" in entry:
                refuse_private(entry["resolves_to"], allow_local=self.allow_local)
            asked.append(current.url)
            if entry is None:
                return FetchFailure(first, "unreachable")
            if (late := self._delay(entry)) is not None:
                return FetchFailure(first, late)
            if "redirect" in entry:
                if not redirects:
                    return FetchFailure(first, "refused")
                current = redirected(current, entry["redirect"], allow_local=self.allow_local)
                continue
            return self._answer(entry, first, current)
        return FetchFailure(first, "refused")

    def _delay(self, entry: dict[str, Any]) -> str | None:
        """A recorded delay beyond our limit, or beyond what is left for all answers together, is a time-out, without waiting."""
        delay, longest = float(entry.get("delay_seconds", 0)), min(self.limits.fetch_seconds, self.seconds)
        self.seconds -= min(delay, longest)
        return "timeout" if delay > longest else None

    def _answer(self, entry: dict[str, Any], first: str, current: Target) -> Resource | FetchFailure:
        """The recorded bytes within the limits."""
        if entry.get("endless"):
            return FetchFailure(first, "too_large")
        status: int = entry.get("status", 200)
        if status != 200:
            return FetchFailure(first, "status", status)
        try:
            body = (self.folder / entry["file"]).read_bytes()
        except (OSError, KeyError):
            return FetchFailure(first, "unreachable")
        if len(body) > self.limits.fetch_bytes:
            return FetchFailure(first, "too_large")
        return Resource(first, body, entry.get("content_type", ""), 200, current.url)
