"""Making and exchanging keys, and lending a signer to whoever may sign for an organisation."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from laurels import journal
from laurels.keys import custody, hosting
from laurels.keys.errors import CannotRotate, NoSigningKey
from laurels.keys.models import HostedIdentity, HostedKey, Purpose, SigningKey, WrappedKey
from laurels.keys.selectors import any_keys, did_key_of, has_public_identity, method_as, method_of
from laurels.people import access
from laurels.people.models import Organisation, Person
from laurels.people.rules import Act
from openbadgekit.keys.signer import Signer


def prepare_master_key() -> Path:
    """Make the master key on an installation that has wrapped nothing yet; returns where it is or should be.

    One that is missing later is a loss: a new one would open nothing, and would hide that the right one must be put back.
    """
    return custody.master_key_path() if any_keys() else custody.prepare_master_key()


def ensure_key(*, organisation: Organisation, at: datetime) -> SigningKey:
    """The organisation's active key for awards; made when there is none yet. Of two makers at once the first one's stays.

    Raises:
        NoMasterKey: other keys exist and the master key is missing.
    """
    active = _active(organisation, Purpose.AWARDS)
    if active is not None:
        return active
    prepare_master_key()
    try:
        return _make(organisation, actor=None, at=at)
    except IntegrityError:
        winner = _active(organisation, Purpose.AWARDS)
        if winner is None:
            raise
        return winner


@transaction.atomic
def rotate_key(*, organisation: Organisation, actor: Person | None, at: datetime) -> SigningKey:
    """Sign with a new key from now on; the old one stays published, so old badges keep verifying.

    It signs no badge any more; status lists of badges that it issued as a did:key it still does.

    Args:
        actor: whoever asks on a page; None for the operator at the command line.
    Raises:
        CannotRotate: a did:key is its key. NoSigningKey: there is none yet, or somebody else exchanges it now.
    """
    if actor is not None:
        access.check(actor, organisation, to=Act.MANAGE_KEYS)
    if not has_public_identity():
        raise CannotRotate
    active = SigningKey.objects.filter(organisation=organisation, purpose=Purpose.AWARDS, state=SigningKey.State.ACTIVE)
    if not active.update(state=SigningKey.State.RETIRED, active_until=at):
        raise NoSigningKey
    return _make(organisation, actor=actor, at=at)


@transaction.atomic
def _make(organisation: Organisation, *, actor: Person | None, at: datetime) -> SigningKey:
    """A new key, wrapped before it is written anywhere."""
    key = SigningKey(
        organisation=organisation,
        number=SigningKey.objects.filter(organisation=organisation).count() + 1,
        purpose=Purpose.AWARDS,
        active_from=at,
    )
    custody.fill(key)
    key.save()
    by = actor.ref() if actor else None
    journal.record("key.changed", subject=key.ref(), organisation=organisation.ref(), actor=by, at=at)
    return key


def signer_for(*, organisation: Organisation, purpose: Purpose = Purpose.AWARDS) -> Signer:
    """A signer with the organisation's active key for one purpose.

    Raises:
        NoSigningKey: there is none. NoMasterKey: it cannot be opened.
        KeyMixedUp: what was opened is not what the organisation publishes.
    """
    key = _active(organisation, purpose)
    if key is None:
        raise NoSigningKey
    return custody.lent(key, method_of(key))


def signer_as(*, organisation: Organisation, issuer: str) -> Signer:
    """A signer that speaks as an issuer that this organisation is or was: of a did:key its one key, also when it is retired.

    Badges of a did:key name it for ever. Only what belongs to them, their status lists, is still signed so. An identity that is
    hosted for an endorser whom the organisation asked signs the lists of its own endorsements.

    Raises:
        NoSigningKey: no key of the organisation may sign as this issuer. NoMasterKey, KeyMixedUp: as ``signer_for``.
    """
    key: WrappedKey | None = hosting.key_of(organisation, issuer)
    if key is None and not issuer.startswith("did:key:"):
        key = _active(organisation, Purpose.AWARDS)
    elif key is None:
        usable = organisation.signing_keys.exclude(state=SigningKey.State.DISABLED)
        key = next((key for key in usable if did_key_of(key) == issuer), None)
    if key is None:
        raise NoSigningKey
    return custody.lent(key, method_as(issuer, key))


def host_identity(*, organisation: Organisation, at: datetime) -> HostedIdentity:
    """A new issuer with a key of its own, kept here for an endorser whom the organisation asked.

    Raises:
        NoMasterKey: other keys exist and the master key is missing.
    """
    prepare_master_key()
    with transaction.atomic():
        identity = HostedIdentity.objects.create(organisation=organisation, made_at=at)
        key = HostedKey(identity=identity, number=1, active_from=at)
        custody.fill(key)
        key.save()
        journal.record("key.hosted", subject=key.ref(), organisation=organisation.ref(), actor=None, at=at)
    return identity


def hosted_signer(*, identity: HostedIdentity) -> Signer:
    """A signer that speaks as a hosted identity: for endorsements, never for awards.

    Raises:
        NoSigningKey, NoMasterKey, KeyMixedUp.
    """
    key = identity.keys.filter(state=HostedKey.State.ACTIVE).first()
    if key is None:
        raise NoSigningKey
    return custody.lent(key, method_as(hosting.issuer_id(identity), key))


def _active(organisation: Organisation, purpose: Purpose) -> SigningKey | None:
    """The one key that signs for a purpose."""
    active = SigningKey.objects.filter(organisation=organisation, purpose=purpose, state=SigningKey.State.ACTIVE)
    return active.select_related("organisation").first()
