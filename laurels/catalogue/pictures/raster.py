"""Drawings as PNG, and uploads made safe: pixels are encoded anew, drawings keep only what is on a list.

Source: THREATS "Script in SVG", "Polyglots and metadata", "PNG bombs".
"""

from __future__ import annotations

import io
import re

from laurels.catalogue.errors import PictureUnusable
from laurels.common import drawings, limits

SIDE = 600
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
    """A drawing of ours, or a cleaned one, as PNG of ``SIDE`` pixels; no font, file or network is touched."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=SIDE, height=SIDE, skip_system_fonts=True))


def png_anew(data: bytes) -> bytes:
    """An uploaded picture encoded anew from its pixels, square, without anything else that the file held.

    Raises:
        PictureUnusable: no PNG, JPEG or WebP, damaged, or larger than the limits.
    """
    from PIL import Image, UnidentifiedImageError

    if len(data) > limits.UPLOADED_PICTURE:
        raise PictureUnusable
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as image:
            if max(image.size) > limits.PICTURE_SIDE or min(image.size) < 1:
                raise PictureUnusable
            pixels = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise PictureUnusable from None
    pixels.thumbnail((SIDE, SIDE))
    square = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    square.paste(pixels, ((SIDE - pixels.width) // 2, (SIDE - pixels.height) // 2))
    out = io.BytesIO()
    square.save(out, "PNG", optimize=True)
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
    if "viewBox=" not in kept.partition(">")[0]:
        raise PictureUnusable
    return kept


def framed(png: bytes) -> str:
    """An own PNG inside a drawing, so that every badge has both forms."""
    import base64

    data = base64.b64encode(png).decode()
    return (
        f'<svg xmlns="{_SVG}" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" height="{SIDE}">'
        f'<image width="{SIDE}" height="{SIDE}" href="data:image/png;base64,{data}"/></svg>\n'
    )
