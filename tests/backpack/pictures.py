"""Pictures that carry a badge, for the tests of the backpack."""

from __future__ import annotations

import io

from PIL import Image


def picture(width: int = 8) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, width), (28, 91, 61, 255)).save(out, "PNG")
    return out.getvalue()


DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" onload="badinput()"/></svg>'
