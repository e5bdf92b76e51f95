"""The chain of an older badge: award -> badge class -> issuer, each at its own address.

Only what stands at an address is believed of it. A copy that another document brings along says no more than where to look; a
document that calls itself by another address than its own is somebody else's.

Source: Open Badges 2.0 "Verification", "Hosted verification"; conformance row OB2-03, verdict rule 9.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from openbadgekit.documents import ob1, ob2
from openbadgekit.documents.ob2_classes import HOSTED
from openbadgekit.documents.views import object_of, text_of
from openbadgekit.errors import NotStrictJson, TooLarge
from openbadgekit.reading import JsonObject, read_object
from openbadgekit.verify import origins
from openbadgekit.verify.receive import Received
from openbadgekit.verify.resources import FetchFailure, Need, Resources


class Upgrade(Protocol):
    """Reads a document in the words of 2.0."""

    def __call__(self, document: JsonObject, /, *, address: str = "") -> JsonObject:
        """The document, which was found at an address."""


class Found(StrEnum):
    """What came of looking for a document."""

    HERE = "here"
    GONE = "gone"
    UNSEEN = "unseen"
    REFUSED = "refused"
    OTHER = "other"


@dataclass(frozen=True)
class Link:
    """One document of a chain.

    Attributes:
        address: where it must stand; empty for a document within another.
        found: HERE; GONE (410); UNSEEN (no answer, or nothing readable); REFUSED (an address that is never opened); OTHER (it
            calls itself by another address).
        document: in the words of 2.0 when HERE, else what was brought along, to show it.
        sentence: why it is not HERE.
    """

    address: str
    found: Found
    document: JsonObject
    sentence: str = ""

    @property
    def here(self) -> bool:
        """Whether its words may be believed to be those of its address."""
        return self.found is Found.HERE


@dataclass(frozen=True)
class Chain:
    """An award and whatever it leads to, as far as it was seen.

    Attributes:
        award: as published for hosted badges, as signed for signed ones. hosted: which of the two it is.
        badge, issuer: None while the document before is missing or names none.
        wanted: addresses that must still be seen.
    """

    award: Link
    hosted: bool
    badge: Link | None
    issuer: Link | None
    wanted: tuple[Need, ...]


def follow(received: Received, resources: Resources, *, allow_local: bool) -> Chain:
    """The chain of an award of 2.0 or 1.x.

    Args:
        allow_local: plain http addresses may be believed: demonstrations and tests only.
    """
    steps = _Steps(resources, allow_local)
    brought = {} if ob1.is_pointer(received.document) else ob2.upgraded(received.document)
    hosted = is_hosted(brought)
    address = hosted_address(received.document) if hosted else ""
    award = steps.look(address, brought, _award) if address else Link("", Found.HERE, brought)
    if award.here and award.document.get("revoked") is True:
        award = replace(award, document={**brought, **_said(award.document)})  # one that was revoked need say no more
    older = ob2.generation(award.document) == "ob1"
    badge = steps.linked(award, "badge", ob1.badge if older else as_it_stands)
    issuer = steps.linked(badge, "issuer", ob1.issuer if older else as_it_stands) if badge else None
    return Chain(award, hosted, badge, issuer, tuple(steps.wanted))


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


def as_it_stands(document: JsonObject, *, address: str = "") -> JsonObject:
    """A document of 2.0 names itself."""
    del address
    return document


def _said(document: JsonObject) -> JsonObject:
    """The members that say something."""
    return {name: value for name, value in document.items() if value is not None}


class _Steps:
    """Looks at addresses and keeps those that were not asked for yet."""

    def __init__(self, resources: Resources, allow_local: bool) -> None:
        self.resources, self.allow_local, self.wanted = resources, allow_local, list[Need]()

    def linked(self, before: Link, member: str, upgrade: Upgrade) -> Link | None:
        """The document that another one links to: fetched when it has an address, else the part that is written out."""
        value = before.document.get(member)
        brought = object_of(value)
        address = text_of(value) or text_of(brought.get("id")) or ""
        if address.startswith(("https://", "http://")):
            return self.look(address, brought, upgrade)
        if not brought:
            return None
        return Link("", Found.HERE if before.here else Found.UNSEEN, upgrade(brought, address=""), before.sentence)

    def look(self, address: str, brought: JsonObject, upgrade: Upgrade) -> Link:
        """The document at an address."""
        return look(address, self.resources, brought=brought, upgrade=upgrade, allow_local=self.allow_local, wanted=self.wanted)


def look(
    address: str,
    resources: Resources,
    *,
    brought: JsonObject,
    upgrade: Upgrade,
    allow_local: bool,
    wanted: list[Need] | None = None,
) -> Link:
    """The document at an address, held against its own id.

    Args:
        brought: the copy that another document brings along, shown when the address does not answer.
        upgrade: to the words of 2.0; ``wanted``: where an address is noted that was not asked for yet.
    """
    if not address.startswith(("https://", "http://") if allow_local else "https://"):
        return Link(address, Found.REFUSED, brought, f"{address[:200]} is not opened: only https:// addresses can be believed.")
    url = address.partition("#")[0]
    answer = resources.get(url)
    if answer is None:
        if wanted is not None:
            wanted.append(Need(url, "hosted"))
        answer = FetchFailure(url, "unreachable")
    if isinstance(answer, FetchFailure):
        found = Found.GONE if answer.status == 410 else Found.REFUSED if answer.reason == "refused" else Found.UNSEEN
        return Link(address, found, brought, answer.sentence)
    if not origins.stays(url, answer):
        return Link(address, Found.UNSEEN, brought, f"{address[:200]} leads to another site, which does not speak for this one.")
    try:
        document = read_object(answer.body)
    except (NotStrictJson, TooLarge):
        return Link(address, Found.UNSEEN, brought, f"What stands at {address[:200]} could not be read.")
    document = upgrade(document, address=address)
    if document.get("id", address) != address:
        return Link(address, Found.OTHER, brought, f"What stands at {address[:200]} calls itself by another address.")
    return Link(address, Found.HERE, document)
