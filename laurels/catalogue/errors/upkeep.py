"""Looking at a published badge again when its day has come."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, Invalid, NotFound


class ReviewNotFound(NotFound):
    """There is no such review for this person."""

    code = "catalogue.review-not-found"
    sentence = _("There is no such review.")
    hint = _("Open the reviews of your programme to see what is due.")


class ReviewEnded(Conflict):
    """Somebody has looked at it again already."""

    code = "catalogue.review-ended"
    sentence = _("Somebody has ended this review meanwhile.")
    hint = _("The list of reviews says what came of it.")


class NextReviewUnusable(Invalid):
    """The day until which a badge is right cannot be used."""

    code = "catalogue.next-review-unusable"
    sentence = _("This cannot be its next review: {reason}")
    hint = _("Choose a day after today and at most two years away.")
