"""Verbs of issuing: intend, seal, take back, revoke. Each may be repeated without effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import IntegrityError, transaction

from laurels import journal
from laurels.catalogue import documents
from laurels.catalogue import rules as badges
from laurels.catalogue import services as catalogue
from laurels.catalogue.models import AchievementVersion
from laurels.common.dates import day_in, noon_of
from laurels.issuing import rules
from laurels.issuing.errors import (
    HeldAlready,
    NeverForOneself,
    NotAJudge,
    NotAMember,
    NotEarnable,
    NotRevocable,
    RevocationOver,
    TooLateToTakeBack,
)
from laurels.issuing.models import Award, Revocation
from laurels.issuing.rules import State
from laurels.people import access
from laurels.people import selectors as people
from laurels.people.models import Membership, Person
from laurels.people.rules import Act
from laurels.sealing import services as sealing
from laurels.sealing.terms import CredentialTerms, EvidenceLink, ResultLine


@transaction.atomic
def intend(
    *,
    version: AchievementVersion,
    learner: Person,
    judge: Person,
    at: datetime,
    levels: Mapping[str, str] | None = None,
    narrative: str = "",
    evidence: Sequence[EvidenceLink] = (),
    awarded_on: date | None = None,
) -> Award:
    """Decide that somebody holds a badge; the row is the promise, and sealing keeps it.

    Args:
        levels: element code -> level reached; the required level of every element when left out.
        awarded_on: the day of the award, for history that is loaded; today in the organisation's zone when left out.
    Raises:
        NeverForOneself, NotAJudge, NotEarnable, NotAMember, HeldAlready.
    """
    membership = _allowed(version, learner, judge)
    organisation = version.achievement.organisation
    day = awarded_on or day_in(at, organisation.time_zone)
    end = badges.valid_until(day, version.strategy.lifespan_months, organisation.time_zone)
    award, made = _get_or_make(version, membership, judge, day=day, end=end, at=at)
    if made:
        award.narrative, award.evidence = narrative.strip(), [asdict(link) for link in evidence]
        award.results = _results(version, levels or {})
        award.save()
        journal.record("award.intended", subject=award.ref(), organisation=organisation.ref(), actor=judge.ref(), at=at)
    return award


def _allowed(version: AchievementVersion, learner: Person, judge: Person) -> Membership:
    """The rules at the verb: the door was a courtesy, this is the lock."""
    organisation = version.achievement.organisation
    if judge.pk == learner.pk:
        raise NeverForOneself
    access.check(judge, organisation, to=Act.AWARD)
    judges = set(version.judges.values_list("person_id", flat=True))
    if not badges.may_judge(judge=judge.pk, learner=learner.pk, judges=judges):
        raise NotAJudge
    if version.state not in (*badges.EARNABLE, badges.State.SUPERSEDED):
        raise NotEarnable
    membership = Membership.objects.filter(organisation=organisation, person=learner, state=Membership.State.ACTIVE).first()
    if membership is None:
        raise NotAMember
    return membership


def _get_or_make(
    version: AchievementVersion, membership: Membership, judge: Person, *, day: date, end: datetime | None, at: datetime
) -> tuple[Award, bool]:
    """The award of this run; two presses at once make one row."""
    earlier = list(Award.objects.filter(membership=membership, version=version).order_by("awarded_at", "pk"))
    running = [award for award in earlier if not rules.is_over(state=State(award.state), valid_until=award.valid_until, at=at)]
    if running:
        if running[0].state == State.AWARDED and running[0].judge_id == judge.pk:
            return running[0], False
        raise HeldAlready
    key = rules.basis_key(membership=membership.code, version=version.code, run=len(earlier) + 1)
    try:
        with transaction.atomic():
            return Award.objects.create(
                organisation=version.achievement.organisation,
                membership=membership,
                person=membership.person,
                version=version,
                basis_key=key,
                judge=judge,
                one_person=badges.is_one_person(author=version.author_id, judge=judge.pk),
                awarded_on=day,
                awarded_at=at,
                valid_until=end,
            ), True
    except IntegrityError:
        return Award.objects.get(basis_key=key), False


def _results(version: AchievementVersion, levels: Mapping[str, str]) -> list[dict[str, str]]:
    """Each required element with the level reached, as ids of the achievement document."""
    address = catalogue.address_of(version)
    found = []
    for element in version.elements.filter(required=True):
        level = levels.get(element.code, element.required_level)
        found.append(
            {
                "resultDescription": documents.element_id(address, element.code),
                "achievedLevel": documents.level_id(address, element.code, level),
            }
        )
    return found


def seal(*, award: Award, at: datetime) -> Award:
    """Sign an award that was intended; one that is sealed already is returned as it is.

    Raises:
        sealing.SealRefused, sealing.SelfCheckFailed, keys.NoMasterKey: the award stays as it was and can be sealed later.
    """
    award = Award.objects.select_related("version__achievement__organisation", "membership", "person").get(pk=award.pk)
    if award.state != State.AWARDED:
        return award
    sealed = sealing.seal_credential(terms=_terms(award), at=at)
    with transaction.atomic():
        moved = Award.objects.filter(pk=award.pk, state=State.AWARDED).update(state=State.ISSUED, sealed=sealed)
        if moved:
            actor = award.judge.ref() if award.judge else None
            journal.record("award.sealed", subject=award.ref(), organisation=award.organisation.ref(), actor=actor, at=at)
    award.refresh_from_db()
    return award


def _terms(award: Award) -> CredentialTerms:
    """What is to be signed; addresses become salted hashes, and no name is among them."""
    begin = begins_at(award)
    return CredentialTerms(
        intention=award.code,
        organisation=award.organisation,
        achievement_version_code=award.version.code,
        achievement=catalogue.document_of(award.version),
        name=award.version.title,
        subject_id=award.membership.subject_id,
        valid_from=begin,
        awarded_date=begin,
        valid_until=award.valid_until,
        identifiers=tuple(people.addresses(award.person)),
        narrative=award.narrative,
        evidence=tuple(EvidenceLink(**link) for link in award.evidence),
        results=tuple(ResultLine(line["resultDescription"], line["achievedLevel"]) for line in award.results),
        one_person=award.one_person,
    )


def begins_at(award: Award) -> datetime:
    """Since when it holds: the moment of the award, or noon of its day for history that was loaded (a day stays that day)."""
    zone = award.organisation.time_zone
    if day_in(award.awarded_at, zone) == award.awarded_on:
        return award.awarded_at
    return noon_of(award.awarded_on, zone)


@transaction.atomic
def take_back(*, award: Award, actor: Person, accepted: bool, at: datetime) -> None:
    """Undo a single award while nobody has accepted it; a sealed one is revoked on its list as well.

    Args:
        accepted: whether the holder has taken it, as the room that knows says.
    """
    access.check(actor, award.organisation, to=Act.AWARD)
    hours = award.organisation.waiting_hours
    if not rules.may_take_back(awarded_at=award.awarded_at, at=at, hours=hours, accepted=accepted):
        raise TooLateToTakeBack
    _move(award, State.TAKEN_BACK)
    if award.sealed is not None:
        sealing.revoke(credential=award.sealed, at=at)
    journal.record("award.taken-back", subject=award.ref(), organisation=award.organisation.ref(), actor=actor.ref(), at=at)


@transaction.atomic
def ask_revocation(*, award: Award, actor: Person, reason: str, words: str, at: datetime) -> Revocation:
    """Ask for a revocation; it takes effect after the organisation's waiting time, at once when that is 0."""
    access.check(actor, award.organisation, to=Act.REVOKE)
    if award.state != State.ISSUED or award.revocations.filter(stopped_at__isnull=True).exists():
        raise NotRevocable
    revocation = Revocation.objects.create(
        award=award,
        reason=reason,
        words=words.strip(),
        asked_by=actor,
        asked_at=at,
        effective_at=rules.effective_at(asked_at=at, hours=award.organisation.waiting_hours),
    )
    journal.record(
        "revocation.asked",
        subject=award.ref(),
        organisation=award.organisation.ref(),
        actor=actor.ref(),
        at=at,
        data={"reason": reason},
    )
    if revocation.effective_at <= at:
        carry_out(revocation=revocation, at=at)
    return revocation


@transaction.atomic
def stop_revocation(*, revocation: Revocation, actor: Person, at: datetime) -> None:
    """Stop a revocation that still waits."""
    access.check(actor, revocation.award.organisation, to=Act.REVOKE)
    waiting = Revocation.objects.filter(pk=revocation.pk, stopped_at__isnull=True, done_at__isnull=True)
    if not waiting.update(stopped_at=at):
        raise RevocationOver
    award = revocation.award
    journal.record("revocation.stopped", subject=award.ref(), organisation=award.organisation.ref(), actor=actor.ref(), at=at)


@transaction.atomic
def carry_out(*, revocation: Revocation, at: datetime) -> None:
    """Set the bit, for ever; a revocation that was stopped or done before does nothing."""
    waiting = Revocation.objects.filter(pk=revocation.pk, stopped_at__isnull=True, done_at__isnull=True)
    if not waiting.update(done_at=at):
        return
    award = Award.objects.select_related("organisation", "sealed").get(pk=revocation.award_id)
    _move(award, State.REVOKED)
    if award.sealed is not None:
        sealing.revoke(credential=award.sealed, at=at)
    actor = revocation.asked_by.ref() if revocation.asked_by else None
    journal.record(
        "award.revoked",
        subject=award.ref(),
        organisation=award.organisation.ref(),
        actor=actor,
        at=at,
        data={"reason": revocation.reason},
    )


def _move(award: Award, to: State) -> None:
    """One move of the table; somebody who was faster leaves nothing to move."""
    old = State(award.state)
    if not rules.may_move(old, to) or not Award.objects.filter(pk=award.pk, state=old).update(state=to):
        raise NotRevocable
    award.state = to
