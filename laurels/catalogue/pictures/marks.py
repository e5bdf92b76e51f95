"""An organisation's own mark for the seal of its badges: shapes only, few of them, and nothing that refers to anything.

Source: THREATS "Script in SVG", "Renderer abused".
"""

from __future__ import annotations

import re
from typing import Any

from laurels.catalogue.errors import MarkUnusable
from laurels.catalogue.pictures.layers import MARK_HEAD
from laurels.common import drawings

MOST_BYTES, MOST_ELEMENTS = 20_000, 60
"""A mark stands on every badge and in every credential's picture, so it is small."""

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = {"svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon"}
_ATTRIBUTES = re.compile(
    r"(d|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|width|height|viewBox|points|transform|fill|stroke|opacity|fill-rule|fill-opacity|"
    r"stroke-(width|linecap|linejoin|opacity|miterlimit))"
)
_REFERS = re.compile(r"url\(", re.I)


def mark_cleaned(data: bytes) -> str:
    """An uploaded SVG with its view box and its shapes alone; it begins with ``layers.MARK_HEAD``.

    Raises:
        MarkUnusable: no SVG, damaged, without a view box, empty once cleaned, or more than a mark may hold.
    """
    from lxml import etree

    if len(data) > MOST_BYTES:
        raise MarkUnusable
    try:
        root: Any = etree.fromstring(drawings.cleaned(data, elements=_ELEMENTS, attributes=_ATTRIBUTES))
    except drawings.NotDrawable:
        raise MarkUnusable from None
    for element in root.iter():
        for name in [name for name, value in element.attrib.items() if _REFERS.search(value)]:
            del element.attrib[name]
    box = _box(root.get("viewBox") or "")
    shapes = [element for element in root.iter() if etree.QName(element).localname not in ("svg", "g")]
    if box is None or not shapes or len(shapes) > MOST_ELEMENTS or any(True for _ in root.iterdescendants(f"{{{_SVG}}}svg")):
        raise MarkUnusable
    etree.cleanup_namespaces(root)
    inner = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in root)
    return f'{MARK_HEAD} viewBox="{box}">' + inner.replace(f' xmlns="{_SVG}"', "") + "</svg>"


def _box(text: str) -> str | None:
    """A view box of four sound numbers, as we write it."""
    numbers = re.split(r"[\s,]+", text.strip())
    if len(numbers) != 4 or not all(re.fullmatch(r"-?\d{1,6}(\.\d{1,6})?", number) for number in numbers):
        return None
    return " ".join(numbers) if float(numbers[2]) > 0 and float(numbers[3]) > 0 else None
