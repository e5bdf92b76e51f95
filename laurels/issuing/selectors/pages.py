"""One award's page, and the choices of the form that makes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from laurels.catalogue import selectors as catalogue
from laurels.catalogue.models import AchievementVersion
from laurels.common.dates import in_words, moment_in_words
from laurels.issuing.models import Award, Revocation
from laurels.issuing.rules import REASONS, State
from laurels.issuing.selectors.alarms import what_to_do
from laurels.issuing.selectors.elements import elements_of
from laurels.issuing.selectors.register import state_of
from laurels.people.models import Membership, Organisation, Person
from laurels.verification import services as verification
from laurels.verification.selectors import VerdictPage, verdict_page
from openbadgekit.reading import read_object


class Line(NamedTuple):
    """One line of an award's history."""

    when: str
    what: str
    words: str


class SeenLine(NamedTuple):
    """One element as it was judged."""

    statement: str
    level: str
    words: str


@dataclass(frozen=True)
class BadgeToAward:
    """A badge that this judge may award, as a card."""

    code: UUID
    title: str
    picture: str
    large_picture: str
    sentence: str


@dataclass(frozen=True)
class AwardPage:
    """One award: how it stands, what was seen, what happened, and the verdict of its sealed bytes.

    Attributes:
        waiting: (code of the revocation, the moment in words, reason) while one waits.
        hindrance: why it is not sealed yet, as words for the judge; empty while nothing hinders it.
    """

    code: UUID
    slug: str
    badge: str
    holder: str
    judge: str
    picture: str
    tone: str
    state: str
    sealed: bool
    hindrance: str
    waiting: tuple[UUID, str, str] | None
    may_revoke: bool
    narrative: str
    seen: tuple[SeenLine, ...]
    evidence: tuple[tuple[str, str], ...]
    history: tuple[Line, ...]
    verdict: VerdictPage | None


def award_page(award: Award, *, at: datetime) -> AwardPage:
    """One award with its verdict of this moment."""
    tone, state = state_of(award, at=at)
    revocations = list(award.revocations.select_related("asked_by").order_by("asked_at", "pk"))
    waiting = next((one for one in revocations if one.stopped_at is None and one.done_at is None), None)
    zone = award.organisation.time_zone
    return AwardPage(
        code=award.code,
        slug=award.organisation.slug,
        badge=award.version.title,
        holder=award.person.name,
        judge=award.judge.name if award.judge else "",
        picture=catalogue.picture_path(award.version, small_cut=False),
        tone=tone,
        state=state,
        sealed=award.sealed is not None,
        hindrance=what_to_do(award.hindrance) if award.state == State.AWARDED else "",
        waiting=(waiting.code, moment_in_words(waiting.effective_at, zone), REASONS[waiting.reason]) if waiting else None,
        may_revoke=award.state == State.ISSUED and waiting is None,
        narrative=award.narrative,
        seen=_seen(award),
        evidence=tuple((link["name"], link["url"] or "") for link in award.evidence),
        history=_history(award, revocations),
        verdict=_verdict(award, at=at),
    )


def _seen(award: Award) -> tuple[SeenLine, ...]:
    """The elements as they were judged, with the words of the level."""
    labels = _labels(award)
    lines = []
    for line in award.results:
        statement, label = labels.get(line["achievedLevel"].rpartition("#")[2], (line.get("statement", ""), ""))
        lines.append(SeenLine(statement, label, line.get("seen", "")))
    return tuple(lines)


def _labels(award: Award) -> dict[str, tuple[str, str]]:
    """Level -> (element, level) in words: as they were sealed, and before that as the version has them."""
    if award.sealed is None:
        elements = elements_of(award.version)
        return {f"{element.code}-{code}": (element.statement, label) for element in elements for code, label, _ in element.levels}
    achievement = read_object(bytes(award.sealed.json))["credentialSubject"]["achievement"]
    return {
        level["id"].rpartition("#")[2]: (asked["name"], level["name"])
        for asked in achievement.get("resultDescription", [])
        for level in asked.get("rubricCriterionLevel", [])
    }


def _history(award: Award, revocations: list[Revocation]) -> tuple[Line, ...]:
    """What happened, the newest last; the words of a revocation are for the organisation and the holder."""
    zone = award.organisation.time_zone
    lines = [Line(in_words(award.awarded_on), f"Awarded by {award.judge.name}" if award.judge else "Awarded", "")]
    for one in revocations:
        by = f" by {one.asked_by.name}" if one.asked_by else ""
        lines.append(Line(in_words(one.asked_at, zone), f"Revocation asked for{by}: {REASONS[one.reason].lower()}", one.words))
        if one.stopped_at:
            lines.append(Line(in_words(one.stopped_at, zone), "The revocation was stopped", ""))
        if one.done_at:
            lines.append(Line(in_words(one.done_at, zone), "Revoked", ""))
    return tuple(lines)


def _verdict(award: Award, *, at: datetime) -> VerdictPage | None:
    """The verdict of the sealed bytes, as a stranger would get it."""
    if award.sealed is None:
        return None
    data = bytes(award.sealed.json)
    return verdict_page(verification.check(data, at=at), at=at)


def badge_choices(organisation: Organisation, judge: Person) -> tuple[BadgeToAward, ...]:
    """Published badges that this person may judge, by title."""
    found = catalogue.published_versions(organisation).filter(judges__person=judge)
    return tuple(
        BadgeToAward(
            code=version.code,
            title=version.title,
            picture=catalogue.picture_path(version, small_cut=True),
            large_picture=catalogue.picture_path(version, small_cut=False),
            sentence=version.description,
        )
        for version in found
    )


def learner_choices(organisation: Organisation, judge: Person) -> list[tuple[str, str]]:
    """The organisation's people but for the judge herself, by name."""
    members = Membership.objects.filter(organisation=organisation, state=Membership.State.ACTIVE).exclude(person=judge)
    return [(str(member.person.code), member.person.name) for member in members.select_related("person").order_by("person__name")]


def holders(version: AchievementVersion) -> int:
    """How many awards of a version stand."""
    return Award.objects.filter(version=version).exclude(state=State.TAKEN_BACK).count()
