"""The components of the visual language as tags: marks, leaves, fields, the facts label."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from laurels.common import text

register = template.Library()

_SHAPES = {
    "good": '<circle cx="12" cy="12" r="11" fill="currentColor"/><path class="cut" d="M6.5 12.5L10.5 16.5L17.5 8.5" fill="none" '
    'stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/>',
    "bad": '<path d="M7.5 1H16.5L23 7.5V16.5L16.5 23H7.5L1 16.5V7.5Z" fill="currentColor"/>'
    '<path class="cut" d="M8 8L16 16M16 8L8 16" stroke-width="2.4" stroke-linecap="round"/>',
    "fog": '<circle cx="12" cy="12" r="10.5" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3.5 3.1"/>'
    '<path d="M9 9.5A3 3 0 1 1 13 12.2L12 13.5V14.3" fill="none" stroke="currentColor" stroke-width="2.2" '
    'stroke-linecap="round"/><circle cx="12" cy="17.8" r="1.4" fill="currentColor"/>',
    "none": '<circle cx="12" cy="12" r="10.5" fill="none" stroke="currentColor" stroke-width="1.5"/>'
    '<path d="M8 12H16" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>',
    "soon": '<path d="M12 2L22.5 21.5H1.5Z" fill="currentColor" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/>'
    '<path class="cut" d="M12 9V14.5M12 18V18.1" stroke-width="2.6" stroke-linecap="round"/>',
    "gold": '<path transform="translate(4 1)" d="M8 1C2 6 2 15 8 21C14 15 14 6 8 1Z" fill="currentColor"/>',
}
_ALIASES = {"warn": "soon"}
_LEAF = "M8 1C2 6 2 15 8 21C14 15 14 6 8 1Z"


@register.simple_tag
def mark(tone: str, size: str = "") -> SafeString:
    """A mark: shape before colour. Tones: good, bad, fog, none, soon, gold; ``big`` for the head of a verdict."""
    tone = _ALIASES.get(tone, tone)
    kind = f"is-{tone}" if tone != "none" else ""
    return format_html(
        '<svg class="mark {} {}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        size,
        kind,
        mark_safe(_SHAPES[tone]),  # noqa: S308 - our own drawing
    )


@register.inclusion_tag("common/parts/wreath.html")
def wreath() -> dict[str, Any]:
    """The wreath that a passed verdict wears."""
    return {}


@register.simple_tag
def leaves(done: int, total: int, what: str = "elements met") -> SafeString:
    """Progress in leaves: filled are met, outlined are open."""
    drawn = format_html_join(
        "",
        '<svg viewBox="0 0 16 22" aria-hidden="true"><path d="{}" fill="{}" stroke="currentColor" stroke-width="1.5"/></svg>',
        ((_LEAF, "currentColor" if place < done else "none") for place in range(total)),
    )
    return format_html('<span class="dots" role="img" aria-label="{} of {} {}">{}</span>', done, total, what, drawn)


@register.simple_tag
def leaf_badge() -> SafeString:
    """A quiet leaf where a badge's picture cannot be shown."""
    return format_html(
        '<svg class="badge b72 is-gold mark" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        mark_safe(_SHAPES["gold"]),  # noqa: S308 - our own drawing
    )


@register.inclusion_tag("common/parts/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A form field with label, hint and what is wrong, tied together for a screen reader."""
    described = [f"{bound.auto_id}-hint"] if bound.help_text else []
    described += [f"{bound.auto_id}-fault"] if bound.errors else []
    attributes: dict[str, Any] = {} if isinstance(bound.field.widget, CheckboxInput) else {"class": "in"}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    kept = bound.field.widget.attrs
    if "class" in kept and "class" in attributes:
        attributes["class"] = f"in {kept['class']}" if "in" not in kept["class"].split() else kept["class"]
    return {
        "bound": bound,
        "described": " ".join(described),
        "widget": bound.as_widget(attrs={**kept, **attributes}),
        "is_tick": isinstance(bound.field.widget, CheckboxInput),
        "is_group": isinstance(bound.field.widget, CheckboxSelectMultiple | RadioSelect),
    }


@register.inclusion_tag("common/parts/facts.html")
def facts(rows: Iterable[tuple[str, str]], id: str = "facts", heading: str = "h2", about: str = "") -> dict[str, Any]:
    """The badge facts label: like the one on food.

    Args:
        id, about: where a page shows several, what tells them apart, for machines and for a screen reader.
        heading: where it stands deeper.
    """
    return {"rows": tuple(rows), "id": id, "heading": _heading(heading), "about": about}


@register.inclusion_tag("common/parts/checks.html")
def checks(rows: Iterable[Any], heading: str = "h3") -> dict[str, Any]:
    """A list of checks: mark, question, sentence, and the raw detail folded away."""
    return {"rows": tuple(rows), "heading": _heading(heading)}


def _heading(name: str) -> str:
    """The name of a heading's element, as templates write it."""
    if name not in ("h2", "h3", "h4"):
        raise ValueError(f"no heading: {name}")
    return name


@register.simple_tag
def linked_data(value: dict[str, Any]) -> SafeString:
    """Linked data as a block that machines read."""
    return text.data_block(value)


@register.filter
def markdown(value: str) -> SafeString:
    """Markdown as safe HTML."""
    return text.markdown(value)


@register.filter
def initials(value: str) -> str:
    """One or two letters for a person's mark."""
    return text.initials(value)
