"""Job tasks and training plans of a programme, through the services that the pages use. Twice is once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from laurels.catalogue.models import Achievement, JobTask, JobTaskRole, TrainingPlan
from laurels.catalogue.services import tasks, training
from laurels.people.models import JobRole, Organisation, Person
from laurels.people.rules import Mode
from laurels.programmes.reading import Programme, TrainingPlanPart


def load(
    programme: Programme, organisation: Organisation, persons: Mapping[str, Person], jobs: Mapping[str, JobRole], *, at: datetime
) -> tuple[int, int]:
    """Write the job tasks and plans of a file; returns how many there are of each. What was changed by hand since stays.

    Args:
        persons, jobs: code in the file -> row.
    """
    rows = Achievement.objects.filter(organisation=organisation).values_list("handle", "code")
    codes = {handle: str(code) for handle, code in rows}
    made = _tasks(programme, organisation, persons, jobs, codes, at=at)
    _order(programme, jobs, made)
    _look_after(programme, organisation, persons)
    for part in programme.training_plans:
        _plan(part, organisation, persons, codes, at=at)
    return len(programme.job_tasks), len(programme.training_plans)


def _tasks(
    programme: Programme,
    organisation: Organisation,
    persons: Mapping[str, Person],
    jobs: Mapping[str, JobRole],
    codes: Mapping[str, str],
    *,
    at: datetime,
) -> dict[str, JobTask]:
    """Every job task by its code in the file."""
    made = {}
    for part in programme.job_tasks:
        known = JobTask.objects.filter(organisation=organisation, title__iexact=part.title).first()
        made[part.code] = known or tasks.keep_task(
            organisation=organisation,
            title=part.title,
            needs=_translated(part.needs, codes),
            owner=persons.get(part.owner or ""),
            job_roles=[jobs[role.code].code for role in programme.roles if part.code in role.job_tasks],
            actor=None,
            at=at,
        )
    return made


def _translated(node: Mapping[str, Any], codes: Mapping[str, str]) -> dict[str, Any]:
    """A rule of the file, its achievements by the codes that they have here."""
    found = dict(node)
    if "achievement" in node:
        found["achievement"] = codes[node["achievement"]]
    if "children" in node:
        found["children"] = [_translated(child, codes) for child in node["children"]]
    return found


def _order(programme: Programme, jobs: Mapping[str, JobRole], made: Mapping[str, JobTask]) -> None:
    """The tasks of each job stand in the order of the file."""
    for role in programme.roles:
        for place, code in enumerate(role.job_tasks, 1):
            JobTaskRole.objects.filter(job_role=jobs[role.code], task=made[code]).update(place=place)


def _plan(
    part: TrainingPlanPart, organisation: Organisation, persons: Mapping[str, Person], codes: Mapping[str, str], *, at: datetime
) -> None:
    """One plan with its items, unless it is there."""
    person = persons[part.learner]
    if TrainingPlan.objects.filter(organisation=organisation, person=person, title=part.title).exists():
        return
    starts_on, ends_on = part.period
    plan = training.make_plan(
        organisation=organisation,
        title=part.title,
        person=person,
        job_role=None,
        source=_named(part.source, persons),
        starts_on=starts_on,
        ends_on=ends_on,
        actor=None,
        at=at,
    )
    for item in part.items:
        badges = tuple(codes[handle] for handle in item.badges)
        data = training.ItemData(item.title, item.due, item.source, badges, item.pathways)
        training.add_item(plan=plan, item=data, actor=None, at=at)


def _named(words: str, persons: Mapping[str, Person]) -> str:
    """Words of the file with people by their names."""
    return re.sub(r"[a-z]+-[a-z]+", lambda found: persons[code].name if (code := found.group()) in persons else code, words)


def _look_after(programme: Programme, organisation: Organisation, persons: Mapping[str, Person]) -> None:
    """Badges that nobody looks after yet are looked after by the programme's owner, and belong to its family."""
    owner = next((persons[part.code] for part in programme.people if "programme_owner" in part.roles), None)
    mine = Achievement.objects.filter(organisation=organisation, handle__in=[part.code for part in programme.achievements])
    if owner is not None:
        mine.filter(owner=None).update(owner=owner)
    if programme.organisation.mode != Mode.SMALL:
        mine.filter(family="").update(family=programme.title[:80])
