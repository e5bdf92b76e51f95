"""A list within a form: a few columns, as many rows as are filled in, and empty ones to go on with. It needs no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from laurels.common.lines import one_line

MOST = 40
"""Rows of one list [count]."""
Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """One column. ``kind``: "line", "text", "number", "choice" or "hidden"; ``longest``: characters."""

    name: str
    label: Any
    kind: str = "line"
    longest: int = 300
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Cell:
    """One input as a page shows it."""

    name: str
    id: str
    column: Column
    value: Any


@dataclass(frozen=True)
class ShownRow:
    """One row as a page shows it; ``number`` counts from one."""

    number: int
    place: int
    cells: tuple[Cell, ...]
    picked: bool
    empty: bool


class RowsWidget(forms.Widget):
    """Gathers the inputs ``name-0-column`` of a request; it is drawn by a template of its own."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = columns

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Row]:  # noqa: ARG002
        """The rows that hold something, as they were typed; ``pick`` of the one whose button is chosen."""
        picked = str(data.get(f"{name}-pick") or "")
        rows = []
        for place in range(MOST):
            typed = {column.name: data.get(f"{name}-{place}-{column.name}") or "" for column in self.columns}
            said = [column.name for column in self.columns if column.kind not in ("hidden", "choice")]
            if any(str(typed[column]).strip() for column in said or typed):
                rows.append(typed | {"pick": picked == str(place)})
        return rows


class RowsBound(BoundField):
    """A list bound to its form."""

    @property
    def rows(self) -> list[ShownRow]:
        """Every row with its inputs, the empty ones last."""
        field: RowsField = self.field  # type: ignore[assignment]
        filled = list(self.value() or [])
        spare = max(field.spare, field.least - len(filled)) if len(filled) < MOST else 0
        return [self._row(field, place, row) for place, row in enumerate(filled + [{}] * min(spare, MOST - len(filled)))]

    def _row(self, field: RowsField, place: int, row: Row) -> ShownRow:
        cells = tuple(
            Cell(f"{self.html_name}-{place}-{column.name}", f"{self.auto_id}-{place}-{column.name}", column, _shown(row, column))
            for column in field.columns
        )
        return ShownRow(place + 1, place, cells, bool(row.get("pick")), not row)


def _shown(row: Row, column: Column) -> Any:
    value = row.get(column.name)
    if column.kind == "number" and isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else value


class RowsField(forms.Field):
    """A list of rows; what is wrong is said with the number of its row.

    Attributes:
        what: what one row is called. pick: what choosing one of the rows means, or empty. spare: empty rows to go on with.
    """

    default_error_messages = {"number": _("Row {number}: “{value}” is no number."), "long": _("Row {number}: this is too long.")}

    def __init__(
        self, columns: Sequence[Column], *, what: Any, pick: Any = "", spare: int = 1, least: int = 1, **options: Any
    ) -> None:
        self.columns, self.what, self.pick, self.spare, self.least = tuple(columns), what, pick, spare, least
        super().__init__(widget=RowsWidget(self.columns), required=False, **options)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> RowsBound:
        """The list with its rows."""
        return RowsBound(form, self, field_name)

    def clean(self, value: Any) -> list[Row]:
        """The rows with numbers as numbers and lines on one line."""
        return [self._cleaned(number, row) for number, row in enumerate(value or [], 1)]

    def _cleaned(self, number: int, row: Row) -> Row:
        """One row."""
        found: Row = {"pick": bool(row.get("pick"))}
        for column in self.columns:
            text = str(row.get(column.name) or "").replace("\0", "").strip()
            if len(text) > column.longest:
                raise forms.ValidationError(str(self.error_messages["long"]).format(number=number))
            found[column.name] = self._number(number, text) if column.kind == "number" else text
            if column.kind == "line":
                found[column.name] = one_line(text)
        return found

    def _number(self, number: int, text: str) -> float | int | None:
        """A figure as it is typed, with a point or a comma; a whole one is an integer."""
        if not text:
            return None
        try:
            figure = float(text.replace(",", "."))
            if figure in (float("inf"), float("-inf")) or figure != figure:
                raise ValueError
        except ValueError:
            raise forms.ValidationError(str(self.error_messages["number"]).format(number=number, value=text[:40])) from None
        return int(figure) if figure == int(figure) else figure
