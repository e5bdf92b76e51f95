"""What a stranger may hand in: a picture or file, a pasted text, or an address; and two further questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.common import limits
from laurels.verification.errors import NothingToCheck


class CheckForm(forms.Form):
    """One badge, in whatever form it came. Fields keep what was typed when something is wrong."""

    file = forms.FileField(
        label=_("A picture or a file"),
        required=False,
        help_text=_("A badge picture (PNG or SVG), a .json or a .jwt file."),
    )
    text = forms.CharField(
        label=_("Or paste its text"),
        required=False,
        strip=True,
        max_length=limits.PASTED_CREDENTIAL,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
    )
    address = forms.URLField(label=_("Or give its address"), required=False, assume_scheme="https", max_length=limits.ADDRESS)
    recipient = forms.CharField(
        label=_("Is it about the person before me?"),
        required=False,
        max_length=254,
        help_text=_("Type the e-mail address that the person gave you. We compare it and forget it."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    on = forms.DateField(label=_("Was it valid on another day?"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

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
