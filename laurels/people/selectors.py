"""Questions about people, answered with frozen data."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from laurels.people.models import Person


def person_of(address: str) -> Person | None:
    """Who has proven this address."""
    row = EmailAddress.objects.filter(email__iexact=address, verified=True).select_related("user").first()
    return row.user if row else None


def has_arrived(person: Person) -> bool:
    """Whether she has ever come in herself; until then she is a name that somebody typed."""
    return (
        person.last_login is not None
        or EmailAddress.objects.filter(user=person, verified=True).exists()
        or Authenticator.objects.filter(user=person).exists()
    )
