"""The public page of one version, and its facts label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, prefetch_related_objects

from laurels.catalogue import facts
from laurels.catalogue.facts import FUNCTION_WORDS, Facts
from laurels.catalogue.models import AchievementVersion, Element, Standing
from laurels.catalogue.rules import State
from laurels.catalogue.selectors.cards import picture_path
from laurels.catalogue.selectors.upkeep import under_review_since
from laurels.common.dates import day_in, in_words
from laurels.common.text import as_sentence
from laurels.people.access import uses
from laurels.people.models import Membership
from laurels.people.rules import Switch

Line = tuple[bool, Mapping[str, Any]]
"""Of one element: is it required, and what may be shown for it."""

UNASSESSED = {
    "participation": "This badge says that somebody took part. Nothing was assessed, so it is no micro-credential.",
    "behaviour": "Colleagues recognise this. It is not assessed against a standard.",
}
"""Kind -> what a reader should know before she takes it for more."""


@dataclass(frozen=True)
class ElementLine:
    """One element on a badge's page; ``levels`` are (label, description, is it the required one)."""

    statement: str
    how: str
    needed: str
    levels: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class BadgePage:
    """The public page of one version.

    Attributes:
        notes: sentences that stand before everything else: retired, older, not assessed.
        judges: who may be shown it, by name, in Small mode; empty otherwise.
        open: whether it can be earned now.
    """

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
    notes: tuple[str, ...]
    judges: str
    open: bool
    address: str


def badge_page(version: Any, *, at: datetime) -> BadgePage:
    """What must be shown, who judges, why it exists; the rubric is open to everybody. The version comes with its review state."""
    after: AchievementVersion | None = getattr(version, "successor", None)
    newer = after if after and after.published_at else None
    organisation, strategy = version.achievement.organisation, version.strategy
    prefetch_related_objects([version], "elements__levels")
    elements = tuple(version.elements.all())
    judges = {judge.person_id: judge.person.name for judge in version.judges.all()}
    label = _facts(version, [(element.required, element.evidence_rule) for element in elements], judges)
    return BadgePage(
        code=version.code,
        title=version.title,
        organisation=organisation.display_name,
        description=version.description,
        need=as_sentence(strategy.business_need),
        eyebrow=f"Badge · {FUNCTION_WORDS[strategy.function]} · version {version.number}",
        picture=picture_path(version, small_cut=False),
        picture_alt=version.picture_alt,
        elements=tuple(_line(element) for element in elements),
        facts=facts.rows(label),
        newer=newer.code if newer else None,
        older=version.previous.code if version.previous else None,
        notes=tuple(_notes(version, newer, at=at)),
        judges=" or ".join(label.judges) if label.small else "",
        open=version.state == State.PUBLISHED,
        address=f"/badges/{version.code}",
    )


def _notes(version: Any, newer: AchievementVersion | None, *, at: datetime) -> list[str]:
    """What a reader should know first."""
    found = [UNASSESSED[version.achievement.kind]] if version.achievement.kind in UNASSESSED else []
    if version.state == State.RETIRED:
        found.append("This badge is retired: nobody can earn it any more. Whoever holds it keeps it.")
    if version.state == State.SUSPENDED:
        found.append("This badge is on hold: it is not awarded just now. Whoever holds it keeps it.")
        held = Standing.objects.filter(version=version, state=State.SUSPENDED).order_by("-at", "-pk").first()
        found += [as_sentence(held.reason)] if held and held.reason else []
    organisation = version.achievement.organisation
    since = under_review_since(version, day_in(at, organisation.time_zone)) if uses(organisation, Switch.PLANNING) else None
    if since is not None:
        found.append(
            f"This badge is under review since {in_words(since)}: whoever looks after it checks whether it is still right. "
            "It can be earned meanwhile, and whoever holds it keeps it."
        )
    if newer is not None:
        found.append(f"Version {newer.number} exists. This is version {version.number}, and it stays here for ever.")
    return found


def _line(element: Element) -> ElementLine:
    """One element with its rubric; the label of the level that is needed names the fold."""
    levels = tuple((level.label, level.description, level.code == element.required_level) for level in element.levels.all())
    return ElementLine(
        statement=element.statement,
        how=facts.how_shown(element.kind, element.evidence_rule, workplace_only=element.workplace_only, required=element.required),
        needed=next((label for label, _, required in levels if required), ""),
        levels=levels,
    )


def facts_of(version: AchievementVersion) -> tuple[tuple[str, str], ...]:
    """The badge facts label of a version, as (name, value): one query for its lines and its judges."""
    columns = ("elements__pk", "elements__required", "elements__evidence_rule", "judges__person", "judges__person__name", "works")
    there = Membership.objects.filter(
        organisation=OuterRef("achievement__organisation"), person=OuterRef("judges__person"), state=Membership.State.ACTIVE
    )
    beside = AchievementVersion.objects.filter(pk=version.pk).annotate(works=Exists(there))
    lines: dict[int, Line] = {}
    judges: dict[int, str] = {}
    ordered = beside.order_by("judges__person__name", "elements__place").values_list(*columns)
    for element, required, rule, judge, name, works in ordered:
        if element is not None:
            lines[element] = (required, rule)
        if works:
            judges[judge] = name
    return facts.rows(_facts(version, list(lines.values()), judges))


def _facts(version: AchievementVersion, lines: Sequence[Line], judges: Mapping[int, str]) -> Facts:
    """What a label is made from; ``judges`` are the names of persons by their keys."""
    needed, organisation = sum(required for required, _ in lines), version.achievement.organisation
    return Facts(
        required=needed,
        optional=len(lines) - needed,
        judges=tuple(judges.values()),
        author=version.author.name if version.author and version.author_id in judges else "",  # another may have her name
        kinds=frozenset(kind for _, rule in lines for kind in rule.get("kinds", ())),
        hours=version.notional_hours,
        reviewed=day_in(version.published_at, organisation.time_zone) if version.published_at else None,
        level=facts.level_in_words(version.level_scheme, version.level_value, version.level_confirmed_by) or version.level_text,
        months=version.strategy.lifespan_months,
        small=organisation.mode == "small",
    )
