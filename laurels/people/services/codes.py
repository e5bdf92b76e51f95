"""Codes that let somebody in once: printed for a member, sent in a letter, or kept by herself for a bad day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F

from laurels import journal
from laurels.people import access, proofs, selectors
from laurels.people.codes import Code, new_code, read_code
from laurels.people.errors import AlreadyArrived, CodeExpired, CodeLocked, CodeNotKnown, CodeUsed, GrantNotHeld
from laurels.people.models import Membership, OneUseCode, Person
from laurels.people.rules import Act, may_print_for
from laurels.people.services.merging import merge
from laurels.people.services.persons import gather

CODE_DAYS = 30
"""How long an invitation opens the door [days]; a recovery code does not expire."""
CODE_TRIES = 5
"""Wrong tries after which a code opens nothing any more."""
_NOBODYS_DIGEST = Code("0000", "0" * 26).digest()
Kind = OneUseCode.Kind


@dataclass(frozen=True)
class Claim:
    """Who came in, and by what kind of code."""

    person: Person
    kind: OneUseCode.Kind


@transaction.atomic
def print_code(*, membership: Membership, actor: Person, at: datetime) -> str:
    """Make the code that a member without e-mail comes in with; the text is shown once. Fact ``code.printed``.

    Earlier printed codes of hers stop working.

    Raises:
        AlreadyArrived: she has been here; a code for her would let somebody else into her account.
        GrantNotHeld: the paper opens a place with a role that ``actor`` does not hold; whoever prints it could use it.
    """
    own = access.check(actor, membership.organisation, to=Act.PRINT_CODE)
    if not may_print_for(own, [grant.as_role() for grant in membership.grants.all()]):
        raise GrantNotHeld
    if selectors.has_arrived(membership.person):
        raise AlreadyArrived
    code = _keep(Kind.PRINTED, membership.person, membership=membership, at=at)
    journal.record(
        "code.printed",
        subject=membership.ref(),
        organisation=membership.organisation.ref(),
        actor=actor.ref(),
        at=at,
    )
    return code


@transaction.atomic
def letter_code(*, membership: Membership, address: str, at: datetime) -> str:
    """Make the code that stands in the letter to ``address``; using it proves the address."""
    return _keep(Kind.LETTER, membership.person, membership=membership, address=address, at=at)


@transaction.atomic
def recovery_code(*, person: Person, at: datetime) -> str:
    """Make the code that somebody prints for herself and keeps; the earlier one stops working."""
    return _keep(Kind.RECOVERY, person, at=at)


def _keep(
    kind: OneUseCode.Kind,
    person: Person,
    *,
    at: datetime,
    membership: Membership | None = None,
    address: str = "",
) -> str:
    OneUseCode.objects.filter(kind=kind, person=person, membership=membership, used_at__isnull=True).delete()
    code = new_code()
    while OneUseCode.objects.filter(handle=code.handle).exists():
        code = new_code()
    OneUseCode.objects.create(
        handle=code.handle,
        digest=code.digest(),
        kind=kind,
        person=person,
        membership=membership,
        address=address,
        made_at=at,
        expires_at=None if kind is Kind.RECOVERY else at + timedelta(days=CODE_DAYS),
    )
    return code.text()


def claim_code(*, typed: str, claimant: Person | None, at: datetime) -> Claim:
    """Use a code up and say who came in. Fact ``code.used``.

    ``claimant`` is who is signed in already: an invitation then joins her, so that one person stays one person; the
    same happens when the letter's address is already proven by somebody. A wrong try is counted even when it raises.

    Raises:
        CodeNotKnown: there is no such code; also said of a wrong secret, so that nothing can be tried out.
        CodeLocked, CodeUsed, CodeExpired: the code is right, but opens nothing any more.
        CannotJoin: what the invitation kept cannot be joined to who is here.
    """
    code = read_code(typed)
    row = OneUseCode.objects.filter(handle=code.handle).first() if code else None
    if code is None or not code.opens(row.digest if row else _NOBODYS_DIGEST) or row is None:
        if row is not None:  # outside any transaction of ours: the count stays
            OneUseCode.objects.filter(pk=row.pk).update(tries=F("tries") + 1)
        raise CodeNotKnown
    if row.tries >= CODE_TRIES:
        raise CodeLocked
    if row.used_at is not None:
        raise CodeUsed
    if row.expires_at is not None and row.expires_at < at:
        raise CodeExpired
    return _use(row, claimant, at)


@transaction.atomic
def _use(row: OneUseCode, claimant: Person | None, at: datetime) -> Claim:
    if not OneUseCode.objects.filter(pk=row.pk, used_at__isnull=True, tries__lt=CODE_TRIES).update(used_at=at):
        raise CodeUsed  # somebody was first
    person = row.person
    if row.kind != Kind.RECOVERY:
        if selectors.has_arrived(person):
            raise CodeUsed  # she came in another way: paper that still lies about opens nothing
        already = claimant or (selectors.person_of(row.address) if row.address else None)
        if already is not None and already != person:
            merge(placeholder=person, into=already)
            person = already
    if row.address:
        _prove(person, row.address)
        proofs.note(person=person, address=row.address, at=at)
    journal.record("code.used", subject=person.ref(), organisation=None, actor=person.ref(), at=at)
    return Claim(person, OneUseCode.Kind(row.kind))


def _prove(person: Person, address: str) -> None:
    """Her letter reached her: the address is hers, unless somebody else has proven it meanwhile."""
    if selectors.person_of(address) is not None:
        return
    row, _ = EmailAddress.objects.get_or_create(user=person, email=address)
    row.verified = True
    row.primary = not EmailAddress.objects.filter(user=person, primary=True).exclude(pk=row.pk).exists()
    row.save(update_fields=["verified", "primary"])
    gather(person=person, address=address)
