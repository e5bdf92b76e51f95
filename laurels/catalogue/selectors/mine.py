"""What planning asks of one person, for her own start page: her job's badges, her plans' items, her proposals."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from laurels.catalogue.models import Alignment, JobTaskRole, Proposal, ReviewTask, TrainingPlan
from laurels.catalogue.ports import kept_by
from laurels.catalogue.rules import State
from laurels.catalogue.rules.holding import Kept
from laurels.catalogue.selectors.proposing import OwnProposal, hers
from laurels.catalogue.selectors.tasks import JobPart, job_parts
from laurels.catalogue.selectors.training import OwnItem, own_items
from laurels.common.dates import day_in
from laurels.frameworks.models import Item
from laurels.frameworks.rules import State as FrameworkState
from laurels.people.models import Membership, Organisation, Person

FEW = 5
JOB, PLAN, PROPOSALS = "job", "plan", "proposals"
EVERYTHING = frozenset({JOB, PLAN, PROPOSALS})
WEST = "Pacific/Niue"
"""The last zone in which a day ends: what is late there is late everywhere."""


@dataclass(frozen=True)
class Mine:
    """Her own part of what is planned."""

    job: tuple[JobPart, ...] = ()
    items: tuple[OwnItem, ...] = ()
    proposals: tuple[OwnProposal, ...] = ()


def mine(person: Person, *, at: datetime, ask: Collection[str] = EVERYTHING) -> Mine:
    """Her own part: five queries at most, where she works at one place that plans.

    Args:
        ask: which parts may hold something; what is not asked for costs nothing.
    """
    known: dict[int, tuple[Kept, ...]] = {}

    def kept(organisation: Organisation) -> tuple[Kept, ...]:
        """What she holds there, asked once."""
        if organisation.pk not in known:
            known[organisation.pk] = tuple(kept_by(organisation, [person.pk]).get(person.pk, ()))
        return known[organisation.pk]

    plans = own_items(person, kept=kept, at=at, limit=FEW) if PLAN in ask else None
    return Mine(
        job=job_parts(person, due=plans.due if plans else {}, at=at, kept=kept) if JOB in ask else (),
        items=plans.items if plans else (),
        proposals=hers(person, at=at, limit=FEW) if PROPOSALS in ask else (),
    )


@dataclass(frozen=True)
class Standing:
    """How a programme's planning stands [counts], for whoever plans.

    Attributes:
        reviews, past: badges to look at again, and of these overdue. waiting, late: proposals without an answer, and overdue.
        gaps: items in demand that no published badge serves.
    """

    reviews: int
    past: int
    waiting: int
    late: int
    gaps: int


def with_planning(organisations: QuerySet[Organisation], person: Person, *, at: datetime) -> QuerySet[Organisation]:
    """Organisations with how their planning stands and which of her own parts may hold something: asked with them, at no query."""
    today = day_in(at, WEST)
    reviews = ReviewTask.objects.filter(version__achievement__organisation=OuterRef("pk"), done_at__isnull=True)
    waiting = Proposal.objects.filter(organisation=OuterRef("pk"), answer=Proposal.Answer.OPEN)
    return organisations.annotate(
        reviews_open=_count(reviews, "version__achievement__organisation"),
        reviews_past=_count(reviews.filter(due_on__lt=today), "version__achievement__organisation"),
        proposals_waiting=_count(waiting, "organisation"),
        proposals_late=_count(waiting.filter(due_on__lt=today), "organisation"),
        demand_gaps=_count(_gaps(), "framework__organisation"),
        asks_of_her=Exists(
            JobTaskRole.objects.filter(
                job_role__holdings__membership__person=person,
                job_role__holdings__membership__state=Membership.State.ACTIVE,
            )
        ),
        plans_for_her=Exists(TrainingPlan.objects.filter(Q(person=person) | Q(job_role__holdings__membership__person=person))),
        proposed_by_her=Exists(Proposal.objects.filter(proposers__person=person, answer__in=["open", "later"])),
    )


def _gaps() -> QuerySet[Item]:
    """Items in demand of an organisation's current frameworks that no published badge serves."""
    ours = Alignment.objects.filter(
        Q(item_code=OuterRef("code")) | Q(target_url=OuterRef("uri")) & ~Q(target_url=""),
        version__achievement__organisation=OuterRef("framework__organisation"),
        version__state__in=[State.PUBLISHED, State.SUSPENDED],
    )
    wanted = Item.objects.filter(framework__organisation=OuterRef("pk"), framework__state=FrameworkState.CURRENT, in_demand=True)
    return wanted.filter(~Exists(ours))


def _count(rows: QuerySet[Any], organisation: str) -> Coalesce:
    """How many rows an organisation has, asked together with it."""
    return Coalesce(Subquery(rows.order_by().values(organisation).annotate(found=Count("pk")).values("found")), 0)


def standing_of(organisation: Any) -> Standing:
    """How the planning of an organisation stands; it comes from ``with_planning``."""
    return Standing(
        reviews=organisation.reviews_open,
        past=organisation.reviews_past,
        waiting=organisation.proposals_waiting,
        late=organisation.proposals_late,
        gaps=organisation.demand_gaps,
    )


def parts_of(organisation: Any) -> frozenset[str]:
    """Which of her own parts may hold something, as ``with_planning`` has asked."""
    told = {JOB: organisation.asks_of_her, PLAN: organisation.plans_for_her, PROPOSALS: organisation.proposed_by_her}
    return frozenset(part for part, there in told.items() if there)
