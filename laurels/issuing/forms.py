"""Awarding one person, revoking, and looking through the register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.validators import RegexValidator
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from laurels.common import limits
from laurels.common.fields import LineField
from laurels.issuing import rules
from laurels.issuing.rules import REASONS, Judged
from laurels.issuing.selectors import FILTERS, Wanted
from laurels.sealing.terms import EvidenceLink

LINKS = 3
"""Rows for evidence on the form [count]; an award may carry more, through other doors."""

OPEN = _("Award the badge when you have seen this.")
no_control_characters = RegexValidator(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", _("There is a sign in this that no text has."), inverse_match=True
)


class AwardForm(forms.Form):
    """One award of one badge: whom, each element as it was seen, her story, links.

    ``once`` names this form: sent twice it makes one award.
    """

    once = forms.UUIDField(widget=forms.HiddenInput)
    learner = forms.ChoiceField(label=_("Who has earned it?"))
    narrative = forms.CharField(
        label=_("What did she do, in a sentence or two?"),
        help_text=_("It travels with the badge and whoever checks it can read it. No names of customers or colleagues."),
        required=False,
        max_length=limits.STATEMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[no_control_characters],
    )

    def __init__(
        self, data: Any = None, *, elements: Sequence[Judged], learners: list[tuple[str, str]], learner: str | None = None
    ) -> None:
        super().__init__(data, initial={"once": uuid4(), "learner": learner})
        self.elements = tuple(elements)
        self.fields["learner"].choices = [("", _("Choose a person")), *learners]  # type: ignore[attr-defined]
        for place, element in enumerate(self.elements):
            self.fields[f"level_{place}"] = _level_field(element)
            self.fields[f"seen_{place}"] = _text(_("What did you see?"), 600)
        for row in range(LINKS):
            self.fields[f"link_name_{row}"] = _text(_("What is it?"), 200)
            self.fields[f"link_{row}"] = _text(_("Its address"), limits.ADDRESS, placeholder="https://")

    def clean(self) -> dict[str, Any]:
        """A link needs words, and must lead to the web; words without a link may stand alone."""
        data = super().clean() or {}
        for row in range(LINKS):
            name, link = data.get(f"link_name_{row}", ""), data.get(f"link_{row}", "")
            if link and not rules.is_web_address(link):
                self.add_error(
                    f"link_{row}", _("A web address begins with https:// or http://, for instance https://example.org/shelf.")
                )
            elif link and not name:
                self.add_error(f"link_name_{row}", _("Say in a few words what stands at this address."))
        return data

    def levels(self) -> dict[str, str]:
        """Element code -> level; an optional element that was left open is not there."""
        found = {}
        for place, element in enumerate(self.elements):
            value = self.cleaned_data[f"level_{place}"]
            level = element.required_level if value is True else value
            if level:
                found[element.code] = level
        return found

    def seen(self) -> dict[str, str]:
        """Element code -> what was seen."""
        return {element.code: self.cleaned_data[f"seen_{place}"] for place, element in enumerate(self.elements)}

    def evidence(self) -> tuple[EvidenceLink, ...]:
        """The evidence that was given."""
        rows = ((self.cleaned_data[f"link_name_{row}"], self.cleaned_data[f"link_{row}"]) for row in range(LINKS))
        return tuple(EvidenceLink(name=name, url=link or None) for name, link in rows if name)

    def judged(self) -> list[tuple[int, Judged, BoundField, BoundField]]:
        """Each element with its fields, for the page: (number, element, level, words)."""
        return [(place + 1, element, self[f"level_{place}"], self[f"seen_{place}"]) for place, element in enumerate(self.elements)]

    def links(self) -> list[tuple[BoundField, BoundField]]:
        """The rows for evidence."""
        return [(self[f"link_name_{row}"], self[f"link_{row}"]) for row in range(LINKS)]

    def has_more_links(self) -> bool:
        """Whether a row after the first holds something, so that the page shows it."""
        return any(bound.value() or bound.errors for row in self.links()[1:] for bound in row)

    def sent(self) -> UUID:
        """Which form this is."""
        return UUID(str(self.cleaned_data["once"]))


def _level_field(element: Judged) -> forms.Field:
    """A tick where one level meets the element, a choice where several do."""
    reached = element.reached()
    if len(reached) == 1:
        return forms.BooleanField(label=_("I have seen this"), required=element.required, error_messages={"required": OPEN})
    choices = [(code, f"{label}: {description}" if description else label) for code, label, description in reached]
    if not element.required:
        choices.append(("", str(_("Not judged"))))
    return forms.ChoiceField(
        label=_("What the work shows"),
        choices=choices,
        required=element.required,
        widget=forms.RadioSelect,
        error_messages={"required": OPEN},
    )


def _text(label: Any, most: int, *, placeholder: str = "") -> LineField:
    """One line that may stay empty."""
    widget = forms.TextInput(attrs={"placeholder": placeholder} if placeholder else {})
    return LineField(label=label, required=False, max_length=most, widget=widget)


class RevokeForm(forms.Form):
    """Why an award is revoked: a code for the register, words for the holder."""

    reason = forms.ChoiceField(label=_("Why?"), choices=list(REASONS.items()), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your words, for the holder"),
        help_text=_("She reads it beside the badge. Nobody else outside does."),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[no_control_characters],
    )


class RegisterForm(forms.Form):
    """What to look for in the register; anything unknown is simply not looked for."""

    name = forms.CharField(label=_("Name"), required=False, max_length=limits.PERSON_NAME, validators=[no_control_characters])
    badge = forms.ChoiceField(label=_("Badge"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("Every state")), *FILTERS.items()])
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, badges: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["badge"].choices = [("", _("Every badge")), *badges]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What is looked for, as far as it can be."""
        self.is_valid()
        found = self.cleaned_data
        return Wanted(found.get("name", "").strip(), found.get("badge", ""), found.get("state", ""))

    def page_after(self) -> UUID | None:
        """The last award of the page before."""
        return self.cleaned_data.get("after")
