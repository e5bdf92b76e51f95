"""What can go wrong when a badge is shared or looked at.

HouseError
├─ PageNotFound    no such page, closed, withdrawn: all the same to a stranger
└─ NotForSharing   the badge is not confirmed as hers, or is not valid
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, NotFound


class PageNotFound(NotFound):
    """The address leads nowhere: never made, closed by its holder, or withdrawn."""

    code = "sharing.page-not-found"
    sentence = _("There is nothing at this address.")
    hint = _("It may have been closed by its holder. Ask the person who gave you the address, or check the badge's file.")


class NotForSharing(Conflict):
    """Only a badge that is known to be hers and valid gets a public page."""

    code = "sharing.not-for-sharing"
    sentence = _("This badge cannot have a public page now.")
    hint = _("It must be valid and awarded to an address that you have proven here. Check it again, or add that address.")
