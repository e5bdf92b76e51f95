"""The five fields, the tick and the one sentence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.catalogue import rules
from laurels.catalogue.errors import NobodyJudges, PictureUnusable
from laurels.catalogue.pictures.choices import ALTERNATIVE
from laurels.catalogue.rules import FiveFields
from laurels.common import limits
from laurels.common.fields import LineField

LASTS = (("2", _("2 years")), ("1", _("1 year")), ("3", _("3 years")), ("never", _("Does not expire")))


class FiveForm(forms.Form):
    """A badge in Small mode. A draft may be anything; publishing asks the rules."""

    name = LineField(label=_("1. Its name"), required=False, max_length=limits.BADGE_NAME)
    can_do = forms.CharField(
        label=_("2. What people will be able to do"),
        help_text=_("One to five lines. Begin each with something that one can see."),
        required=False,
        max_length=limits.NARRATIVE,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    judges = forms.MultipleChoiceField(
        label=_("3. Who judges"),
        help_text=_("People with the role “Assessor”. Nobody judges a badge for herself."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    lasts = forms.ChoiceField(label=_("4. How long it lasts"), choices=LASTS, initial="2", required=False)
    for_job = forms.BooleanField(
        label=_("People need this for their job"),
        help_text=_("Then their manager sees who holds it. Never what they wrote."),
        required=False,
    )
    what_for = LineField(
        label=_("What is it for?"),
        help_text=_("One sentence. Left empty: it helps us do our work well."),
        required=False,
        max_length=limits.BUSINESS_NEED,
    )

    def __init__(self, *args: Any, judges: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["judges"].choices = judges  # type: ignore[attr-defined]

    def fields_so_far(self) -> FiveFields:
        """What stands in the form now, also where it cannot be used yet."""
        value = {name: self[name].value() for name in self.fields}
        return FiveFields(
            name=str(value["name"] or "").strip(),
            can_do=rules.lines_of(str(value["can_do"] or "")),
            judges=tuple(str(code) for code in value["judges"] or ()),
            lasts=str(value["lasts"] or "2"),
            for_job=bool(value["for_job"]),
            what_for=str(value["what_for"] or "").strip(),
        )

    def fields_given(self) -> FiveFields:
        """What was typed."""
        data = self.cleaned_data
        return FiveFields(
            name=data["name"].strip(),
            can_do=rules.lines_of(data["can_do"]),
            judges=tuple(data["judges"]),
            lasts=data["lasts"] or "2",
            for_job=data["for_job"],
            what_for=data["what_for"].strip(),
        )

    def judge_names(self) -> dict[str, str]:
        """Code -> name of everybody who may be chosen as a judge."""
        return dict(self.fields["judges"].choices)  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(fields: FiveFields) -> dict[str, Any]:
        """A draft's fields as the form shows them."""
        return {
            "name": fields.name,
            "can_do": "\n".join(fields.can_do),
            "judges": list(fields.judges),
            "lasts": fields.lasts,
            "for_job": fields.for_job,
            "what_for": fields.what_for,
        }


class JudgesForm(forms.Form):
    """Who judges a published badge from now on."""

    judges = forms.MultipleChoiceField(
        label=_("Who judges"),
        help_text=_("People with the role “Assessor”. Nobody judges a badge for herself."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NobodyJudges().for_people()},
    )

    def __init__(self, *args: Any, judges: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["judges"].choices = judges  # type: ignore[attr-defined]


class PictureForm(forms.Form):
    """An own picture for a badge."""

    picture = forms.FileField(
        label=_("Your own picture"),
        help_text=_("PNG, JPEG, WebP or plain SVG, at most 2 MB."),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty. Choose another.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".png,.jpg,.jpeg,.webp,.svg"}),
    )

    alt = LineField(
        label=_("What somebody who cannot see it hears"),
        help_text=_("One sentence: what the picture shows, not only the badge's name."),
        max_length=ALTERNATIVE,
        error_messages={"required": _("Say what the picture shows: not everybody can see it.")},
    )

    def clean_picture(self) -> bytes:
        """The file's bytes; a file over the limit is not read."""
        upload = self.cleaned_data["picture"]
        if upload.size > limits.UPLOADED_PICTURE:
            raise forms.ValidationError(PictureUnusable().for_people())
        return bytes(upload.read())

    def picture_given(self) -> dict[str, Any]:
        """What was chosen, as the verb takes it."""
        return {"data": self.cleaned_data["picture"], "alternative": self.cleaned_data["alt"]}
