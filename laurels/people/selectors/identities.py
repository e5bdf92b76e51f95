"""Whose address this is, and how somebody can show who she is."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from laurels.people.models import OneUseCode, Person

ARRIVED = (
    Q(last_login__isnull=False)
    | Exists(EmailAddress.objects.filter(user=OuterRef("pk"), verified=True))
    | Exists(Authenticator.objects.filter(user=OuterRef("pk")))
)
"""Whether a person has ever come in herself, to ask it together with something else."""


def person_of(address: str) -> Person | None:
    """Who has proven this address."""
    row = EmailAddress.objects.filter(email__iexact=address, verified=True).select_related("user").first()
    return row.user if row else None


def person_to_write_to(address: str) -> Person | None:
    """Whom a sign-in code for this address lets in: who has proven it, else somebody who was invited by it.

    An address that somebody active typed for herself but never proved lets nobody in: otherwise she could wait there
    for its real owner.
    """
    if person := person_of(address):
        return person if person.is_active else None
    rows = EmailAddress.objects.filter(email__iexact=address).select_related("user").order_by("pk")
    return next((row.user for row in rows if row.user.is_active and not has_arrived(row.user)), None)


def has_arrived(person: Person) -> bool:
    """Whether she has ever come in herself; until then she is a name that somebody typed."""
    return person.last_login is not None or Person.objects.filter(ARRIVED, pk=person.pk).exists()


@dataclass(frozen=True)
class Identity:
    """One way in which a person can show who she is, and which stays hers when she leaves."""

    kind: str  # "address", "passkey" or "recovery code"
    label: str
    verified: bool


def identities(person: Person) -> list[Identity]:
    """Her addresses, passkeys and unused recovery code."""
    found = [Identity("address", row.email, row.verified) for row in addresses_of(person)]
    found += [Identity("passkey", row.wrap().name, True) for row in passkeys_of(person)]
    if recovery_codes_of(person).exists():
        found.append(Identity("recovery code", "", True))
    return found


def addresses(person: Person) -> list[str]:
    """The addresses that she has proven, the one that we write to first."""
    return [row.email for row in addresses_of(person) if row.verified]


def letter_address(person: Person) -> str | None:
    """Where letters to her go: her first proven address, else the one that she was invited by."""
    rows = sorted(addresses_of(person), key=lambda row: not row.verified)
    return rows[0].email if rows else None


def addresses_of(person: Person) -> QuerySet[EmailAddress]:
    return EmailAddress.objects.filter(user=person).order_by("-primary", "email")


def passkeys_of(person: Person) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).order_by("pk")


def recovery_codes_of(person: Person) -> QuerySet[OneUseCode]:
    return OneUseCode.objects.filter(person=person, kind=OneUseCode.Kind.RECOVERY, used_at__isnull=True)
