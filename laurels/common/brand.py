"""An organisation's colour as a small stylesheet of its own, so that the content policy stays strict.

The sheet sets the properties that `common/laurels.css` leaves to organisations. A colour that somebody could not read is
refused here and in the settings alike.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse

from laurels.common.colour import blend, contrast, is_colour

OURS = "#1C5B3D"
"""Laurel, the colour of an organisation that chose none: the stylesheet's own green stands for it."""
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3 (AA): ordinary text against its ground."""

PAPER, TINT, WHITE = "#F8F5EC", "#F6FBF4", "#FFFFFF"
NIGHT_SHEET, NIGHT_INK = "#191F1A", "#0C1610"
_TINTED = 0.11
_NIGHT_CONTRAST = 7.0
_STEPS = 20

Answer = Callable[[HttpRequest], str]
_in_view: list[Answer] = []


def tell_brand(answer: Answer) -> None:
    """Port: the room that knows organisations says which colour is in view on a page, or the empty string."""
    _in_view[:] = [answer]


def readability(ink: str) -> float:
    """The smallest contrast in which a colour ``#RRGGBB`` is used: under white, on paper, and on its own tint."""
    return min(contrast(ink, ground) for ground in (WHITE, PAPER, blend(TINT, ink, _TINTED)))


def by_night(ink: str) -> str:
    """The same colour for the dark scheme: with white mixed in until it reads at 7 : 1 on a dark sheet."""
    steps = (blend(ink, WHITE, step / _STEPS) for step in range(_STEPS + 1))
    return next(colour for colour in steps if contrast(colour, NIGHT_SHEET) >= _NIGHT_CONTRAST)


def sheet(ink: str) -> str:
    """The stylesheet of a readable colour."""
    names = {"--brand": ink, "--brand-on": WHITE, "--brand-dark": by_night(ink), "--brand-on-dark": NIGHT_INK}
    return ":root { " + " ".join(f"{name}: {value};" for name, value in names.items()) + " }\n"


def address_of(ink: str) -> str:
    """Where the sheet of a colour is; empty for our own green and for what cannot be read."""
    if not is_colour(ink) or ink.upper() == OURS or readability(ink) < LEAST_CONTRAST:
        return ""
    return reverse("common:brand", args=[ink[1:].lower()])


def in_view(request: HttpRequest) -> str:
    """The address of the sheet for this page, or nothing."""
    return address_of(_in_view[0](request)) if _in_view else ""
