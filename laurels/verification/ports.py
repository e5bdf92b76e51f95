"""Ports: our own published documents by exact address, without a network; and what we know of credentials that we signed.

A room above registers one function; verification asks it before anything is fetched, and before a page is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class OwnDocument:
    """One of our own published documents as a stranger would get it.

    Attributes:
        url: absolute address.
        body: bytes that we serve there.
        content_type: media type.
        open: False while only its holder and issuer may see it; then a stranger's fetch would find nothing.
    """

    url: str
    body: bytes
    content_type: str
    open: bool


Lookup = Callable[[str], OwnDocument | None]


class OwnDocuments:
    """The registry: the first lookup that knows the address answers."""

    def __init__(self) -> None:
        self._lookups: list[Lookup] = []

    def register(self, lookup: Lookup) -> None:
        """Add a lookup; a second registration of the same function changes nothing."""
        if lookup not in self._lookups:
            self._lookups.append(lookup)

    def at(self, url: str) -> OwnDocument | None:
        """The document at this exact address, or None."""
        return next((found for lookup in self._lookups if (found := lookup(url)) is not None), None)


own_documents = OwnDocuments()


@dataclass(frozen=True)
class OwnWords:
    """What this installation knows of a credential that it signed itself, beyond the signed document; nothing about its holder.

    Attributes:
        picture: address of the badge's picture on our own origin; standards: its public page.
        facts: the badge facts label as (name, value).
        judged: who judged and whether anybody checked, in a sentence or two. author: who designed and judged it alone.
        revoked_at: since when it is revoked; reason: the reason of the register, in words.
        notes: sentences that decide nothing, for instance that a newer version exists.
        time_zone: the issuer's, in which its days are told.
        keeper: who keeps the key, in a sentence, where that is not the one in whose name it signs.
        backing: what must be read beside each endorsement that it carries, a sentence or more each.
    """

    picture: str | None = None
    standards: str | None = None
    facts: tuple[tuple[str, str], ...] = ()
    judged: str = ""
    author: str = ""
    revoked_at: datetime | None = None
    reason: str = ""
    notes: tuple[str, ...] = field(default_factory=tuple)
    time_zone: str = "UTC"
    keeper: str = ""
    backing: tuple[str, ...] = ()


About = Callable[[str, str], OwnWords | None]


class OwnCredentials:
    """The registry: who can tell more about a credential of ours."""

    def __init__(self) -> None:
        self._tellers: list[About] = []

    def register(self, teller: About) -> None:
        """Add a teller, called with the ids of credential and issuer; a second registration of the same changes nothing.

        The room that registers last stands highest and is asked first: most of what is checked here is an award.
        """
        if teller not in self._tellers:
            self._tellers.insert(0, teller)

    def about(self, credential_id: str, issuer_id: str) -> OwnWords | None:
        """What is known of the credential that this issuer of ours signed under this id, or None.

        Ask only when the signature holds under a key of the issuer: an id alone can be copied by anybody.
        """
        return next((found for teller in self._tellers if (found := teller(credential_id, issuer_id)) is not None), None)


own_credentials = OwnCredentials()
