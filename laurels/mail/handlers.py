"""Carrying letters that were queued."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from laurels.journal import Fact, answers
from laurels.mail import services
from laurels.mail.models import Letter


@answers("letter.queued")
def carry_letters(facts: Sequence[Fact], *, at: datetime) -> None:
    """Hand each letter over; one that was sent already, or that waits for a person, is left alone."""
    waiting = Letter.objects.filter(state__in=[Letter.State.WAITING, Letter.State.SENDING])
    for letter in waiting.filter(code__in=[fact.subject.code for fact in facts]):
        services.carry(letter=letter, at=at)
