"""Who works where, for whom and as what, as other rooms ask it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from laurels.people.models import JobHolding, JobRole, Membership, Organisation, Person


@dataclass(frozen=True)
class JobRoleLine:
    """One job of an organisation. ``holders``: how many members have it now or will."""

    code: UUID
    title: str
    holders: int


@dataclass(frozen=True)
class Job:
    """A member's job: what it is, and from when to when; None is not known, or still."""

    code: UUID
    role: UUID
    title: str
    from_on: date | None
    to_on: date | None


@dataclass(frozen=True)
class Report:
    """Somebody whose line manager a member is."""

    member: UUID
    person: UUID
    name: str
    team: str


def job_roles(organisation: Organisation) -> list[JobRoleLine]:
    """The jobs of an organisation by title."""
    open_ = Q(holdings__to_on__isnull=True, holdings__membership__state=Membership.State.ACTIVE)
    rows = (
        JobRole.objects.filter(organisation=organisation).annotate(holders=Count("holdings", filter=open_)).order_by("title", "pk")
    )
    return [JobRoleLine(row.code, row.title, row.holders) for row in rows]


def current_jobs(person: Person, organisation: Organisation, on: date) -> list[Job]:
    """What somebody works as in an organisation on a day; a job of which nobody knows the first day counts as begun."""
    begun = Q(from_on__isnull=True) | Q(from_on__lte=on)
    lasts = Q(to_on__isnull=True) | Q(to_on__gte=on)
    rows = JobHolding.objects.filter(begun, lasts, membership__person=person, membership__organisation=organisation)
    return [as_job(row) for row in rows.select_related("job_role").order_by("job_role__title", "pk")]


def job_history(membership: Membership) -> list[Job]:
    """All jobs of a member, the latest first."""
    rows = sorted(membership.jobs.select_related("job_role"), key=lambda job: (job.to_on or date.max, job.from_on or date.min))
    return [as_job(row) for row in reversed(rows)]


def as_job(row: JobHolding) -> Job:
    """A row with its job loaded, as data."""
    return Job(row.code, row.job_role.code, row.job_role.title, row.from_on, row.to_on)


def reports_of(membership: Membership) -> list[Report]:
    """The people whose line manager somebody is, by name; only those who work there now."""
    rows = membership.reports.filter(state=Membership.State.ACTIVE).select_related("person", "team")
    return [
        Report(row.code, row.person.code, row.person.name, row.team.name if row.team else "")
        for row in rows.order_by("person__name", "pk")
    ]
