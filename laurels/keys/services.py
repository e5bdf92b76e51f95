"""Making keys, and lending a signer to whoever may sign for an organisation."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from laurels import journal
from laurels.keys import custody
from laurels.keys.errors import KeyMixedUp, NoSigningKey
from laurels.keys.models import Purpose, SigningKey
from laurels.keys.selectors import method_of
from laurels.people.models import Organisation
from openbadgekit.keys import KeyKind, generate, jwk, multikey
from openbadgekit.keys.signer import LocalSigner, Signer
from openbadgekit.reading import read_object, write


def prepare_master_key() -> Path:
    """Make the master key when there is none; an existing one is never touched. Returns where it is."""
    return custody.prepare_master_key()


@transaction.atomic
def ensure_key(*, organisation: Organisation, at: datetime) -> SigningKey:
    """The organisation's active key for awards; made when there is none yet."""
    active = _active(organisation, Purpose.AWARDS)
    if active is not None:
        return active
    custody.prepare_master_key()
    private = generate(KeyKind.ED25519)
    number = SigningKey.objects.filter(organisation=organisation).count() + 1
    key = SigningKey(
        organisation=organisation,
        number=number,
        purpose=Purpose.AWARDS,
        public_multikey=multikey.write(private.public()),
        active_from=at,
    )
    key.wrapped, key.data_key = custody.wrap(write(jwk.write_private(private)), name=key.code.bytes)
    key.save()
    journal.record("key.changed", subject=key.ref(), organisation=organisation.ref(), actor=None, at=at)
    return key


def signer_for(*, organisation: Organisation, purpose: str = Purpose.AWARDS) -> Signer:
    """A signer with the organisation's active key for one purpose.

    Raises:
        NoSigningKey: there is none. NoMasterKey: it cannot be opened.
        KeyMixedUp: what was opened is not what the organisation publishes.
    """
    key = _active(organisation, purpose)
    if key is None:
        raise NoSigningKey
    private = jwk.read_private(read_object(custody.unwrap(bytes(key.wrapped), bytes(key.data_key), name=key.code.bytes)))
    if multikey.write(private.public()) != key.public_multikey:
        raise KeyMixedUp
    return LocalSigner(private, method_of(key))


def _active(organisation: Organisation, purpose: str) -> SigningKey | None:
    return SigningKey.objects.filter(organisation=organisation, purpose=purpose, state=SigningKey.State.ACTIVE).first()
