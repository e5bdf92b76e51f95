"""What somebody sees about herself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from laurels.common.dates import in_words
from laurels.people.models import Membership, Person
from laurels.people.selectors.identities import addresses_of, passkeys_of, recovery_codes_of
from laurels.people.selectors.members import role_words


@dataclass(frozen=True)
class AddressLine:
    """One address on the account page."""

    email: str
    verified: bool
    primary: bool


@dataclass(frozen=True)
class PasskeyLine:
    """One passkey on the account page."""

    pk: int
    name: str
    since: str


@dataclass(frozen=True)
class PlaceLine:
    """One organisation on the account page."""

    slug: str
    name: str
    roles: str


@dataclass(frozen=True)
class AccountPage:
    """What somebody sees about herself."""

    name: str
    addresses: Sequence[AddressLine]
    passkeys: Sequence[PasskeyLine]
    has_password: bool
    has_recovery_code: bool
    places: Sequence[PlaceLine]

    @property
    def ways(self) -> int:
        """How many ways in there are that nobody else can close."""
        proven = sum(line.verified for line in self.addresses)
        return proven + len(self.passkeys) + self.has_recovery_code


def account_page(person: Person) -> AccountPage:
    """Everything on the account page."""
    memberships = person.memberships.filter(state=Membership.State.ACTIVE).select_related("organisation")
    return AccountPage(
        name=person.name,
        addresses=[AddressLine(row.email, row.verified, row.primary) for row in addresses_of(person)],
        passkeys=[PasskeyLine(row.pk, row.wrap().name, in_words(row.created_at)) for row in passkeys_of(person)],
        has_password=person.has_usable_password(),
        has_recovery_code=recovery_codes_of(person).exists(),
        places=[
            PlaceLine(place.organisation.slug, place.organisation.display_name, role_words(place))
            for place in memberships.prefetch_related("grants").order_by("organisation__display_name")
        ],
    )
