"""Beginning a badge of full size: its name, a pasted list, an element more, a standard, another language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.catalogue import rules
from laurels.catalogue.forms.writing import LANGUAGES
from laurels.catalogue.rules import PastedLine
from laurels.catalogue.rules.pasting import LONGEST
from laurels.common import limits
from laurels.common.fields import LineField


class NameForm(forms.Form):
    """A badge's name."""

    title = LineField(label=_("Its name"), max_length=limits.BADGE_NAME, error_messages={"required": _("Give it a name first.")})


class PasteForm(forms.Form):
    """A job description or a checklist."""

    text = forms.CharField(
        label=_("Your job description or checklist"),
        help_text=_("Paste it as it is. Each line becomes an element; headings are left out, and you are told which."),
        max_length=limits.PASTED_LIST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": _("Paste some lines first.")},
    )


class LinesForm(forms.Form):
    """The lines of a paste, to be looked over: which to take, in which words."""

    def __init__(self, data: Any = None, *, lines: Sequence[PastedLine]) -> None:
        self.lines = tuple(lines)
        super().__init__(data)
        for place, line in enumerate(self.lines):
            self.fields[f"take{place}"] = forms.BooleanField(label=_("Take it"), required=False, initial=True)
            self.fields[f"line{place}"] = forms.CharField(
                label=_("Element {number}").format(number=place + 1),
                required=False,
                max_length=LONGEST,
                initial=line.statement,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def taken(self) -> tuple[PastedLine, ...]:
        """The lines that are kept, in the words that stand there now."""
        data = self.cleaned_data
        return tuple(
            PastedLine(" ".join(data[f"line{place}"].split()), line.below)
            for place, line in enumerate(self.lines)
            if data[f"take{place}"] and data[f"line{place}"].strip()
        )

    def shown(self) -> list[tuple[Any, Any, PastedLine, str]]:
        """Each line: its tick, its words, what hangs below it, and a hint of the linter."""
        return [
            (self[f"take{place}"], self[f"line{place}"], line, rules.hint_for(str(self[f"line{place}"].value() or "")))
            for place, line in enumerate(self.lines)
        ]


class StatementForm(forms.Form):
    """One element more."""

    statement = LineField(
        label=_("Add an element"),
        help_text=_("Begin with what one can see: “Explains”, “Shows”, “Counts”."),
        max_length=LONGEST,
        error_messages={"required": _("Say what somebody does.")},
    )


class LanguageForm(forms.Form):
    """The language of an edition."""

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)

    def __init__(self, data: Any = None, *, there: Sequence[str]) -> None:
        super().__init__(data)
        self.fields["language"].choices = [one for one in LANGUAGES if one[0] not in there]  # type: ignore[attr-defined]


class SearchForm(forms.Form):
    """An item of a framework, for an element or the whole badge."""

    q = LineField(label=_("Words or a code"), required=False, max_length=200)
    element = forms.ChoiceField(label=_("For"), required=False)
    confidence = forms.ChoiceField(
        label=_("How well it fits"),
        choices=(("sure", _("It fits")), ("likely", _("It probably fits")), ("unsure", _("Somebody should look at it"))),
        required=False,
    )

    def __init__(self, data: Any = None, *, elements: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["element"].choices = [("", _("The whole badge")), *elements]  # type: ignore[attr-defined]
