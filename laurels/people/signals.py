"""What allauth tells us has happened."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.dispatch import receiver

from laurels.people.services import gather


@receiver(email_confirmed)
def join_what_waited(sender: Any, email_address: EmailAddress, **_kwargs: Any) -> None:  # noqa: ARG001
    """An address was proven by a code: invitations that were sent to it are hers."""
    gather(person=email_address.user, address=email_address.email)
