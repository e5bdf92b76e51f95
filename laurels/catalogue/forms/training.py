"""What people type about training plans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.catalogue.rules import proposing
from laurels.catalogue.services.training import ItemData
from laurels.common import limits
from laurels.common.fields import LineField

TICKED = 40
"""So many badges stand as ticks; more of them as a list [count]."""
NO_DAY = {"invalid": _("This is no day. Write it as 2027-03-31.")}


def _day(**options: Any) -> forms.DateField:
    """A day, picked or typed."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, error_messages=NO_DAY, **options)


class PlanForm(forms.Form):
    """A plan for one person or for one job."""

    person = LineField(
        label=_("For whom?"),
        help_text=_("A name or an address of somebody whom you plan for."),
        max_length=limits.PERSON_NAME,
        required=False,
    )
    job_role = forms.ChoiceField(label=_("Or for everybody in a job"), required=False)
    title = LineField(label=_("What is it called?"), max_length=limits.TASK_TITLE)
    source = LineField(
        label=_("Where does it come from?"),
        help_text=_("For instance the yearly talk, an audit, a law."),
        max_length=limits.PLAN_SOURCE,
        required=False,
    )
    starts_on = _day(label=_("From"))
    ends_on = _day(label=_("To"))

    def __init__(
        self, *arguments: Any, people: Sequence[tuple[str, str, str]], jobs: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self._people = people
        job = self.fields["job_role"]
        assert isinstance(job, forms.ChoiceField)
        job.choices = [("", _("No, for one person")), *jobs]
        if not jobs:
            del self.fields["job_role"]

    def clean_person(self) -> str:
        """The code of whoever is named, among those for whom she may plan; empty for nobody."""
        codes, faults = proposing.matched([str(self.cleaned_data["person"])], self._people)
        if faults:
            raise forms.ValidationError(list(faults))
        return codes[0] if codes else ""

    def clean(self) -> dict[str, Any]:
        """One person or one job."""
        data: dict[str, Any] = super().clean() or {}
        if "person" in data and bool(data["person"]) == bool(data.get("job_role")):
            raise forms.ValidationError(_("A plan is for one person or for one job: fill in one of the two."))
        return data


class ItemForm(forms.Form):
    """One thing to do."""

    title = LineField(label=_("What is to be done?"), max_length=limits.TASK_TITLE)
    due_on = _day(label=_("Until"))
    badges = forms.MultipleChoiceField(
        label=_("Badges that do it"),
        help_text=_("It is done as soon as one of them is held. Without one, somebody says that it is done."),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": "6"}),
    )
    source = LineField(label=_("Reference"), max_length=limits.PLAN_SOURCE, required=False)

    def __init__(self, *arguments: Any, badges: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["badges"]
        assert isinstance(field, forms.ChoiceField)
        if len(badges) <= TICKED:
            field.widget = forms.CheckboxSelectMultiple()
        field.choices = badges

    def item(self) -> ItemData:
        """What was typed, for the verb."""
        data = self.cleaned_data
        return ItemData(data["title"], data["due_on"], data["source"], tuple(data["badges"]))


class DoneForm(forms.Form):
    """How somebody knows that an item is done."""

    note = LineField(label=_("How do you know?"), max_length=limits.PLAN_NOTE)
