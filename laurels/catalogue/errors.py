"""What can go wrong with badges.

HouseError
├─ BadgeNotFound     no such badge, or not for this person
├─ DraftIncomplete   a field of the five is missing or too much
├─ JudgeUnknown      a judge is none of the organisation's people
├─ NobodyJudges      a badge that can be earned is left without a judge
├─ NotYourself       with the rules of the large, its writer adds herself to the judges
├─ MovedMeanwhile    the version is in another state than was thought
├─ SecondPersonNeeded with the rules of the large, nobody publishes her own draft
├─ TextFinal         what is published never changes
├─ NotOfFiveFields   it says more than the five fields can hold
├─ PublishedOnce     a draft that others may have seen is not thrown away
├─ TooLateToTakeBack the undo window is over, or somebody holds the badge
└─ PictureUnusable   an uploaded picture is damaged, too large, or no picture
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, Invalid, NotFound, Refused


class BadgeNotFound(NotFound):
    """There is no such badge for this person."""

    code = "catalogue.badge-not-found"
    sentence = _("There is no such badge.")
    hint = _("Open the catalogue to see every badge that is published here.")


class DraftIncomplete(Invalid):
    """One of the five fields is missing, or holds too much."""

    code = "catalogue.draft-incomplete"
    sentence = _("This badge is not ready to be published: {reasons}")
    hint = _("Fill in what is named; everything you typed is kept.")


class JudgeUnknown(Invalid):
    """A named judge does not work in this organisation."""

    code = "catalogue.judge-unknown"
    sentence = _("Somebody who should judge is not one of your people.")
    hint = _("Add her under People first, then choose her here.")


class NobodyJudges(Invalid):
    """A badge that can be earned needs somebody who judges it."""

    code = "catalogue.nobody-judges"
    sentence = _("Somebody must judge this badge.")
    hint = _("Choose at least one person. If nobody should earn it any more, retire it.")


class NotYourself(Refused):
    """With the rules of a large organisation, whoever wrote a badge does not make herself its judge."""

    code = "catalogue.not-yourself"
    sentence = _("In your organisation somebody else decides that you judge what you wrote.")
    hint = _("Ask another programme owner to name you, or choose somebody else.")


class MovedMeanwhile(Conflict):
    """Somebody else has moved this badge on."""

    code = "catalogue.moved-meanwhile"
    sentence = _("This badge has been changed meanwhile.")
    hint = _("Open it again to see how it stands.")


class SecondPersonNeeded(Refused):
    """With the rules of a large organisation, whoever wrote a badge does not approve it."""

    code = "catalogue.second-person-needed"
    sentence = _("In your organisation somebody else publishes what you wrote.")
    hint = _("Ask another programme owner to open this draft and publish it.")


class TextFinal(Conflict):
    """The text of a published version never changes."""

    code = "catalogue.text-final"
    sentence = _("This badge is published, so its text never changes.")
    hint = _("Take publishing back while that is possible, or write its next version.")


class NotOfFiveFields(Conflict):
    """A version that came from a file says more than five fields hold."""

    code = "catalogue.not-of-five-fields"
    sentence = _("This badge says more than the five fields hold, so they cannot write its next version.")
    hint = _("Take its next version in from the file that it came from, or write a new badge.")


class PublishedOnce(Conflict):
    """A draft that was published once may have been seen, so it is kept."""

    code = "catalogue.published-once"
    sentence = _("This badge was published once, so its draft is kept.")
    hint = _("Publish it again, or leave it: nobody but your designers sees a draft.")


class TooLateToTakeBack(Conflict):
    """Publishing can be taken back for a while, and only while nobody was awarded the badge."""

    code = "catalogue.too-late-to-take-back"
    sentence = _("This badge can no longer be taken back.")
    hint = _("Retire it instead: nobody can earn it any more, and whoever holds it keeps it.")


class PictureUnusable(Invalid):
    """The uploaded picture cannot be read or is too large."""

    code = "catalogue.picture-unusable"
    sentence = _("This picture cannot be used.")
    hint = _("Upload a PNG, JPEG, WebP or plain SVG of at most 2 MB and 4,096 pixels a side, or keep the one that drew itself.")
