"""Colours: whether words can be read on them, and an organisation's colour as a stylesheet."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.pictures.drawing import INKS
from laurels.common import brand
from laurels.common.colour import blend, contrast, is_colour

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


class TestContrast:
    @pytest.mark.parametrize(
        ("one", "other", "ratio"),
        [
            ("#000000", "#FFFFFF", 21.0),
            ("#FFFFFF", "#FFFFFF", 1.0),
            ("#777777", "#FFFFFF", 4.48),
            ("#767676", "#FFFFFF", 4.54),
            ("#FF0000", "#FFFFFF", 4.00),
            ("#0000FF", "#FFFFFF", 8.59),
            ("#1D6342", "#FFFFFF", 7.2),
        ],
    )
    def test_it_is_what_wcag_says(self, one, other, ratio):
        assert contrast(one, other) == pytest.approx(ratio, abs=0.06)

    @given(COLOURS, COLOURS)
    def test_the_order_does_not_matter_and_the_range_is_one_to_twenty_one(self, one, other):
        assert contrast(one, other) == contrast(other, one)
        assert 1 <= contrast(one, other) <= 21

    @given(COLOURS)
    def test_every_colour_reads_on_black_or_on_white(self, colour):
        assert max(contrast(colour, "#000000"), contrast(colour, "#FFFFFF")) >= 4.5


class TestBlend:
    @given(COLOURS, COLOURS)
    def test_its_ends_are_the_two_colours(self, one, other):
        assert blend(one, other, 0) == one
        assert blend(one, other, 1) == other

    @given(COLOURS, COLOURS, st.floats(0, 1))
    def test_what_comes_out_is_a_colour(self, one, other, share):
        assert is_colour(blend(one, other, share))

    def test_the_middle_of_black_and_white_is_grey(self):
        assert blend("#000000", "#FFFFFF", 0.5) == "#808080"


@pytest.mark.parametrize("text", ["#1C5B3D", "#abcdef", "#ABCDEF", "#000000"])
def test_a_colour_is_known(text):
    assert is_colour(text)


@pytest.mark.parametrize(
    "text", ["", "1C5B3D", "#1C5B3", "#1C5B3D7", "#GGGGGG", "red", "#1C5B3D;", "#1C5B3D\n", "url(#1C5B3D)", "#１２３４５６"]
)
def test_anything_else_is_none(text):
    assert not is_colour(text)


class TestBrand:
    @pytest.mark.parametrize("ink", [colour for name, colour in INKS.items() if name != "laurel"])
    def test_every_ink_of_ours_has_a_sheet(self, ink):
        assert brand.address_of(ink) == f"/brand/{ink[1:].lower()}.css"

    @pytest.mark.parametrize("ink", ["", "#FFFF00", "#FFFFFF", "#E6C573", "#1C5B3D", "#1c5b3d", "red", "#12345", "#777777"])
    def test_ours_and_what_cannot_be_read_have_none(self, ink):
        assert brand.address_of(ink) == ""

    @given(COLOURS)
    def test_whatever_gets_a_sheet_can_be_read_by_day_and_by_night(self, ink):
        if not brand.address_of(ink):
            return

        assert contrast(ink, "#FFFFFF") >= 4.5
        assert contrast(ink, brand.PAPER) >= 4.5
        assert contrast(brand.by_night(ink), brand.NIGHT_SHEET) >= 7.0
        assert contrast(brand.by_night(ink), brand.NIGHT_INK) >= 4.5

    @given(COLOURS)
    def test_a_sheet_holds_colours_and_nothing_else(self, ink):
        sheet = brand.sheet(ink)

        assert re.fullmatch(r":root \{(?: --[a-z-]+: #[0-9A-Fa-f]{6};){4} \}\n", sheet)

    def test_the_sheet_sets_what_the_stylesheet_leaves_open(self):
        names = re.findall(r"--[a-z-]+", brand.sheet("#1E3557"))

        assert names == ["--brand", "--brand-on", "--brand-dark", "--brand-on-dark"]

    def test_it_is_served_for_ever(self, client):
        answer = client.get("/brand/1e3557.css")

        assert answer.status_code == 200
        assert answer["Content-Type"] == "text/css"
        assert "immutable" in answer["Cache-Control"]
        assert answer.content.decode() == brand.sheet("#1E3557")

    @pytest.mark.parametrize("digits", ["ffff00", "1c5b3d", "12345", "zzzzzz", "1e35570", "1e3557%7D", "-e3557"])
    @pytest.mark.django_db
    def test_no_other_sheet_is_there(self, digits, client):
        assert client.get(f"/brand/{digits}.css").status_code == 404
