"""Addresses in parts: whether two of them are of the same site.

Source: WHATWG URL "origin", as far as it is needed to compare addresses that other checks have accepted.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from openbadgekit.verify.resources import Resource

_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True)
class Place:
    """An address in parts, as far as sites and scopes compare them."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port."""
        return self.scheme, self.host, self.port


def place(address: str) -> Place | None:
    """The parts of an address; None for one that could be read in two ways (user names, dot segments, odd characters)."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    odd = "@" in parts.netloc or "\\" in address or not address.isascii() or any(mark <= " " for mark in address)
    if parts.scheme not in _PORTS or not parts.hostname or odd or parts.fragment:
        return None
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    if any(segment in (".", "..") for segment in unquote(unquote(parts.path)).split("/")):
        return None
    return Place(parts.scheme, parts.hostname, port or _PORTS[parts.scheme], path)


def stays(url: str, answer: Resource) -> bool:
    """Whether redirects stayed on the site of the address: an open redirect would let anybody speak for it."""
    if not answer.final_url:
        return True
    asked, final = place(url), place(answer.final_url)
    return asked is not None and final is not None and asked.origin == final.origin
