"""Carrying letters that were queued."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from laurels.journal import Fact, answers
from laurels.mail import services
from laurels.mail.models import Letter


@answers("letter.queued")
def carry_letters(facts: Sequence[Fact], *, at: datetime) -> None:
    """Hand each letter over; one that was sent already is left alone."""
    for letter in Letter.objects.filter(code__in=[fact.subject.code for fact in facts]).exclude(state=Letter.State.SENT):
        services.carry(letter=letter, at=at)
