"""What of the version before counts, as a form: one row for each element of this version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.catalogue.forms.writing import PartForm, a_date, a_text
from laurels.catalogue.versions import ElementData

RULE_WORDS = (
    ("", _("Nobody has said yet")),
    ("same", _("The same: it counts")),
    ("equivalent", _("Equal: it counts")),
    ("combined", _("Several together count")),
    ("partial", _("In part: something is still to be shown")),
    ("new", _("New: nothing counts")),
)


class MapForm(PartForm):
    """A summary, two days, a row for each element, and what is retired."""

    summary = a_text(_("What changes, in a sentence or two"), 600, _("Whoever holds the version before reads this."), rows=2)
    effective_on = a_date(_("From when it counts"))
    transition_end = a_date(_("Last date for the old version"), _("Whoever is under way may finish it until then."))
    auto_upgrade = forms.BooleanField(
        label=_("Whoever has nothing left to show gets it without asking"), help_text=_("The old badge stays true."), required=False
    )
    groups = ((_("The change"), ("summary", "effective_on", "transition_end", "auto_upgrade")),)

    def __init__(
        self, data: Any = None, *, kept: Mapping[str, Any], new: Sequence[ElementData], old: Sequence[ElementData], **options: Any
    ) -> None:
        self.new, self.old = new, old
        super().__init__(data, kept=kept, **options)
        choices = [(element.code, f"{element.code}: {element.statement}") for element in old]
        levels = {code: label for element in old for code, label, _words in element.levels}
        for place in range(len(new)):
            self.fields |= _row(place, choices, [("", _("Any level that was needed")), *levels.items()])
        self.fields["retired"] = forms.MultipleChoiceField(
            label=_("What of the version before counts for nothing any more"),
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def as_initial(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """A map's values as the fields show them."""
        found = {name: kept.get(name) for name in ("summary", "effective_on", "transition_end", "auto_upgrade")}
        found["retired"] = list(kept.get("retired", ()))
        for place, element in enumerate(self.new):
            rule, codes, age, level, gap = kept.get(f"rule.{element.code}", ("", (), None, "", ""))
            names = (f"rule{place}", f"from{place}", f"age{place}", f"level{place}", f"gap{place}")
            found |= dict(zip(names, (rule, list(codes), age, level, gap), strict=True))
        return found

    def clean(self) -> dict[str, Any]:
        """Two days in their order."""
        data = super().clean() or {}
        begins, ends = data.get("effective_on"), data.get("transition_end")
        if begins and ends and ends < begins:
            self.add_error("transition_end", _("This day lies before the one from which the new version counts."))
        return data

    def values(self) -> dict[str, Any]:
        """The map by its elements."""
        data = self.cleaned_data
        found = {name: data[name] for name in ("summary", "effective_on", "transition_end", "auto_upgrade")}
        found["retired"] = tuple(data["retired"])
        for place, element in enumerate(self.new):
            rule = data[f"rule{place}"]
            words = data[f"gap{place}"] if rule == "partial" else ""
            codes = () if rule in ("", "new") else tuple(data[f"from{place}"])
            guards = (data[f"age{place}"], data[f"level{place}"]) if rule in ("same", "equivalent", "combined") else (None, "")
            found[f"rule.{element.code}"] = (rule, codes, *guards, " ".join(words.split()))
        return {name: value for name, value in found.items() if name in self.kept or not name.startswith("rule.") or value[0]}

    def rows(self) -> list[tuple[ElementData, list[Any]]]:
        """Each element of this version with its fields."""
        names = ("rule", "from", "age", "level", "gap")
        return [(element, [self[f"{name}{place}"] for name in names]) for place, element in enumerate(self.new)]


def _row(place: int, codes: list[tuple[str, str]], levels: list[tuple[str, Any]]) -> dict[str, forms.Field]:
    """The fields of one element."""
    age = forms.IntegerField(
        label=_("Met at most so many months ago"), help_text=_("Left empty: any time."), required=False, min_value=1, max_value=240
    )
    return {
        f"rule{place}": forms.ChoiceField(label=_("What counts for it"), choices=RULE_WORDS, required=False),
        f"from{place}": forms.MultipleChoiceField(
            label=_("Of the version before"), choices=codes, widget=forms.CheckboxSelectMultiple, required=False
        ),
        f"age{place}": age,
        f"level{place}": forms.ChoiceField(label=_("Met at least at"), choices=levels, required=False),
        f"gap{place}": a_text(_("What is still to be shown"), 600, rows=2),
    }
