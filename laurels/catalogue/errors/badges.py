"""Badges and the five fields of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, Invalid, NotFound


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


class NotOfFiveFields(Conflict):
    """A version that was written in full says more than five fields hold."""

    code = "catalogue.not-of-five-fields"
    sentence = _("This badge says more than the five fields hold, so they cannot write it.")
    hint = _("Turn on “Writing in full” under Settings; nothing of it is lost meanwhile.")


class TextFinal(Conflict):
    """The text of a published version never changes."""

    code = "catalogue.text-final"
    sentence = _("This badge is published, so its text never changes.")
    hint = _("Take publishing back while that is possible, or write its next version.")


class PublishedOnce(Conflict):
    """A draft that was published once may have been seen, so it is kept."""

    code = "catalogue.published-once"
    sentence = _("This badge was published once, so its draft is kept.")
    hint = _("Publish it again, or leave it: nobody but your designers sees a draft.")
