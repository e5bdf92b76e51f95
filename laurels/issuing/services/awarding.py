"""Awarding: intend, seal, take back. Each may be repeated without effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from laurels import journal
from laurels.catalogue import documents
from laurels.catalogue import rules as badges
from laurels.catalogue import services as catalogue
from laurels.catalogue.models import AchievementVersion
from laurels.common.dates import day_in, noon_of
from laurels.common.errors import HouseError
from laurels.endorsement import embedding
from laurels.issuing import rules
from laurels.issuing.access import check_deed
from laurels.issuing.errors import (
    HeldAlready,
    NeverForOneself,
    NotAJudge,
    NotAMember,
    NotComplete,
    NotEarnable,
    SentBefore,
    TooLateToTakeBack,
)
from laurels.issuing.models import Award
from laurels.issuing.rules import Deed, State
from laurels.issuing.selectors.elements import elements_of
from laurels.issuing.services.revoking import move
from laurels.keys import selectors as identities
from laurels.people import access
from laurels.people import selectors as people
from laurels.people.models import Membership, Person
from laurels.people.rules import Act
from laurels.sealing import selectors as sealed_documents
from laurels.sealing import services as sealing
from laurels.sealing.terms import CredentialTerms, EvidenceLink, ResultLine


@dataclass(frozen=True)
class Said:
    """What the judge says about it; everything here travels with the badge.

    Attributes:
        levels: element code -> level reached; the required level of every required element when left out.
        seen: element code -> what was seen. evidence: links that may be public.
    """

    levels: Mapping[str, str]
    seen: Mapping[str, str]
    narrative: str
    evidence: tuple[EvidenceLink, ...]


def intend(
    *,
    version: AchievementVersion,
    learner: Person,
    judge: Person,
    at: datetime,
    levels: Mapping[str, str] | None = None,
    seen: Mapping[str, str] | None = None,
    narrative: str = "",
    evidence: Sequence[EvidenceLink] = (),
    awarded_on: date | None = None,
    once: UUID | None = None,
) -> Award:
    """Decide that somebody holds a badge; the row is the promise, and sealing keeps it.

    Args:
        levels, seen, narrative, evidence: see ``Said``.
        awarded_on: the day of the award, for history that is loaded; today in the organisation's zone when left out.
        once: which form was sent; the same one a second time gives the first award.
    Raises:
        NeverForOneself, NotAJudge, NotEarnable, NotAMember, NotComplete, HeldAlready, SentBefore.
    """
    said = Said(levels or {}, seen or {}, narrative.strip(), tuple(evidence))
    membership = _allowed(version, learner, judge)
    columns = _columns(version, membership, judge, said, awarded_on=awarded_on, at=at)
    if once is not None and (sent := Award.objects.filter(once=once).first()) is not None:
        return _same(sent, columns)
    try:
        return _made(columns, once=once, at=at)
    except IntegrityError:  # somebody was faster with the same run, or with the same form
        return _first(columns, once=once, at=at)


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


def _columns(
    version: AchievementVersion, membership: Membership, judge: Person, said: Said, *, awarded_on: date | None, at: datetime
) -> dict[str, Any]:
    """The columns of the award, so that two sendings of one form can be compared."""
    organisation = version.achievement.organisation
    day = awarded_on or day_in(at, organisation.time_zone)
    return {
        "organisation": organisation,
        "membership": membership,
        "person": membership.person,
        "version": version,
        "judge": judge,
        "one_person": badges.is_one_person(author=version.author_id, judge=judge.pk),
        "narrative": said.narrative,
        "evidence": [asdict(link) for link in said.evidence],
        "results": _results(version, said),
        "awarded_on": day,
        "valid_until": badges.valid_until(day, version.strategy.lifespan_months, organisation.time_zone),
    }


def _results(version: AchievementVersion, said: Said) -> list[dict[str, str]]:
    """Each element that is met with the level reached, as ids of the achievement document, and what was seen.

    Raises:
        NotComplete: an element is open, or something cannot travel.
    """
    elements = elements_of(version)
    words = [said.narrative, *said.seen.values(), *(text for link in said.evidence for text in (link.name, link.narrative))]
    links = [link.url for link in said.evidence if link.url is not None]
    if found := rules.faults(elements, said.levels, words=words, links=links):
        raise NotComplete(reasons="; ".join(found))
    address, statements = catalogue.address_of(version), {element.code: element.statement for element in elements}
    return [
        {
            "resultDescription": documents.element_id(address, code),
            "achievedLevel": documents.level_id(address, code, level),
            "statement": statements[code],
            "seen": said.seen.get(code, "").strip(),
        }
        for code, level in rules.levels_reached(elements, said.levels).items()
    ]


@transaction.atomic
def _made(columns: Mapping[str, Any], *, once: UUID | None, at: datetime) -> Award:
    """The award of this run, with its fact.

    Raises:
        HeldAlready: an earlier award stands.
    """
    membership, version, judge = columns["membership"], columns["version"], columns["judge"]
    earlier = list(Award.objects.filter(membership=membership, version=version).order_by("awarded_at", "pk"))
    for award in earlier:
        if not rules.is_over(state=State(award.state), valid_until=award.valid_until, at=at):
            return _standing(award, columns)
    key = rules.basis_key(membership=membership.code, version=version.code, run=len(earlier) + 1)
    award = Award.objects.create(**columns, basis_key=key, once=once, awarded_at=at)
    journal.record("award.intended", subject=award.ref(), organisation=award.organisation.ref(), actor=judge.ref(), at=at)
    return award


def _first(columns: Mapping[str, Any], *, once: UUID | None, at: datetime) -> Award:
    """The award that somebody else made a moment ago."""
    if once is not None and (sent := Award.objects.filter(once=once).first()) is not None:
        return _same(sent, columns)
    return _made(columns, once=once, at=at)


def _standing(award: Award, columns: Mapping[str, Any]) -> Award:
    """An award that waits to be sealed is returned to its own judge; any other one that stands is held already."""
    if award.state == State.AWARDED and _is_same(award, columns):
        return award
    raise HeldAlready


def _same(award: Award, columns: Mapping[str, Any]) -> Award:
    """The award of a form that was sent before, when it says the same."""
    if not _is_same(award, columns):
        raise SentBefore
    return award


COMPARED = ("organisation", "membership", "version", "judge", "narrative", "evidence", "results")


def _is_same(award: Award, columns: Mapping[str, Any]) -> bool:
    """Whether an award says what these columns say; the moment may be another."""
    return all(getattr(award, name) == columns[name] for name in COMPARED)


def seal(*, award: Award, at: datetime) -> Award:
    """Sign an award that was intended; one that is sealed already is returned as it is.

    Raises:
        sealing.SealRefused, sealing.SelfCheckFailed, sealing.ClockWentBack, keys.NoMasterKey: the award stays as it was, says
        why, and can be sealed later.
    """
    award = Award.objects.select_related("version__achievement__organisation", "organisation", "membership", "person", "judge").get(
        pk=award.pk
    )
    if award.state != State.AWARDED:
        return award
    try:
        sealed = sealing.seal_credential(terms=terms_of(award, at=at), at=at)
    except HouseError as problem:
        Award.objects.filter(pk=award.pk, state=State.AWARDED).exclude(hindrance=problem.code).update(hindrance=problem.code)
        raise
    with transaction.atomic():
        if Award.objects.filter(pk=award.pk, state=State.AWARDED).update(state=State.ISSUED, sealed=sealed, hindrance=""):
            actor = award.judge.ref() if award.judge else None
            journal.record("award.sealed", subject=award.ref(), organisation=award.organisation.ref(), actor=actor, at=at)
        elif Award.objects.filter(pk=award.pk, state=State.TAKEN_BACK, sealed=None).update(sealed=sealed):
            sealing.revoke(credential=sealed, at=at)  # it was taken back while the key was at work
    award.refresh_from_db()
    return award


def terms_of(award: Award, *, at: datetime) -> CredentialTerms:
    """What is to be signed, with whoever backs the badge or its issuer; addresses become salted hashes, no name is among them."""
    begin = begins_at(award)
    achievement = catalogue.document_of(award.version)
    issuer = identities.issuer_id(award.organisation)
    return CredentialTerms(
        intention=award.code,
        organisation=award.organisation,
        achievement_version_code=award.version.code,
        achievement=achievement | embedding.for_version(award.version, about=achievement["id"], begins=begin, at=at),
        backing_of_issuer=embedding.for_issuer(award.organisation, about=issuer, begins=begin, at=at),
        name=award.version.title,
        subject_id=award.membership.subject_id,
        valid_from=begin,
        awarded_date=begin,
        valid_until=award.valid_until,
        identifiers=tuple(people.addresses(award.person)),
        narrative=rules.told(award.narrative, [(line.get("statement", ""), line.get("seen", "")) for line in award.results]),
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
    Raises:
        NeverForOneself, NotAJudge, TooLateToTakeBack.
    """
    check_deed(actor, award, Deed.TAKE_BACK, otherwise=TooLateToTakeBack)
    if not award.version.judges.filter(person=actor).exists():
        raise NotAJudge
    hours = award.organisation.waiting_hours
    if not rules.may_take_back(awarded_at=award.awarded_at, at=at, hours=hours, accepted=accepted):
        raise TooLateToTakeBack
    sealed = award.sealed or sealed_documents.of_intention(award.code)
    move(award, State.TAKEN_BACK, sealed=sealed)
    if sealed is not None:
        sealing.revoke(credential=sealed, at=at)
    journal.record("award.taken-back", subject=award.ref(), organisation=award.organisation.ref(), actor=actor.ref(), at=at)
