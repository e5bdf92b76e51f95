"""What people say about a file of people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.common import limits
from laurels.common.tables import DELIMITERS, ENCODINGS
from laurels.people.selectors.importing import ColumnsPage
from laurels.people.words import FIELD_NAMES


class BringForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("Your file"),
        help_text=_(
            "CSV or Excel (.xlsx), one person in each row. Staff number, name, e-mail addresses, team, site, job, "
            "in this job since, line manager: whatever it has. Nothing changes before you have seen what would."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        max_length=limits.FILE_NAME,
    )


class LettersForm(forms.Form):
    """How a CSV file is written, when we have read it wrongly."""

    encoding = forms.ChoiceField(label=_("Letters"), choices=list(ENCODINGS.items()))
    delimiter = forms.ChoiceField(label=_("Cells are parted by"), choices=list(DELIMITERS.items()))


class ColumnsForm(forms.Form):
    """What each column is."""

    def __init__(self, *args: Any, page: ColumnsPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Not needed")), *((field.value, words) for field, words in FIELD_NAMES.items())]
        self.fields["headed"] = forms.BooleanField(label=_("The first row holds headings"), required=False, initial=page.headed)
        for column in page.columns:
            self.fields[f"column-{column.place}"] = forms.ChoiceField(
                label=column.heading, help_text=column.samples, choices=choices, required=False, initial=column.field
            )

    def columns(self) -> Mapping[int, str]:
        """Place of a column -> field."""
        return {
            int(name.removeprefix("column-")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("column-") and value
        }

    def lines(self) -> list[forms.BoundField]:
        """The columns, without the tick."""
        return [self[name] for name in self.fields if name.startswith("column-")]


class BeginForm(forms.Form):
    """The last question before a file is taken in."""

    letters = forms.BooleanField(required=False)
    leavers = forms.IntegerField(min_value=0, max_value=limits.TABLE_ROWS, required=False)
