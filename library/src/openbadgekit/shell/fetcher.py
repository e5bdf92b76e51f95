"""The one way out: a fetch that cannot be turned against us or against others.

The name is resolved here and the connection goes to the address that was checked, so a second answer of the resolver changes
nothing; the certificate is still verified for the name. No cookies, no credentials, no referrer.

Source: THREATS "SSRF by any outside address"; conformance row OB3-P-09.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import urllib3
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError

from openbadgekit.errors import FetchRefused
from openbadgekit.limits import LIMITS, Limits
from openbadgekit.shell.addresses import Target, redirected, refuse_private, target
from openbadgekit.verify.resources import FetchFailure, Resource

HEADERS = {
    "User-Agent": "openbadgekit (verifies Open Badges)",
    "Accept": "application/did+json, application/vc, application/ld+json, application/json;q=0.9, */*;q=0.1",
}
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Network(Protocol):
    """Whatever can be asked for an address."""

    def fetch(self, url: str, *, redirects: bool = True) -> Resource | FetchFailure:
        """The answer at an address, or why there is none."""


class NoNetwork:
    """Asks nobody."""

    def fetch(self, url: str, *, redirects: bool = True) -> Resource | FetchFailure:
        """Nothing is ever asked offline."""
        del redirects
        return FetchFailure(url, "offline")


def resolve(host: str, port: int) -> list[str]:
    """Every address that a name stands for now."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class SafeFetcher:
    """Fetches within ``limits``; counts its fetches, so one object serves one verification."""

    def __init__(
        self,
        *,
        allow_local: bool = False,
        limits: Limits = LIMITS,
        resolver: Callable[[str, int], list[str]] = resolve,
    ) -> None:
        self.allow_local, self.limits, self.resolver = allow_local, limits, resolver
        self.left = limits.fetches
        self.until: float | None = None

    def fetch(self, url: str, *, redirects: bool = True) -> Resource | FetchFailure:
        """The answer at an address, or why there is none; never raises."""
        if self.until is None:
            self.until = time.monotonic() + self.limits.total_seconds
        asked: list[str] = []
        try:
            answer = self._follow(target(url, allow_local=self.allow_local), asked, redirects=redirects)
        except FetchRefused:
            answer = FetchFailure(url, "refused")
        except urllib3.exceptions.TimeoutError:
            answer = FetchFailure(url, "timeout")
        except (HTTPError, OSError, ValueError):
            answer = FetchFailure(url, "unreachable")
        return replace(answer, asked=tuple(asked))

    def _follow(self, current: Target, asked: list[str], *, redirects: bool) -> Resource | FetchFailure:
        """Ask, and follow at most ``limits.hops`` redirects, each by the same rules."""
        first = current
        for _ in range(self.limits.hops + 1):
            if self.left <= 0 or self._seconds_left() <= 0:
                return FetchFailure(first.url, "timeout")
            self.left -= 1
            answer = self._ask(current, asked)
            if isinstance(answer, FetchFailure):
                return answer
            if answer.status in REDIRECTS:
                if not redirects:
                    return FetchFailure(first.url, "refused")
                current = redirected(current, answer.final_url, allow_local=self.allow_local)
                continue
            if answer.status != 200:
                return FetchFailure(first.url, "status", answer.status)
            return Resource(first.url, answer.body, answer.content_type, 200, current.url)
        return FetchFailure(first.url, "refused")

    def _ask(self, where: Target, asked: list[str]) -> Resource | FetchFailure:
        """One request to a checked address; a redirect's target stands in ``final_url``."""
        addresses = self.resolver(where.host, where.port)
        if not addresses:
            asked.append(where.url)
            return FetchFailure(where.url, "unreachable")
        address = refuse_private(addresses, allow_local=self.allow_local)[0]
        asked.append(where.url)
        seconds = min(self.limits.fetch_seconds, self._seconds_left())
        timeout = Timeout(total=seconds, connect=seconds, read=seconds)
        shown = where.host if where.port in (80, 443) else f"{where.host}:{where.port}"
        pool: HTTPConnectionPool
        if where.scheme == "https":
            pool = HTTPSConnectionPool(address, where.port, timeout=timeout, assert_hostname=where.host, server_hostname=where.host)
        else:
            pool = HTTPConnectionPool(address, where.port, timeout=timeout)
        try:
            return self._read(pool, where, {**HEADERS, "Host": shown}, time.monotonic() + seconds)
        finally:
            pool.close()

    def _read(self, pool: HTTPConnectionPool, where: Target, headers: dict[str, str], until: float) -> Resource | FetchFailure:
        """Head and body, bounded in bytes and in time as a whole: a slow drip does not hold us."""
        answer = pool.urlopen(
            "GET",
            where.path,
            headers=headers,
            redirect=False,
            retries=False,
            preload_content=False,
            decode_content=True,
        )
        try:
            if answer.status in REDIRECTS:
                return Resource(where.url, b"", "", answer.status, answer.headers.get("Location", ""))
            body = bytearray()
            for piece in answer.stream(16_384):
                body += piece
                if len(body) > self.limits.fetch_bytes:
                    return FetchFailure(where.url, "too_large")
                if time.monotonic() > until:
                    return FetchFailure(where.url, "timeout")
            return Resource(where.url, bytes(body), answer.headers.get("Content-Type", ""), answer.status, where.url)
        finally:
            answer.close()

    def _seconds_left(self) -> float:
        """What is left of the time of this verification [s]."""
        return (self.until or time.monotonic()) - time.monotonic()
