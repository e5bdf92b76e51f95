"""A file of definitions, and what is chosen of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.catalogue.selectors.brought import BroughtPage
from laurels.common import limits


class BringForm(forms.Form):
    """The file."""

    definitions = forms.FileField(
        label=_("The file"),
        help_text=_("Open Badges 2.0 or 3.0 as JSON, or a table (CSV, XLSX) with one badge in each line. At most 10 MB."),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty. Choose another.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".json,.jsonld,.csv,.tsv,.txt,.xlsx"}),
    )

    def clean_definitions(self) -> tuple[str, bytes]:
        """(name, bytes) of the file; one over the limit is not read."""
        upload = self.cleaned_data["definitions"]
        if upload.size > limits.TABLE_BYTES:
            raise forms.ValidationError(_("This file is larger than 10 MB. Send it in parts."))
        return upload.name or "file", bytes(upload.read())


class TakeForm(forms.Form):
    """Which of the badges become drafts; those whose name is here already are not ticked."""

    def __init__(self, *arguments: Any, page: BroughtPage, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.page = page
        self.fields["take"] = forms.MultipleChoiceField(
            label=_("Become drafts"),
            required=False,
            choices=[(row.place, row.title) for row in page.rows],
            initial=[row.place for row in page.rows if not row.known],
            error_messages={"invalid_choice": _("Choose among the badges of this file.")},
        )

    def ticked(self) -> Sequence[str]:
        """Places that are ticked, or would be at first."""
        return self["take"].value() or []


class ColumnsForm(forms.Form):
    """Which column of a table is what."""

    def __init__(self, *arguments: Any, page: BroughtPage, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choices = [
            ("-1", _("Not in the file")),
            *((str(place), head or f"{place + 1}") for place, head in enumerate(page.headings)),
        ]
        for field, words, place in page.columns:
            self.fields[field] = forms.ChoiceField(label=words, choices=choices, initial=str(place), required=False)

    def chosen(self) -> dict[str, int]:
        """Field -> place of its column; fields that the file does not have are left out."""
        places = {name: int(place) for name, place in self.cleaned_data.items() if place}
        return {name: place for name, place in places.items() if place >= 0}
