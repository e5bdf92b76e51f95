"""Verbs of My badges: an offer is made, accepted or declined; a foreign badge comes in by the same door."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from laurels import journal
from laurels.backpack import rules
from laurels.backpack.errors import BackpackFull, NotABadge, OfferAnswered
from laurels.backpack.models import Acceptance, Item, Offer
from laurels.common import limits
from laurels.issuing import services as issuing
from laurels.issuing.models import Award
from laurels.people import selectors as people
from laurels.people.models import Person
from laurels.sealing import services as sealing
from laurels.sealing.models import SealedCredential
from laurels.verification import services as verification
from openbadgekit.errors import OpenBadgeKitError, Unreadable
from openbadgekit.verify.receive import Received, receive
from openbadgekit.verify.report import Outcome, Report


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
        OfferAnswered: accepted or declined before.
    """
    prepared = _prepare(bytes(offer.sealed.json), at=at)
    with transaction.atomic():
        _answer(offer, Offer.State.ACCEPTED, at=at)
        Acceptance.objects.create(offer=offer, person=person, identity=identity, address_opened=open_address, at=at)
        if open_address:
            sealing.open_credential(offer.sealed)
        item = _keep(prepared, person=person, state=Item.State.MINE, sealed=offer.sealed, at=at)
        journal.record(
            "credential.taken-in",
            subject=item.ref(),
            organisation=offer.sealed.organisation.ref(),
            actor=person.ref(),
            at=at,
            data={"award": str(offer.award_code), "origin": item.origin},
        )
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
        BackpackFull: this person keeps ``limits.BACKPACK_ITEMS`` already.
    """
    prepared = _prepare(data, at=at)
    state = Item.State.MINE if _is_hers(prepared, person, at=at) else Item.State.NOT_CONFIRMED
    with transaction.atomic():
        if Item.objects.filter(person=person).count() >= limits.BACKPACK_ITEMS:
            raise BackpackFull
        item = _keep(prepared, person=person, state=state, sealed=None, at=at)
        journal.record(
            "credential.taken-in",
            subject=item.ref(),
            organisation=None,
            actor=person.ref(),
            at=at,
            data={"origin": item.origin},
        )
    return item


@transaction.atomic
def take_back_award(*, award: Award, actor: Person, at: datetime) -> None:
    """Undo an award that its holder has not accepted; her offer disappears with it."""
    accepted = Offer.objects.filter(award_code=award.code, state=Offer.State.ACCEPTED).exists()
    issuing.take_back(award=award, actor=actor, accepted=accepted, at=at)
    Offer.objects.filter(award_code=award.code).update(state=Offer.State.DECLINED, answered_at=at)


@transaction.atomic
def take_out(*, item: Item, person: Person, at: datetime) -> None:
    """Delete an item: the holder's right. What she has exported or shared as a file stays hers."""
    ref = item.ref()
    item.delete()
    journal.record("credential.taken-out", subject=ref, organisation=None, actor=person.ref(), at=at, data={})


def look_again(*, item: Item, at: datetime) -> Item:
    """Check a kept badge anew and note what was seen."""
    report = verification.check(bytes(item.raw), at=at)
    Item.objects.filter(pk=item.pk).update(**_seen(report, at=at))
    item.refresh_from_db()
    return item


class _Prepared:
    """A badge that was read and judged, before anything is written: no network within a transaction."""

    def __init__(self, received: Received, report: Report) -> None:
        self.received, self.report = received, report


def _prepare(data: bytes, *, at: datetime) -> _Prepared:
    """Read and judge the bytes."""
    try:
        received = receive(data)
    except Unreadable as problem:
        raise NotABadge from problem
    return _Prepared(received, verification.check(data, at=at))


def _is_hers(prepared: _Prepared, person: Person, *, at: datetime) -> bool:
    """Whether the badge was awarded to an address that she has proven to control."""
    for address in people.addresses(person):
        try:
            report = verification.check(prepared.received.raw, at=at, recipient=address)
        except OpenBadgeKitError:
            continue
        if any(check.step == "recipient" and check.outcome is Outcome.PASSED for check in report.checks):
            return True
    return False


def _keep(prepared: _Prepared, *, person: Person, state: str, sealed: SealedCredential | None, at: datetime) -> Item:
    """Write the item, or meet the copy that she has."""
    document = prepared.received.document
    digest = rules.digest(document)
    view = prepared.report.credential
    columns = {
        "raw": prepared.received.raw,
        "form": prepared.received.form,
        "state": state,
        "badge": ((view.name if view else "") or "A badge without a name")[: limits.BADGE_NAME],
        "issuer": ((view.issuer.name if view else "") or "")[: limits.ORGANISATION_NAME],
        "issued_at": view.valid_from if view else None,
        "valid_until": view.valid_until if view else None,
        **_seen(prepared.report, at=at),
    }
    origin = Item.Origin.OWN if sealed else Item.Origin.FOREIGN
    item, made = Item.objects.get_or_create(
        person=person, digest=digest, defaults={**columns, "sealed": sealed, "origin": origin, "taken_in_at": at}
    )
    newer = rules.replaces(old_valid_from=item.issued_at, new_valid_from=columns["issued_at"], new_verdict=columns["verdict"])
    if not made and (newer or sealed):
        Item.objects.filter(pk=item.pk).update(**columns, **({"sealed": sealed, "origin": origin} if sealed else {}))
        item.refresh_from_db()
    return item


def _seen(report: Report, *, at: datetime) -> dict[str, Any]:
    """The columns that say what a check saw, and when."""
    return {
        "verdict": report.verdict.value,
        "verdict_code": report.code or "",
        "sentence": report.sentence,
        "report": report.as_json(),
        "checked_at": at,
    }


def _answer(offer: Offer, state: str, *, at: datetime) -> None:
    """Move an open offer; somebody who was faster leaves nothing to move."""
    moved = Offer.objects.filter(pk=offer.pk, state=Offer.State.OPEN).update(state=state, answered_at=at)
    if not moved:
        raise OfferAnswered
    offer.state, offer.answered_at = state, at
