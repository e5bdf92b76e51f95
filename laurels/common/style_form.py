"""The fields that the style guide shows."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class StyleForm(forms.Form):
    """One field of each kind."""

    words = forms.CharField(label=_("Its name"), help_text=_("As people will say it."))
    lines = forms.CharField(label=_("What people will be able to do"), widget=forms.Textarea(attrs={"rows": 3}))
    choice = forms.ChoiceField(label=_("How long it lasts"), choices=[("2", _("2 years")), ("0", _("Does not expire"))])
    tick = forms.BooleanField(label=_("People need this for their job"), help_text=_("Then their manager sees who holds it."))
