"""What a reviewer and whoever submits type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.catalogue.errors import ReasonNeeded
from laurels.common.fields import LineField

WORDS = 600
SAID = (("yes", _("Agree")), ("no", _("Ask for a change")))


class RemarksForm(forms.Form):
    """One answer for every element and one for what stands around them; everything may stay open."""

    reason = forms.CharField(
        label=_("What you tell the author"),
        help_text=_("Needed when you return it. Say what should change, so that she can act on it."),
        required=False,
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, codes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = ("", *codes)
        for place in range(len(self.codes)):
            self.fields[f"said-{place}"] = forms.ChoiceField(
                label=_("Your word"), choices=SAID, required=False, widget=forms.RadioSelect
            )
            self.fields[f"words-{place}"] = LineField(label=_("What should change"), required=False, max_length=WORDS)

    def clean(self) -> dict[str, Any]:
        """A change that is asked for has words."""
        data = super().clean() or {}
        for place in range(len(self.codes)):
            if data.get(f"said-{place}") == "no" and not data.get(f"words-{place}"):
                self.add_error(f"words-{place}", ReasonNeeded().for_people())
        return data

    def remarks(self) -> list[tuple[str, bool, str]]:
        """(code, agreed, words) of everything of which something was said."""
        data = self.cleaned_data
        return [
            (code, data[f"said-{place}"] == "yes", data[f"words-{place}"])
            for place, code in enumerate(self.codes)
            if data[f"said-{place}"]
        ]

    @staticmethod
    def initial_of(said: Sequence[tuple[int, bool, str]]) -> dict[str, str]:
        """What was said before, as the form shows it: (place, agreed, words)."""
        found = {f"said-{place}": "yes" if agreed else "no" for place, agreed, _ in said}
        return found | {f"words-{place}": words for place, _, words in said}


class ReasonForm(forms.Form):
    """Why a version is put on hold or retired."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Its page shows these words to everybody."),
        required=False,
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
