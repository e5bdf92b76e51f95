"""Where a member works, for whom and as what: team, site, staff number, line manager, jobs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from laurels import journal
from laurels.common.dates import day_in
from laurels.people import access
from laurels.people.errors import (
    JobEndsBefore,
    JobOverlaps,
    ManagerCircle,
    ManagerElsewhere,
    OwnManager,
    StaffNumberTaken,
)
from laurels.people.models import JobHolding, JobRole, Membership, Organisation, Person, Site, Team
from laurels.people.rules import Act, closes_circle, overlap


@transaction.atomic
def change_place(*, membership: Membership, team: str, site: str, staff_number: str, actor: Person | None, at: datetime) -> None:
    """Say where a member works and what her number is; empty is none. Fact ``member.changed`` when something changed.

    A team or site of a new name is made. ``actor`` is None for the loader of whole programmes.

    Raises:
        StaffNumberTaken: it is somebody else's, also when she has left.
    """
    _check(membership.organisation, actor)
    wanted = {
        "team": team_named(membership.organisation, team),
        "site": site_named(membership.organisation, site),
        "staff_number": staff_number,
    }
    changed = [name for name, value in wanted.items() if getattr(membership, name) != value]
    if not changed:
        return
    others = Membership.objects.filter(organisation=membership.organisation).exclude(pk=membership.pk)
    if staff_number and others.filter(staff_number__iexact=staff_number).exists():
        raise StaffNumberTaken
    for name in changed:
        setattr(membership, name, wanted[name])
    membership.save(update_fields=changed)
    data = {"changed": [name.replace("_", "-") for name in changed]}
    _record("member.changed", membership, actor, at, data)


@transaction.atomic
def set_manager(*, membership: Membership, manager: Membership | None, actor: Person | None, at: datetime) -> None:
    """Say who the line manager is, or that there is none. Fact ``manager.changed``, with who it was before.

    Raises:
        OwnManager, ManagerCircle: she would manage herself, at once or at some distance.
        ManagerElsewhere: the manager is of another organisation, or has left.
    """
    _check(membership.organisation, actor)
    if membership.manager_id == (manager.pk if manager else None):
        return
    if manager is not None:
        if manager == membership:
            raise OwnManager
        if manager.organisation_id != membership.organisation_id or manager.state != Membership.State.ACTIVE:
            raise ManagerElsewhere
        if closes_circle(managers_of(membership.organisation), membership.pk, manager.pk):
            raise ManagerCircle
    _manage(membership, manager, actor, at)


def managers_of(organisation: Organisation) -> dict[int, int | None]:
    """Who manages whom, while nobody else can change it: two changes at once could close a circle that neither sees."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    return dict(Membership.objects.filter(organisation=organisation, manager__isnull=False).values_list("pk", "manager"))


def _manage(membership: Membership, manager: Membership | None, actor: Person | None, at: datetime) -> None:
    before = membership.manager
    membership.manager = manager
    membership.save(update_fields=["manager"])
    data = {"manager": manager.code if manager else None, "before": before.code if before else None}
    _record("manager.changed", membership, actor, at, data)


@transaction.atomic
def begin_job(
    *, membership: Membership, title: str, from_on: date | None, actor: Person | None, at: datetime, to_on: date | None = None
) -> JobHolding:
    """Give a member a job, from a day or since nobody knows when; twice the same is one. Fact ``job.begun``.

    Args:
        title: of a job of the organisation; a new title is a new job.
        to_on: its last day, where the past is written down.
    Raises:
        JobOverlaps: she has this job in some of those days.
        JobEndsBefore: the last day comes before the first.
    """
    _check(membership.organisation, actor)
    if from_on is not None and to_on is not None and to_on < from_on:
        raise JobEndsBefore
    role = job_named(membership.organisation, title)
    Membership.objects.select_for_update().get(pk=membership.pk)
    held = list(membership.jobs.filter(job_role=role))
    if same := next((job for job in held if (job.from_on, job.to_on) == (from_on, to_on)), None):
        return same
    if any(overlap((job.from_on, job.to_on), (from_on, to_on)) for job in held):
        raise JobOverlaps
    job = JobHolding.objects.create(membership=membership, job_role=role, from_on=from_on, to_on=to_on)
    _record("job.begun", membership, actor, at, {"job": job.code, "role": role.code, "from": from_on})
    return job


@transaction.atomic
def end_job(*, job: JobHolding, to_on: date, actor: Person | None, at: datetime) -> None:
    """Give a job its last day; the past stays. Fact ``job.ended``.

    Raises:
        JobEndsBefore: it begins later than that.
    """
    _check(job.membership.organisation, actor)
    if job.from_on is not None and to_on < job.from_on:
        raise JobEndsBefore
    _end(job, to_on, actor, at)


def _end(job: JobHolding, to_on: date, actor: Person | None, at: datetime) -> None:
    if not JobHolding.objects.filter(pk=job.pk, to_on__isnull=True).update(to_on=to_on):
        return
    job.to_on = to_on
    _record("job.ended", job.membership, actor, at, {"job": job.code, "role": job.job_role.code, "to": to_on})


def end_places(membership: Membership, *, actor: Person | None, at: datetime) -> None:
    """She has left: her jobs end on that day, those she managed have no manager, and neither has she."""
    today = day_in(at, membership.organisation.time_zone)
    for job in membership.jobs.filter(to_on__isnull=True).select_related("membership__organisation", "job_role"):
        if job.from_on is not None and job.from_on > today:
            job.delete()  # it would have begun later
        else:
            _end(job, today, actor, at)
    for report in membership.reports.select_related("organisation", "manager"):
        _manage(report, None, actor, at)
    if membership.manager is not None:
        _manage(membership, None, actor, at)


def team_named(organisation: Organisation, name: str) -> Team | None:
    """The team of this name, whatever its case; made when it is new, None for no name."""
    if not name:
        return None
    return organisation.teams.filter(name__iexact=name).first() or Team.objects.create(organisation=organisation, name=name)


def site_named(organisation: Organisation, name: str) -> Site | None:
    """The site of this name, as ``team_named``."""
    if not name:
        return None
    return organisation.sites.filter(name__iexact=name).first() or Site.objects.create(organisation=organisation, name=name)


def job_named(organisation: Organisation, title: str) -> JobRole:
    """The job of this title, whatever its case; made when it is new."""
    known = organisation.job_roles.filter(title__iexact=title).first()
    return known or JobRole.objects.create(organisation=organisation, title=title)


def _check(organisation: Organisation, actor: Person | None) -> None:
    if actor is not None:
        access.check(actor, organisation, to=Act.KEEP_REGISTER)


def _record(kind: str, membership: Membership, actor: Person | None, at: datetime, data: Mapping[str, object]) -> None:
    journal.record(
        kind,
        subject=membership.ref(),
        organisation=membership.organisation.ref(),
        actor=actor.ref() if actor else None,
        at=at,
        data=data,
    )
