"""Letters that wait for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from laurels.mail.models import Letter


@dataclass(frozen=True)
class ShownLetter:
    """A letter that the worker cannot finish alone.

    Attributes:
        state: ``unsure`` (it may have arrived) or ``refused`` (the server will never take it).
        trouble: the mail server's number, or what kind of silence it was.
    """

    code: UUID
    to: str
    subject: str
    queued_at: datetime
    state: str
    trouble: str


def letters_for_a_person() -> list[ShownLetter]:
    """Letters that may have arrived or were refused, oldest first."""
    rows = Letter.objects.filter(state__in=[Letter.State.UNSURE, Letter.State.REFUSED]).order_by("queued_at", "pk")
    return [ShownLetter(row.code, row.to, row.subject, row.queued_at, row.state, row.trouble) for row in rows]
