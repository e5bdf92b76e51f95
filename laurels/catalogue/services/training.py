"""Verbs of training plans: made for a person or for a job, filled with items, and items done by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from laurels import journal
from laurels.catalogue.access import manages
from laurels.catalogue.errors import NotHerPlan, PlanRefused
from laurels.catalogue.models import Achievement, PlanItem, PlanItemDone, TrainingPlan
from laurels.catalogue.rules import training
from laurels.common import limits
from laurels.common.dates import day_in
from laurels.people import access
from laurels.people.models import JobRole, Membership, Organisation, Person
from laurels.people.rules import Act, Mode


@dataclass(frozen=True)
class ItemData:
    """One thing to do. ``badges``: codes of achievements; ``pathways``: codes of pathways."""

    title: str
    due_on: date
    source: str = ""
    badges: tuple[str, ...] = ()
    pathways: tuple[str, ...] = ()


@transaction.atomic
def make_plan(
    *,
    organisation: Organisation,
    title: str,
    person: Person | None,
    job_role: JobRole | None,
    source: str,
    starts_on: date,
    ends_on: date,
    actor: Person | None,
    at: datetime,
) -> TrainingPlan:
    """Make a plan for one person, or for everybody in one job. Fact ``training-plan.made``.

    Args:
        actor: None for the loader.
    Raises:
        PlanRefused: nobody or both, no title, a period that ends before it begins, somebody who does not work there.
        NotHerPlan: she is not the manager of that person, or may not plan for a whole job.
    """
    if (person is None) == (job_role is None):
        raise PlanRefused(reasons="A plan is for one person or for one job.")
    if not title.strip():
        raise PlanRefused(reasons="Give the plan a name.")
    if ends_on < starts_on:
        raise PlanRefused(reasons="It ends before it begins.")
    if person is not None and not _works_at(person, organisation):
        raise PlanRefused(reasons="This person does not work here.")
    if job_role is not None and job_role.organisation_id != organisation.pk:
        raise PlanRefused(reasons="This job is none of your organisation's.")
    _check(organisation, person, actor)
    plan = TrainingPlan.objects.create(
        organisation=organisation, title=title.strip(), person=person, job_role=job_role, source=source.strip(),
        starts_on=starts_on, ends_on=ends_on, made_by=actor, made_at=at,
    )  # fmt: skip
    _record("training-plan.made", plan, actor, at)
    return plan


@transaction.atomic
def add_item(*, plan: TrainingPlan, item: ItemData, actor: Person | None, at: datetime) -> PlanItem:
    """Add one thing to do. Fact ``training-plan.changed``.

    Raises:
        PlanRefused: no title, a due date outside the period, a badge of another organisation, too many items.
        NotHerPlan: the plan is not hers to write.
    """
    _check(plan.organisation, plan.person, actor)
    if not item.title.strip():
        raise PlanRefused(reasons="Say what is to be done.")
    if not plan.starts_on <= item.due_on <= plan.ends_on:
        raise PlanRefused(reasons="It is due outside the plan's period.")
    if plan.items.count() >= limits.PLAN_ITEMS:
        raise PlanRefused(reasons=f"A plan holds at most {limits.PLAN_ITEMS} things.")
    badges = _badges(plan.organisation, item.badges)
    made = PlanItem.objects.create(
        plan=plan, title=item.title.strip(), due_on=item.due_on, source=item.source.strip(), pathways=list(item.pathways)
    )
    made.badges.set(badges)
    _record("training-plan.changed", plan, actor, at)
    return made


def _badges(organisation: Organisation, codes: Sequence[str]) -> list[Achievement]:
    """The badges of which one does the item."""
    found = list(Achievement.objects.filter(organisation=organisation, code__in=[UUID(code) for code in codes]))
    if len(found) != len(set(codes)):
        raise PlanRefused(reasons="A badge is none of yours.")
    return found


@transaction.atomic
def remove_item(*, item: PlanItem, actor: Person, at: datetime) -> None:
    """Take one thing away. Fact ``training-plan.changed``."""
    _check(item.plan.organisation, item.plan.person, actor)
    item.delete()
    _record("training-plan.changed", item.plan, actor, at)


@transaction.atomic
def remove_plan(*, plan: TrainingPlan, actor: Person, at: datetime) -> None:
    """Take a plan away; what people hold stays. Fact ``training-plan.removed``."""
    _check(plan.organisation, plan.person, actor)
    organisation, subject = plan.organisation.ref(), plan.ref()
    plan.delete()
    journal.record("training-plan.removed", subject=subject, organisation=organisation, actor=actor.ref(), at=at)


@transaction.atomic
def mark_done(*, item: PlanItem, person: Person, note: str, actor: Person, at: datetime) -> PlanItemDone:
    """Say of one person that an item is done, with a note; the first one stands. Fact ``training-plan.item-done``.

    Raises:
        PlanRefused: no note, or the plan is not for this person. NotHerPlan: neither the person herself nor who plans for her.
    """
    plan = item.plan
    if not note.strip():
        raise PlanRefused(reasons="Write how you know.")
    if not _is_for(plan, person):
        raise PlanRefused(reasons="This plan is not for this person.")
    if actor != person:
        _check(plan.organisation, person, actor)
    today = day_in(at, plan.organisation.time_zone)
    done, made = PlanItemDone.objects.get_or_create(
        item=item, person=person, defaults={"done_on": today, "note": note.strip(), "by": actor}
    )
    if made:
        _record("training-plan.item-done", plan, actor, at)
    return done


@transaction.atomic
def mark_open(*, item: PlanItem, person: Person, actor: Person, at: datetime) -> None:
    """Take such a word back. Fact ``training-plan.changed``."""
    if actor != person:
        _check(item.plan.organisation, person, actor)
    if PlanItemDone.objects.filter(item=item, person=person).delete()[0]:
        _record("training-plan.changed", item.plan, actor, at)


def _is_for(plan: TrainingPlan, person: Person) -> bool:
    """Whether a plan is for somebody: hers, or of a job that she has or had in its period."""
    if plan.job_role is None:
        return plan.person_id == person.pk
    return plan.job_role.holdings.filter(membership__person=person, membership__state=Membership.State.ACTIVE).exists()


def _works_at(person: Person, organisation: Organisation) -> bool:
    return Membership.objects.filter(person=person, organisation=organisation, state=Membership.State.ACTIVE).exists()


def _check(organisation: Organisation, person: Person | None, actor: Person | None) -> None:
    """Whoever may write it; the loader may."""
    if actor is None:
        return
    roles = access.check(actor, organisation, to=Act.PLAN_TRAINING)
    if person is None:
        allowed = training.may_plan_for_jobs(roles)
    else:
        hers = manages(actor, person, organisation)
        allowed = training.may_plan_for(roles, mode=Mode(organisation.mode), is_her_manager=hers)
    if not allowed:
        raise NotHerPlan


def _record(kind: str, plan: TrainingPlan, actor: Person | None, at: datetime) -> None:
    journal.record(kind, subject=plan.ref(), organisation=plan.organisation.ref(), actor=actor.ref() if actor else None, at=at)
