"""What people type about the people of an organisation."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from laurels.common import limits
from laurels.common.fields import LineField
from laurels.people.models import Membership
from laurels.people.roster import Row, heading_of, read_roster
from laurels.people.selectors import Wanted, meant
from laurels.people.services import NewPerson
from laurels.people.words import VERDICTS


@dataclass(frozen=True)
class PreviewRow:
    """One row of the preview."""

    line: int
    name: str
    email: str
    team: str
    good: bool
    words: str


class AddPeopleForm(forms.Form):
    """A pasted list."""

    people = forms.CharField(
        label=_("One person on each line"),
        help_text=_(
            "Name, then e-mail address and team if there are any: “Ola Berg, ola@example.org, Kitchen”. "
            "You can paste from a spreadsheet. Without an address you print a code for her afterwards."
        ),
        max_length=limits.PASTED_LIST,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, members: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._members = members
        self._rows: Sequence[Row] = []

    def clean_people(self) -> str:
        """Read every line; lines that cannot be used are said in the preview, not here."""
        text: str = self.cleaned_data["people"]
        self._rows = read_roster(text, members=self._members, longest_name=limits.PERSON_NAME, longest_team=limits.TEAM_NAME)
        if not self._rows:
            raise ValidationError(_("There is no name in it yet."))
        return text

    def good(self) -> list[NewPerson]:
        """The rows that will be added."""
        return [NewPerson(row.name, row.email, row.team) for row in self._rows if row.is_good]

    def refused(self) -> list[Row]:
        """The rows that have to be mended before they can be added."""
        return [row for row in self._rows if not row.is_good and not row.is_settled]

    def refused_text(self) -> str:
        """The refused lines as they were typed, with their headings, to mend and send again."""
        heading = heading_of(self.cleaned_data["people"])
        return "\n".join([*([heading] if heading else []), *(row.text for row in self.refused())])

    def preview(self) -> list[PreviewRow]:
        """What will happen, row by row."""
        return [
            PreviewRow(row.line, row.name, row.email or "", row.team or "", row.is_good, str(VERDICTS[row.verdict]))
            for row in self._rows
        ]


class PageForm(forms.Form):
    """Which page of a list."""

    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)

    @classmethod
    def number_in(cls, query: MultiValueDict[str, str]) -> int:
        """The page asked for; the first one for anything else."""
        form = cls(query)
        return (form.is_valid() and form.cleaned_data["page"]) or 1


class WantedForm(forms.Form):
    """Whom the people page is to show; anything that is none is passed over."""

    q = LineField(max_length=limits.PERSON_NAME, required=False)
    team = forms.IntegerField(min_value=1, required=False)
    site = forms.IntegerField(min_value=1, required=False)
    job = forms.IntegerField(min_value=1, required=False)
    manager = forms.UUIDField(required=False)

    @classmethod
    def wanted_in(cls, query: MultiValueDict[str, str]) -> Wanted:
        """What was asked for."""
        form = cls(query)
        form.is_valid()
        said = form.cleaned_data
        return Wanted(said.get("q") or "", said.get("team"), said.get("site"), said.get("job"), said.get("manager"))


class PlaceForm(forms.Form):
    """Where a member works and for whom."""

    team = LineField(label=_("Team"), max_length=limits.TEAM_NAME, required=False)
    site = LineField(label=_("Site"), max_length=limits.SITE_NAME, required=False)
    staff_number = LineField(label=_("Staff number"), max_length=limits.STAFF_NUMBER, required=False)
    manager = LineField(
        label=_("Line manager"),
        help_text=_("Her staff number, her address or her whole name."),
        max_length=limits.PERSON_NAME,
        required=False,
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._membership = membership
        self.chosen: Membership | None = membership.manager

    @classmethod
    def of(cls, membership: Membership) -> PlaceForm:
        """The form as things stand."""
        manager = membership.manager.person.name if membership.manager else ""
        said = {
            "team": membership.team.name if membership.team else "",
            "site": membership.site.name if membership.site else "",
            "staff_number": membership.staff_number,
            "manager": manager,
        }
        return cls(initial=said, membership=membership)

    def clean_manager(self) -> str:
        """Find who is meant; the name that stands there already means who it meant."""
        text: str = self.cleaned_data["manager"]
        now = self._membership.manager
        if not text:
            self.chosen = None
        elif now is None or text.casefold() != now.person.name.casefold():
            found = meant(self._membership.organisation, text)
            if not found:
                raise ValidationError(_("Nobody here is meant by that. Write the name whole, or a staff number."))
            if len(found) > 1:
                raise ValidationError(_("Several people here are called so. Write a staff number or an address."))
            self.chosen = found[0]
        return text


class JobForm(forms.Form):
    """A job that begins."""

    title = LineField(label=_("Job"), max_length=limits.JOB_TITLE)
    from_on = forms.DateField(
        label=_("Since"),
        help_text=_("Leave it empty when nobody knows."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class EndForm(forms.Form):
    """The last day of a job."""

    to_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))


class RemoveForm(forms.Form):
    """The name of who is let go, typed, so that nobody is let go by a slip."""

    typed = forms.CharField(label=_("Type the name"), max_length=limits.PERSON_NAME)

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._name = name

    def clean_typed(self) -> str:
        """Hold it against the name, whatever the case."""
        typed: str = self.cleaned_data["typed"]
        if typed.strip().casefold() != self._name.strip().casefold():
            raise ValidationError(_("Type %(name)s to go on."), params={"name": self._name})
        return typed
