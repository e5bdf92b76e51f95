"""What people type in this room."""

from laurels.people.forms.account import FirstPasswordForm, NameForm, PasswordForm
from laurels.people.forms.entrance import (
    AddAddressForm,
    CodeForm,
    LetterCodeForm,
    PasswordAgainForm,
    RequestCodeForm,
    SignInForm,
    SignUpForm,
)
from laurels.people.forms.members import AddPeopleForm, EndForm, JobForm, PageForm, PlaceForm, RemoveForm, WantedForm
from laurels.people.forms.passkeys import AddPasskeyForm, PasskeyAgainForm, SignInPasskeyForm
from laurels.people.forms.settings import ModeForm, SettingsForm, SwitchesForm

__all__ = [
    "AddAddressForm",
    "AddPasskeyForm",
    "AddPeopleForm",
    "CodeForm",
    "EndForm",
    "FirstPasswordForm",
    "JobForm",
    "LetterCodeForm",
    "ModeForm",
    "NameForm",
    "PageForm",
    "PasskeyAgainForm",
    "PasswordAgainForm",
    "PasswordForm",
    "PlaceForm",
    "RemoveForm",
    "RequestCodeForm",
    "SettingsForm",
    "SignInForm",
    "SignInPasskeyForm",
    "SignUpForm",
    "SwitchesForm",
    "WantedForm",
]
