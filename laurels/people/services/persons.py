"""What somebody changes about herself."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from laurels.people import selectors
from laurels.people.models import Person
from laurels.people.services.merging import merge


@transaction.atomic
def rename(*, person: Person, name: str) -> None:
    """Be called something else; credentials hold no name, so nothing signed changes."""
    person.name = name
    person.save(update_fields=["name"])


@transaction.atomic
def choose_password(*, person: Person, address: str, password: str) -> EmailAddress:
    """Sign in from now on with an address, not proven yet, and a password."""
    person.set_password(password)
    person.save(update_fields=["password"])
    primary = not EmailAddress.objects.filter(user=person, primary=True).exists()
    row, _ = EmailAddress.objects.get_or_create(user=person, email=address.lower(), defaults={"primary": primary})
    return row


@transaction.atomic
def gather(*, person: Person, address: str) -> None:
    """Join to her what was kept for names that others invited by an address that she has now proven."""
    waiting = EmailAddress.objects.filter(email__iexact=address, verified=False).exclude(user=person)
    for row in waiting.select_related("user"):
        if not selectors.has_arrived(row.user):
            merge(placeholder=row.user, into=person)
