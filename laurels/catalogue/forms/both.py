"""What two people wrote into one field, side by side, and the choice between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from laurels.catalogue import rules
from laurels.catalogue.forms.writing import PartForm
from laurels.common.dates import in_words

OWN = ("seen", "csrfmiddlewaretoken", "onwards", "keep")
"""What a form carries beside its fields."""


@dataclass(frozen=True)
class BothRow:
    """One field that two people changed: both texts as lines; ``joins``: the two can stand one after the other."""

    name: str
    label: Any
    theirs: tuple[str, ...]
    mine: tuple[str, ...]
    joins: bool


def both_rows(form: PartForm, names: Sequence[str], mine: Mapping[str, Any], kept: Mapping[str, Any]) -> list[BothRow]:
    """The fields that both changed."""
    return [
        BothRow(
            name,
            _label(form, name),
            tuple(_lines(kept.get(name))),
            tuple(_lines(mine[name])),
            isinstance(mine[name], str) and isinstance(kept.get(name), str) and _is_text(form, name),
        )
        for name in names
    ]


def chosen(values: Mapping[str, Any], kept: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, with the choice between hers and the other's where she was asked."""
    found = dict(values)
    for name in values:
        take = typed.get(f"take-{name}")
        if take == "theirs":
            found[name] = kept.get(name)
        elif take == "both" and isinstance(found[name], str) and isinstance(kept.get(name), str):
            found[name] = rules.joined(kept[name], found[name])
    return found


def typed_again(data: QueryDict) -> list[tuple[str, str]]:
    """Everything that was typed, to be carried along unseen."""
    return [(name, value) for name, values in data.lists() for value in values if name not in OWN and not name.startswith("take-")]


def _label(form: PartForm, name: str) -> Any:
    """What a field is called on the page."""
    if name in form.fields:
        return form.fields[name].label
    known = {"evidence_rule": "Evidence", "required_level": "The level that is needed"}
    return known.get(name, f"What counts for {name.removeprefix('rule.')}")


def _is_text(form: PartForm, name: str) -> bool:
    """Whether a field holds several lines."""
    return name in form.fields and form.fields[name].widget.__class__.__name__ == "Textarea"


def _lines(value: Any) -> Iterable[str]:
    """A value as lines that a person can compare."""
    if value is None or value == "":
        return ["Nothing"]
    if isinstance(value, bool):
        return ["Yes" if value else "No"]
    if isinstance(value, date):
        return [in_words(value)]
    if isinstance(value, str):
        return value.splitlines() or [value]
    if isinstance(value, Mapping):
        return [f"{str(name).replace('_', ' ')}: {_short(part)}" for name, part in value.items()] or ["Nothing"]
    if isinstance(value, list | tuple):
        return [_short(part) for part in value if part not in (None, "")] or ["Nothing"]
    return [str(value)]


def _short(value: Any) -> str:
    """A part of a value in one line."""
    if isinstance(value, Mapping):
        return " · ".join(str(part) for part in value.values() if part not in (None, ""))
    if isinstance(value, list | tuple):
        return " · ".join(str(part) for part in value if part not in (None, ""))
    return str(value)
