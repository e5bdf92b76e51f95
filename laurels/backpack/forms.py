"""What a person may hand in: an answer to an offer, or a badge from elsewhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.common import limits


class AcceptForm(forms.Form):
    """The answer to an offer, and once the question for a second way in."""

    open_address = forms.BooleanField(
        label=_("Open its unlisted address"),
        required=False,
        initial=True,
        help_text=_("Whoever has the address can check the badge. Your name is not on it. You can close it at any time."),
    )
    second_address = forms.EmailField(
        label=_("A personal e-mail address"),
        required=False,
        max_length=254,
        help_text=_("So that your badges stay within reach when this job ends. We send one letter to confirm it."),
    )


class TakeInForm(forms.Form):
    """A badge from any issuer: a file, a text or an address."""

    file = forms.FileField(
        label=_("A picture or a file"),
        required=False,
        help_text=_("The badge's picture (PNG or SVG) as its issuer gave it to you, or a .json or .jwt file."),
    )
    text = forms.CharField(
        label=_("Or paste its text"),
        required=False,
        strip=True,
        max_length=limits.PASTED_CREDENTIAL,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
    )
    address = forms.URLField(label=_("Or give its address"), required=False, assume_scheme="https", max_length=limits.ADDRESS)

    def clean(self) -> dict[str, Any]:
        """Something must be there, and not more than we read."""
        data = super().clean() or {}
        file = data.get("file")
        if file is not None and file.size > limits.UPLOADED_CREDENTIAL:
            self.add_error("file", _("This file is too large for a badge. Ask its issuer for a smaller picture."))
        elif not self.errors and not any(data.get(name) for name in ("file", "text", "address")):
            raise forms.ValidationError(_("Choose a file, paste a text or give an address."))
        return data

    def given(self) -> bytes | None:
        """The bytes that were uploaded or pasted; None when an address was given."""
        if file := self.cleaned_data.get("file"):
            return bytes(file.read())
        if text := self.cleaned_data.get("text"):
            return text.encode()
        return None
