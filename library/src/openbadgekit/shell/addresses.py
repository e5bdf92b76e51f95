"""Which addresses may be asked at all: the same rules on the real network and on a recorded one.

https on port 443 unless the address says otherwise, no user info, and every address that the name stands for must be public.

Source: THREATS "SSRF"; conformance row OB3-P-09.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from openbadgekit.errors import FetchRefused

LONGEST = 2048
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x20\x7f\\]")
_NUMBER = re.compile(r"(0[xX][0-9A-Fa-f]*|[0-9]+)", re.ASCII)


@dataclass(frozen=True)
class Target:
    """An address that may be asked, as far as its text tells."""

    url: str
    scheme: str
    host: str
    port: int
    path: str


def target(url: str, *, allow_local: bool) -> Target:
    """Take an address apart and refuse what is never asked.

    Raises:
        FetchRefused: another scheme, user info, an odd host, a number that a resolver would take for an address.
    """
    if len(url) > LONGEST or _CONTROL.search(url) or not url.isascii():
        raise FetchRefused("This address is too long or has characters that no address has.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchRefused("This is no address.") from None
    if parts.scheme != "https" and not (allow_local and parts.scheme == "http"):
        raise FetchRefused("Only addresses that begin with https:// are opened.")
    host = parts.hostname or ""
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise FetchRefused("An address with a user name in it is not opened.")
    if not allow_local and (_looks_numeric(host) or ":" in host):
        raise FetchRefused("An address must name its host; a number is not opened.")
    if not _HOST.fullmatch(host) and not (allow_local and ":" in host):
        raise FetchRefused("The host of this address is none.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(url, parts.scheme, host.lower(), port or (443 if parts.scheme == "https" else 80), path)


def _looks_numeric(host: str) -> bool:
    """Whether a resolver might take the host for an IPv4 address in any of its spellings."""
    return _NUMBER.fullmatch(host.rstrip(".").rsplit(".", 1)[-1]) is not None


def refuse_private(addresses: Iterable[str], *, allow_local: bool) -> list[str]:
    """The addresses that a name stands for, when every one of them is public.

    Raises:
        FetchRefused: none at all, or one that is not public; a name that stands for both is refused whole.
    """
    found = [ipaddress.ip_address(address.split("%")[0]) for address in addresses]
    if not found:
        raise FetchRefused("The name of this host stands for nothing.")
    for address in found:
        if not _is_public(address) and not (allow_local and address.is_loopback):
            raise FetchRefused("The name of this host stands for an address that is not public.")
    return [str(address) for address in found]


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is one of the open network; embedded IPv4 addresses are looked at too."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return False
        if address in ipaddress.ip_network("64:ff9b::/96") or address in ipaddress.ip_network("64:ff9b:1::/48"):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def redirected(current: Target, location: str, *, allow_local: bool) -> Target:
    """Where a redirect leads, by the same rules."""
    return target(urljoin(current.url, location), allow_local=allow_local)
