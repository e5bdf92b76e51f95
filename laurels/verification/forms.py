"""What a stranger may hand in: a picture or file, a pasted text, or an address; and two further questions."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laurels.common import limits
from laurels.verification.errors import NothingToCheck

EARLIEST = date(2011, 1, 1)
"""Open Badges began in this year; earlier days are typing errors."""


class AskForm(forms.Form):
    """Two further questions about a badge that is before us already."""

    recipient = forms.CharField(
        label=_("Is it about the person before me?"),
        required=False,
        max_length=254,
        help_text=_("Type the e-mail address that the person gave you. We compare it and forget it."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    on = forms.DateField(
        label=_("Was it valid on another day?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as in 2026-03-31.")},
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def clean_on(self) -> date | None:
        """A day that has been: nobody can say what will be valid."""
        day: date | None = self.cleaned_data.get("on")
        if day is not None and not EARLIEST <= day <= timezone.localdate(self.at):
            raise forms.ValidationError(_("Choose a day between 1 January 2011 and today."))
        return day

    def moment(self) -> datetime | None:
        """The end of the day that was asked about, or now when that is still to come; None when no day was given."""
        day = self.cleaned_data["on"]
        end = datetime.combine(day, time(23, 59, 59), tzinfo=timezone.get_default_timezone()) if day else None
        return min(end, self.at) if end else None


class GivenForm(forms.Form):
    """One badge, in whatever form it came. Fields keep what was typed when something is wrong."""

    file = forms.FileField(
        label=_("A picture or a file"),
        required=False,
        help_text=_("A badge picture (PNG or SVG) as its issuer gave it, a .json or a .jwt file."),
    )
    text = forms.CharField(
        label=_("Or paste its text"),
        required=False,
        strip=True,
        max_length=limits.PASTED_CREDENTIAL,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"null_characters_not_allowed": _("This is no text. Is it a picture? Upload the file instead.")},
    )
    address = forms.URLField(
        label=_("Or give its address"),
        required=False,
        assume_scheme="https",
        max_length=limits.ADDRESS,
        error_messages={"invalid": _("This is no web address. One begins with https://.")},
    )

    def clean_file(self) -> Any:
        """Refuse a file over the limit before it is read."""
        file = self.cleaned_data.get("file")
        if file is not None and file.size > limits.UPLOADED_CREDENTIAL:
            megabytes = limits.UPLOADED_CREDENTIAL // 1024**2
            raise forms.ValidationError(
                _("This file is larger than %(n)d MB. Save the badge's picture anew, smaller."), params={"n": megabytes}
            )
        return file

    def clean(self) -> dict[str, Any]:
        """Something must be there, unless a field already said what is wrong with it."""
        data = super().clean() or {}
        if not self.errors and not any(data.get(name) for name in ("file", "text", "address")):
            raise forms.ValidationError(NothingToCheck().for_people())
        return data

    def given(self) -> bytes | None:
        """The bytes that were uploaded or pasted; None when an address was given."""
        if file := self.cleaned_data.get("file"):
            return bytes(file.read())
        if text := self.cleaned_data.get("text"):
            return text.encode()
        return None


class CheckForm(AskForm, GivenForm):
    """A badge that a stranger brings, and at once what else she wants to know of it."""

    field_order = ("file", "text", "address", "recipient", "on")
