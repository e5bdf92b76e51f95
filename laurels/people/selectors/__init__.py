"""Questions about people, answered with frozen data."""

from laurels.people.selectors.account import AccountPage, account_page
from laurels.people.selectors.export import register_rows
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
from laurels.people.selectors.importing import (
    columns_page,
    difference_lines,
    difference_page,
    done_page,
    latest_imports,
    missing_codes,
    missing_page,
    refusals,
    refused_rows,
)
from laurels.people.selectors.members import (
    MemberPage,
    PeoplePage,
    Wanted,
    meant,
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
    "Wanted",
    "account_page",
    "addresses",
    "columns_page",
    "current_jobs",
    "difference_lines",
    "difference_page",
    "done_page",
    "has_arrived",
    "identities",
    "is_set_up",
    "job_history",
    "job_roles",
    "latest_imports",
    "letter_address",
    "meant",
    "member_addresses",
    "member_page",
    "missing_codes",
    "missing_page",
    "mode_history",
    "people_page",
    "person_of",
    "person_to_write_to",
    "refusals",
    "refused_rows",
    "register_rows",
    "reports_of",
    "waiting_for_paper",
]
