"""What people type about job tasks: a title, whose it is, in which jobs; and the rule, line by line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from laurels.catalogue.rules import outline
from laurels.catalogue.rules.outline import Line, Lines
from laurels.catalogue.rules.tree import MOST
from laurels.common import limits
from laurels.common.fields import LineField


class TaskForm(forms.Form):
    """Everything of a job task but its rule."""

    title = LineField(
        label=_("What is the work?"),
        help_text=_("As people say it, for instance “Run the reception desk alone”."),
        max_length=limits.TASK_TITLE,
    )
    owner = forms.ChoiceField(label=_("Who looks after it?"), required=False)
    job_roles = forms.MultipleChoiceField(label=_("Which jobs do it?"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *arguments: Any, owners: list[tuple[str, str]], jobs: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name, choices in (("owner", [("", _("Nobody yet")), *owners]), ("job_roles", jobs)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        if not jobs:
            del self.fields["job_roles"]

    def jobs(self) -> list[str]:
        """Codes of the jobs that were ticked."""
        return list(self.cleaned_data.get("job_roles", ()))


def lines_in(posted: QueryDict) -> Lines:
    """The lines of a rule as a browser sends them; nonsense becomes what hangs together."""
    found: list[Line] = []
    for place in range(MOST):
        kind = posted.get(f"kind-{place}")
        if kind is None:
            break
        found.append(
            Line(
                depth=_number(posted.get(f"depth-{place}", ""), 1),
                kind=kind,
                badge=posted.get(f"badge-{place}", "")[:36],
                k=_number(posted.get(f"k-{place}", ""), 1),
            )
        )
    return outline.sound(found)


def act_in(posted: QueryDict) -> tuple[str, int] | None:
    """The button that moves a line, and which line; None when another one was pressed."""
    act, _, place = posted.get("act", "").partition(":")
    return (act, int(place)) if act and place.isascii() and place.isdigit() and len(place) < 4 else None


def _number(text: str, usual: int) -> int:
    """A small number; anything else is the usual one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else usual
