"""What lint hands to sealing: a document that nobody else holds, and the permission to seal it once.

Source: THREATS "Signed data differ from approved data".
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from openbadgekit.reading import JsonObject


@dataclass(frozen=True, slots=True)
class Approved:
    """A document that was found good, with what became known of it on the way.

    Attributes:
        document: lint's own copy; nobody changes it. text: the same as compact JSON.
        quads: its canonical N-Quads. plain: what ``openbadgekit.reading.plain.is_plain`` says of it.
    """

    document: JsonObject
    text: bytes
    quads: bytes
    plain: bool


class Ticket:
    """Permission to seal one document once."""

    def __init__(self, approved: Approved) -> None:
        self._approved: Approved | None = approved
        self._lock = threading.Lock()

    def take(self) -> Approved | None:
        """What may be sealed, the first time; None for ever after."""
        with self._lock:
            approved, self._approved = self._approved, None
            return approved
