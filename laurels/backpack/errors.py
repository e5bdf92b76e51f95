"""What can go wrong in My badges.

HouseError
├─ OfferNotFound, ItemNotFound   not there, or not this person's
├─ OfferAnswered                 already accepted or declined
├─ NotABadge                     the bytes hold no badge that can be read
└─ BackpackFull                  more items than one backpack keeps
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, Invalid, NotFound


class OfferNotFound(NotFound):
    """There is no such offer for this person."""

    code = "backpack.offer-not-found"
    sentence = _("There is no badge waiting here for you.")
    hint = _("Open My badges: everything that was awarded to you waits there.")


class ItemNotFound(NotFound):
    """There is no such badge in this person's backpack."""

    code = "backpack.item-not-found"
    sentence = _("This badge is not in your backpack.")
    hint = _("Open My badges to see what you own.")


class OfferAnswered(Conflict):
    """The offer was accepted or declined before."""

    code = "backpack.offer-answered"
    sentence = _("You have answered this offer already.")
    hint = _("Open My badges: if you accepted it, it is there.")


class NotABadge(Invalid):
    """The bytes are no Open Badge in any form that we read."""

    code = "backpack.not-a-badge"
    sentence = _("No badge could be read from this. {reason}")
    hint = _("Take the picture or file exactly as its issuer gave it to you; a screenshot or a copy from a chat loses it.")


class BackpackFull(Invalid):
    """The backpack holds as many badges as one person's may."""

    code = "backpack.full"
    sentence = _("Your backpack holds as many badges as we can keep for one person.")
    hint = _("Take out a badge that you no longer need, then add this one.")
