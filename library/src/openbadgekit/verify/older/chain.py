"""The chain of an older badge: award -> badge class -> issuer, each at its own address (``links``).

Source: Open Badges 2.0 "Verification", "Hosted verification"; conformance row OB2-03, verdict rule 9.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from openbadgekit.documents import ob1, ob2
from openbadgekit.documents.ob2_classes import HOSTED
from openbadgekit.documents.views import object_of, text_of
from openbadgekit.reading import JsonObject
from openbadgekit.verify.older.links import Found, Link, Sight, as_it_stands
from openbadgekit.verify.receive import Received


@dataclass(frozen=True)
class Chain:
    """An award and whatever it leads to, as far as it was seen.

    Attributes:
        award: as published for hosted badges, as signed for signed ones. hosted: which of the two it is.
        badge, issuer: None while the document before is missing or names none.
    """

    award: Link
    hosted: bool
    badge: Link | None
    issuer: Link | None


def follow(received: Received, sight: Sight) -> Chain:
    """The chain of an award of 2.0 or 1.x."""
    brought = {} if ob1.is_pointer(received.document) else ob2.upgraded(received.document)
    hosted = is_hosted(brought)
    address = hosted_address(received.document) if hosted else ""
    award = sight.link(address, brought, _award) if address else Link("", Found.HERE, brought)
    if award.here and award.document.get("revoked") is True:
        award = replace(award, document={**brought, **_said(award.document)})  # one that was revoked need say no more
    older = ob2.generation(award.document) == "ob1"
    badge = sight.linked(award, "badge", ob1.badge if older else as_it_stands)
    issuer = sight.linked(badge, "issuer", ob1.issuer if older else as_it_stands) if badge else None
    return Chain(award, hosted, badge, issuer)


def is_hosted(award: JsonObject) -> bool:
    """Whether an award says that it is to be believed for where it stands; one that says nothing stands somewhere (1.x)."""
    kind = object_of(award.get("verification")).get("type", "hosted")
    return isinstance(kind, str) and kind in HOSTED


def hosted_address(document: JsonObject) -> str:
    """Where a hosted award stands, as it says itself: by its id in 2.0, by ``verify`` in 1.x."""
    verify = {} if ob2.generation(document) == "ob2" else object_of(document.get("verify"))
    url = text_of(verify.get("url")) or text_of(document.get("id")) or ""
    return url if url.startswith(("https://", "http://")) else ""


def _award(document: JsonObject, *, address: str = "") -> JsonObject:
    """An award that was fetched; one of 1.x must also say its own address in ``verify``, when it says one."""
    found = ob2.upgraded(document, address=address)
    said = hosted_address(document)
    return {**found, "id": said} if said and said != address else found


def _said(document: JsonObject) -> JsonObject:
    """The members that say something."""
    return {name: value for name, value in document.items() if value is not None}
