"""What an endorser does with what she signed: settle conditions one by one, stand by it for another year, withdraw it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from laurels import journal
from laurels.endorsement import proofs, rules
from laurels.endorsement.errors import DomainNotProven, MovedMeanwhile, NothingToSay
from laurels.endorsement.models import Condition, Endorsement
from laurels.endorsement.rules import BACKING, ConditionState, Confirmed, DueCondition, Event
from laurels.endorsement.services import listed
from laurels.endorsement.services.moving import move
from laurels.sealing import endorsements as sealing
from laurels.verification.texts import host_of


@transaction.atomic
def settle(*, condition: Condition, state: ConditionState, at: datetime) -> None:
    """Say that a condition is met, or waive it; with the last one settled the endorsement is one without conditions.

    Raises:
        MovedMeanwhile: it was settled before, or the endorsement stands no more.
    """
    if state is ConditionState.OPEN:
        raise ValueError("a condition is settled or it is not")
    _check_stands(condition.endorsement)
    open_still = Condition.objects.filter(pk=condition.pk, state=ConditionState.OPEN)
    if not open_still.update(state=state, settled_at=at):
        raise MovedMeanwhile
    _record("endorsement.condition-settled", condition.endorsement, at=at, data={"state": state.value})
    left = [DueCondition(ConditionState(row.state), row.due) for row in condition.endorsement.conditions.all()]
    if rules.all_settled(left):
        move(condition.endorsement.request, Event.SETTLE, at=at)


@transaction.atomic
def extend(*, condition: Condition, due: date, at: datetime) -> None:
    """Give an open condition a later day.

    Raises:
        MovedMeanwhile: it was settled before. NothingToSay: the day is not later.
    """
    _check_stands(condition.endorsement)
    if due <= condition.due:
        raise NothingToSay(what="a day that is later than the one before")
    open_still = Condition.objects.filter(pk=condition.pk, state=ConditionState.OPEN)
    if not open_still.update(due=due, reminded_at=None):
        raise MovedMeanwhile
    _record("endorsement.condition-extended", condition.endorsement, at=at, data={"due": due})


@transaction.atomic
def reconfirm(*, endorsement: Endorsement, at: datetime) -> None:
    """Stand by it for another year.

    Raises:
        MovedMeanwhile: it stands no more.
    """
    _check_stands(endorsement)
    Endorsement.objects.filter(pk=endorsement.pk).update(reconfirmed_at=at, reconfirm_asked_at=None)
    _record("endorsement.reconfirmed", endorsement, at=at)


def prove_domain(*, endorsement: Endorsement, at: datetime) -> None:
    """Confirm an endorser whose key is kept here by her own web site, which names that key's issuer in a file.

    Raises:
        DomainNotProven: no web site, no file there, or another line in it. MovedMeanwhile: it stands no more.
    """
    _check_stands(endorsement)
    place = proofs.place_of(endorsement)
    if not place or not proofs.is_shown(place, endorsement.sealed.issuer):  # a question to another house: in no transaction
        raise DomainNotProven(address=place or "a web site, for none is known")
    with transaction.atomic():
        columns = {"confirmed": Confirmed.DOMAIN, "confirmed_at_domain": host_of(place)}
        Endorsement.objects.filter(pk=endorsement.pk).update(**columns)
        _record("endorsement.domain-proven", endorsement, at=at)


@transaction.atomic
def withdraw(*, endorsement: Endorsement, reason: str, at: datetime) -> None:
    """Withdraw it, with a reason that everybody may read; badges that carry it read so from now on, new ones do not carry it.

    Raises:
        NothingToSay: no reason. MovedMeanwhile: it stands no more.
    """
    if not reason.strip():
        raise NothingToSay(what="why you withdraw it")
    move(endorsement.request, Event.WITHDRAW, at=at)
    Endorsement.objects.filter(pk=endorsement.pk).update(withdrawn_at=at, withdrawn_reason=reason.strip())
    sealing.withdraw(endorsement.sealed, at=at)
    listed.follow(endorsement.request.version)
    _record("endorsement.withdrawn", endorsement, at=at)


def _check_stands(endorsement: Endorsement) -> None:
    if endorsement.request.state not in BACKING:
        raise MovedMeanwhile


def _record(kind: str, endorsement: Endorsement, *, at: datetime, data: dict[str, object] | None = None) -> None:
    organisation = endorsement.request.organisation.ref()
    journal.record(kind, subject=endorsement.ref(), organisation=organisation, actor=None, at=at, data=data)
