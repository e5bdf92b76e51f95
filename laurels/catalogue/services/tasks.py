"""Verbs of job tasks: kept with the badges that they need and the jobs that do them, and removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from laurels import journal
from laurels.catalogue.errors import TaskRefused, TaskTwice
from laurels.catalogue.models import Achievement, JobTask, JobTaskRole
from laurels.catalogue.rules import tree
from laurels.catalogue.rules.tree import TreeRefused
from laurels.catalogue.selectors.tasks import names_of
from laurels.people import access
from laurels.people.models import JobRole, Organisation, Person
from laurels.people.rules import Act


@transaction.atomic
def keep_task(
    *,
    organisation: Organisation,
    title: str,
    needs: Mapping[str, Any],
    owner: Person | None,
    job_roles: Sequence[UUID | str],
    actor: Person | None,
    at: datetime,
    task: JobTask | None = None,
) -> JobTask:
    """Keep a job task, a new one or another text of one that is there. Fact ``job-task.kept``.

    Args:
        needs: the rule tree in its JSON form, achievements by their codes. job_roles: codes; a job that is new stands last there.
        actor: None for the loader.
    Raises:
        TaskRefused: no title, a rule that validation refuses, a badge or a job of nobody or of another organisation.
        TaskTwice: another task has this title.
    """
    if actor is not None:
        access.check(actor, organisation, to=Act.WRITE_TASKS)
    rule, badges = _read(organisation, needs)
    jobs = _jobs(organisation, job_roles)
    if not title.strip():
        raise TaskRefused(reasons="Say what the work is.")
    made = task is None
    task = task or JobTask(organisation=organisation, made_at=at)
    task.title, task.needs, task.owner, task.changed_at = title.strip(), tree.as_data(rule), owner, at
    try:
        with transaction.atomic():
            task.save()
    except IntegrityError:
        raise TaskTwice from None
    task.badges.set(badges)
    _set_jobs(task, jobs)
    journal.record(
        "job-task.kept",
        subject=task.ref(),
        organisation=organisation.ref(),
        actor=actor.ref() if actor else None,
        at=at,
        data={"new": made},
    )
    return task


def _read(organisation: Organisation, needs: Mapping[str, Any]) -> tuple[tree.Node, list[Achievement]]:
    """The rule and the rows of its badges."""
    try:
        rule = tree.parse(needs, names=names_of(organisation))
    except TreeRefused as refused:
        raise TaskRefused(reasons=" ".join(refused.reasons)) from None
    wanted = {badge.achievement for badge in tree.badges(rule)}
    rows = Achievement.objects.filter(organisation=organisation, code__in=[code for code in wanted if _is_code(code)])
    found = list(rows)
    if len(found) != len(wanted):
        raise TaskRefused(reasons="A badge of this rule is none of yours.")
    return rule, found


def _is_code(text: str) -> bool:
    """Whether a text can be a code at all."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _jobs(organisation: Organisation, codes: Sequence[UUID | str]) -> list[JobRole]:
    """The jobs that do it."""
    wanted = {str(code) for code in codes}
    found = list(JobRole.objects.filter(organisation=organisation, code__in=[code for code in wanted if _is_code(code)]))
    if len(found) != len(wanted):
        raise TaskRefused(reasons="A job is none of your organisation's.")
    return found


def _set_jobs(task: JobTask, jobs: Sequence[JobRole]) -> None:
    """Exactly these jobs; one that stays keeps its place among the job's tasks, a new one stands last there."""
    JobTaskRole.objects.filter(task=task).exclude(job_role__in=jobs).delete()
    known = set(JobTaskRole.objects.filter(task=task).values_list("job_role_id", flat=True))
    for job in jobs:
        if job.pk not in known:
            JobTaskRole.objects.create(task=task, job_role=job, place=job.task_roles.count() + 1)


@transaction.atomic
def remove_task(*, task: JobTask, actor: Person, at: datetime) -> None:
    """Take a job task away; badges and what people hold stay. Fact ``job-task.removed``."""
    organisation = task.organisation
    access.check(actor, organisation, to=Act.WRITE_TASKS)
    subject = task.ref()
    task.delete()
    journal.record("job-task.removed", subject=subject, organisation=organisation.ref(), actor=actor.ref(), at=at)
