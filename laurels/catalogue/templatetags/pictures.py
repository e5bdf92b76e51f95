"""Pieces of a badge's picture beside what chooses them: icons, swatches, outlines."""

from __future__ import annotations

from functools import cache

from django import template
from django.utils.safestring import SafeString, mark_safe

from laurels.catalogue.pictures.drawing import INKS
from laurels.catalogue.pictures.geometry import outline
from laurels.catalogue.pictures.icons import ICONS
from laurels.common.colour import is_colour

register = template.Library()

_STROKES = {
    "s": ' fill="none" stroke="currentColor" stroke-width="9.5"',
    "t": ' fill="none" stroke="currentColor" stroke-width="5.5"',
}


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """An icon in the colour of the text, with room for the ring that shows the chosen one."""
    kinds = {**_STROKES, "f": ' fill="currentColor" fill-rule="evenodd"'}
    paths = "".join(f'<path{kinds[kind]} d="{path}"/>' for kind, path in ICONS[name])
    return _svg("-24 -24 148 148", f'<g stroke-linecap="round" stroke-linejoin="round">{paths}</g>')


@register.simple_tag
def swatch(ink: str) -> SafeString:
    """A disc of a colour, given by its name or as ``#RRGGBB``; nothing for any other."""
    colour = INKS.get(ink, ink)
    return _svg("0 0 44 44", f'<circle cx="22" cy="22" r="22" fill="{colour}"/>') if is_colour(colour) else mark_safe("")


@register.simple_tag
@cache
def shape(name: str) -> SafeString:
    """The outline of a shape, filled."""
    return _svg("-90 -90 780 780", f'<path fill="currentColor" d="{outline(name)}"/>')


def _svg(box: str, inner: str) -> SafeString:
    return mark_safe(f'<svg viewBox="{box}" aria-hidden="true">{inner}</svg>')  # noqa: S308 - our own drawing
