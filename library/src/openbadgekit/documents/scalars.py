"""Plain values against their kinds: what the tables of classes call ``text``, ``uri``, ``datetime`` and so on.

Source: Open Badges 2.0 and 3.0 data models, "Primitives" and "Derived types".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from openbadgekit.documents import vc
from openbadgekit.documents.views import moment

_LANGUAGE = re.compile(r"[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+", re.ASCII)

_TEXTS: dict[str, tuple[Callable[[str], object], str]] = {
    "jws": (_TOKEN.fullmatch, "is no signed token."),
    "uri": (vc.is_url, "is no address."),
    "language": (_LANGUAGE.fullmatch, "is no language code."),
    "date": (_DATE.fullmatch, "is no date."),
    "datetime": (moment, "is no date and time with a zone."),
}
"""Kind of text -> what it must be, and what is said of one that is not."""


def fault(kind: str, value: Any) -> str | None:
    """What is wrong with a plain value, or None."""
    if kind == "bool":
        return None if isinstance(value, bool) else "is neither true nor false."
    if kind == "float":
        return None if isinstance(value, int | float) and not isinstance(value, bool) else "is no number."
    if not isinstance(value, str):
        return "is no text."
    fits, sentence = _TEXTS.get(kind, (bool, ""))
    return sentence if sentence and not fits(value) else None
