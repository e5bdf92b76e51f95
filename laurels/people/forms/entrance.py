"""What people type to come in: allauth's forms in our words, and codes from paper."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    AddEmailForm,
    BaseConfirmCodeForm,
    LoginForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
    SignupForm,
)
from allauth.core import context, ratelimit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from laurels.common import limits
from laurels.common.fields import LineField
from laurels.people import codes, selectors

PASSWORD_HELP = _("Ten characters or more. Three words that do not belong together are good.")


def _plain(field: forms.Field, label: Any) -> None:
    """Our label, and no placeholder: a label that vanishes while one types helps nobody."""
    field.label = label
    field.help_text = ""
    field.widget.attrs.pop("placeholder", None)


def _as_address(field: forms.Field, label: Any) -> None:
    _plain(field, label)
    field.widget.attrs["autocomplete"] = "email"


class SignInForm(LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_address(self.fields["login"], _("E-mail address"))
        _plain(self.fields["password"], _("Password"))


class PasswordAgainForm(ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["password"], _("Password"))


class AddAddressForm(AddEmailForm):
    """One more address; a code goes there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_address(self.fields["email"], _("One more address"))


class LetterCodeForm(BaseConfirmCodeForm):
    """The short code from a letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user, self.email = kwargs.pop("user", None), kwargs.pop("email", None)
        super().__init__(*args, **kwargs)
        _plain(self.fields["code"], _("Code from the letter"))


class SignUpForm(SignupForm):
    """Name, address, password; only where the operator opened sign-up."""

    name = LineField(
        label=_("Your name"),
        max_length=limits.PERSON_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_address(self.fields["email"], _("Your own e-mail address"))
        _plain(self.fields["password1"], _("Password"))
        self.fields["password1"].help_text = PASSWORD_HELP

    def validate_unique_email(self, value: str) -> str:
        """Only a proven address, or one that somebody was invited by, is taken; a squatter's claim is not."""
        self.account_already_exists = selectors.person_to_write_to(value) is not None
        return value


class RequestCodeForm(RequestLoginCodeForm):
    """The address that a sign-in code goes to; the answer is the same whoever has it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_address(self.fields["email"], _("E-mail address"))

    def clean_email(self) -> str:
        """Find whom to write to, and count the request against the address."""
        email: str = self.cleaned_data["email"].lower()
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise get_adapter().validation_error("too_many_login_attempts")
        self._user = selectors.person_to_write_to(email)
        return email


class CodeForm(forms.Form):
    """A one-use code as typed from paper."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Six groups of five. Capitals, spaces and dashes do not matter."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "characters"}),
    )

    def clean_code(self) -> str:
        """Say at once when something is missing; whether the code opens a door is another question."""
        typed: str = self.cleaned_data["code"]
        if codes.read_code(typed) is None:
            raise ValidationError(_("A code has thirty characters in six groups of five. Count them, and type again what differs."))
        return typed
