"""What can go wrong with a letter.

HouseError
└─ AddressUnusable   no address that a letter can be sent to
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Invalid


class AddressUnusable(Invalid):
    """The address is none, or holds what no header may hold."""

    code = "mail.address-unusable"
    sentence = _("A letter cannot be sent to this address.")
    hint = _("Write one plain e-mail address, for instance ana@example.org.")
