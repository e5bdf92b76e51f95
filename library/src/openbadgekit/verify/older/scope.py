"""Where an issuer publishes: whether the address of a hosted award lies within what its issuer says.

Without a policy it is the origin of the issuer's own address. ``startsWith`` gives beginnings of addresses, ``allowedOrigins``
hosts; where both stand, both must fit. Beginnings are compared part by part: ``https://a.example`` does not begin
``https://a.example.evil.example/``.

Source: Open Badges 2.0 "VerificationObject", "Hosted verification"; conformance row OB2-03.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from openbadgekit.documents.views import listed, object_of, text_of
from openbadgekit.reading import JsonObject

_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True)
class Place:
    """An address in parts, as far as scopes compare them."""

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


def within(address: str, issuer: JsonObject) -> bool:
    """Whether an award at this address may be its issuer's.

    Args:
        issuer: the issuer's document; one of 1.x without an address of its own is known by the origin of its site.
    """
    here = place(address)
    own = place((text_of(issuer.get("id")) or text_of(issuer.get("url")) or "").partition("#")[0])
    if here is None or own is None:
        return False
    policy = object_of(issuer.get("verification"))
    beginnings = [text for text in listed(policy.get("startsWith")) if isinstance(text, str)]
    hosts = [text for text in listed(policy.get("allowedOrigins")) if isinstance(text, str)]
    if policy.get("verificationProperty", "id") not in ("id", "@id") or not (beginnings or hosts):
        return here.origin == own.origin
    return all(
        (not beginnings or any(_begins(here, text) for text in beginnings), not hosts or any(_hosts(here, text) for text in hosts))
    )


def _begins(here: Place, beginning: str) -> bool:
    """Whether an address begins like this, its origin whole."""
    other = place(beginning)
    return other is not None and here.origin == other.origin and here.path.startswith(other.path)


def _hosts(here: Place, allowed: str) -> bool:
    """Whether a host is the allowed one; written as a host, a host with port, or an origin."""
    other = place(allowed if "://" in allowed else f"{here.scheme}://{allowed}")
    return other is not None and other.path == "/" and here.origin == other.origin
