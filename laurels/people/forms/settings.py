"""What people type about their organisation."""

from __future__ import annotations

from dataclasses import fields
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from laurels.common import brand, limits
from laurels.common.colour import is_colour
from laurels.common.fields import LineField
from laurels.people import countries
from laurels.people.models import Organisation
from laurels.people.rules import Mode, Switch
from laurels.people.services import Settings
from laurels.people.words import MODE_NAMES, SWITCH_NAMES


class SettingsForm(forms.Form):
    """Everything that an organisation says about itself."""

    display_name = LineField(label=_("Name"), max_length=limits.ORGANISATION_NAME)
    legal_name = LineField(
        label=_("Legal name"),
        help_text=_("Credentials name it as the issuer."),
        max_length=limits.ORGANISATION_NAME,
    )
    country = forms.ChoiceField(label=_("Country"), choices=countries.choices)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("A badge lasts until the end of a day there."),
        choices=lambda: [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone],
    )
    contact = forms.EmailField(label=_("Whom to write to"), help_text=_("Shown to everybody who checks a badge."), required=False)
    url = forms.URLField(
        label=_("Web site"),
        required=False,
        assume_scheme="https",
        max_length=200,
        error_messages={"invalid": _("This is no web address. One begins with https://.")},
    )
    brand_ink = forms.CharField(
        label=_("Your colour"),
        help_text=_("Six digits after #, as in #1C5B3D. It is used for buttons and badges."),
        max_length=7,
    )
    waiting_hours = forms.IntegerField(
        label=_("Hours to think again"),
        help_text=_("What cannot be taken back waits so long, and can be stopped until then. 0: it happens at once."),
        min_value=0,
        max_value=168,
    )
    qa_statement = forms.CharField(
        label=_("How you make sure that judging is fair"),
        help_text=_("Shown beside your badges. Two or three sentences."),
        max_length=limits.STATEMENT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @classmethod
    def initial_of(cls, organisation: Organisation) -> dict[str, Any]:
        """What it says now."""
        return {field.name: getattr(organisation, field.name) for field in fields(Settings)}

    def clean_brand_ink(self) -> str:
        """Refuse a colour that could not be read where pages use it."""
        colour = str(self.cleaned_data["brand_ink"]).upper()
        if not is_colour(colour):
            raise ValidationError(_("Write the colour as # and six digits from 0 to 9 and A to F, as in #1C5B3D."))
        ratio = brand.readability(colour)
        if ratio < brand.LEAST_CONTRAST:
            raise ValidationError(
                _("Words in this colour cannot be read by everybody (%(ratio)s : 1). Choose a darker one, with 4.5 : 1 or more."),
                params={"ratio": f"{ratio:.1f}"},
            )
        return colour

    def settings(self) -> Settings:
        """What was typed, for the verb."""
        return Settings(**self.cleaned_data)


class ModeForm(forms.Form):
    """Small or Assured."""

    mode = forms.ChoiceField(choices=[(mode.value, MODE_NAMES[mode]) for mode in Mode], widget=forms.RadioSelect)

    def chosen(self) -> Mode:
        """What was chosen."""
        return Mode(self.cleaned_data["mode"])


class SwitchesForm(forms.Form):
    """What a small organisation uses beside its five fields, and what is promised to whoever proposes a badge."""

    switches = forms.MultipleChoiceField(
        label=_("What you use"),
        choices=[(switch.value, SWITCH_NAMES[switch]) for switch in Switch],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    answer_days = forms.IntegerField(
        label=_("Working days in which a proposal is answered"),
        help_text=_("After them it shows as late, to whoever proposed it and to you."),
        min_value=1,
        max_value=120,
    )

    @classmethod
    def initial_of(cls, organisation: Organisation) -> dict[str, Any]:
        """What it uses now."""
        return {"switches": organisation.switches, "answer_days": organisation.answer_days}

    def chosen(self) -> frozenset[Switch]:
        """What was ticked."""
        return frozenset(Switch(value) for value in self.cleaned_data["switches"])
