"""Awarding one person, and revoking."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.common import limits
from laurels.issuing.rules import REASONS
from laurels.sealing.terms import EvidenceLink


class AwardForm(forms.Form):
    """One award: which badge, whom, what she did."""

    badge = forms.ChoiceField(label=_("Which badge?"))
    learner = forms.ChoiceField(label=_("Who has earned it?"))
    seen = forms.BooleanField(
        label=_("I have seen every line of this badge"),
        help_text=_("Each one, at work. Whatever is missing stays open: award the badge when all is there."),
        error_messages={"required": _("Award the badge when you have seen every line of it.")},
    )
    narrative = forms.CharField(
        label=_("What did she do?"),
        help_text=_("A sentence or two that travel with the badge. No names of customers or colleagues."),
        required=False,
        max_length=limits.STATEMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    evidence_name = forms.CharField(
        label=_("Evidence: what is it?"), required=False, max_length=200, help_text=_("Only what may be public.")
    )
    evidence_url = forms.URLField(
        label=_("Evidence: its address"), required=False, assume_scheme="https", max_length=limits.ADDRESS
    )

    def __init__(self, *args: Any, badges: list[tuple[str, str]], learners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["badge"].choices = badges  # type: ignore[attr-defined]
        self.fields["learner"].choices = [("", _("Choose a person")), *learners]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An address without a name says nothing to a reader."""
        data = super().clean() or {}
        if data.get("evidence_url") and not data.get("evidence_name"):
            self.add_error("evidence_name", _("Say in a few words what stands at this address."))
        return data

    def evidence(self) -> tuple[EvidenceLink, ...]:
        """The evidence that was given, if any."""
        name, url = self.cleaned_data["evidence_name"], self.cleaned_data["evidence_url"]
        return (EvidenceLink(name=name, url=url or None),) if name else ()


class RevokeForm(forms.Form):
    """Why an award is revoked: a code for the register, words for the holder."""

    reason = forms.ChoiceField(label=_("Why?"), choices=list(REASONS.items()))
    words = forms.CharField(
        label=_("In your words, for the holder"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
