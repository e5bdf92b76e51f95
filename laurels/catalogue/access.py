"""Load and authorise in one call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from laurels.catalogue.errors import BadgeNotFound, PlanNotFound, ProposalNotFound, ReviewNotFound, TaskNotFound
from laurels.catalogue.final import FINAL
from laurels.catalogue.models import (
    AchievementVersion,
    Alignment,
    JobTask,
    Judge,
    PlanItem,
    Proposal,
    Proposer,
    ReviewTask,
    TrainingPlan,
    with_review_state,
)
from laurels.catalogue.rules import training
from laurels.people.access import check, enter, roles_of, uses
from laurels.people.models import Membership, Organisation, Person
from laurels.people.rules import Act, Mode, Role, Switch, may

PUBLIC = FINAL
_WITH = ("achievement__organisation", "strategy", "author", "previous", "equivalence")
PAGE = ("achievement__organisation", "strategy", "previous", "successor", "author")


def get_version(
    person: Person, code: UUID, *, to: Act, slug: str | None = None, rows: QuerySet[Any] | None = None
) -> AchievementVersion:
    """A version of one of her organisations, for somebody who may do this there; anybody else's is not found.

    Args:
        rows: where the version is looked for, with what a page reads along.
        slug: the organisation beneath whose address it is asked for; at another's it is not found either.
    """
    found = AchievementVersion.objects.all() if rows is None else rows
    version = found.select_related(*_WITH).filter(code=code).first()
    if version is None or slug not in (None, version.achievement.organisation.slug):
        raise BadgeNotFound
    check(person, version.achievement.organisation, to=to)
    return version


def get_public(code: UUID) -> AchievementVersion:
    """A version that was published, for anybody; a draft is not there. It comes with all that its page shows."""
    version = _with_its_page().filter(code=code, state__in=PUBLIC).first()
    if version is None:
        raise BadgeNotFound
    _with_alignments(version)
    return version


def get_public_successor(code: UUID) -> tuple[AchievementVersion, AchievementVersion]:
    """(the version before, the version), both once published, for anybody: one query, for whoever reads their rows anew."""
    related = ("strategy", "achievement__organisation", "previous__strategy", "previous__achievement__organisation")
    version = AchievementVersion.objects.select_related(*related).filter(code=code, state__in=PUBLIC).first()
    before = version.previous if version else None
    if version is None or before is None or before.state not in PUBLIC:
        raise BadgeNotFound
    return before, version


def get_before_others(person: Person, slug: str, code: UUID, *, judges: bool = True) -> AchievementVersion:
    """A version of any state with all that its public page would show, for somebody who sees drafts there.

    Args:
        judges: read who judges it as well; a document names none.
    """
    plain = AchievementVersion.objects.select_related(*PAGE).prefetch_related("elements__levels", "alignments")
    found = _with_its_page() if judges else plain
    version = found.filter(code=code, achievement__organisation__slug=slug).first()
    if version is None:
        raise BadgeNotFound
    _with_alignments(version)
    check(person, version.achievement.organisation, to=Act.SEE_DESIGN)
    return version


def _with_its_page() -> QuerySet[Any]:
    """Versions as their public pages show them.

    With each come its lines, the version after it, by name those of its judges who still work there, its review state, whether it
    is ``aligned`` or ``translated``, and whether a job task needs it or somebody is named as who proposed it (``told``).
    """
    there = Q(
        person__memberships__organisation=F("version__achievement__organisation"),
        person__memberships__state=Membership.State.ACTIVE,
    )
    judges = Prefetch("judges", Judge.objects.filter(there).select_related("person").order_by("person__name", "pk"))
    named = Proposer.objects.filter(proposal__achievement=OuterRef("achievement"), credited=True)
    serving = JobTask.objects.filter(badges=OuterRef("achievement"))
    resting = Alignment.objects.filter(version=OuterRef("pk"))
    translations = AchievementVersion.objects.filter(edition_of=OuterRef("pk"), state__in=PUBLIC)
    return (
        with_review_state(AchievementVersion.objects.all())
        .annotate(told=Exists(named) | Exists(serving), aligned=Exists(resting), translated=Exists(translations))
        .select_related(*PAGE)
        .prefetch_related(judges, "elements__levels")
    )


def _with_alignments(version: Any) -> None:
    """What it rests on; where the database said that it rests on nothing, nothing is asked."""
    nothing = Prefetch("alignments", Alignment.objects.none())
    prefetch_related_objects([version], "alignments" if getattr(version, "aligned", True) else nothing)


def get_review(person: Person, slug: str, code: UUID) -> ReviewTask:
    """An open review of one of her organisations, for somebody who designs there."""
    organisation, _ = enter(person, slug, to=Act.DESIGN, switch=Switch.PLANNING)
    related = ("version__achievement__organisation", "version__achievement__owner", "version__author", "version__strategy")
    mine = ReviewTask.objects.filter(version__achievement__organisation=organisation, done_at__isnull=True)
    task = mine.select_related(*related).defer("version__picture_png", "version__picture_svg").filter(code=code).first()
    if task is None:
        raise ReviewNotFound
    return task


def get_proposal(person: Person, slug: str, code: UUID) -> tuple[Proposal, frozenset[Role]]:
    """A proposal, for those who proposed it, for whoever answers and for designers; for everybody else it is not there.

    Whoever proposed it reads it also after she left: her name on the badge's page stays hers to say.
    """
    found = Proposal.objects.select_related("organisation", "answered_by", "achievement").prefetch_related("proposers__person")
    proposal = found.filter(organisation__slug=slug, code=code).first()
    if proposal is not None and any(one.person_id == person.pk for one in proposal.proposers.all()):
        return proposal, roles_of(person, proposal.organisation)
    organisation, roles = enter(person, slug, to=Act.PROPOSE, switch=Switch.PLANNING)
    if proposal is None or not may(roles, Act.SEE_STRATEGY, mode=Mode(organisation.mode)):
        raise ProposalNotFound
    return proposal, roles


def get_task(person: Person, slug: str, code: UUID, *, to: Act) -> JobTask:
    """A job task of an organisation in which she may do this."""
    organisation, _ = enter(person, slug, to=to, switch=Switch.PLANNING)
    task = _tasks().filter(organisation=organisation, code=code).first()
    if task is None:
        raise TaskNotFound
    return task


def get_public_task(code: UUID) -> JobTask:
    """A job task, for anybody: what a badge serves is named and linked (DOMAIN 1, 8)."""
    task = _tasks().filter(code=code).first()
    if task is None or not uses(task.organisation, Switch.PLANNING):
        raise TaskNotFound
    return task


def _tasks() -> QuerySet[JobTask]:
    return JobTask.objects.select_related("organisation", "owner").prefetch_related("roles__job_role")


@dataclass(frozen=True)
class SeenPlan:
    """A training plan that she may see: as whose plan, and whether she may write it."""

    plan: TrainingPlan
    person: Person | None
    may_write: bool


def get_plan(viewer: Person, slug: str, code: UUID, *, of: UUID | None = None) -> SeenPlan:
    """A training plan: her own, one of somebody whom she manages, or any for whoever plans for everybody.

    Args:
        of: of a plan for a whole job, whose states she wants to see; her own when she has that job.
    """
    organisation, roles = enter(viewer, slug, to=Act.SEE_ORGANISATION, switch=Switch.PLANNING)
    found = TrainingPlan.objects.select_related("organisation", "person", "job_role").filter(organisation=organisation, code=code)
    plan = found.first()
    if plan is None:
        raise PlanNotFound
    mode = Mode(organisation.mode)
    if plan.person is not None:
        writes = training.may_plan_for(roles, mode=mode, is_her_manager=False) or (
            training.may_plan_for(roles, mode=mode, is_her_manager=True) and manages(viewer, plan.person, organisation)
        )
        if not writes and plan.person != viewer:
            raise PlanNotFound
        return SeenPlan(plan, plan.person, writes)
    holders = _holders(plan)
    writes = may(roles, Act.PLAN_TRAINING, mode=mode) and training.may_plan_for_jobs(roles)
    person = holders.filter(code=of).first() if of else holders.filter(pk=viewer.pk).first()
    allowed = writes or (person is not None and (person == viewer or manages(viewer, person, organisation)))
    if not allowed or (of is not None and person is None):
        raise PlanNotFound
    return SeenPlan(plan, person, writes)


def _holders(plan: TrainingPlan) -> QuerySet[Person]:
    """Who has the job of a plan there now."""
    now = Q(jobs__to_on__isnull=True) & Q(jobs__job_role=plan.job_role)
    there = Membership.objects.filter(now, organisation=plan.organisation, state=Membership.State.ACTIVE)
    return Person.objects.filter(pk__in=there.values("person"))


def manages(actor: Person, person: Person, organisation: Organisation) -> bool:
    """Whether somebody is the line manager of another there now."""
    hers = Membership.objects.filter(organisation=organisation, person=person, manager__person=actor, state=Membership.State.ACTIVE)
    return hers.exists()


def get_item(seen: SeenPlan, code: UUID) -> PlanItem:
    """One thing of a plan that was loaded above."""
    item = seen.plan.items.filter(code=code).first()
    if item is None:
        raise PlanNotFound
    return item
