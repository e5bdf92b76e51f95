"""Words for what rules name, as pages say them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.people import importing
from laurels.people.importing import Field, Problem
from laurels.people.roster import Verdict
from laurels.people.rules import Mode, Role, Switch

ROLE_NAMES = {
    Role.OWNER: _("Programme owner"),
    Role.DESIGNER: _("Badge designer"),
    Role.ASSESSOR: _("Assessor"),
    Role.ADMIN: _("Issuer administrator"),
    Role.MANAGER: _("Manager"),
    Role.LEARNER: _("Learner"),
}
ROLE_WORDS = {
    Role.OWNER: _("Decides what badges are for, publishes them, and chooses the rules."),
    Role.DESIGNER: _("Writes badges."),
    Role.ASSESSOR: _("Judges what people show, and awards."),
    Role.ADMIN: _("Looks after people, keys and settings, and revokes."),
    Role.MANAGER: _("Sees which badges the people of a team hold for their job."),
}
MODE_NAMES = {Mode.SMALL: _("Small"), Mode.ASSURED: _("Assured")}
SWITCH_NAMES = {
    Switch.PLANNING: _("Planning: the whole programme on one page, proposals, job tasks, training plans, reviews that are due"),
    Switch.FRAMEWORKS: _("Frameworks: lists of competencies to which badges are aligned"),
    Switch.ENDORSEMENTS: _("Endorsements: somebody outside puts her name to a badge, to an award or to you"),
    Switch.WRITING: _("Writing in full: elements with levels, standards, patterns, language editions"),
}
VERDICTS = {
    Verdict.NEW: _("Will be added."),
    Verdict.MEMBER: _("Works here already. Nothing to do."),
    Verdict.TWICE: _("Stands here twice. The first one counts."),
    Verdict.NO_NAME: _("There is no name. Write it before the address."),
    Verdict.BAD_ADDRESS: _("This address cannot be right. Mend it, or leave it out and print a code."),
    Verdict.TOO_LONG: _("The name or the team is too long. Shorten it."),
    Verdict.TOO_MANY: _("Beyond 500 rows. Add the first ones, then paste the rest."),
}

FIELD_NAMES = {
    Field.NUMBER: _("Staff number"),
    Field.NAME: _("Name"),
    Field.FIRST: _("First name"),
    Field.LAST: _("Family name"),
    Field.ADDRESS: _("E-mail address"),
    Field.TEAM: _("Team"),
    Field.SITE: _("Site"),
    Field.JOB: _("Job"),
    Field.SINCE: _("In this job since"),
    Field.MANAGER: _("Line manager"),
}
WHAT = {
    "name": _("Name"),
    "number": _("Staff number"),
    "address": _("Address"),
    "team": _("Team"),
    "site": _("Site"),
    "job": _("Job"),
    "since": _("In this job since"),
    "manager": _("Line manager"),
}
IMPORT_VERDICTS = {
    importing.Verdict.NEW: _("Join"),
    importing.Verdict.AGAIN: _("Are there again"),
    importing.Verdict.CHANGED: _("Change"),
    importing.Verdict.SAME: _("Nothing to do"),
    importing.Verdict.REFUSED: _("Refused"),
}
_PROBLEMS = {
    Problem.FORMULA: _("There is a formula, or a fault of one, under “{about}”. Write its value in its place."),
    Problem.NO_NAME: _("There is no name. Write it."),
    Problem.TOO_LONG: _("Something in it is too long, or too many; at most {about}. Shorten it."),
    Problem.BAD_ADDRESS: _("“{about}” cannot be an e-mail address. Mend it, or leave it out and print a code."),
    Problem.BAD_DATE: _("“{about}” can be read as more than one day, or as none. Write it as 2026-11-24."),
    Problem.NUMBER_TWICE: _("Row {about} has this staff number already. Give each person a number of her own."),
    Problem.ADDRESS_TWICE: _("Row {about} has this address already. One address is one person's."),
    Problem.SAME_PERSON: _("Row {about} is about the same person. Keep one of the two."),
    Problem.TWO_PEOPLE: _("The number and the addresses belong to different people here ({about}). Mend the one that is wrong."),
    Problem.OTHER_PERSON: _(
        "Number {about} is somebody else's here: name and address are both different. Change one at a time, or the number."
    ),
    Problem.ADDRESS_PROVEN: _(
        "Somebody else has proven that this address is hers. Leave it out, or ask the person for another one."
    ),
    Problem.NUMBER_LEFT: _(
        "Number {about} was that of somebody who left. If it is she, write her address or her old name; else another number."
    ),
    Problem.SEVERAL_OF_THE_NAME: _("Several people here are called {about}. Write her staff number or her address."),
    Problem.OWN_MANAGER: _("She stands as her own line manager ({about}). Write another one, or leave it empty."),
    Problem.MANAGER_UNKNOWN: _(
        "The line manager “{about}” stands neither in the file nor in the register. Mend it, or leave it empty."
    ),
    Problem.MANAGER_SEVERAL: _("Several people are called “{about}”. Write the line manager's staff number or address."),
    Problem.MANAGER_REFUSED: _("The line manager's own row {about} is refused. Mend that one first."),
    Problem.MANAGER_CIRCLE: _("The line managers go round in a circle: {about}. Mend one of them."),
    Problem.JOB_DAYS: _("“{about}” would begin before the job that she has now, or within days in which she had it. Mend the day."),
    Problem.CHANGED_MEANWHILE: _(
        "Somebody changed this in the register after you looked. Send the row again to see the difference."
    ),
    Problem.LAST_OWNER: _("{about} is the only programme owner and stays. Make somebody else one first."),
    Problem.OWNER_STAYS: _("{about} is a programme owner; only an owner can let her go."),
}


def problem_words(problem: str, about: str) -> str:
    """Why a row is refused, and what to do."""
    return str(_PROBLEMS[Problem(problem)]).format(about=about)
