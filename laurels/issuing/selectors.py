"""Pages of awards as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from laurels.catalogue import selectors as catalogue
from laurels.catalogue.models import AchievementVersion
from laurels.common.dates import in_words
from laurels.issuing import rules
from laurels.issuing.models import Award, Revocation
from laurels.issuing.rules import State
from laurels.people.models import Membership, Organisation, Person
from laurels.verification import services as verification
from laurels.verification.selectors import VerdictPage, verdict_page

PAGE = 50
STATE_WORDS = {
    "awarded": ("soon", "Being signed"),
    "issued": ("good", "Awarded"),
    "expired": ("", "Ended"),
    "revoked": ("bad", "Revoked"),
    "taken-back": ("", "Taken back"),
}


@dataclass(frozen=True)
class AwardRow:
    """One line of the register."""

    code: UUID
    badge: str
    holder: str
    picture: str
    day: str
    until: str
    tone: str
    state: str


@dataclass(frozen=True)
class Register:
    """A page of the register, newest first."""

    slug: str
    organisation: str
    rows: tuple[AwardRow, ...]
    more_after: str | None


@dataclass(frozen=True)
class AwardPage:
    """One award: how it stands, and the verdict of its sealed bytes."""

    code: UUID
    slug: str
    badge: str
    holder: str
    judge: str
    picture: str
    tone: str
    state: str
    sealed: bool
    waiting: tuple[UUID, str] | None
    may_revoke: bool
    verdict: VerdictPage | None


def register(organisation: Organisation, *, at: datetime, after: str | None = None) -> Register:
    """The award register; ``after`` is the last award's code of the page before."""
    found = Award.objects.filter(organisation=organisation).select_related("person", "version").order_by("-awarded_at", "-pk")
    if after and (last := Award.objects.filter(organisation=organisation, code=after).first()):
        found = found.filter(awarded_at__lte=last.awarded_at).exclude(awarded_at=last.awarded_at, pk__gte=last.pk)
    rows = list(found.defer("version__picture_png", "version__picture_svg", "version__picture_small")[: PAGE + 1])
    return Register(
        slug=organisation.slug,
        organisation=organisation.display_name,
        rows=tuple(_row(award, at=at) for award in rows[:PAGE]),
        more_after=str(rows[PAGE - 1].code) if len(rows) > PAGE else None,
    )


def _row(award: Award, *, at: datetime) -> AwardRow:
    """One line."""
    tone, state = _state(award, at=at)
    return AwardRow(
        code=award.code,
        badge=award.version.title,
        holder=award.person.name,
        picture=catalogue.picture_path(award.version, small_cut=True),
        day=in_words(award.awarded_on),
        until=f"Good until {in_words(award.valid_until, 'UTC')}" if award.valid_until else "Does not expire",
        tone=tone,
        state=state,
    )


def _state(award: Award, *, at: datetime) -> tuple[str, str]:
    """Tone and words of an award's state."""
    return STATE_WORDS[rules.shown_state(state=State(award.state), valid_until=award.valid_until, at=at)]


def award_page(award: Award, *, at: datetime) -> AwardPage:
    """One award with its verdict of this moment."""
    tone, state = _state(award, at=at)
    waiting = Revocation.objects.filter(award=award, stopped_at__isnull=True, done_at__isnull=True).first()
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
        waiting=(waiting.code, in_words(waiting.effective_at, award.organisation.time_zone)) if waiting else None,
        may_revoke=award.state == State.ISSUED and waiting is None,
        verdict=_verdict(award, at=at),
    )


def _verdict(award: Award, *, at: datetime) -> VerdictPage | None:
    """The verdict of the sealed bytes, as a stranger would get it."""
    if award.sealed is None:
        return None
    data = bytes(award.sealed.json)
    return verdict_page(verification.check(data, at=at), at=at)


def badge_choices(organisation: Organisation, judge: Person) -> list[tuple[str, str]]:
    """Published badges that this person may judge."""
    found = catalogue.published_versions(organisation).filter(judges__person=judge)
    return [(str(version.code), version.title) for version in found]


def learner_choices(organisation: Organisation, judge: Person) -> list[tuple[str, str]]:
    """The organisation's people but for the judge herself, by name."""
    members = Membership.objects.filter(organisation=organisation, state=Membership.State.ACTIVE).exclude(person=judge)
    return [(str(member.person.code), member.person.name) for member in members.select_related("person").order_by("person__name")]


def holders(version: AchievementVersion) -> int:
    """How many awards of a version stand."""
    return Award.objects.filter(version=version).exclude(state=State.TAKEN_BACK).count()
