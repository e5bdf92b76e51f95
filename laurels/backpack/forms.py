"""What a person may hand in: an answer to an offer, or a badge from elsewhere."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


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
