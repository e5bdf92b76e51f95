"""The verbs of this room, by what they change."""

from laurels.people.services.codes import CODE_DAYS, Claim, claim_code, letter_code, print_code, recovery_code
from laurels.people.services.importing import (
    MOST_BYTES,
    begin_import,
    choose_columns,
    choose_leaving,
    discard_import,
    forget_imports,
    read_again,
    resume_import,
    stop_import,
    take_file,
)
from laurels.people.services.members import NewPerson, add_people, leave
from laurels.people.services.organisations import Settings, change_settings, found_organisation, set_mode, turn_on
from laurels.people.services.persons import choose_password, gather, rename
from laurels.people.services.register import begin_job, change_place, end_job, job_named, set_manager
from laurels.people.services.roles import grant_role, set_roles, withdraw_role
from laurels.people.services.setup import (
    FirstAnswers,
    FirstPerson,
    check_setup_code,
    complete_setup,
    issue_setup_code,
)

__all__ = [
    "CODE_DAYS",
    "MOST_BYTES",
    "Claim",
    "FirstAnswers",
    "FirstPerson",
    "NewPerson",
    "Settings",
    "add_people",
    "begin_import",
    "begin_job",
    "change_place",
    "change_settings",
    "check_setup_code",
    "choose_columns",
    "choose_leaving",
    "choose_password",
    "claim_code",
    "complete_setup",
    "discard_import",
    "end_job",
    "forget_imports",
    "found_organisation",
    "gather",
    "grant_role",
    "issue_setup_code",
    "job_named",
    "leave",
    "letter_code",
    "print_code",
    "read_again",
    "recovery_code",
    "rename",
    "resume_import",
    "set_manager",
    "set_mode",
    "set_roles",
    "stop_import",
    "take_file",
    "turn_on",
    "withdraw_role",
]
