"""The fields that the style guide shows, empty, filled and wrong."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class StyleForm(forms.Form):
    """One field of each kind."""

    words = forms.CharField(
        label=_("Its name"),
        help_text=_("As people will say it."),
        error_messages={"required": _("Give the badge a name, for instance “Safe Shelf”.")},
    )
    lines = forms.CharField(
        label=_("What people will be able to do"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write at least one line.")},
    )
    choice = forms.ChoiceField(
        label=_("How long it lasts"),
        choices=[("2", _("2 years")), ("0", _("Does not expire"))],
        error_messages={"invalid_choice": _("“%(value)s” could be months or years. Choose one of these.")},
    )
    several = forms.MultipleChoiceField(
        label=_("Who judges"),
        help_text=_("Nobody judges a badge for herself."),
        choices=[("joan", "Joan Abara"), ("idris", "Idris Vale")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose who judges.")},
    )
    one = forms.ChoiceField(
        label=_("How many of you are there?"),
        choices=[("small", _("Under fifty")), ("assured", _("Fifty or more, or inspected"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    tick = forms.BooleanField(
        label=_("I have seen every line of this badge"),
        help_text=_("An award without it would say nothing."),
        error_messages={"required": _("Tick this when you have seen every line.")},
    )
    file = forms.FileField(
        label=_("Its picture or file"),
        error_messages={"required": _("Choose a file first.")},
    )


FILLED = {
    "words": "Safe Shelf",
    "lines": "Checks dates.\nKeeps chilled food cold.",
    "choice": "2",
    "several": ["joan"],
    "one": "small",
    "tick": True,
}
WRONG = {"choice": "Two"}
