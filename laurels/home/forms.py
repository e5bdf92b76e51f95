"""The first three questions of an installation, and who asks them."""

from __future__ import annotations

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from laurels.common import limits
from laurels.common.fields import LineField
from laurels.people import countries
from laurels.people.rules import Mode, suggested_mode
from laurels.people.services import FirstAnswers, FirstPerson


class StartForm(forms.Form):
    """What are you called, in which country, how many are you; and how the first person will sign in."""

    organisation = LineField(label=_("What is your organisation called?"), max_length=limits.ORGANISATION_NAME)
    country = forms.ChoiceField(label=_("In which country?"), choices=countries.choices, initial="GB")
    people_count = forms.IntegerField(label=_("How many of you are there?"), min_value=1, max_value=10_000_000)
    name = LineField(label=_("Your name"), max_length=limits.PERSON_NAME)
    email = forms.EmailField(
        label=_("Your e-mail address"), required=False, help_text=_("You may leave it empty and come in with a passkey.")
    )
    password = forms.CharField(
        label=_("A password"),
        required=False,
        strip=False,
        help_text=_("At least ten characters. Left empty, the next page makes a passkey."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """The same rules as for every other password of the house; none is fine here."""
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password)
        return password

    def answers(self) -> FirstAnswers:
        """The three answers; under fifty people begin in Small mode, and the settings change it at any time."""
        data = self.cleaned_data
        mode = suggested_mode(data["people_count"])
        return FirstAnswers(data["organisation"].strip(), data["country"], data["people_count"], Mode(mode))

    def person(self) -> FirstPerson:
        """Whoever answers becomes the owner."""
        data = self.cleaned_data
        return FirstPerson(name=data["name"].strip(), email=data["email"] or None, password=data["password"] or None)
