"""The drawing itself: golden pictures, any words and colours, levels told apart, the same with and without fonts."""

from __future__ import annotations

import io
import json
import math
from dataclasses import replace

import pytest
import resvg_py
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.pictures import layers, lettering, raster
from laurels.catalogue.pictures.drawing import (
    INKS,
    LEVELS,
    METALS,
    RIMS,
    TOP_HEIGHT,
    Picture,
    bears_words,
    describe,
    draw,
)
from laurels.catalogue.pictures.geometry import SHAPES, n, outline
from laurels.catalogue.pictures.icons import GROUPS, ICONS, SEEN
from lxml import etree
from PIL import Image
from tests.catalogue.golden import FILE, MARK, PICTURES, cells, digests

COLOURS = st.sampled_from(sorted(INKS)) | st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)
ANY = st.builds(
    Picture,
    name=st.text(max_size=60),
    icon=st.sampled_from(sorted(ICONS)),
    ink=COLOURS,
    shape=st.sampled_from(sorted(SHAPES)),
    level=st.sampled_from(sorted(LEVELS)),
    ring=st.text(max_size=60),
    mark=st.text(max_size=2),
    word=st.text(max_size=20),
    assessed=st.booleans(),
    cut=st.sampled_from(["full", "small"]),
    metal=st.sampled_from(sorted(METALS)),
    rim=st.sampled_from(RIMS),
    mark_drawing=st.sampled_from(["", MARK]),
)


def grey(svg: str, side: int) -> list[int]:
    """The picture in grey on paper, as many pixels wide as a list shows it."""
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=side, skip_system_fonts=True))
    image = Image.open(io.BytesIO(png)).convert("RGBA")
    paper = Image.new("RGBA", image.size, "#F8F5EC")
    paper.alpha_composite(image)
    shown = paper.convert("L")
    return [shown.getpixel((x, y)) for y in range(side) for x in range(side)]


class TestGoldenPictures:
    @pytest.mark.parametrize("name", sorted(PICTURES))
    def test_the_drawing_is_the_golden_one_byte_for_byte(self, name):
        assert digests(PICTURES[name]) == json.loads(FILE.read_text())[name]["svg"]

    @pytest.mark.parametrize("name", sorted(PICTURES))
    def test_its_pixels_look_like_the_golden_ones(self, name):
        golden = json.loads(FILE.read_text())[name]["cells"]

        for mine, theirs in zip(cells(raster.png_of(draw(PICTURES[name]))), golden, strict=True):
            assert max(abs(a - b) for a, b in zip(mine, theirs, strict=True)) <= 3

    def test_every_shape_rim_and_metal_is_among_them(self):
        assert {picture.shape for picture in PICTURES.values()} == set(SHAPES)
        assert {picture.rim for picture in PICTURES.values()} == set(RIMS)
        assert {picture.metal for picture in PICTURES.values()} == set(METALS)

    @pytest.mark.parametrize("name", sorted(PICTURES))
    def test_fonts_change_nothing(self, name):
        svg = draw(PICTURES[name])
        without, with_them = (
            bytes(resvg_py.svg_to_bytes(svg_string=svg, width=200, skip_system_fonts=skip)) for skip in (True, False)
        )

        assert "<text" not in svg
        assert without == with_them

    def test_the_same_choices_give_the_same_png(self):
        svg = draw(PICTURES["roundel"])
        first = raster.png_of(svg)
        raster.png_of.cache_clear()  # the tests remember what was drawn; this one asks anew

        assert raster.png_of(svg) == first


class TestAnyChoices:
    @given(ANY)
    def test_the_drawing_passes_our_own_cleaner_unchanged(self, picture):
        svg = draw(picture)

        assert raster.svg_cleaned(svg.encode()) + "\n" == svg

    @pytest.mark.parametrize("name", ["Handle data: with care", "A \\ B", "Use url(x) well", "javascript:alert(1)", 'a "b" & <c>'])
    def test_a_name_that_looks_like_an_address_is_only_read_out(self, name):
        svg = draw(Picture(name, "tin"))

        assert raster.svg_cleaned(svg.encode()) + "\n" == svg
        assert etree.fromstring(svg).get("aria-label").startswith(f"Badge picture: {name}")

    @given(ANY)
    def test_it_is_sound_without_script_or_style_and_says_its_name(self, picture):
        root = etree.fromstring(draw(picture))

        assert {etree.QName(element).localname for element in root.iter()} <= {"svg", "title", "path", "circle", "g"}
        assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]
        assert root.get("aria-label") == root.find("{*}title").text == describe(picture)

    @given(ANY)
    def test_words_on_the_ring_fit_and_can_be_read(self, picture):
        words, shape = picture.words_above(), SHAPES[picture.shape]
        height = layers.letters_height(words, shape.band, TOP_HEIGHT, shape.widest)
        degrees = math.degrees(lettering.width(lettering.glyphs(words), 3.0) * height / lettering.CAPITAL / shape.band)

        assert degrees <= shape.widest + 0.01
        assert not bears_words(picture) or 13 <= height <= TOP_HEIGHT

    @given(st.floats(-1000, 1000))
    def test_numbers_have_two_places_and_no_minus_before_nought(self, value):
        assert abs(float(n(value)) - value) <= 0.0051
        assert n(value) != "-0"
        assert "e" not in n(value)

    @pytest.mark.parametrize("shape", sorted(SHAPES))
    def test_the_rings_words_stay_within_the_rim(self, shape):
        square = f'<path d="{outline(shape, 15)}" fill="#000"/>'
        band = SHAPES[shape].band + TOP_HEIGHT / 2
        ring = layers.ring_words("H" * 60, SHAPES[shape].band, TOP_HEIGHT, "#f00", below=False, widest=SHAPES[shape].widest)
        low = layers.ring_words("FOUNDATION", SHAPES[shape].band, 19, "#f00", below=True, widest=110)
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600">{square}{ring}{low}</svg>'
        alone = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600">{square}</svg>'
        seen = [
            Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=text, width=300)))).convert("RGBA").getchannel("A")
            for text in (svg, alone)
        ]

        assert band < 292
        assert seen[0].tobytes() == seen[1].tobytes()


class TestLevels:
    @pytest.mark.parametrize("side", [240, 32])
    def test_levels_are_told_apart_in_grey(self, side):
        cut = "small" if side < 64 else "full"
        drawn = {
            level: grey(draw(Picture("Put It Right", "mend", "night", level=level, cut=cut)), side)
            for level in ("foundation", "practitioner", "lead")
        }

        for one, other in (("foundation", "practitioner"), ("practitioner", "lead")):
            changed = sum(abs(a - b) > 40 for a, b in zip(drawn[one], drawn[other], strict=True))
            assert changed > side * side * 0.01, (one, other, changed)

    @pytest.mark.parametrize("level", ["foundation", "practitioner", "lead"])
    def test_the_word_says_the_level_too(self, level):
        with_word, without = (draw(Picture("X", "tin", level=given)) for given in (level, "none"))

        assert describe(Picture("X", "tin", level=level)) == f"Badge picture: X, {level} level"
        assert with_word.count('<path transform="translate') > without.count('<path transform="translate')


class TestTheRing:
    def test_a_script_that_we_cannot_draw_leaves_the_ring_to_ornament(self):
        foreign, empty = draw(Picture("日本語", "tin", level="none")), draw(replace(PICTURES["no-words"], icon="tin", level="none"))

        assert "·" not in foreign
        assert not bears_words(Picture("日本語", "tin"))
        assert foreign.count("<path") == empty.count("<path")

    def test_a_script_that_we_can_draw_in_the_ring_is_drawn(self):
        assert bears_words(Picture("日本語", "tin", ring="Nihongo"))

    def test_words_too_long_to_be_read_are_left_out(self):
        assert not bears_words(Picture("X" * 120, "tin"))


class TestIcons:
    def test_there_are_many_each_with_words_of_its_own(self):
        assert len(ICONS) >= 40
        assert len(set(SEEN.values())) == len(ICONS) == sum(len(group) for group in GROUPS.values())

    @pytest.mark.parametrize("name", sorted(ICONS))
    def test_an_icon_fills_its_square_and_stays_within(self, name):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-20 -20 140 140"><g>{layers.icon(name, 100, "#000", 50)}</g></svg>'
        moved = svg.replace('translate(250 0)scale(1)"', 'translate(0 0)"')
        image = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=moved, width=140)))).convert("RGBA")

        left, top, right, bottom = image.getchannel("A").getbbox()
        assert left >= 18
        assert top >= 18
        assert right <= 122
        assert bottom <= 122
        assert max(right - left, bottom - top) >= 70

    def test_no_two_icons_look_alike(self):
        drawn = {name: grey(draw(Picture("X", name, "ink", cut="small")), 48) for name in ICONS}
        names = sorted(drawn)

        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                assert sum(abs(a - b) > 60 for a, b in zip(drawn[one], drawn[other], strict=True)) >= 30, (one, other)
