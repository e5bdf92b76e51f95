"""What can go wrong when somebody checks a badge.

HouseError
├─ NothingToCheck     the form came without a file, a text or an address
├─ AddressRefused     the address is none that we fetch
├─ AddressUnreachable the address gave no document
└─ TooManyChecks      this visitor asked too often
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Invalid, Unavailable


class NothingToCheck(Invalid):
    """Neither a file, nor a text, nor an address was given."""

    code = "verification.nothing-to-check"
    sentence = _("There is nothing to check yet.")
    hint = _("Choose the badge's picture or file, paste its text, or give its address.")


class AddressRefused(Invalid):
    """The address is not one that may be fetched (https, public)."""

    code = "verification.address-refused"
    sentence = _("We do not open that address.")
    hint = _("Give a public address that begins with https://, or upload the badge's file instead.")


class AddressUnreachable(Invalid):
    """The address did not answer with a document in time."""

    code = "verification.address-unreachable"
    sentence = _("Nothing could be read at that address.")
    hint = _("Open it in your browser: if it works there, download the badge and upload the file.")


class TooManyChecks(Unavailable):
    """One visitor asked for more checks than we make in a minute."""

    code = "verification.too-many-checks"
    sentence = _("That was a lot of checks in one minute.")
    hint = _("Wait a minute and ask again; nothing that you typed is lost.")
