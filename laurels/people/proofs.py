"""Address proofs: when somebody last showed that an address is hers. Only a keyed digest of the address is kept.

Source: DOMAIN 3 "address proof"; EXPERIENCE "The verdict page".
"""

from __future__ import annotations

from datetime import datetime

from django.utils.crypto import salted_hmac

from laurels.people.models import AddressProof, Person


def digest_of(address: str) -> str:
    """The name under which proofs of an address are kept: nobody without this installation's secret can guess it back."""
    return salted_hmac("laurels.people.proofs", address.strip().lower(), algorithm="sha256").hexdigest()


def note(*, person: Person, address: str, at: datetime) -> None:
    """She has just shown that the address is hers: by a code that was sent to it."""
    AddressProof.objects.update_or_create(person=person, digest=digest_of(address), defaults={"proven_at": at})


def last(person: Person, digest: str) -> datetime | None:
    """When she last proved the address of this digest, or None."""
    return AddressProof.objects.filter(person=person, digest=digest).values_list("proven_at", flat=True).first()
