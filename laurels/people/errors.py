"""What can go wrong with people and organisations, in words that stay.

HouseError
├─ OrganisationNotFound  no such organisation, or not for this person
├─ MemberNotFound        no such member, or not for this person
├─ JobNotFound           the member has no such job
├─ TurnedOff             the organisation does not use this
├─ NotYours              her roles do not include this
├─ GrantNotHeld          she passes on a role that she does not hold
├─ LastOwner             nobody would be left who may change anything
├─ UnknownCountry        a country that is none
├─ OwnManager            somebody would manage herself
├─ ManagerCircle         each would manage the other
├─ ManagerElsewhere      the line manager works elsewhere
├─ StaffNumberTaken      somebody else has this staff number, or had it
├─ JobOverlaps           she has this job in those days already
├─ JobEndsBefore         a job would end before it begins
├─ CodeNotKnown          a code that opens no door
├─ CodeLocked            tried wrongly too often
├─ CodeUsed              each code works once
├─ CodeExpired           a code that is too old
├─ AlreadyArrived        nobody prints a code into an account that is somebody's
├─ SetupClosed           the installation is set up, or the code is another
├─ CannotJoin            an invitation and an account cannot become one
├─ ImportNotFound        no such file of people, or it was forgotten
├─ ColumnsMissing        a file without names, or with a column chosen twice
├─ ImportAsked           the file is being taken in already
├─ ImportRuns            another file is being taken in
└─ ManyLeave             more would leave than is likely to be meant
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, Invalid, NotFound, Refused


class OrganisationNotFound(NotFound):
    """There is no such organisation, or you are not one of its people."""

    code = "people.organisation-not-found"
    hint = _("Check the address, or sign in as somebody who works there.")


class MemberNotFound(NotFound):
    """This organisation has no such member."""

    code = "people.member-not-found"
    hint = _("Go back to the list of people and choose her there.")


class NotYours(Refused):
    """Your roles in this organisation do not include this."""

    code = "people.not-yours"
    hint = _("Ask a programme owner or an issuer administrator of your organisation to do it, or to give you the role.")


class TurnedOff(NotFound):
    """Your organisation does not use this."""

    code = "people.turned-off"
    hint = _("A programme owner can turn it on in the settings.")


class GrantNotHeld(Refused):
    """Nobody can pass on a role that she does not hold."""

    code = "people.grant-not-held"
    hint = _("Ask somebody who holds this role.")


class LastOwner(Conflict):
    """An organisation keeps at least one programme owner."""

    code = "people.last-owner"
    hint = _("Make somebody else a programme owner first.")


class UnknownCountry(Invalid):
    """This is not the code of a country."""

    code = "people.unknown-country"
    hint = _("Choose a country from the list.")


class CodeNotKnown(Invalid):
    """This code does not fit any door."""

    code = "people.code-not-known"
    hint = _("Check each group of five on the paper. After five wrong tries a code stops working.")


class CodeLocked(Conflict):
    """This code was tried wrongly too often and opens nothing any more."""

    code = "people.code-locked"
    hint = _("Ask the person who gave it to you to print a new one.")


class CodeUsed(Conflict):
    """This code has been used; each works once."""

    code = "people.code-used"
    hint = _("If it was you, sign in as you chose to then. If not, tell the person who gave it to you, today.")


class CodeExpired(Conflict):
    """This code is too old."""

    code = "people.code-expired"
    hint = _("Ask the person who gave it to you to print a new one.")


class AlreadyArrived(Conflict):
    """She has come in already, so nobody can print a code into her account."""

    code = "people.already-arrived"
    hint = _("She signs in as she chose to, or with the recovery code that she printed for herself.")


class SetupClosed(NotFound):
    """There is nothing to set up here, or this is not the code that was printed."""

    code = "people.setup-closed"
    hint = _("Open the address that `laurels serve` printed last. Each start prints a new one until all is set up.")


class CannotJoin(Conflict):
    """What was kept for this invitation and what is yours cannot become one."""

    code = "people.cannot-join"
    hint = _("Sign out, use the code again, and you have a second account with it.")


class OwnManager(Invalid):
    """Nobody is her own line manager."""

    code = "people.own-manager"
    hint = _("Choose somebody else, or leave the line manager empty.")


class ManagerCircle(Conflict):
    """Then each would manage the other, round in a circle."""

    code = "people.manager-circle"
    hint = _("Look at who manages the person you chose, and begin the change there.")


class ManagerElsewhere(Invalid):
    """A line manager works in the same organisation, now."""

    code = "people.manager-elsewhere"
    hint = _("Choose somebody from the list of people.")


class StaffNumberTaken(Conflict):
    """Somebody else has this staff number, or had it before she left."""

    code = "people.staff-number-taken"
    hint = _("Give a number that was never anybody else's, or leave it empty.")


class JobOverlaps(Conflict):
    """She has this job in those days already."""

    code = "people.job-overlaps"
    hint = _("Begin after the last day that stands there, or choose another job.")


class JobEndsBefore(Invalid):
    """A job ends on the day on which it begins, or later."""

    code = "people.job-ends-before"
    hint = _("Choose a later last day.")


class JobNotFound(NotFound):
    """This member has no such job."""

    code = "people.job-not-found"
    hint = _("Go back to the person's page and choose it there.")


class ImportNotFound(NotFound):
    """There is no such file of people, or it was forgotten after a month."""

    code = "people.import-not-found"
    hint = _("Bring the file again.")


class ColumnsMissing(Invalid):
    """A file needs one column with names, and no two columns of the same kind."""

    code = "people.columns-missing"
    hint = _("Say which column holds the name, or the first and the family name, and choose every kind once.")


class ImportAsked(Conflict):
    """This file is being taken in already."""

    code = "people.import-asked"
    hint = _("Look at its page to see how far it is.")


class ImportRuns(Conflict):
    """Another file of people is being taken in."""

    code = "people.import-runs"
    hint = _("Wait until it is finished, or stop it; then look at the difference again.")


class ManyLeave(Conflict):
    """{leavers} of {people} people would leave at once."""

    code = "people.many-leave"
    sentence = _("{leavers} of {people} people would leave at once.")
    hint = _("If that is meant, type the number of those who leave; else take the ticks away.")
