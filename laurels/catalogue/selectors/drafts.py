"""What whoever writes a badge sees: the five fields with what they become, and the strategy before it is confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import prefetch_related_objects

from laurels.catalogue import facts, rules
from laurels.catalogue.facts import Facts
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import FiveFields
from laurels.catalogue.selectors.badges import FUNCTION_WORDS
from laurels.catalogue.selectors.cards import picture_path
from laurels.catalogue.selectors.pictures import choices_from, picture_faults
from laurels.common.dates import day_in, in_words, weekday_and_time
from laurels.common.text import counted
from laurels.people.models import Membership, Organisation, Person
from laurels.people.rules import Mode, Role

SEEN_BY = {
    True: "The holder, and her manager: held or not, never what she wrote",
    False: "The holder alone, until she shares it",
}


@dataclass(frozen=True)
class FivePage:
    """The five fields' surroundings, drawn anew while somebody types.

    Attributes:
        version: the draft, or None while nothing is kept yet. picture: empty while there is none.
        hints: (tone, sentence) below the second field. one_person: the author is the only judge.
        until: how long publishing could be taken back if it happened now; empty without a waiting time.
        discard: whether the draft may be thrown away.
    """

    slug: str
    organisation: str
    version: UUID | None
    title: str
    picture: str
    picture_alt: str
    picture_own: bool
    picture_chosen: bool
    facts: tuple[tuple[str, str], ...]
    hints: tuple[tuple[str, str], ...]
    one_person: bool
    until: str
    discard: bool


@dataclass(frozen=True)
class ConfirmPage:
    """The derived strategy, shown once before publishing."""

    code: UUID
    title: str
    picture: str
    picture_alt: str
    rows: tuple[tuple[str, str], ...]
    elements: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    one_person: bool
    until: str
    replaces: str


def five_page(
    organisation: Organisation,
    fields: FiveFields,
    *,
    version: AchievementVersion | None,
    author: Person | None,
    judges: Mapping[str, str],
    at: datetime,
) -> FivePage:
    """The surroundings of the five fields.

    Args:
        version: the draft, or None while nothing is kept yet. judges: code -> name of everybody who may judge.
    """
    label = Facts(
        required=len(fields.can_do),
        optional=0,
        judges=tuple(sorted(judges[code] for code in fields.judges if code in judges)),
        author=author.name if author else "",
        kinds=frozenset(),
        hours=None,
        reviewed=None,
        level="",
        months=rules.LASTS.get(fields.lasts),
        small=True,
    )
    drawn = version is not None and bool(fields.name)
    return FivePage(
        slug=organisation.slug,
        organisation=organisation.display_name,
        version=version.code if version else None,
        title=fields.name,
        picture=picture_path(version, small_cut=False) if version and drawn else "",
        picture_alt=version.picture_alt if version else "",
        picture_own=bool(version and version.picture_own),
        picture_chosen=bool(version and choices_from(version)),
        facts=facts.rows(label, draft=True),
        hints=hints(fields),
        one_person=author is not None and fields.judges == (str(author.code),),
        until=until(organisation, at=at),
        discard=version is not None and version.published_at is None,
    )


def hints(fields: FiveFields) -> tuple[tuple[str, str], ...]:
    """What can be said about the lines: what nobody can see, what claims too much, or that all is well."""
    advice = [("soon", sentence) for sentence in rules.advice(fields)]
    lines = len(fields.can_do)
    if lines > rules.CAN_DO_LINES:
        advice.append(("soon", f"{counted(lines, 'line', 'lines').capitalize()} are many. Split a larger badge in two."))
    if advice or not lines:
        return tuple(advice)
    seen = "it can be seen" if lines == 1 else "each can be seen"
    return (("good", f"{counted(lines, 'line', 'lines').capitalize()}, {seen}."),)


def until(organisation: Organisation, *, at: datetime) -> str:
    """The moment until which publishing now could be taken back, in words; empty without a waiting time."""
    hours = rules.undo_hours(organisation.waiting_hours, small=organisation.mode == Mode.SMALL)
    return weekday_and_time(at + timedelta(hours=hours), organisation.time_zone) if hours else ""


def confirm_page(version: AchievementVersion, *, at: datetime) -> ConfirmPage:
    """What was filled in for the owner, to be confirmed once; days count from the day of publishing, which is now."""
    organisation = version.achievement.organisation
    fields = five_of(version)
    today = day_in(at, organisation.time_zone)
    derived = rules.derive(fields, handle=version.achievement.handle, published_on=today)
    return ConfirmPage(
        code=version.code,
        title=version.title or "A badge without a name yet",
        picture=picture_path(version, small_cut=False),
        picture_alt=version.picture_alt,
        rows=_derived_rows(derived),
        elements=derived.elements,
        problems=(*rules.faults(fields), *picture_faults(version)),
        one_person=version.author is not None and fields.judges == (str(version.author.code),),
        until=until(organisation, at=at),
        replaces=version.previous.number if version.previous else "",
    )


def five_of(version: AchievementVersion) -> FiveFields:
    """The five fields of a draft, as its rows hold them."""
    return FiveFields(
        name=version.title,
        can_do=tuple(version.elements.values_list("statement", flat=True)),
        judges=tuple(str(code) for code in version.judges.values_list("person__code", flat=True)),
        lasts=version.strategy.lasts,
        for_job=version.strategy.function == "perform",
        what_for="" if version.strategy.business_need == rules.DEFAULT_NEED else version.strategy.business_need,
    )


def is_of_five_fields(version: AchievementVersion) -> bool:
    """Whether five fields say all that this version says, so that its next one can be written with them."""
    return has_small_lines(version) and 1 <= len(version.elements.all()) <= rules.CAN_DO_LINES


def has_small_lines(version: AchievementVersion) -> bool:
    """Whether every element says no more than a line of the five fields does, however many there are."""
    prefetch_related_objects([version], "elements__levels")
    return all(
        (element.kind, element.required, element.required_level, element.workplace_only, element.renew_always)
        == ("competence", True, "met", False, False)
        and element.evidence_rule == {"min_items": 1, "min_occasions": 1}
        and tuple((level.code, level.label, level.description) for level in element.levels.all()) == rules.RUBRIC
        for element in version.elements.all()
    )


def _derived_rows(derived: rules.Derived) -> tuple[tuple[str, str], ...]:
    """Everything that Small mode fills in, as (name, value); DOMAIN 4.4."""
    reason = f" ({derived.lifespan_reason})" if derived.lifespan_reason else ""
    renewal = (
        f"From {derived.window_days} days before the end to {derived.grace_days} days after: one confirmation by whoever judges"
        if derived.window_days
        else ""
    )
    found = (
        ("Its code", derived.handle),
        ("What it is for", derived.business_need),
        ("Why people learn it", FUNCTION_WORDS[derived.function]),
        ("Who sees who holds it", SEEN_BY[derived.function == "perform"]),
        ("How each line is judged", "Not yet, or met: seen at work, as the line says. Met is needed"),
        ("Evidence", "One piece of any kind for each line, from one occasion"),
        ("Good for", facts.lasts_in_words(derived.lifespan_months) + reason),
        ("Renewal", renewal),
        ("Looked at again on", in_words(derived.review_on)),
        ("Level and hours", "None stated"),
    )
    return tuple((name, value) for name, value in found if value)


def judge_choices(organisation: Organisation) -> list[tuple[str, str]]:
    """Who may be named as a judge: the organisation's people who hold that role, by name."""
    members = Membership.objects.filter(
        organisation=organisation, state=Membership.State.ACTIVE, grants__role=Role.ASSESSOR
    ).select_related("person")
    return [(str(member.person.code), member.person.name) for member in members.order_by("person__name", "pk").distinct()]
