"""A file or an address, what is said about it, and what is said about an item."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.common import limits
from laurels.common.fields import LineField
from laurels.common.tables import DELIMITERS, ENCODINGS
from laurels.frameworks import selectors
from laurels.frameworks.errors import SourceUnreadable
from laurels.frameworks.models import Import
from laurels.frameworks.readers import Choices, Role
from laurels.frameworks.services import Wishes


class BringForm(forms.Form):
    """One of the two: a file, or an address."""

    file = forms.FileField(
        label=_("A file"),
        required=False,
        help_text=_("CASE (JSON), a table (CSV or Excel), SKOS (Turtle, RDF/XML, N-Triples, JSON-LD) or skill descriptors (RSD)."),
    )
    address = LineField(
        label=_("Or its address"),
        required=False,
        max_length=limits.ADDRESS,
        help_text=_("For instance of a CASE package: https://…/ims/case/v1p1/CFPackages/…"),
        widget=forms.URLInput(attrs={"autocomplete": "off", "placeholder": "https://"}),
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of them; a file over the limit is not read."""
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("file")) == bool(cleaned.get("address")):
            raise forms.ValidationError(_("Choose a file, or give an address: one of the two."))
        if cleaned.get("file") and cleaned["file"].size > limits.FRAMEWORK_FILE:
            problem = SourceUnreadable(reason=f"It is larger than {limits.FRAMEWORK_FILE // 1_048_576} MB.")
            self.add_error("file", problem.for_people())
        return cleaned


class WishesForm(forms.Form):
    """How a file is read and what is said about it; only the fields that its format asks for are there."""

    newer_than = forms.ChoiceField(label=_("Is it a newer version of one that is here?"), required=False)
    own = forms.BooleanField(
        label=_("We wrote this framework ourselves"),
        required=False,
        help_text=_("Then everybody can read it at an address of this installation, and each item has one there."),
    )
    title = LineField(label=_("What it is called"), max_length=limits.FRAMEWORK_NAME)
    publisher = LineField(label=_("Who publishes it"), required=False, max_length=limits.FRAMEWORK_TITLE)
    version = LineField(label=_("Its version"), required=False, max_length=limits.FRAMEWORK_CODE)
    licence = LineField(label=_("Its licence"), required=False, max_length=limits.FRAMEWORK_ADDRESS)
    language = forms.ChoiceField(label=_("Language of the words"), required=False)
    encoding = forms.ChoiceField(label=_("Letters"), required=False)
    delimiter = forms.ChoiceField(label=_("What parts its cells"), required=False)

    def __init__(self, data: Any = None, *, row: Import) -> None:
        super().__init__(data, initial=_initial(row))
        self.row = row
        self._choices("newer_than", [("", _("No, it is another framework")), *selectors.versions_before(row)])
        self._choices("language", [(tag, tag or _("not said")) for tag in row.summary.get("languages", {})])
        self._choices("encoding", list(ENCODINGS.items()) if row.choices.get("encoding") else [])
        self._choices("delimiter", list(DELIMITERS.items()) if row.choices.get("delimiter") else [])
        if row.form == "case":
            for name in ("title", "publisher", "version", "licence"):
                del self.fields[name]
        self._add_columns()

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """The choices of a field; a field without a choice is not there."""
        if len(choices) < 2:
            del self.fields[name]
            return
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _add_columns(self) -> None:
        """One field for each role of a table: which column has it."""
        headings = self.row.summary.get("headings") or []
        if not headings:
            return
        columns = [(str(place), heading or f"column {place + 1}") for place, heading in enumerate(headings)]
        for role, words, column in selectors.columns_of(self.row):
            initial = "" if column is None else str(column)
            self.fields[f"column_{role.value}"] = forms.ChoiceField(
                label=words.capitalize(), required=False, choices=[("", _("no column")), *columns], initial=initial
            )

    def columns(self) -> list[forms.BoundField]:
        """The fields of the columns, for the page."""
        return [self[name] for name in self.fields if name.startswith("column_")]

    def others(self) -> list[forms.BoundField]:
        """All other fields, in order."""
        return [self[name] for name in self.fields if not name.startswith("column_")]

    def wishes(self) -> Wishes:
        """What was chosen."""
        given = self.cleaned_data
        columns = {role: int(given[f"column_{role.value}"]) for role in Role if given.get(f"column_{role.value}")}
        has_columns = any(name.startswith("column_") for name in self.fields)
        choices = Choices(
            encoding=given.get("encoding", ""),
            delimiter=given.get("delimiter", ""),
            columns=columns if has_columns else None,
            language=given.get("language", ""),
        )
        said = {name: given[name] for name in ("title", "publisher", "version", "licence") if name in given}
        newer = given.get("newer_than", "") if "newer_than" in self.fields else ""
        return Wishes(choices=choices, own=given["own"], newer_than=newer, **said)


def _initial(row: Import) -> dict[str, Any]:
    """What is chosen now."""
    head = {name: row.head.get(name, "") for name in ("title", "publisher", "version", "licence", "own")}
    read = {name: row.choices.get(name, "") for name in ("language", "encoding", "delimiter")}
    return {**head, **read, "newer_than": str(row.newer_than.code) if row.newer_than else ""}


class DemandForm(forms.Form):
    """Why an item is in demand."""

    note = LineField(
        label=_("Who needs it, and what for?"),
        required=False,
        max_length=limits.DEMAND_NOTE,
        help_text=_("One sentence. It stands under Coverage until a badge is aligned to this item."),
    )


class DeprecateForm(forms.Form):
    """What takes an item's place."""

    replacement = LineField(
        label=_("What takes its place"),
        required=False,
        max_length=limits.FRAMEWORK_ADDRESS,
        help_text=_("The code or the official address of another item, as it stands in your frameworks. Left empty: nothing does."),
    )
