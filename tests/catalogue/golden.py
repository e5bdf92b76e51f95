"""Golden pictures: a few choices, the digests of their drawings and, in 64 cells, what their pixels look like.

python -m tests.catalogue.golden      writes golden.json anew, after somebody has looked at the pictures
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path

from laurels.catalogue.pictures.drawing import Picture, draw
from laurels.catalogue.pictures.layers import MARK_HEAD
from laurels.catalogue.pictures.raster import png_of
from PIL import Image

FILE = Path(__file__).with_name("golden.json")
CELLS = 8
MARK = f'{MARK_HEAD} viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" fill="#86391F"/></svg>'

PICTURES = {
    "roundel": Picture("Put It Right", "mend", "night", "roundel", "practitioner", mark="BT"),
    "hexagon": Picture("Clean a List", "funnel", "clay", "hexagon", "foundation", mark="FC"),
    "shield": Picture("Übergänge begleiten", "bridge", "pine", "shield", "lead", metal="silver", rim="double", mark="ÜB"),
    "rose": Picture("Щедрість", "hand", "plum", "rose", "practitioner", metal="copper", mark_drawing=MARK),
    "tile": Picture("Καλημέρα", "sun", "#1E3557", "tile", "none", rim="beads", word="Καλό"),
    "scallop": Picture("Data User", "pie", "ink", "scallop", "lead", word="Milestone", rim="quiet"),
    "paper": Picture("Goes the Extra Mile", "hand", "wine", "octagon", "none", assessed=False, mark="K"),
    "no-words": Picture("日本語", "globe", "moss", "roundel", "foundation"),
}


def digests(picture: Picture) -> list[str]:
    """Of the full drawing and of the small cut."""
    return [hashlib.sha256(draw(replace(picture, cut=cut)).encode()).hexdigest() for cut in ("full", "small")]


def cells(png: bytes) -> list[list[int]]:
    """Mean colours of a picture in a grid of 8 x 8, by rows."""
    with Image.open(io.BytesIO(png)) as image:
        small = image.convert("RGBA").resize((CELLS, CELLS), Image.Resampling.BOX)
        return [list(small.getpixel((x, y))) for y in range(CELLS) for x in range(CELLS)]


def main() -> None:
    """Write the file."""
    found = {name: {"svg": digests(picture), "cells": cells(png_of(draw(picture)))} for name, picture in PICTURES.items()}
    rows = (f'"{name}": {json.dumps(entry, separators=(",", ":"))}' for name, entry in found.items())
    FILE.write_text("{\n" + ",\n".join(rows) + "\n}\n")


if __name__ == "__main__":
    main()
