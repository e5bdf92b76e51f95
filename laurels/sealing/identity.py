"""The organisation's signer, never lent before the world can read the key that it signs with."""

from __future__ import annotations

from datetime import datetime

from laurels.keys import hosting
from laurels.keys import selectors as identities
from laurels.keys import services as keys
from laurels.keys.models import HostedIdentity
from laurels.people.models import Organisation
from laurels.sealing import published
from openbadgekit.keys.signer import Signer
from openbadgekit.reading import write


def signer_for(organisation: Organisation, *, at: datetime) -> Signer:
    """The signer for awards and status lists; its key document is published first.

    Raises:
        keys.NoSigningKey, keys.NoMasterKey, keys.KeyMixedUp.
    """
    signer = keys.signer_for(organisation=organisation)
    publish_key_document(organisation=organisation, at=at)
    return signer


def signer_as(organisation: Organisation, issuer: str, *, at: datetime) -> Signer:
    """The signer for the status lists of an issuer that the organisation is, or was when it signed the badges in them.

    Raises:
        keys.NoSigningKey, keys.NoMasterKey, keys.KeyMixedUp.
    """
    signer = keys.signer_as(organisation=organisation, issuer=issuer)
    publish_key_document(organisation=organisation, at=at)
    return signer


def hosted_signer(hosted: HostedIdentity, *, at: datetime) -> Signer:
    """The signer of an identity that is hosted for an endorser; its key document is published first.

    Raises:
        keys.NoSigningKey, keys.NoMasterKey, keys.KeyMixedUp.
    """
    signer = keys.hosted_signer(identity=hosted)
    if identities.has_public_identity():
        path = f"{hosting.path_of(hosted)}/did.json"
        published.publish(path=path, form=published.KEY_DOCUMENT, body=write(hosting.key_document(hosted)), at=at)
    return signer


def publish_key_document(*, organisation: Organisation, at: datetime) -> None:
    """Put an organisation's keys at its address; without a public https origin there is nothing to publish."""
    if identities.has_public_identity():
        published.publish(
            path=f"/o/{organisation.slug}/did.json",
            form=published.KEY_DOCUMENT,
            body=write(identities.key_document(organisation)),
            at=at,
        )
