"""Where an issuer publishes: whether the address of a hosted award lies within what its issuer says.

Without a policy it is the origin of the issuer's own address. ``startsWith`` gives beginnings of addresses, ``allowedOrigins``
hosts; where both stand, both must fit. Beginnings are compared part by part: ``https://a.example`` does not begin
``https://a.example.evil.example/``.

Source: Open Badges 2.0 "VerificationObject", "Hosted verification"; conformance row OB2-03.
"""

from __future__ import annotations

from openbadgekit.documents.views import object_of, text_of
from openbadgekit.reading import JsonObject, listed
from openbadgekit.verify.origins import Place, place


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
