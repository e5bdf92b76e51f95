"""Form fields that every room shares."""

from __future__ import annotations

from typing import Any

from django import forms

from laurels.common.lines import one_line


class LineField(forms.CharField):
    """One line of text as it may stand in a sentence of ours: a name, a title, a subject."""

    def to_python(self, value: Any) -> str:
        """The text without what breaks a line or turns the words beside it; a NUL stays, for the validators to refuse."""
        text = super().to_python(value) or ""
        return text if "\0" in text else one_line(text)
