"""What can be chosen in the studio, and what an organisation's badges share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.catalogue.errors import MarkUnusable
from laurels.catalogue.pictures.choices import ALTERNATIVE, MARK, RING, WORD, Choices
from laurels.catalogue.pictures.drawing import INK_WORDS, LEVELS, METALS, RIMS
from laurels.catalogue.pictures.family import Family
from laurels.catalogue.pictures.geometry import SHAPES
from laurels.catalogue.pictures.icons import SEEN
from laurels.catalogue.pictures.marks import MOST_BYTES
from laurels.common.colour import is_colour
from laurels.common.fields import LineField

OWN = "own"
"""The swatch that stands for a colour typed beside it."""
LEVEL_WORDS = {"none": _("No level"), "foundation": _("Foundation"), "practitioner": _("Practitioner"), "lead": _("Lead")}
METAL_WORDS = {"gold": _("Gold"), "silver": _("Silver"), "copper": _("Copper")}
RIM_WORDS = {
    "engraved": _("A line, engraved field"),
    "beads": _("Beads, engraved field"),
    "double": _("Two lines, engraved field"),
    "quiet": _("A line, quiet field"),
}


def _radio(label: Any, choices: Iterable[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(choices), widget=forms.RadioSelect)


def _ink_choices(others: Sequence[str]) -> list[tuple[str, str]]:
    """Our inks, then those of the organisation and of its family that are none of ours."""
    named = [(ink, words[0].upper() + words[1:]) for ink, words in INK_WORDS.items()]
    own = dict.fromkeys(ink.upper() for ink in others if is_colour(ink))
    return [*named, *((ink, str(_("Your colour %(ink)s")) % {"ink": ink}) for ink in own)]


class StudioForm(forms.Form):
    """The choices of one badge's picture."""

    shape = _radio(_("Shape"), ((name, shape.seen) for name, shape in SHAPES.items()))
    ink = _radio(_("Colour"), ())
    colour = LineField(label=_("Another colour"), help_text=_("Six digits, for instance #1E3557."), required=False, max_length=7)
    level = _radio(_("Level"), ((name, LEVEL_WORDS[name]) for name in LEVELS))
    icon = _radio(_("Icon"), SEEN.items())
    ring = LineField(label=_("Words on the ring"), help_text=_("Left empty: the badge's name."), required=False, max_length=RING)
    word = LineField(label=_("Word below"), help_text=_("Left empty: the level."), required=False, max_length=WORD)
    mark = LineField(label=_("Letters of your organisation"), help_text=_("One or two."), required=False, max_length=MARK)
    own_mark = forms.BooleanField(label=_("Your organisation's own mark instead of letters"), required=False)
    metal = _radio(_("Laurel"), ((name, METAL_WORDS[name]) for name in METALS))
    rim = _radio(_("Ring"), ((name, RIM_WORDS[name]) for name in RIMS))
    alt = LineField(label=_("What somebody who cannot see it hears"), required=False, max_length=ALTERNATIVE)

    def __init__(self, *args: Any, inks: Sequence[str], has_mark: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ink"].choices = [*_ink_choices(inks), (OWN, _("Another"))]  # type: ignore[attr-defined]
        if not has_mark:
            del self.fields["own_mark"]

    def clean(self) -> dict[str, Any]:
        """The typed colour takes its swatch's place."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("ink") == OWN:
            colour = str(data.get("colour", "")).upper()
            if not is_colour(colour):
                self.add_error("colour", _("Write a colour as # and six digits or letters from A to F, for instance #1E3557."))
            data["ink"] = colour
        return data

    def choices_given(self) -> dict[str, Any]:
        """What was chosen, as the verb takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "colour"}

    @staticmethod
    def initial_of(choices: Choices, *, offered: Sequence[str], alt: str) -> dict[str, Any]:
        """A picture's choices as the form shows them; ``offered`` are the colours that have a swatch."""
        initial = choices.kept() | {"alt": alt}
        known = {ink.upper() for ink in offered}
        if choices.ink not in INK_WORDS and choices.ink.upper() not in known:
            return initial | {"ink": OWN, "colour": choices.ink}
        return initial | {"ink": choices.ink if choices.ink in INK_WORDS else choices.ink.upper()}


class FamilyForm(forms.Form):
    """What every badge of an organisation is drawn with."""

    shapes = forms.MultipleChoiceField(
        label=_("Shapes"),
        help_text=_("One shape makes the strongest family. Milestones have their scalloped edge in every family."),
        choices=[(name, shape.seen) for name, shape in SHAPES.items() if name != "scallop"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one shape.")},
    )
    inks = forms.MultipleChoiceField(
        label=_("Colours"),
        help_text=_("A colour for each theme. All of ours carry words."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one colour.")},
    )
    metal = StudioForm.base_fields["metal"]
    rim = StudioForm.base_fields["rim"]
    mark = StudioForm.base_fields["mark"]
    drawing = forms.FileField(
        label=_("Your own mark, as SVG"),
        help_text=_("A few plain shapes with a viewBox, at most 20 kB. It stands on a small disc of paper."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".svg"}),
    )
    without = forms.BooleanField(label=_("Take the own mark away; the letters stand again"), required=False)

    def __init__(self, *args: Any, inks: Sequence[str], has_mark: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["inks"].choices = _ink_choices(inks)  # type: ignore[attr-defined]
        if not has_mark:
            del self.fields["without"]

    def clean_drawing(self) -> bytes | None:
        """The file's bytes, or None; a file over the limit is not read."""
        upload = self.cleaned_data["drawing"]
        if upload is None:
            return None
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(MarkUnusable().for_people())
        return bytes(upload.read())

    def style_given(self) -> dict[str, Any]:
        """What was chosen, as the verb takes it."""
        return {name: self.cleaned_data[name] for name in ("shapes", "inks", "metal", "rim", "mark")}

    def mark_given(self) -> bytes | None:
        """A new mark, empty to take it away, None to leave it."""
        given: bytes | None = self.cleaned_data["drawing"]
        return b"" if given is None and self.cleaned_data.get("without") else given

    @staticmethod
    def initial_of(family: Family) -> dict[str, Any]:
        """A family as the form shows it."""
        inks = [ink if ink in INK_WORDS else ink.upper() for ink in family.inks]
        return family.kept() | {"shapes": list(family.shapes), "inks": inks}
