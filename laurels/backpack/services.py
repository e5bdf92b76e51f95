"""Verbs of My badges: an offer is made, accepted or declined; a foreign badge comes in by the same door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Sum
from django.db.models.functions import Length

from laurels import journal
from laurels.backpack import rules
from laurels.backpack.errors import BackpackFull, NotABadge, OfferAnswered
from laurels.backpack.models import Acceptance, Item, Offer
from laurels.common import limits
from laurels.issuing import services as issuing
from laurels.issuing.models import Award
from laurels.people import proofs
from laurels.people import selectors as people
from laurels.people.models import Person
from laurels.sealing import services as sealing
from laurels.sealing.models import SealedCredential
from laurels.verification import pictures, texts
from laurels.verification import rules as verdicts
from laurels.verification import services as verification
from openbadgekit.documents.views import CredentialView
from openbadgekit.errors import Unreadable
from openbadgekit.verify.checks.recipient import matches
from openbadgekit.verify.receive import Received, receive
from openbadgekit.verify.report import Report


@transaction.atomic
def make_offer(*, award_code: Any, person: Person, sealed: SealedCredential, badge: str, at: datetime) -> Offer:
    """Let a sealed award wait for its holder; a second call returns the first offer."""
    offer, made = Offer.objects.get_or_create(
        award_code=award_code,
        defaults={
            "person": person,
            "sealed": sealed,
            "badge": badge,
            "issuer": sealed.organisation.display_name,
            "made_at": at,
        },
    )
    if made:
        journal.record("offer.made", subject=offer.ref(), organisation=sealed.organisation.ref(), actor=None, at=at, data={})
    return offer


def accept(*, offer: Offer, person: Person, identity: str, open_address: bool, at: datetime) -> Item:
    """Take the award: the credential becomes hers and, if she leaves the switch on, its unlisted address opens.

    Args:
        identity: the kind of sign-in that she used ("address", "passkey", "code").
    Raises:
        OfferAnswered: accepted, declined or taken back before.
    """
    prepared = _prepare(bytes(offer.sealed.json), at=at)
    with transaction.atomic():
        _answer(offer, Offer.State.ACCEPTED, at=at)
        Acceptance.objects.create(offer=offer, person=person, identity=identity, address_opened=open_address, at=at)
        if open_address:
            sealing.open_credential(offer.sealed)
        item = _keep(prepared, person=person, state=Item.State.MINE, sealed=offer.sealed, at=at)
        _record_taken_in(item, person, award=str(offer.award_code), at=at)
    return item


@transaction.atomic
def decline(*, offer: Offer, person: Person, at: datetime) -> None:
    """Leave the award where it is: it is listed nowhere, and its address stays closed."""
    _answer(offer, Offer.State.DECLINED, at=at)
    journal.record(
        "offer.declined",
        subject=offer.ref(),
        organisation=offer.sealed.organisation.ref(),
        actor=person.ref(),
        at=at,
        data={},
    )


def take_in(*, person: Person, data: bytes, at: datetime) -> Item:
    """Keep a badge from any issuer, whatever its verdict, with what was seen; a second copy is the same item.

    Raises:
        NotABadge: the bytes hold no badge.
        BackpackFull: this person keeps ``limits.BACKPACK_ITEMS`` or ``limits.BACKPACK_BYTES`` already.
    """
    prepared = _prepare(data, at=at)
    kept = Item.objects.filter(person=person, digest=prepared.digest).first()
    if kept is not None and not _is_better(prepared, kept):
        return look_again(item=kept, at=at)
    hers = _is_hers(prepared.view, person)
    sealed = _own_credential(prepared, person) if hers else None
    prepared.picture = None if sealed else pictures.picture_of(data)
    with transaction.atomic():
        _check_room(person, kept, size=len(prepared.received.raw))
        state = Item.State.MINE if hers else Item.State.NOT_CONFIRMED
        item = _keep(prepared, person=person, state=state, sealed=sealed, at=at)
        _record_taken_in(item, person, at=at)
    return item


def _check_room(person: Person, kept: Item | None, *, size: int) -> None:
    """Refuse what would be one badge or one byte too many; a better copy of a kept badge takes the room of that one."""
    others = Item.objects.filter(person=person).exclude(pk=kept.pk if kept else 0)
    held = others.aggregate(count=Count("pk"), size=Sum(Length("raw")))
    if (kept is None and held["count"] >= limits.BACKPACK_ITEMS) or (held["size"] or 0) + size > limits.BACKPACK_BYTES:
        raise BackpackFull


@transaction.atomic
def take_back_award(*, award: Award, actor: Person, at: datetime) -> None:
    """Undo an award that its holder has not accepted; her offer says that it was taken back."""
    offer = Offer.objects.select_for_update().filter(award_code=award.code).first()  # whoever accepts now waits for us
    accepted = offer is not None and offer.state == Offer.State.ACCEPTED
    issuing.take_back(award=award, actor=actor, accepted=accepted, at=at)
    withdraw_offer(award=award, at=at)


def withdraw_offer(*, award: Award, at: datetime) -> None:
    """End an offer that nobody has answered, for its badge was taken back or revoked; an answer that was given stands."""
    Offer.objects.filter(award_code=award.code, state=Offer.State.OPEN).update(state=Offer.State.TAKEN_BACK, answered_at=at)


@transaction.atomic
def take_out(*, item: Item, person: Person, at: datetime) -> None:
    """Delete an item: the holder's right. Its address closes and its public page goes; files that she has stay hers."""
    ref = item.ref()
    if item.sealed is not None:
        sealing.close_credential(item.sealed)
    item.delete()
    journal.record("credential.taken-out", subject=ref, organisation=None, actor=person.ref(), at=at, data={})


def look_again(*, item: Item, at: datetime) -> Item:
    """Check a kept badge anew and note what was seen, and whether it is hers: she may have proven another address since."""
    columns = _looked(item, at=at)
    Item.objects.filter(pk=item.pk).update(**columns)
    return _with(item, columns)


def _looked(item: Item, *, at: datetime) -> dict[str, Any]:
    """What a new look at a kept badge finds, as columns."""
    data = bytes(item.raw)
    report = verification.check(data, at=at)
    hers = item.sealed_id is not None or _is_hers(receive(data).view(), item.person)
    return {**_seen(report, at=at), "state": Item.State.MINE if hers else Item.State.NOT_CONFIRMED}


def _with(item: Item, columns: dict[str, Any]) -> Item:
    """The item as it is after these columns were written."""
    for name, value in columns.items():
        setattr(item, name, value)
    return item


def as_seen_today(*, item: Item, at: datetime) -> Item:
    """The item with a state that is not older than a day; our own are looked at each time, for that asks nobody.

    A look that finds nothing new within a day is shown and not written.
    """
    if rules.is_due(checked_at=item.checked_at, at=at):
        return look_again(item=item, at=at)
    if item.sealed_id is None:
        return item
    columns = _looked(item, at=at)
    if (columns["verdict"], columns["verdict_code"]) != (item.verdict, item.verdict_code):
        Item.objects.filter(pk=item.pk).update(**columns)
    return _with(item, columns)


def mark_public(*, item: Item, public: bool) -> None:
    """Note whether a public page of it is open, so that My badges can say who sees it."""
    Item.objects.filter(pk=item.pk).update(public=public)
    item.public = public


@dataclass
class _Prepared:
    """A badge that was read and judged, before anything is written: no network within a transaction."""

    received: Received
    report: Report
    view: CredentialView
    digest: str
    picture: bytes | None = None


def _prepare(data: bytes, *, at: datetime) -> _Prepared:
    """Read and judge the bytes."""
    try:
        received = receive(data)
    except Unreadable as problem:
        raise NotABadge(reason=problem.sentence) from problem
    return _Prepared(received, verification.check(data, at=at), received.view(), rules.digest(received.document))


def _is_hers(view: CredentialView, person: Person) -> bool:
    """Whether the badge was awarded to an address that she has proven to control."""
    return _awarded_to(view, person) is not None


def _awarded_to(view: CredentialView, person: Person) -> str | None:
    """The proven address of hers to which the badge was awarded, or None."""
    return next((address for address in people.addresses(person) if matches(view, address)), None)


def _own_credential(prepared: _Prepared, person: Person) -> SealedCredential | None:
    """The credential of ours that she accepted and this is, when its signature holds: what was taken out comes back as it was.

    An award binds to a person, not to an address: somebody who has her predecessor's address now keeps the badge like one
    from elsewhere, and opens or closes nothing.
    """
    if not verdicts.is_signed(prepared.report) or not prepared.view.id:
        return None
    accepted = Offer.objects.filter(person=person, state=Offer.State.ACCEPTED, sealed__credential_id=prepared.view.id)
    offer = accepted.filter(sealed__subject_id=prepared.view.subject.id or "").select_related("sealed").first()
    return offer.sealed if offer else None


def _is_better(prepared: _Prepared, kept: Item) -> bool:
    """Whether a second copy takes the place of the kept one."""
    return rules.replaces(old=(kept.verdict, kept.issued_at), new=(prepared.report.verdict.value, prepared.view.valid_from))


def _keep(prepared: _Prepared, *, person: Person, state: str, sealed: SealedCredential | None, at: datetime) -> Item:
    """Write the item, in place of a lesser copy that she has."""
    view = prepared.view
    columns = {
        "raw": prepared.received.raw,
        "form": prepared.received.form,
        "state": state,
        "badge": texts.visible(view.name, longest=limits.BADGE_NAME) or "A badge without a name",
        "issuer": texts.visible(view.issuer.name, longest=limits.ORGANISATION_NAME),
        "issued_at": view.valid_from,
        "valid_until": view.valid_until,
        "picture": prepared.picture,
        "address_digest": proofs.digest_of(address) if (address := _awarded_to(view, person)) else "",
        "sealed": sealed,
        "origin": Item.Origin.OWN if sealed else Item.Origin.FOREIGN,
        **_seen(prepared.report, at=at),
    }
    item, made = Item.objects.get_or_create(person=person, digest=prepared.digest, defaults={**columns, "taken_in_at": at})
    if not made:
        Item.objects.filter(pk=item.pk).update(**columns)
        item.refresh_from_db()
    return item


def _seen(report: Report, *, at: datetime) -> dict[str, Any]:
    """The columns that say what a check saw, and when."""
    return {
        "verdict": report.verdict.value,
        "verdict_code": report.code or "",
        "sentence": report.sentence,
        "report": verification.stored(report),
        "checked_at": at,
    }


def _record_taken_in(item: Item, person: Person, *, at: datetime, award: str | None = None) -> None:
    """The fact that she owns it now."""
    organisation = item.sealed.organisation.ref() if item.sealed and award else None
    data = {"origin": item.origin, **({"award": award} if award else {})}
    journal.record("credential.taken-in", subject=item.ref(), organisation=organisation, actor=person.ref(), at=at, data=data)


def _answer(offer: Offer, state: str, *, at: datetime) -> None:
    """Move an open offer; somebody who was faster leaves nothing to move."""
    moved = Offer.objects.filter(pk=offer.pk, state=Offer.State.OPEN).update(state=state, answered_at=at)
    if not moved:
        raise OfferAnswered
    offer.state, offer.answered_at = state, at
