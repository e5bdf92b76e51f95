"""Asking gently: answers of others are kept for a short while, and no host is asked more often than it should bear.

Source: THREATS "Our verifier used to flood others"; "Verification tells the issuer who looked".
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import replace
from urllib.parse import urlsplit

from django.core.cache import cache as counters
from django.core.cache import caches
from django.utils.connection import ConnectionProxy

from laurels.common import limits
from laurels.common.network import network as safe_network
from openbadgekit.shell.fetcher import Network
from openbadgekit.verify.resources import FetchFailure, Resource

cache = ConnectionProxy(caches, "answers")
"""What others answered, apart from all counting: filling this pushes no counter out, here or at the sign-in door."""

AT_ONCE = 2
"""Questions to others that wait for an answer at the same time [count]: half of the web server's threads stay free for people."""

PATIENCE_SECONDS = 1.0
"""How long a question waits for its turn [s]."""

KEPT_SECONDS = 300
"""An answer is believed this long: issuers may publish a revocation at any time."""

FAILURE_SECONDS = 10
"""A failure is remembered this long: "try again" should soon try again."""

LARGEST_KEPT = 131_072
"""Larger answers are asked for anew: what is kept stays small [bytes]."""

MINUTE = 60


def network() -> Network:
    """The way out for one verification: its own budget, the shared memory of answers."""
    return GentleNetwork(safe_network())


class GentleNetwork:
    """A network that remembers answers and counts how often each host is asked."""

    def __init__(self, behind: Network) -> None:
        self.behind, self.crowded = behind, False

    def fetch(self, url: str, *, redirects: bool = True) -> Resource | FetchFailure:
        """The kept answer, or a new one; a host that was asked too often is left alone and the question stays open."""
        key = "verification:answer:" + hashlib.sha256(f"{redirects} {url}".encode()).hexdigest()
        kept: Resource | FetchFailure | None = cache.get(key)
        if kept is not None:
            return replace(kept, asked=())
        if not _may_ask(url):
            return FetchFailure(url, "crowded")
        answer = self._ask_in_turn(url, redirects=redirects)
        if answer is None:
            return FetchFailure(url, "crowded")
        if isinstance(answer, FetchFailure):
            cache.set(key, answer, FAILURE_SECONDS)
        elif len(answer.body) <= LARGEST_KEPT:
            cache.set(key, answer, KEPT_SECONDS)
        return answer

    def _ask_in_turn(self, url: str, *, redirects: bool) -> Resource | FetchFailure | None:
        """The answer; None when too many others wait for theirs. Who was turned away once does not queue a second time."""
        if self.crowded or not _turns.acquire(timeout=PATIENCE_SECONDS):
            self.crowded = True
            return None
        try:
            return self.behind.fetch(url, redirects=redirects)
        finally:
            _turns.release()


_turns = threading.BoundedSemaphore(AT_ONCE)


def _may_ask(url: str) -> bool:
    """Count one question to a host, and say whether it may be asked."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return True  # no address at all: the fetcher refuses it without asking anybody
    return count("verification:host:" + hashlib.sha256(host.encode("utf-8", "replace")).hexdigest()) <= limits.ASKS_A_MINUTE


def count(key: str) -> int:
    """How often this was counted within a minute, now included."""
    counters.add(key, 0, timeout=MINUTE)
    try:
        return counters.incr(key)
    except ValueError:  # the minute ended between the two lines
        return 1
