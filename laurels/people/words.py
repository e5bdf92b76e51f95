"""Words for what rules name, as pages say them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

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
