"""Questions about people, answered with frozen data."""

from laurels.people.selectors.account import AccountPage, account_page
from laurels.people.selectors.identities import (
    ARRIVED,
    Identity,
    addresses,
    has_arrived,
    identities,
    letter_address,
    person_of,
    person_to_write_to,
)
from laurels.people.selectors.members import (
    MemberPage,
    PeoplePage,
    member_addresses,
    member_page,
    people_page,
    waiting_for_paper,
)
from laurels.people.selectors.organisations import is_set_up, mode_history
from laurels.people.selectors.register import Job, JobRoleLine, Report, current_jobs, job_history, job_roles, reports_of

__all__ = [
    "ARRIVED",
    "AccountPage",
    "Identity",
    "Job",
    "JobRoleLine",
    "MemberPage",
    "PeoplePage",
    "Report",
    "account_page",
    "addresses",
    "current_jobs",
    "has_arrived",
    "identities",
    "is_set_up",
    "job_history",
    "job_roles",
    "letter_address",
    "member_addresses",
    "member_page",
    "mode_history",
    "people_page",
    "person_of",
    "person_to_write_to",
    "reports_of",
    "waiting_for_paper",
]
