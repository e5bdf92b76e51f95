"""What can go wrong with keys.

HouseError
├─ NoMasterKey      the master key is missing or does not open what it should
├─ NoSigningKey     the organisation has no active key for this purpose
├─ KeyMixedUp       an opened key is not the one that the organisation publishes
└─ CannotRotate     the organisation is known by its key alone
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, Unavailable


class NoMasterKey(Unavailable):
    """The master key is missing, unreadable, or not the one that wrapped the signing keys."""

    code = "keys.no-master-key"
    sentence = _("Badges cannot be signed now: the master key is missing or is another one.")
    hint = _("The operator puts the right master key back (see the operators' guide). Checking badges goes on meanwhile.")


class NoSigningKey(Unavailable):
    """There is no active signing key."""

    code = "keys.no-signing-key"
    sentence = _("This organisation has no key to sign with.")
    hint = _("Wait a moment for the first key to be made; if it is not, ask the operator to run `laurels check`.")


class KeyMixedUp(Conflict):
    """The opened private key does not fit the published one."""

    code = "keys.mixed-up"
    sentence = _("The key that was opened is not the one that this organisation publishes, so nothing was signed.")
    hint = _("Tell the operator: a key row was changed outside the product. Restore it from a backup.")


class CannotRotate(Conflict):
    """A did:key is its key: another key would be another issuer."""

    code = "keys.cannot-rotate"
    sentence = _("This organisation is known by its key alone, so the key cannot be exchanged.")
    hint = _("The operator sets LAURELS_ORIGIN to a public https address first; from then on keys can be exchanged.")
