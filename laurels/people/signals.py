"""What allauth tells us has happened."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import authentication_step_completed, email_confirmed
from django.dispatch import receiver

from laurels.common.clock import now
from laurels.people import proofs
from laurels.people.services import gather


@receiver(email_confirmed)
def join_what_waited(sender: Any, email_address: EmailAddress, **_kwargs: Any) -> None:  # noqa: ARG001
    """An address was proven by a code: invitations that were sent to it are hers."""
    gather(person=email_address.user, address=email_address.email)
    proofs.note(person=email_address.user, address=email_address.email, at=now())


@receiver(authentication_step_completed)
def note_proof(sender: Any, user: Any, method: str, email: str | None = None, **_kwargs: Any) -> None:  # noqa: ARG001
    """She signed in by a code that was sent to an address: it is hers today."""
    if method == "code" and email:
        proofs.note(person=user, address=email, at=now())
