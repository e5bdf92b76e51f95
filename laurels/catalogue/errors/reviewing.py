"""The second person who reads a badge before it is published."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, Refused


class SecondPersonNeeded(Refused):
    """With the rules of a large organisation, whoever wrote a badge does not approve it."""

    code = "catalogue.second-person-needed"
    sentence = _("In your organisation somebody else publishes what you wrote.")
    hint = _("Ask another programme owner to open this draft and publish it.")


class NobodyReviews(Conflict):
    """Nobody but the author may review here."""

    code = "catalogue.nobody-reviews"
    sentence = _("Nobody else here may review this badge.")
    hint = _("Make somebody else a programme owner first, or choose another reviewer.")


class NotReviewed(Conflict):
    """With the rules of a large organisation, a second person reviews a badge before it is published."""

    code = "catalogue.not-reviewed"
    sentence = _("In your organisation a second person reviews a badge before it is published.")
    hint = _("Open the draft and submit it for review.")


class ChangesAsked(Conflict):
    """The reviewer asked for a change and approves all the same."""

    code = "catalogue.changes-asked"
    sentence = _("A change was asked for, so this badge cannot be approved yet.")
    hint = _("Return it with your words, or agree where you asked for the change.")


class ElementsUnread(Conflict):
    """Not every element has been agreed to."""

    code = "catalogue.elements-unread"
    sentence = _("Not everything has been looked at: {places}.")
    hint = _("Agree to each element, or ask for a change.")
