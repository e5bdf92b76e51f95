"""Documents at their addresses: what an older badge leads to, and what was seen there.

Only what stands at an address is believed of it. A copy that another document brings along says no more than where to look; a
document that calls itself by another address than its own is somebody else's.

Source: Open Badges 2.0 "Hosted verification"; conformance row OB2-03.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from openbadgekit.documents.views import object_of, text_of
from openbadgekit.errors import NotStrictJson, TooLarge
from openbadgekit.reading import JsonObject, read_object
from openbadgekit.verify import origins
from openbadgekit.verify.resources import FetchFailure, Need, Resource, Resources


class Upgrade(Protocol):
    """Reads a document in the words of 2.0."""

    def __call__(self, document: JsonObject, /, *, address: str = "") -> JsonObject:
        """The document, which was found at an address."""


def as_it_stands(document: JsonObject, *, address: str = "") -> JsonObject:
    """A document of 2.0 names itself."""
    del address
    return document


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
class Sight:
    """What can be seen, from where somebody stands.

    Attributes:
        resources: what was seen at each address. allow_local: plain http may be believed: demonstrations and tests only.
        wanted: addresses that were looked at and not asked for yet; filled by looking.
    """

    resources: Resources
    allow_local: bool
    wanted: list[Need] = field(default_factory=list)

    def answer(self, url: str, reason: str = "hosted") -> Resource | FetchFailure:
        """What was seen at an address."""
        found = self.resources.get(url)
        if found is None:
            self.wanted.append(Need(url, reason))
        return found or FetchFailure(url, "unreachable")

    def linked(self, before: Link, member: str, upgrade: Upgrade) -> Link | None:
        """The document that another one links to: fetched when it has an address, else the part that is written out."""
        value = before.document.get(member)
        brought = object_of(value)
        address = text_of(value) or text_of(brought.get("id")) or ""
        if address.startswith(("https://", "http://")):
            return self.link(address, brought, upgrade)
        if not brought:
            return None
        return Link("", Found.HERE if before.here else Found.UNSEEN, upgrade(brought, address=""), before.sentence)

    def link(self, address: str, brought: JsonObject, upgrade: Upgrade) -> Link:
        """The document at an address, held against its own id.

        Args:
            brought: the copy that another document brings along, shown when the address does not answer.
            upgrade: to the words of 2.0.
        """
        if not address.startswith(("https://", "http://") if self.allow_local else "https://"):
            sentence = f"{address[:200]} is not opened: only https:// addresses can be believed."
            return Link(address, Found.REFUSED, brought, sentence)
        url = address.partition("#")[0]
        answer = self.answer(url)
        if isinstance(answer, FetchFailure):
            found = Found.GONE if answer.status == 410 else Found.REFUSED if answer.reason == "refused" else Found.UNSEEN
            return Link(address, found, brought, answer.sentence)
        if not origins.stays(url, answer):
            sentence = f"{address[:200]} leads to another site, which does not speak for this one."
            return Link(address, Found.UNSEEN, brought, sentence)
        return _read(answer, address, brought, upgrade)


def _read(answer: Resource, address: str, brought: JsonObject, upgrade: Upgrade) -> Link:
    """What an answer says, when it is what its address says."""
    try:
        document = read_object(answer.body)
    except (NotStrictJson, TooLarge):
        return Link(address, Found.UNSEEN, brought, f"What stands at {address[:200]} could not be read.")
    document = upgrade(document, address=address)
    if document.get("id", address) != address:
        return Link(address, Found.OTHER, brought, f"What stands at {address[:200]} calls itself by another address.")
    return Link(address, Found.HERE, document)
