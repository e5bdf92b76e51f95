"""Pages of the catalogue as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from laurels.catalogue import rules
from laurels.catalogue.access import PUBLIC
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.common.dates import in_words
from laurels.people.models import Membership, Organisation, Person

PAGE = 48
YEARS = {12: "1 year", 24: "2 years", 36: "3 years"}
FUNCTION_WORDS = {
    "onboard": "Starting here",
    "perform": "Doing the job",
    "comply": "Keeping the rules",
    "develop": "Growing",
    "behave": "Good behaviour",
    "qualify-assessor": "Judging others",
}
STATE_WORDS = {
    "draft": ("soon", "Draft"),
    "published": ("good", "Published"),
    "superseded": ("", "Older version"),
    "retired": ("", "Retired"),
    "suspended": ("soon", "On hold"),
}


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
class ElementLine:
    """One element on a badge's page; ``levels`` are (label, description, is it the required one)."""

    statement: str
    kind: str
    levels: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class BadgePage:
    """The public page of one version."""

    code: UUID
    title: str
    organisation: str
    description: str
    need: str
    eyebrow: str
    picture: str
    picture_alt: str
    elements: tuple[ElementLine, ...]
    facts: tuple[tuple[str, str], ...]
    newer: UUID | None
    older: UUID | None
    note: str
    address: str


@dataclass(frozen=True)
class DesignPage:
    """What a designer sees: drafts first, then what is published."""

    slug: str
    organisation: str
    drafts: tuple[BadgeCard, ...]
    published: tuple[BadgeCard, ...]


@dataclass(frozen=True)
class ConfirmPage:
    """The derived strategy, shown once before publishing."""

    code: UUID
    title: str
    rows: tuple[tuple[str, str], ...]
    one_person: bool
    hours: int


def public_catalogue() -> tuple[BadgeCard, ...]:
    """Every published badge of this installation, newest first."""
    found = _versions().filter(state=State.PUBLISHED).order_by("-published_at", "-pk")
    return tuple(_card(version) for version in found[:PAGE])


def open_to(person: Person) -> tuple[BadgeCard, ...]:
    """What somebody can earn where she works, newest first."""
    found = _versions().filter(state=State.PUBLISHED, achievement__organisation__memberships__person=person)
    return tuple(_card(version) for version in found.order_by("-published_at", "-pk").distinct()[:PAGE])


def published_versions(organisation: Organisation) -> QuerySet[AchievementVersion]:
    """What can be earned in an organisation now."""
    return _versions().filter(achievement__organisation=organisation, state=State.PUBLISHED).order_by("title", "pk")


def design_page(organisation: Organisation) -> DesignPage:
    """Drafts and published badges of one organisation."""
    mine = _versions().filter(achievement__organisation=organisation)
    drafts = mine.filter(state=State.DRAFT).order_by("-changed_at", "-pk")[:PAGE]
    published = mine.filter(state__in=PUBLIC).order_by("-published_at", "-pk")[:PAGE]
    return DesignPage(
        slug=organisation.slug,
        organisation=organisation.display_name,
        drafts=tuple(_card(version) for version in drafts),
        published=tuple(_card(version) for version in published),
    )


def counts(organisation: Organisation) -> tuple[int, int]:
    """(drafts, published) of one organisation."""
    mine = AchievementVersion.objects.filter(achievement__organisation=organisation)
    found = mine.aggregate(drafts=Count("pk", filter=Q(state=State.DRAFT)), published=Count("pk", filter=Q(state=State.PUBLISHED)))
    return found["drafts"], found["published"]


def badge_page(version: AchievementVersion) -> BadgePage:
    """The public page: what must be shown, who judges, why it exists; the rubric is open to everybody."""
    newer = AchievementVersion.objects.filter(previous=version).first()
    small = version.achievement.organisation.mode == "small"
    strategy = version.strategy
    return BadgePage(
        code=version.code,
        title=version.title,
        organisation=version.achievement.organisation.display_name,
        description=version.description,
        need=strategy.business_need,
        eyebrow=f"Badge · {FUNCTION_WORDS[strategy.function]} · version {version.number}",
        picture=picture_path(version, small_cut=False),
        picture_alt=version.picture_alt,
        elements=_elements(version),
        facts=facts_of(version, small=small),
        newer=newer.code if newer else None,
        older=version.previous.code if version.previous else None,
        note=_note(version, newer),
        address=f"/badges/{version.code}",
    )


def _note(version: AchievementVersion, newer: AchievementVersion | None) -> str:
    """What a reader of an old version should know."""
    if version.state == State.RETIRED:
        return "This badge is retired: nobody can earn it any more. Whoever holds it keeps it."
    return f"Version {newer.number} exists. This is version {version.number}, and it stays here for ever." if newer else ""


def _elements(version: AchievementVersion) -> tuple[ElementLine, ...]:
    """Elements with their rubric, in order."""
    return tuple(
        ElementLine(
            element.statement,
            element.kind.capitalize(),
            tuple((level.label, level.description, level.code == element.required_level) for level in element.levels.all()),
        )
        for element in version.elements.prefetch_related("levels")
    )


def facts_of(version: AchievementVersion, *, small: bool) -> tuple[tuple[str, str], ...]:
    """The badge facts label: like the one on food."""
    count = version.elements.filter(required=True).count()
    judges = [judge.person.name for judge in version.judges.select_related("person").order_by("person__name")]
    author = version.author.name if version.author else ""
    strategy = version.strategy
    rows = [
        ("What it takes", f"{count} {'thing' if count == 1 else 'things'}, each seen and judged on its own"),
        ("Who judges", _judges_in_words(judges, author, small=small)),
        ("Usual time", f"about {version.notional_hours:g} hours" if version.notional_hours else ""),
        ("Last review", in_words(version.published_at) if version.published_at else ""),
        ("Level", version.level_text or ("" if small else "None stated")),
        ("Good for", lasts_in_words(strategy.lifespan_months)),
    ]
    return tuple((name, value) for name, value in rows if value)


def _judges_in_words(judges: list[str], author: str, *, small: bool) -> str:
    """Who judges; in Small mode by name, and openly when it is the author."""
    if not small:
        return "An assessor of the organisation"
    if judges == [author]:
        return f"{author}, who also wrote the badge"
    return " or ".join(judges)


def lasts_in_words(months: int | None) -> str:
    """A lifespan in words."""
    return "Does not expire" if months is None else YEARS.get(months, f"{months} months")


def confirm_page(version: AchievementVersion) -> ConfirmPage:
    """What was filled in for the owner, to be confirmed once."""
    strategy, organisation = version.strategy, version.achievement.organisation
    judges = [judge.person for judge in version.judges.select_related("person")]
    rows = (
        ("What it is for", strategy.business_need),
        ("Why people learn it", FUNCTION_WORDS[strategy.function]),
        ("Who sees who holds it", SEEN_BY[strategy.function == "perform"]),
        ("Level asked", "Met: seen at work, as the line says"),
        ("Evidence", "One piece of any kind for each line"),
        (
            "Good for",
            lasts_in_words(strategy.lifespan_months) + (f" ({strategy.lifespan_reason})" if strategy.lifespan_reason else ""),
        ),
        (
            "Renewal",
            f"From {strategy.window_days} days before the end to {strategy.grace_days} days after" if strategy.window_days else "",
        ),
        ("Looked at again on", in_words(strategy.review_on) if strategy.review_on else ""),
    )
    return ConfirmPage(
        code=version.code,
        title=version.title,
        rows=tuple(row for row in rows if row[1]),
        one_person=[person.pk for person in judges] == [version.author_id],
        hours=organisation.waiting_hours,
    )


SEEN_BY = {
    True: "The holder, and her manager: held or not, never what she wrote",
    False: "The holder alone, until she shares it",
}


def judge_choices(organisation: Organisation) -> list[tuple[str, str]]:
    """Who may be named as a judge: the organisation's people who hold that role, by name."""
    members = Membership.objects.filter(
        organisation=organisation, state=Membership.State.ACTIVE, grants__role="assessor"
    ).select_related("person")
    return [(str(member.person.code), member.person.name) for member in members.order_by("person__name").distinct()]


def picture_path(version: AchievementVersion, *, small_cut: bool) -> str:
    """The picture's address on our own origin; a draft's is behind its door."""
    cut = "small" if small_cut else "full"
    return f"/badges/{version.code}/{cut}.svg"


def may_be_taken_back(version: AchievementVersion) -> bool:
    """Whether the page offers to undo publishing; the verb asks again."""
    return version.state == State.PUBLISHED and version.achievement.organisation.mode == "small"


def _versions() -> QuerySet[AchievementVersion]:
    """Versions with what a card shows."""
    return AchievementVersion.objects.select_related("achievement__organisation").defer("picture_png", "picture_svg")


def _card(version: AchievementVersion) -> BadgeCard:
    """One badge in a list."""
    tone, state = STATE_WORDS.get(version.state, ("", version.state))
    return BadgeCard(
        code=version.code,
        title=version.title or "A badge without a name yet",
        organisation=version.achievement.organisation.display_name,
        picture=picture_path(version, small_cut=True),
        sentence=version.description,
        tone=tone,
        state=state,
        day=in_words(version.published_at or version.changed_at),
    )


def advice_of(fields: rules.FiveFields) -> list[str]:
    """Hints that stop nothing."""
    return rules.advice(fields)


def person_judges(version: AchievementVersion, person: Person) -> bool:
    """Whether a person is named as a judge of a version."""
    return version.judges.filter(person=person).exists()
