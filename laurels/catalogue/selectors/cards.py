"""Badges in lists: the public catalogue, what somebody can earn, what a designer looks after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from laurels.catalogue.access import PUBLIC
from laurels.catalogue.models import AchievementVersion, Judge, Review
from laurels.catalogue.rules import State, linting
from laurels.catalogue.rules.sheet import Sheet
from laurels.catalogue.selectors.sheets import sheets_of
from laurels.common.dates import in_words
from laurels.people.access import uses
from laurels.people.models import Membership, Organisation, Person
from laurels.people.rules import Mode, Role, Switch

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
    """One badge in a list.

    Attributes:
        lint: of a draft of the large, what the linter says in a few words; empty elsewhere.
        door: name of the page where its designer goes on.
    """

    code: UUID
    title: str
    organisation: str
    picture: str
    sentence: str
    tone: str
    state: str
    day: str
    door: str = "edit"
    lint: str = ""


@dataclass(frozen=True)
class DesignPage:
    """What a designer sees: drafts first, then what is published."""

    slug: str
    organisation: str
    drafts: tuple[BadgeCard, ...]
    published: tuple[BadgeCard, ...]
    may_write: bool
    may_bring: bool
    in_full: bool


def open_to(person: Person) -> tuple[BadgeCard, ...]:
    """What somebody can earn where she works now, newest first."""
    hers = Membership.objects.filter(person=person, state=Membership.State.ACTIVE).values("organisation")
    found = versions().filter(state=State.PUBLISHED, achievement__organisation__in=hers)
    return tuple(card(version) for version in found.order_by("-published_at", "-pk")[:PAGE])


def published_versions(organisation: Organisation) -> QuerySet[AchievementVersion]:
    """What can be earned in an organisation now."""
    return versions().filter(achievement__organisation=organisation, state=State.PUBLISHED).order_by("title", "pk")


def design_page(organisation: Organisation, *, may_write: bool, at: datetime | None = None) -> DesignPage:
    """Drafts and published badges of one organisation; older versions stand on their successors' pages.

    Args:
        at: now; with it every draft of a large organisation says what the linter finds in it.
    """
    mine = versions().filter(achievement__organisation=organisation)
    drafts = mine.exclude(state__in=PUBLIC).order_by("-changed_at", "-pk")[:PAGE]
    published = mine.filter(state__in=PUBLIC).exclude(state=State.SUPERSEDED).order_by("-published_at", "-pk")[: 2 * PAGE]
    return DesignPage(
        slug=organisation.slug,
        organisation=organisation.display_name,
        drafts=_drafts(drafts, organisation, at=at) if at and may_write else tuple(card(version) for version in drafts),
        published=tuple(card(version) for version in published),
        may_write=may_write,
        may_bring=may_write and uses(organisation, Switch.WRITING),
        in_full=uses(organisation, Switch.WRITING),
    )


def counted(state: State) -> Coalesce:
    """How many versions in this state an organisation has, to ask it together with the organisation."""
    theirs = AchievementVersion.objects.filter(achievement__organisation=OuterRef("pk"), state=state).order_by()
    return Coalesce(Subquery(theirs.values("achievement__organisation").annotate(found=Count("pk")).values("found")), 0)


@dataclass(frozen=True)
class Needing:
    """What waits for a programme's owner.

    Attributes:
        unjudged: published and nobody left who may award it: its judges left, or are no assessors any more.
        waiting: submitted by somebody else and waiting for her look, the oldest first.
    """

    unjudged: tuple[BadgeCard, ...]
    waiting: tuple[BadgeCard, ...]


def needing(organisation: Organisation, person: Person) -> Needing:
    """What of an organisation waits for one of its owners; one query."""
    here = {"person__memberships__organisation": organisation, "person__memberships__state": Membership.State.ACTIVE}
    able = Judge.objects.filter(**here, version=OuterRef("pk"), person__memberships__grants__role=Role.ASSESSOR)
    hers = Review.objects.filter(Q(reviewer=person) | Q(reviewer=None), version=OuterRef("pk"), outcome=Review.Outcome.OPEN)
    own = Q(author=person) if organisation.mode != Mode.SMALL else Q(pk=None)
    found = (
        versions()
        .filter(achievement__organisation=organisation)
        .filter(Q(Q(state=State.PUBLISHED), ~Exists(able)) | Q(Q(state=State.IN_REVIEW), ~own, Exists(hers)))
        .order_by("state", "state_since", "pk")[: 4 * FEW]
    )
    cards = [(version.state, card(version)) for version in found]
    return Needing(
        tuple(one for state, one in cards if state == State.PUBLISHED)[:FEW],
        tuple(one for state, one in cards if state == State.IN_REVIEW)[:FEW],
    )


DOORS = {"draft": "edit", "in_review": "review", "approved": "publish"}
"""State -> the page where whoever designs goes on."""


def _drafts(drafts: QuerySet[AchievementVersion], organisation: Organisation, *, at: datetime) -> tuple[BadgeCard, ...]:
    """Drafts with what the linter says of each by itself: a few queries for all of them."""
    if organisation.mode == Mode.SMALL:
        return tuple(card(version) for version in drafts)
    wide = ("picture_png", "picture_svg", "picture_small")
    is_drawn = Case(When(picture_svg="", picture_png=b"", then=False), default=True, output_field=BooleanField())
    rows = drafts.defer(None).defer(*wide).select_related("strategy").prefetch_related("overrides").annotate(is_drawn=is_drawn)
    found = list(rows)
    sheets = sheets_of(found, at=at, aligned=False)
    return tuple(replace(card(version), lint=_lint(version, sheet)) for version, sheet in zip(found, sheets, strict=True))


def _lint(version: AchievementVersion, sheet: Sheet) -> str:
    """What the linter says of a draft by itself, in a few words."""
    if version.state != State.DRAFT:
        return ""
    report = linting.lint(sheet)
    answered = {(row.rule, row.subject) for row in version.overrides.all()}
    waiting = report.unanswered(answered)
    said = [f"{len(report.blocking)} to mend"] if report.blocking else []
    said += [f"{len(waiting)} to answer"] if waiting else []
    return ", ".join(said) or "Ready for review"


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
        door=DOORS.get(version.state, "edit"),
    )
