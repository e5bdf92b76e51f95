"""How a badge of full size can begin, and how it came to be what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from laurels.catalogue import rules
from laurels.catalogue.final import FINAL
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.catalogue.selectors.cards import STATE_WORDS, BadgeCard, card, picture_path, versions
from laurels.catalogue.selectors.history import begun_at
from laurels.common.dates import in_words
from laurels.common.text import counted
from laurels.people.models import Organisation

FEW = 12


@dataclass(frozen=True)
class BeginPage:
    """Patterns, and badges of the house that can be copied, newest first."""

    slug: str
    organisation: str
    patterns: tuple[BadgeCard, ...]
    badges: tuple[BadgeCard, ...]


@dataclass(frozen=True)
class VersionLine:
    """Another version, or the same in another language."""

    code: UUID
    words: str
    tone: str
    state: str
    day: str
    is_draft: bool


@dataclass(frozen=True)
class AboutPage:
    """The page of a badge for whoever designs.

    Attributes:
        elapsed: from the idea to publishing, in words; empty while it is not published. since: the day of the idea.
        numbers: how much a next version changes -> its number; empty where none can begin now.
        may_translate: whether its words stand. next: the draft that follows it, if one was begun.
    """

    slug: str
    code: UUID
    title: str
    number: str
    tone: str
    state: str
    picture: str
    picture_alt: str
    is_draft: bool
    is_public: bool
    is_starter: bool
    since: str
    published: str
    elapsed: str
    versions: tuple[VersionLine, ...]
    editions: tuple[VersionLine, ...]
    languages: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]
    may_translate: bool
    may_be_pattern: bool
    next: UUID | None
    next_number: str


def begin_page(organisation: Organisation) -> BeginPage:
    """What a new badge can begin with: two queries."""
    mine = versions().filter(achievement__organisation=organisation, edition_of=None)
    patterns = mine.filter(is_starter=True).order_by("title", "pk")[:FEW]
    badges = mine.filter(is_starter=False).exclude(state=State.SUPERSEDED).order_by("-changed_at", "-pk")[:FEW]
    return BeginPage(
        slug=organisation.slug,
        organisation=organisation.display_name,
        patterns=tuple(card(version) for version in patterns),
        badges=tuple(card(version) for version in badges),
    )


def about_page(version: AchievementVersion, *, names: Mapping[str, str]) -> AboutPage:
    """How a version came to be, what stands beside it, and what can be done with it; ``names``: of languages, by their tags."""
    tone, state = STATE_WORDS[version.state]
    zone = version.achievement.organisation.time_zone
    family = list(
        AchievementVersion.objects.filter(achievement=version.achievement_id)
        .defer("picture_svg", "picture_small", "picture_png", "criteria")
        .order_by("pk")
    )
    begun = begun_at(version)
    original = version.edition_of_id or version.pk
    follower = next((other for other in family if other.previous_id == version.pk and other.edition_of_id is None), None)
    can_follow = version.state == State.PUBLISHED and version.edition_of_id is None and follower is None
    numbers = rules.numbers_after(version.number, taken={other.number for other in family}) if can_follow else {}
    editions = [other for other in family if original in (other.edition_of_id, other.pk) and other.pk != version.pk]
    return AboutPage(
        slug=version.achievement.organisation.slug,
        code=version.code,
        title=version.title or "A badge without a name yet",
        number=version.number,
        tone=tone,
        state=state,
        picture=picture_path(version, small_cut=False),
        picture_alt=version.picture_alt,
        is_draft=version.state == State.DRAFT,
        is_public=version.state in FINAL,
        is_starter=version.is_starter,
        since=in_words(begun, zone),
        published=in_words(version.published_at, zone) if version.published_at else "",
        elapsed=_elapsed(begun, version),
        versions=tuple(
            _line(other, f"Version {other.number}", zone)
            for other in family
            if other.edition_of_id is None and other.pk not in (version.pk, original)
        ),
        editions=tuple(_line(other, names.get(other.language, other.language), zone) for other in editions),
        languages=tuple(other.language for other in (*editions, version)),
        numbers=tuple(numbers.items()),
        may_translate=version.edition_of_id is None and version.state in (State.APPROVED, *FINAL),
        may_be_pattern=version.state == State.DRAFT and not version.previous_id and not version.edition_of_id,
        next=follower.code if follower else None,
        next_number=follower.number if follower else "",
    )


def _elapsed(begun: datetime, version: AchievementVersion) -> str:
    """From the idea to publishing, where both are known: history that was loaded may not say when its idea was."""
    known = version.published_at is not None and version.state in FINAL and begun < version.published_at
    return elapsed_in_words(begun, version.published_at) if known and version.published_at else ""


def _line(version: AchievementVersion, words: str, zone: str) -> VersionLine:
    tone, state = STATE_WORDS[version.state]
    day = in_words(version.published_at if version.published_at and version.state in FINAL else version.changed_at, zone)
    return VersionLine(version.code, words, tone, state, day, version.state not in FINAL)


def elapsed_in_words(begun: datetime, ended: datetime) -> str:
    """How long something took: minutes below an hour, hours below two days, then days."""
    minutes = max(0, int((ended - begun).total_seconds() // 60))
    if minutes < 60:
        return counted(max(1, minutes), "minute", "minutes")
    return counted(minutes // 60, "hour", "hours") if minutes < 48 * 60 else counted(minutes // 1440, "day", "days")
