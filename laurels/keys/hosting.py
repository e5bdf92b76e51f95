"""Identities that are hosted for endorsers: who they are, as the world reads them, and where their keys stand.

An endorser without a key of her own signs with one that this installation keeps. It is an issuer apart from the organisation that
asked her: a did:web of its own beneath that organisation's address, a did:key while there is no public https origin.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from laurels.keys.errors import NoSigningKey
from laurels.keys.models import HostedIdentity, HostedKey
from laurels.keys.selectors import did_key_of, has_public_identity, method_as
from laurels.people.models import Organisation
from openbadgekit.keys import did_web, documents, multikey
from openbadgekit.keys.documents import PublishedKey
from openbadgekit.reading import JsonObject

PART = "endorsers"
"""What tells these identities from their organisation's own, in addresses and in did:web."""


def path_of(identity: HostedIdentity) -> str:
    """The folder of its key document on this installation."""
    return f"/o/{identity.organisation.slug}/{PART}/{identity.code}"


def issuer_id(identity: HostedIdentity) -> str:
    """did:web beneath the installation's public https origin; did:key while there is none.

    Raises:
        NoSigningKey: a did:key needs a key first.
    """
    if has_public_identity():
        return did_web.did_at(f"{settings.ORIGIN}{path_of(identity)}")
    key = identity.keys.order_by("number").first()
    if key is None:
        raise NoSigningKey
    return did_key_of(key)


def key_document(identity: HostedIdentity) -> JsonObject:
    """The DID document with every key, old and new."""
    issuer = issuer_id(identity)
    keys = [PublishedKey(method_as(issuer, key), multikey.read(key.public_multikey)) for key in identity.keys.order_by("number")]
    return documents.write(issuer, keys)


def key_of(organisation: Organisation, issuer: str) -> HostedKey | None:
    """The key that signs as this issuer, when it is one that is hosted for an endorser of this organisation."""
    usable = HostedKey.objects.filter(identity__organisation=organisation).exclude(state=HostedKey.State.DISABLED)
    if issuer.startswith("did:key:"):
        return usable.filter(public_multikey=issuer.removeprefix("did:key:")).first()
    before, _, code = issuer.rpartition(f":{PART}:")
    try:
        named = UUID(code) if before else None
    except ValueError:
        named = None
    return usable.filter(identity__code=named, state=HostedKey.State.ACTIVE).first() if named else None
