"""Revoking: asked for with a reason, waits, can be stopped, is carried out once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from laurels import journal
from laurels.issuing import rules
from laurels.issuing.access import check_deed
from laurels.issuing.errors import NotRevocable, RevocationOver
from laurels.issuing.models import Award, Revocation
from laurels.issuing.rules import Deed, State
from laurels.people.models import Person
from laurels.sealing import services as sealing


@transaction.atomic
def ask_revocation(*, award: Award, actor: Person, reason: str, words: str, at: datetime) -> Revocation:
    """Ask for a revocation; it takes effect after the organisation's waiting time, at once when that is 0.

    Raises:
        NotRevocable: not sealed, revoked, or another revocation waits. people.NotYours.
    """
    check_deed(actor, award, Deed.REVOKE, otherwise=NotRevocable)
    if reason not in rules.REASONS:
        raise NotRevocable
    revocation = Revocation(
        award=award,
        reason=reason,
        words=words.strip(),
        asked_by=actor,
        asked_at=at,
        effective_at=rules.effective_at(asked_at=at, hours=award.organisation.waiting_hours),
    )
    try:
        with transaction.atomic():
            revocation.save()
    except IntegrityError:  # one waits already: the constraint decides
        raise NotRevocable from None
    _record("revocation.asked", revocation, actor, at=at, data={"reason": reason})
    if revocation.effective_at <= at:
        carry_out(revocation=revocation, at=at)
    return revocation


@transaction.atomic
def stop_revocation(*, revocation: Revocation, actor: Person, at: datetime) -> None:
    """Stop a revocation that still waits; nobody stops one of her own award unless she asked for it.

    Raises:
        RevocationOver: carried out or stopped before. NeverForOneself. people.NotYours.
    """
    check_deed(actor, revocation.award, Deed.STOP, otherwise=RevocationOver, own_wish=revocation.asked_by_id == actor.pk)
    if not _waiting(revocation).update(stopped_at=at):
        raise RevocationOver
    _record("revocation.stopped", revocation, actor, at=at)


@transaction.atomic
def carry_out(*, revocation: Revocation, at: datetime) -> None:
    """Set the bit, for ever; a revocation that was stopped or done before does nothing."""
    if not _waiting(revocation).update(done_at=at):
        return
    award = Award.objects.select_related("organisation", "sealed").get(pk=revocation.award_id)
    move(award, State.REVOKED)
    if award.sealed is not None:
        sealing.revoke(credential=award.sealed, at=at)
    _record("award.revoked", revocation, revocation.asked_by, at=at, data={"reason": revocation.reason})


def _waiting(revocation: Revocation) -> Any:
    """This revocation, while it waits."""
    return Revocation.objects.filter(pk=revocation.pk, stopped_at__isnull=True, done_at__isnull=True)


def _record(kind: str, revocation: Revocation, actor: Person | None, *, at: datetime, data: dict[str, str] | None = None) -> None:
    """One fact about the award; the words stay on the row."""
    award = revocation.award
    by = actor.ref() if actor else None
    journal.record(kind, subject=award.ref(), organisation=award.organisation.ref(), actor=by, at=at, data=data)


def move(award: Award, to: State, **columns: Any) -> None:
    """One move of the table; somebody who was faster leaves nothing to move."""
    old = State(award.state)
    if not rules.may_move(old, to) or not Award.objects.filter(pk=award.pk, state=old).update(state=to, **columns):
        raise NotRevocable
    award.state = to
