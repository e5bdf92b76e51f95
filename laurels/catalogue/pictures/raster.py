"""Drawings as PNG, and uploads made safe: pixels are encoded anew, drawings keep only what is on a list.

Source: THREATS "Script in SVG", "Renderer abused", "Polyglots and metadata", "PNG bombs".
"""

from __future__ import annotations

import base64
import io
import re
from typing import Any

from laurels.catalogue.errors import PictureUnusable
from laurels.common import drawings, limits
from laurels.common.pictures import ours

SIDE, SMALL_SIDE = 600, 144
"""Sides of a badge's picture and of its small cut [pixels]."""
MOST_ELEMENTS, MOST_COPIES = 5_000, 50
"""What an uploaded drawing may hold, for it is drawn by every visitor's browser [count]."""
COLOURS = 64
"""Colours of a small cut made from pixels [count]."""

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = {
    "svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "title", "desc", "defs",
    "linearGradient", "radialGradient", "stop", "clipPath", "use",
}  # fmt: skip
_ATTRIBUTES = re.compile(
    r"(id|class|d|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|fx|fy|width|height|viewBox|points|transform|fill|stroke|opacity|offset|role|"
    r"fill-.*|stroke-.*|stop-.*|clip-path|clip-rule|gradientUnits|gradientTransform|preserveAspectRatio|aria-label)"
)


def png_of(svg: str) -> bytes:
    """A drawing of ours as PNG of ``SIDE`` pixels; no font, file or network is touched."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=SIDE, height=SIDE, skip_system_fonts=True))


def own_picture(data: bytes) -> tuple[str, str, bytes]:
    """(full drawing, small cut, PNG) of an uploaded picture, made safe; a small cut stands in lists, so it is always pixels.

    Raises:
        PictureUnusable: no picture, damaged, or larger than the limits.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        drawing = svg_cleaned(data)
        pixels = png_anew(drawing.encode())
    else:
        pixels = png_anew(data)
        drawing = framed(pixels)
    return drawing, framed(_small(pixels)), pixels


def png_anew(data: bytes) -> bytes:
    """An uploaded picture encoded anew from its pixels, square, without anything else that the file held.

    Raises:
        PictureUnusable: no PNG, JPEG, WebP or SVG, damaged, larger than the limits, or too slow to draw.
    """
    from PIL import Image

    drawn = ours(data) if len(data) <= limits.UPLOADED_PICTURE else None
    if drawn is None:
        raise PictureUnusable
    with Image.open(io.BytesIO(drawn), formats=("PNG",)) as image:
        pixels = image.convert("RGBA")
    square = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    square.paste(pixels, ((SIDE - pixels.width) // 2, (SIDE - pixels.height) // 2))
    out = io.BytesIO()
    square.save(out, "PNG", optimize=True)
    return out.getvalue()


def _small(png: bytes) -> bytes:
    """A picture of ours in the size of a list."""
    from PIL import Image

    with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
        pixels = image.convert("RGBA")
    pixels.thumbnail((SMALL_SIDE, SMALL_SIDE))
    out = io.BytesIO()
    pixels.quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def svg_cleaned(data: bytes) -> str:
    """An uploaded drawing with only listed elements and attributes: no script, style, text, link, picture or entity.

    Raises:
        PictureUnusable: no SVG, damaged, with entities, or larger than the limits.
    """
    if len(data) > limits.UPLOADED_PICTURE:
        raise PictureUnusable
    try:
        kept = drawings.cleaned(data, elements=_ELEMENTS, attributes=_ATTRIBUTES)
    except drawings.NotDrawable:
        raise PictureUnusable from None
    if "viewBox=" not in kept.partition(">")[0] or not _is_modest(kept):
        raise PictureUnusable
    return kept


def _is_modest(kept: str) -> bool:
    """Whether a cleaned drawing stays small when it is drawn.

    Few elements, few copies, and neither a copy of a copy nor a clip within a clip: those double with each step.
    """
    from lxml import etree

    root: Any = etree.fromstring(kept)
    elements = list(root.iter())
    copies = list(root.iter(f"{{{_SVG}}}use"))
    by_id = {element.get("id"): element for element in elements if element.get("id")}
    copied = [by_id.get(value.removeprefix("#")) for copy in copies for name, value in copy.attrib.items() if name.endswith("href")]
    copied_again = any(target is not None and next(target.iter(f"{{{_SVG}}}use"), None) is not None for target in copied)
    clipped_again = any(inner.get("clip-path") for clip in root.iter(f"{{{_SVG}}}clipPath") for inner in clip.iter())
    return len(elements) <= MOST_ELEMENTS and len(copies) <= MOST_COPIES and not copied_again and not clipped_again


def framed(png: bytes) -> str:
    """An own PNG inside a drawing, so that every badge has both forms."""
    data = base64.b64encode(png).decode()
    return (
        f'<svg xmlns="{_SVG}" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" height="{SIDE}">'
        f'<image width="{SIDE}" height="{SIDE}" href="data:image/png;base64,{data}"/></svg>\n'
    )
