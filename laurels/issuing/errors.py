"""What can go wrong when a badge is awarded or taken back.

HouseError
├─ AwardNotFound     no such award for this person
├─ NeverForOneself   nobody awards herself, in no mode
├─ NotAJudge         she is not named as a judge of this badge
├─ NotEarnable       the badge cannot be earned now
├─ HeldAlready       the person holds this version
├─ NotComplete       an element is open, or what was handed in cannot travel
├─ SentBefore        the same form came twice, with something else in it
├─ NotAMember        the person does not work here
├─ TooLateToTakeBack the award was accepted, or the time is over
├─ NotRevocable      the award is in a state that cannot be revoked
└─ RevocationOver    it was carried out or stopped before
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, Invalid, NotFound, Refused


class AwardNotFound(NotFound):
    """There is no such award for this person."""

    code = "issuing.award-not-found"
    sentence = _("There is no such award.")
    hint = _("Open the list of awards and choose it there.")


class NeverForOneself(Refused):
    """Nobody awards a badge to herself."""

    code = "issuing.never-for-oneself"
    sentence = _("Nobody judges a badge for herself.")
    hint = _("Ask another judge of this badge, or name a second one first.")


class NotAJudge(Refused):
    """Only the judges that a badge names award it."""

    code = "issuing.not-a-judge"
    sentence = _("You are not named as a judge of this badge.")
    hint = _("Ask one of its judges, or the owner to name you when the badge is next revised.")


class NotEarnable(Conflict):
    """Only a published badge can be awarded."""

    code = "issuing.not-earnable"
    sentence = _("This badge cannot be awarded now: it is not published, on hold or retired.")
    hint = _("Choose a published badge.")


class HeldAlready(Conflict):
    """The person holds this version already."""

    code = "issuing.held-already"
    sentence = _("This person holds this badge already.")
    hint = _("Open the award to see how it stands; when it ends, it can be awarded again.")


class NotComplete(Invalid):
    """An element is not met, or something that was handed in cannot travel with the badge."""

    code = "issuing.not-complete"
    sentence = _("This badge cannot be awarded yet: {reasons}.")
    hint = _("Mend what is named. Everything you typed is kept.")


class SentBefore(Conflict):
    """The same form was sent before, with something else in it."""

    code = "issuing.sent-before"
    sentence = _("This form was sent before, and made another award.")
    hint = _("Open the list of awards to see it. To award once more, begin with a new form.")


class NotAMember(Invalid):
    """Awards go to the organisation's own people."""

    code = "issuing.not-a-member"
    sentence = _("This person is not one of your people.")
    hint = _("Add the person under People first.")


class TooLateToTakeBack(Conflict):
    """An award can be taken back for a while, and only while nobody has accepted it."""

    code = "issuing.too-late-to-take-back"
    sentence = _("This award can no longer be taken back quietly.")
    hint = _("It was accepted, or the time is over. Revoke it with a reason instead.")


class NotRevocable(Conflict):
    """Only an award that was sealed and not revoked can be revoked."""

    code = "issuing.not-revocable"
    sentence = _("This award cannot be revoked.")
    hint = _("It was not sealed yet, or it is revoked already. Open it to see how it stands.")


class RevocationOver(Conflict):
    """It was carried out or stopped before."""

    code = "issuing.revocation-over"
    sentence = _("This revocation was carried out or stopped before.")
    hint = _("Open the award to see how it stands.")
