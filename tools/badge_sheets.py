"""Draw one contact sheet for each shipped programme: its badges large, and beneath them as they stand in lists.

python tools/badge_sheets.py          writes docs/images/badges-<programme>.png
python tools/badge_sheets.py FOLDER   writes them there
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import resvg_py
from laurels.catalogue.pictures import choosing
from laurels.programmes.pictures import picture_of
from laurels.programmes.reading import Programme, read_shipped, shipped
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
MOST_BYTES, COLOURS = 150_000, 160
LARGE, SMALL, GAP, ACROSS = 210, 64, 18, 4
PAPER, NIGHT = "#F8F5EC", "#191F1A"


def sheet(programme: Programme) -> str:
    """The sheet of one programme as SVG."""
    pictures = [
        picture_of(
            handle=part.code,
            name=part.form.name if part.form else part.name,
            organisation=programme.organisation.legal_name,
            kind=part.kind,
        )
        for part in programme.achievements
    ]
    drawn = [choosing.drawn(picture) for picture in pictures]
    across = min(ACROSS, len(drawn))
    rows = -(-len(drawn) // across)
    large = "".join(
        placed(full, GAP + i % across * (LARGE + GAP), GAP + i // across * (LARGE + GAP), LARGE)
        for i, (full, _, _) in enumerate(drawn)
    )
    wide = GAP + across * (LARGE + GAP)
    each = min(SMALL, (wide - GAP) // len(drawn) - 8)
    top = GAP + rows * (LARGE + GAP)
    small = "".join(
        f'<rect x="0" y="{y}" width="{wide}" height="{each + 24}" fill="{ground}"/>'
        + "".join(placed(cut, GAP + i * (each + 8), y + 12, each) for i, (_, cut, _) in enumerate(drawn))
        for y, ground in ((top, PAPER), (top + each + 24, NIGHT))
    )
    high = top + 2 * (each + 24)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">'
        f'<rect width="{wide}" height="{high}" fill="{PAPER}"/>{large}{small}</svg>'
    )


def placed(drawing: str, x: float, y: float, side: float) -> str:
    """A drawing at a place of the sheet."""
    return drawing.replace('<svg xmlns="http://www.w3.org/2000/svg"', f'<svg x="{x}" y="{y}"', 1).replace(
        'width="600" height="600"', f'width="{side}" height="{side}"', 1
    )


def png(drawing: str) -> bytes:
    """The sheet in few colours."""
    pixels = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=drawing, skip_system_fonts=True)))).convert("RGB")
    out = io.BytesIO()
    pixels.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> int:
    """Write every sheet; 1 when one is too heavy."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/images"
    heavy = 0
    for code in shipped():
        data = png(sheet(read_shipped(code)))
        (folder / f"badges-{code}.png").write_bytes(data)
        print(f"badges-{code}.png {len(data) / 1000:.0f} kB")
        heavy += len(data) > MOST_BYTES
    return int(heavy > 0)


if __name__ == "__main__":
    sys.exit(main())
