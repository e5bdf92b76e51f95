"""What people type where badges are planned: proposals, their answers, and the end of a review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.catalogue.rules import lines_of, proposing
from laurels.catalogue.rules.proposing import Proposed
from laurels.common import limits
from laurels.common.fields import LineField


class ProposalForm(forms.Form):
    """A badge that somebody would like to see."""

    title = LineField(
        label=_("What could it be called?"), help_text=_("A working name; it can change."), max_length=limits.BADGE_NAME
    )
    need = forms.CharField(
        label=_("What would it help with?"),
        help_text=_("One or two sentences: what goes better when people can do this."),
        max_length=limits.BUSINESS_NEED,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    lines = forms.CharField(
        label=_("What would people be able to do?"),
        help_text=_("In your own words, one thing on each line. Whoever writes the badge makes them exact."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    together = forms.CharField(
        label=_("Who proposes it with you?"),
        help_text=_("Nobody, or colleagues: a name or an address on each line."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    credited = forms.BooleanField(
        label=_("My name may stand on the badge’s page"),
        help_text=_("“First proposed by …”. You can change this at any time."),
        required=False,
    )

    def __init__(self, *arguments: Any, colleagues: list[tuple[str, str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._colleagues = colleagues

    def clean_together(self) -> tuple[str, ...]:
        """Codes of those who are named; a line that names nobody, or several, says so."""
        codes, faults = proposing.matched(str(self.cleaned_data["together"]).splitlines(), self._colleagues)
        if faults:
            raise forms.ValidationError(list(faults))
        return codes

    def proposed(self) -> Proposed:
        """What was typed, for the verb."""
        data = self.cleaned_data
        return Proposed(data["title"].strip(), " ".join(data["need"].split()), lines_of(data["lines"]))


class AnswerForm(forms.Form):
    """Yes, later or no."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            (proposing.YES, _("Yes: begin the draft")),
            (proposing.LATER, _("Later")),
            (proposing.NO, _("No")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    writer = forms.ChoiceField(
        label=_("Who writes it?"),
        help_text=_("Of a yes. In Assured mode somebody else then approves it."),
        required=False,
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Whoever proposed it reads this. “Later” and “no” need it."),
        required=False,
        max_length=limits.ANSWER_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *arguments: Any, writers: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        chosen = self.fields["writer"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = writers


class StillRightForm(forms.Form):
    """Until when a badge is right as it stands."""

    next_on = forms.DateField(
        label=_("Right until"),
        help_text=_("At most two years away; then it is looked at again."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is no day. Write it as 2027-03-31.")},
    )
    words = forms.CharField(
        label=_("What you looked at"),
        help_text=_("One line for the next person; it stands in the history, not on the badge."),
        required=False,
        max_length=limits.REVIEW_WORDS,
    )
