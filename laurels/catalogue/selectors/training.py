"""Training plans: whose they are, how each item stands, and what a manager is told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from laurels.catalogue.models import AchievementVersion, PlanItem, PlanItemDone, TrainingPlan
from laurels.catalogue.ports import kept_by
from laurels.catalogue.rules import State, holding, training
from laurels.catalogue.rules.holding import Kept
from laurels.catalogue.rules.training import ItemState, Planned
from laurels.common.dates import day_in, in_words
from laurels.people.access import uses
from laurels.people.models import Membership, Organisation, Person
from laurels.people.rules import Switch

STATE_WORDS = {
    ItemState.DONE: ("good", "Done"),
    ItemState.LATE: ("bad", "Late"),
    ItemState.OPEN: ("", "To do"),
    ItemState.NOT_SHARED: ("fog", "Not shared"),
}
"""State -> (tone, word)."""


@dataclass(frozen=True)
class PlanLine:
    """One plan in a list."""

    code: UUID
    slug: str
    title: str
    who: str
    period: str
    items: int
    source: str


@dataclass(frozen=True)
class PlansPage:
    """Plans that somebody sees: her own, those that she writes; ``may_write``: whether she writes any."""

    slug: str
    organisation: str
    own: tuple[PlanLine, ...]
    others: tuple[PlanLine, ...]
    may_write: bool


@dataclass(frozen=True)
class ItemLine:
    """One thing to do. ``badges`` are (code of the published version or None, name); ``done`` says by whom and how."""

    code: UUID
    title: str
    due: str
    tone: str
    state: str
    source: str
    badges: tuple[tuple[UUID | None, str], ...]
    pathways: int
    done: str
    by_hand: bool


@dataclass(frozen=True)
class PlanPage:
    """One plan as one person's.

    Attributes:
        who: whose plan, or the job it is for. person: of whom the states speak; None for a job's plan without a person.
        own: she reads her own plan. may_write: she may add and remove.
    """

    code: UUID
    slug: str
    organisation: str
    title: str
    who: str
    person: UUID | None
    period: str
    source: str
    items: tuple[ItemLine, ...]
    late: int
    done: int
    own: bool
    may_write: bool


def plans_page(organisation: Organisation, person: Person, *, everybody: bool, may_write: bool, at: datetime) -> PlansPage:
    """Her own plans, and those that she looks after: of everybody, or of her people."""
    mine = _with_counts(own_plans(person, at=at).filter(organisation=organisation))
    others = TrainingPlan.objects.filter(organisation=organisation).exclude(person=person)
    if not everybody:
        hers = Membership.objects.filter(organisation=organisation, manager__person=person, state=Membership.State.ACTIVE)
        others = others.filter(person__in=hers.values("person")) if may_write else others.none()
    rows = _with_counts(others)
    return PlansPage(
        slug=organisation.slug,
        organisation=organisation.display_name,
        own=tuple(_line(plan, organisation) for plan in mine),
        others=tuple(_line(plan, organisation) for plan in rows.order_by("person__name", "ends_on", "pk")[:200]),
        may_write=may_write,
    )


def own_plans(person: Person, *, at: datetime) -> QuerySet[TrainingPlan]:
    """Plans of hers, and of the jobs that she has, which have not ended long ago."""
    jobs = Q(job_role__holdings__membership__person=person, job_role__holdings__membership__state=Membership.State.ACTIVE)
    now = Q(job_role__holdings__to_on__isnull=True) | Q(job_role__holdings__to_on__gte=at.date())
    there = Membership.objects.filter(person=person, state=Membership.State.ACTIVE)
    hers = Q(person=person, organisation__in=there.values("organisation"))
    return TrainingPlan.objects.filter(hers | jobs & now).distinct().order_by("ends_on", "pk")


def planned_for(organisation: Organisation, person: Person, *, everybody: bool) -> list[tuple[str, str, str]]:
    """For whom somebody may plan, as (code, name, address that the organisation wrote): a manager for her own people alone."""
    there = Membership.objects.filter(organisation=organisation, state=Membership.State.ACTIVE)
    if not everybody:
        there = there.filter(manager__person=person)
    rows = there.order_by("person__name", "pk").values_list("person__code", "person__name", "given_address")
    return [(str(code), name, address) for code, name, address in rows]


def job_choices(organisation: Organisation) -> list[tuple[str, str]]:
    """The jobs there, by title."""
    return [(str(code), title) for code, title in organisation.job_roles.order_by("title").values_list("code", "title")]


def _with_counts(plans: QuerySet[TrainingPlan]) -> QuerySet[Any]:
    return plans.select_related("person", "job_role").annotate(things=Count("items", distinct=True))


def _line(plan: Any, organisation: Organisation) -> PlanLine:
    return PlanLine(plan.code, organisation.slug, plan.title, _who(plan), _period(plan), plan.things, plan.source)


def _who(plan: TrainingPlan) -> str:
    """Whose plan."""
    if plan.job_role is not None:
        return f"Everybody who works as {plan.job_role.title}"
    return plan.person.name if plan.person else ""


def _period(plan: TrainingPlan) -> str:
    return f"{in_words(plan.starts_on)} to {in_words(plan.ends_on)}"


def plan_page(plan: TrainingPlan, *, viewer: Person, person: Person | None, may_write: bool, at: datetime) -> PlanPage:
    """One plan; the states are those of one person, as she or as her manager sees them: four queries at most."""
    organisation = plan.organisation
    hers = PlanItemDone.objects.filter(person=person).select_related("by")
    items = list(plan.items.prefetch_related(Prefetch("dones", hers)))
    lines = tuple(_items(items, organisation, viewer=viewer, person=person, linked=_linked(plan), at=at))
    return PlanPage(
        code=plan.code,
        slug=organisation.slug,
        organisation=organisation.display_name,
        title=plan.title,
        who=_who(plan),
        person=person.code if person else None,
        period=_period(plan),
        source=plan.source,
        items=lines,
        late=sum(line.state == "Late" for line in lines),
        done=sum(line.state == "Done" for line in lines),
        own=person is not None and person == viewer,
        may_write=may_write,
    )


@dataclass(frozen=True)
class Linked:
    """The badges of one plan's items.

    Attributes:
        by_item: key of an item -> codes of achievements, in the order in which they were published.
        named: achievement -> (code of its published version or None, name, learning function).
    """

    by_item: Mapping[int, tuple[str, ...]]
    named: Mapping[str, tuple[UUID | None, str, str]]


def _linked(plan: TrainingPlan) -> Linked:
    """What is known of the badges of a plan: one query."""
    rows = AchievementVersion.objects.filter(achievement__plan_items__plan=plan, edition_of=None).order_by("published_at", "pk")
    columns = ("achievement__plan_items__pk", "achievement__code", "code", "title", "state", "strategy__function")
    by_item: dict[int, dict[str, None]] = {}
    named: dict[str, tuple[UUID | None, str, str]] = {}
    for item, achievement, code, title, state, function in rows.values_list(*columns):
        by_item.setdefault(item, {})[str(achievement)] = None
        known = named.get(str(achievement))
        if known is None or known[0] is None or state == State.PUBLISHED:
            named[str(achievement)] = (code if state == State.PUBLISHED else None, title, function)
    return Linked({item: tuple(codes) for item, codes in by_item.items()}, named)


def _items(
    items: list[PlanItem], organisation: Organisation, *, viewer: Person, person: Person | None, linked: Linked, at: datetime
) -> list[ItemLine]:
    """The items with their states."""
    today = day_in(at, organisation.time_zone)
    kept = kept_by(organisation, [person.pk]).get(person.pk, ()) if person else ()
    held = holding.held(kept, today)
    functions = {code: function for code, (_, _, function) in linked.named.items()}
    lines = []
    for item in items:
        done = next(iter(item.dones.all()), None)
        badges = linked.by_item.get(item.pk, ())
        planned = Planned(item.due_on, badges, tuple(item.pathways), by_hand=done is not None)
        if person is None or person == viewer:
            state = training.state_of(planned, held, today)
        else:
            state = training.state_for_manager(planned, held, today, functions=functions)
        tone, word = STATE_WORDS[state] if person else ("", "")
        by = f" by {done.by.name}" if done and done.by else ""
        lines.append(
            ItemLine(
                code=item.code,
                title=item.title,
                due=in_words(item.due_on),
                tone=tone,
                state=word,
                source=item.source,
                badges=tuple(linked.named[code][:2] for code in badges),
                pathways=len(item.pathways),
                done=f"{in_words(done.done_on)}{by}: {done.note}" if done else "",
                by_hand=done is not None,
            )
        )
    return lines


Keeping = Callable[[Organisation], tuple[Kept, ...]]
"""What she holds of an organisation, asked once for each."""


@dataclass(frozen=True)
class OwnItem:
    """One thing of her plans that is not done, for her start page."""

    plan: UUID
    slug: str
    title: str
    due: str
    late: bool


@dataclass(frozen=True)
class OwnPlans:
    """What her plans ask of her now: what is not done, the earliest first; ``due``: achievement -> day."""

    items: tuple[OwnItem, ...]
    due: Mapping[str, date]


def own_items(person: Person, *, kept: Keeping, at: datetime, limit: int) -> OwnPlans:
    """What her plans ask of her, where the organisation plans: one query, and what is held."""
    hers = PlanItemDone.objects.filter(item=OuterRef("pk"), person=person)
    rows = (
        PlanItem.objects.filter(plan__in=own_plans(person, at=at).order_by().values("pk"))
        .select_related("plan__organisation")
        .annotate(by_hand=Exists(hers), badge=F("badges__code"))
        .order_by("due_on", "pk")
    )
    items: dict[int, Any] = {}
    badges: dict[int, list[str]] = {}
    for row in rows:
        if uses(row.plan.organisation, Switch.PLANNING):
            items.setdefault(row.pk, row)
            badges.setdefault(row.pk, []).extend([str(row.badge)] if row.badge else [])
    found, wanted = [], []
    for pk, row in items.items():
        organisation, today = row.plan.organisation, day_in(at, row.plan.organisation.time_zone)
        planned = Planned(row.due_on, tuple(badges[pk]), tuple(row.pathways), row.by_hand)
        state = training.state_of(planned, holding.held(kept(organisation), today), today)
        wanted.append(planned)
        if state is not ItemState.DONE:
            late = state is ItemState.LATE
            found.append(OwnItem(row.plan.code, organisation.slug, row.title, in_words(row.due_on), late))
    return OwnPlans(tuple(found[:limit]), training.due_dates(wanted))
