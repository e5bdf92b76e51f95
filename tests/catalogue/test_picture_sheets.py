"""The sheets in the documentation show the pictures as they are drawn today."""

from __future__ import annotations

import importlib.util
import io
from pathlib import Path

import pytest
from laurels.programmes.reading import read_shipped, shipped
from PIL import Image, ImageChops

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs/images"


@pytest.fixture(scope="module")
def sheets():
    """The program that draws them."""
    spec = importlib.util.spec_from_file_location("badge_sheets", ROOT / "tools/badge_sheets.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("code", shipped())
class TestSheets:
    def test_the_kept_sheet_is_the_one_that_is_drawn_today(self, sheets, code):
        kept = Image.open(IMAGES / f"badges-{code}.png").convert("RGB")
        today = Image.open(io.BytesIO(sheets.png(sheets.sheet(read_shipped(code))))).convert("RGB")

        assert kept.size == today.size
        strip = ImageChops.difference(kept, today).convert("L").histogram()
        assert sum(strip[24:]) < kept.width * kept.height * 0.002, "python tools/badge_sheets.py"

    def test_it_shows_every_badge_of_the_programme_large_and_twice_small(self, sheets, code):
        programme = read_shipped(code)

        assert sheets.sheet(programme).count("<svg x=") == 3 * len(programme.achievements)

    def test_it_is_light_enough_for_a_page(self, sheets, code):
        assert (IMAGES / f"badges-{code}.png").stat().st_size <= sheets.MOST_BYTES == 150_000
