"""A version on its way through its states."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, Invalid


class MovedMeanwhile(Conflict):
    """Somebody else has moved this badge on."""

    code = "catalogue.moved-meanwhile"
    sentence = _("This badge has been changed meanwhile.")
    hint = _("Open it again to see how it stands.")


class NotReady(Invalid):
    """Something stands in the way of the next step."""

    code = "catalogue.not-ready"
    sentence = _("This badge is not ready: {reasons}")
    hint = _("Mend what is named; everything that you wrote is kept.")


class HintsUnanswered(Invalid):
    """A finding that asks for an answer has none."""

    code = "catalogue.hints-unanswered"
    sentence = _("Something must be mended or answered first: {reasons}")
    hint = _("Mend it, or write beside it why it does not hold here; the reviewer reads your reason.")


class CannotBeAnswered(Conflict):
    """A finding that stops publishing was to be answered with a reason."""

    code = "catalogue.cannot-be-answered"
    sentence = _("This cannot be answered with a reason.")
    hint = _("What stops publishing can only be mended; what is mended already needs no answer.")


class ReasonNeeded(Invalid):
    """A move that others must understand has no words."""

    code = "catalogue.reason-needed"
    sentence = _("Say why in a few words.")
    hint = _("The reason is kept, and whoever it concerns reads it.")


class TooLateToTakeBack(Conflict):
    """Publishing can be taken back for a while, and only while nobody was awarded the badge."""

    code = "catalogue.too-late-to-take-back"
    sentence = _("This badge can no longer be taken back.")
    hint = _("Retire it instead: nobody can earn it any more, and whoever holds it keeps it.")


class BeforeOnHold(Conflict):
    """The version before it is on hold."""

    code = "catalogue.before-on-hold"
    sentence = _("Version {number} of this badge is on hold.")
    hint = _("Bring it back first; as soon as this version is published it takes its place.")


class AnotherIsCurrent(Conflict):
    """Another version stands for the badge."""

    code = "catalogue.another-is-current"
    sentence = _("Version {number} stands for this badge now.")
    hint = _("Open that version and begin its next one.")


class WorkOpen(Conflict):
    """People are under way towards the badge."""

    code = "catalogue.work-open"
    sentence = _("{people} still working towards this badge.")
    hint = _("Wait until they have finished, or until the last date for the old version has passed.")


class StarterStays(Conflict):
    """What others begin with is never published itself."""

    code = "catalogue.starter-stays"
    sentence = _("This is a pattern that others begin with; it is never published itself.")
    hint = _("Begin a badge with it and publish that one.")
