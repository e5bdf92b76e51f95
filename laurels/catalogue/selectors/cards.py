"""Badges in lists: the public catalogue, what somebody can earn, what a designer looks after."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from laurels.catalogue.access import PUBLIC
from laurels.catalogue.models import AchievementVersion, Judge
from laurels.catalogue.rules import State
from laurels.common.dates import in_words
from laurels.people.access import uses
from laurels.people.models import Membership, Organisation, Person
from laurels.people.rules import Role, Switch

PAGE, FEW = 24, 6
STATE_WORDS = {
    "draft": ("soon", "Draft"),
    "in_review": ("soon", "Being reviewed"),
    "approved": ("soon", "Approved"),
    "published": ("good", "Published"),
    "superseded": ("", "Older version"),
    "retired": ("", "Retired"),
    "suspended": ("soon", "On hold"),
}
"""State -> (tone, word)."""


@dataclass(frozen=True)
class BadgeCard:
    """One badge in a list."""

    code: UUID
    title: str
    organisation: str
    picture: str
    sentence: str
    tone: str
    state: str
    day: str


@dataclass(frozen=True)
class DesignPage:
    """What a designer sees: drafts first, then what is published."""

    slug: str
    organisation: str
    drafts: tuple[BadgeCard, ...]
    published: tuple[BadgeCard, ...]
    may_write: bool
    may_bring: bool


def open_to(person: Person) -> tuple[BadgeCard, ...]:
    """What somebody can earn where she works now, newest first."""
    hers = Membership.objects.filter(person=person, state=Membership.State.ACTIVE).values("organisation")
    found = versions().filter(state=State.PUBLISHED, achievement__organisation__in=hers)
    return tuple(card(version) for version in found.order_by("-published_at", "-pk")[:PAGE])


def published_versions(organisation: Organisation) -> QuerySet[AchievementVersion]:
    """What can be earned in an organisation now."""
    return versions().filter(achievement__organisation=organisation, state=State.PUBLISHED).order_by("title", "pk")


def design_page(organisation: Organisation, *, may_write: bool) -> DesignPage:
    """Drafts and published badges of one organisation; older versions stand on their successors' pages."""
    mine = versions().filter(achievement__organisation=organisation)
    drafts = mine.exclude(state__in=PUBLIC).order_by("-changed_at", "-pk")[:PAGE]
    published = mine.filter(state__in=PUBLIC).exclude(state=State.SUPERSEDED).order_by("-published_at", "-pk")[: 2 * PAGE]
    return DesignPage(
        slug=organisation.slug,
        organisation=organisation.display_name,
        drafts=tuple(card(version) for version in drafts),
        published=tuple(card(version) for version in published),
        may_write=may_write,
        may_bring=may_write and uses(organisation, Switch.WRITING),
    )


def counted(state: State) -> Coalesce:
    """How many versions in this state an organisation has, to ask it together with the organisation."""
    theirs = AchievementVersion.objects.filter(achievement__organisation=OuterRef("pk"), state=state).order_by()
    return Coalesce(Subquery(theirs.values("achievement__organisation").annotate(found=Count("pk")).values("found")), 0)


def without_judge(organisation: Organisation) -> tuple[BadgeCard, ...]:
    """What is published and has nobody left who may award it: its judges left, or are no assessors any more."""
    here = {"person__memberships__organisation": organisation, "person__memberships__state": Membership.State.ACTIVE}
    able = Judge.objects.filter(**here, version=OuterRef("pk"), person__memberships__grants__role=Role.ASSESSOR)
    return tuple(card(version) for version in published_versions(organisation).filter(~Exists(able))[:FEW])


def picture_path(version: AchievementVersion, *, small_cut: bool) -> str:
    """The picture's address on our own origin; a draft's is behind its door and changes with every change."""
    path = f"/badges/{version.code}/{'small' if small_cut else 'full'}.svg"
    return path if version.state in PUBLIC else f"{path}?{int(version.changed_at.timestamp() * 1000)}"


def versions() -> QuerySet[AchievementVersion]:
    """Versions with what a card shows."""
    wide = ("picture_png", "picture_svg", "picture_small", "criteria")
    return AchievementVersion.objects.select_related("achievement__organisation").defer(*wide)


def card(version: AchievementVersion) -> BadgeCard:
    """One badge in a list."""
    tone, state = STATE_WORDS[version.state]
    organisation = version.achievement.organisation
    shown = version.published_at if version.state in PUBLIC and version.published_at else version.changed_at
    return BadgeCard(
        code=version.code,
        title=version.title or "A badge without a name yet",
        organisation=organisation.display_name,
        picture=picture_path(version, small_cut=True),
        sentence=version.description,
        tone=tone,
        state=state,
        day=in_words(shown, organisation.time_zone),
    )
