"""Strangers' pictures drawn anew in a process of their own, with little memory and little time.

What comes out is pixels that we encoded: no script, no text chunk, no place where the photograph was taken. Run as a program
(``python -I drawings.py``) this file reads a picture and writes a PNG; ``pictures`` starts it and keeps the time.

Source: THREATS "Script in SVG", "Entity bombs and local reads", "Renderer abused", "PNG bombs", "Polyglots and metadata".
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Collection
from typing import Any

SIDE = 600
"""Longest side of what comes out [pixels]."""

LARGEST_SIDE = 4096
"""Longest side of what goes in [pixels]."""

MEMORY = 256 * 1024**2
"""Memory for data of the drawing process [bytes]."""

SECONDS = 3
"""Processor time of the drawing process [s]."""

LARGEST_ELEMENTS = 20_000
LARGEST_USES = 200
DEEPEST = 200

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset(
    "svg g path circle ellipse rect line polyline polygon title desc defs linearGradient radialGradient stop clipPath use mask"
    " pattern symbol marker text tspan image style switch a".split()
)
_ATTRIBUTES = re.compile(
    r"(id|class|style|d|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|fx|fy|fr|dx|dy|width|height|viewBox|points|transform|fill|stroke|opacity|"
    r"offset|color|display|visibility|overflow|mask|fill-.*|stroke-.*|stop-.*|font-.*|text-.*|marker-.*|clip-.*|mask-.*|"
    r"pattern.*|marker[A-Z].*|refX|refY|orient|gradientUnits|gradientTransform|spreadMethod|preserveAspectRatio|dominant-baseline|"
    r"letter-spacing|word-spacing|mix-blend-mode|paint-order|shape-rendering|vector-effect|type)"
)
_OUTSIDE = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|expression|javascript:|data:|\\", re.I)
_SPOKEN = "aria-label"
"""Words that are read out and never followed: a badge may be called "Handle data: with care"."""
_PIXELS = re.compile(r"data:image/(png|jpeg|jpg);base64,[A-Za-z0-9+/=\s]*")


class NotDrawable(Exception):
    """The bytes are no picture that we draw."""


def drawn(data: bytes) -> bytes:
    """A PNG, JPEG, WebP or SVG as a PNG of at most ``SIDE`` pixels; a smaller picture keeps every pixel as it is.

    Raises:
        NotDrawable: another format, damaged, or beyond the limits.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return _drawing(data)
    return _pixels(data)


def _pixels(data: bytes) -> bytes:
    """Pixels encoded anew; everything else that the file held stays behind."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as image:
            if max(image.size) > LARGEST_SIDE or min(image.size) < 1:
                raise NotDrawable
            pixels = image.convert("RGBA")
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError):
        raise NotDrawable from None
    if max(pixels.size) > SIDE:
        pixels.thumbnail((SIDE, SIDE))
    out = io.BytesIO()
    pixels.save(out, "PNG")
    return out.getvalue()


def _drawing(data: bytes) -> bytes:
    """A drawing, cleaned and then rasterised; ``resvg`` knows no script and gets no address."""
    import resvg_py

    try:
        return _pixels(bytes(resvg_py.svg_to_bytes(svg_string=cleaned(data), width=SIDE, skip_system_fonts=False)))
    except NotDrawable:
        raise
    except BaseException as problem:
        raise NotDrawable from problem


def cleaned(data: bytes, *, elements: Collection[str] = _ELEMENTS, attributes: re.Pattern[str] = _ATTRIBUTES) -> str:
    """A drawing with only listed elements and attributes and nothing from outside.

    Args:
        elements, attributes: what stays; the lists of this file suit what is rasterised, a served drawing needs shorter ones.
    Raises:
        NotDrawable: no SVG, damaged, with entities, or beyond the limits.
    """
    from lxml import etree

    if b"<!ENTITY" in data.upper():
        raise NotDrawable
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NotDrawable from None
    if etree.QName(root).localname != "svg":
        raise NotDrawable
    count = sum(1 for _ in root.iter())
    uses = sum(1 for _ in root.iter(f"{{{_SVG}}}use"))
    if count > LARGEST_ELEMENTS or uses > LARGEST_USES:
        raise NotDrawable
    _clean(root, elements, attributes)
    return str(etree.tostring(root, encoding="unicode"))


def _clean(element: Any, elements: Collection[str], attributes: re.Pattern[str], depth: int = 0) -> None:
    """Keep what is on the list, here and below."""
    from lxml import etree

    if depth > DEEPEST:
        raise NotDrawable
    for child in list(element):
        name = etree.QName(child) if isinstance(child.tag, str) else None
        listed = name is not None and name.namespace == _SVG and name.localname in elements
        if not listed or (name is not None and name.localname == "style" and _OUTSIDE.search(child.text or "")):
            element.remove(child)
        else:
            _clean(child, elements, attributes, depth + 1)
    image = element.tag == f"{{{_SVG}}}image"
    for attribute, value in list(element.attrib.items()):
        if attribute in ("href", _XLINK):
            keep = bool(_PIXELS.fullmatch(value)) if image else value.startswith("#")
        else:
            keep = attributes.fullmatch(attribute) is not None and (attribute == _SPOKEN or not _OUTSIDE.search(value))
        if not keep:
            del element.attrib[attribute]


def main() -> int:
    """Read a picture, write a PNG: exit 0; exit 1 for what cannot be drawn."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        png = drawn(sys.stdin.buffer.read())
    except (NotDrawable, MemoryError):
        return 1
    sys.stdout.buffer.write(png)
    return 0


if __name__ == "__main__":
    sys.exit(main())
