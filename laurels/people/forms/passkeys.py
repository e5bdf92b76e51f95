"""What a passkey answers, as the script posts it."""

from __future__ import annotations

import struct
from typing import Any, cast

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from laurels.common import limits

_HOSTILE = (TypeError, ValueError, KeyError, IndexError, AttributeError, struct.error)
"""What the library below raises for an answer that no device makes; for one that is only wrong it says so itself."""


def _refusal() -> ValidationError:
    return cast(ValidationError, get_adapter().validation_error("incorrect_code"))


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey that can sign in alone: it lives on the device and asks for a finger, a face or a number."""

    passwordless = None  # not a choice here

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What do you call this device?")
        self.fields["name"].max_length = limits.PERSON_NAME

    def clean(self) -> dict[str, Any]:
        """Hold the passkey to what signing in without a password needs."""
        self.cleaned_data["passwordless"] = True
        try:
            return cast("dict[str, Any]", super().clean())
        except _HOSTILE as problem:
            raise _refusal() from problem


class _AnswerForm(AuthenticateWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        """The passkey that answered; every other answer is refused in the same words."""
        try:
            return super().clean_credential()
        except _HOSTILE as problem:
            raise _refusal() from problem


class SignInPasskeyForm(_AnswerForm, LoginWebAuthnForm):
    """A passkey that signs in."""


class PasskeyAgainForm(_AnswerForm, ReauthenticateWebAuthnForm):
    """A passkey that shows once more who somebody is."""
