"""Where the people of a programme work, for whom and as what: jobs with their days, line managers. Twice is once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from laurels.people import services as people
from laurels.people.models import JobRole, Membership, Organisation, Person
from laurels.programmes.reading import Programme


def load(programme: Programme, organisation: Organisation, persons: Mapping[str, Person], *, at: datetime) -> dict[str, JobRole]:
    """Give the people of a file their jobs and line managers; returns the jobs by their codes in the file.

    What somebody has changed by hand since an earlier load stays: a job that begins on the same day, a manager who was set.
    """
    members = {member.person_id: member for member in Membership.objects.filter(organisation=organisation)}
    jobs = {part.code: people.job_named(organisation, part.title) for part in programme.roles}
    for held in programme.role_holders:
        member, title = members[persons[held.learner].pk], jobs[held.role].title
        if not member.jobs.filter(job_role=jobs[held.role], from_on=held.from_on).exists():
            people.begin_job(membership=member, title=title, from_on=held.from_on, to_on=held.to_on, actor=None, at=at)
    for part in programme.people:
        for code in part.manager_of:
            report = members[persons[code].pk]
            if report.manager_id is None:
                people.set_manager(membership=report, manager=members[persons[part.code].pk], actor=None, at=at)
    return jobs
