"""What can go wrong when a document is sealed.

HouseError
├─ SealRefused       our own lint found something: nothing was signed
├─ SelfCheckFailed   what was signed does not verify: it stays hidden
├─ ClockWentBack     the clock is before the last sealing
└─ CredentialNotFound  no such credential, or it is closed
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, Invalid, NotFound, Unavailable


class SealRefused(Invalid):
    """The document would not be accepted by our own verifier, so no key was used."""

    code = "sealing.refused"
    sentence = _("This badge cannot be signed as it stands: {reasons}")
    hint = _("Mend what is named, then award again. Nothing was signed and nothing is lost.")


class SelfCheckFailed(Conflict):
    """The signed bytes do not verify; they were thrown away and the award stays hidden."""

    code = "sealing.self-check-failed"
    sentence = _("The signed badge did not pass our own check, so nobody can see it.")
    hint = _("Tell the operator to run `laurels check`; the award is kept and will be sealed again.")


class ClockWentBack(Unavailable):
    """The machine's clock is more than five seconds before the last sealing."""

    code = "sealing.clock-went-back"
    sentence = _("The machine's clock has jumped back, so signing has stopped.")
    hint = _("The operator sets the clock right; waiting awards are signed by themselves.")


class CredentialNotFound(NotFound):
    """There is no credential at this address, or it is closed."""

    code = "sealing.credential-not-found"
    sentence = _("There is nothing at this address.")
    hint = _("It may not have been accepted yet, or its holder has closed it.")
