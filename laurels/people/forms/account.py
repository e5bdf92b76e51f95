"""What people type about themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from laurels.common import limits
from laurels.common.fields import LineField
from laurels.people import selectors
from laurels.people.forms.entrance import PASSWORD_HELP


class NameForm(forms.Form):
    """What somebody is called."""

    name = LineField(label=_("Your name"), max_length=limits.PERSON_NAME, widget=forms.TextInput(attrs={"autocomplete": "name"}))


class PasswordForm(forms.Form):
    """A new password, typed once; the browser shows it when asked."""

    password = forms.CharField(
        label=_("New password"),
        help_text=PASSWORD_HELP,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        """Refuse what the operator's rules refuse."""
        return str(get_adapter().clean_password(self.cleaned_data["password"], self.person))


class FirstPasswordForm(PasswordForm):
    """An address and a password, where a person without either comes in for the first time."""

    email = forms.EmailField(
        label=_("Your own e-mail address"),
        help_text=_("One that stays yours when you leave. A letter goes there so that you can prove it."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    field_order = ["email", "password"]

    def clean_email(self) -> str:
        """Refuse an address that signs in somebody else."""
        email = str(self.cleaned_data["email"]).lower()
        if selectors.person_to_write_to(email) not in {None, self.person}:
            raise ValidationError(
                _("This address cannot be used here. Take another one; or, if it is yours, sign in with it first.")
            )
        return email
