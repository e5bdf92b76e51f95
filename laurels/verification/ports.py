"""Port: our own published documents, looked up by exact address without a network.

A room above registers one function; verification asks it before anything is fetched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


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
