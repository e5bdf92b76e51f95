"""An organisation's own mark: shapes only, small, harmless in every picture that bears it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.errors import MarkUnusable
from laurels.catalogue.pictures.drawing import Picture, draw
from laurels.catalogue.pictures.layers import MARK_HEAD
from laurels.catalogue.pictures.marks import mark_cleaned
from laurels.catalogue.pictures.raster import svg_cleaned

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'


def svg(inner: str, head: str = HEAD) -> bytes:
    return f"{head}{inner}</svg>".encode()


class TestWhatIsKept:
    def test_shapes_and_the_view_box_stay(self):
        kept = mark_cleaned(svg('<g fill="#123456"><path d="M0 0H9V9Z"/><circle cx="5" cy="5" r="2"/></g>'))

        assert kept.startswith(f'{MARK_HEAD} viewBox="0 0 10 10">')
        assert '<path d="M0 0H9V9Z"/>' in kept
        assert 'fill="#123456"' in kept

    def test_a_picture_that_bears_it_passes_our_cleaner_unchanged(self):
        picture = Picture("X", "tin", mark_drawing=mark_cleaned(svg('<path d="M0 0H9V9Z" fill="#abc"/>')))

        assert svg_cleaned(draw(picture).encode()) + "\n" == draw(picture)

    @pytest.mark.parametrize(
        "inner",
        [
            "<script>alert(1)</script>",
            '<g onload="alert(1)"/>',
            '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
            '<image href="https://stranger.example/x.png"/>',
            '<use href="#a"/>',
            '<path d="M0 0" style="fill:red" id="a" class="b"/>',
            '<path d="M0 0" fill="url(#a)"/>',
            '<path d="M0 0" clip-path="url(#a)" mask="url(#b)" filter="url(#c)"/>',
            "<text>Certified by the King</text>",
            '<linearGradient id="a"/>',
            "<title>Stranger</title>",
            "<style>path{fill:red}</style>",
        ],
    )
    def test_only_shapes_are_kept(self, inner):
        kept = mark_cleaned(svg(inner + '<circle r="3"/>'))

        for word in (
            "script",
            "onload",
            "href",
            "stranger",
            "style",
            "url(",
            "King",
            "Gradient",
            "Stranger",
            "id=",
            "class",
            "red",
        ):
            assert word not in kept
        assert '<circle r="3"/>' in kept

    @pytest.mark.parametrize("box", ["0 0 10 10", "0,0,10,10", "-5 -5 10.5 20", " 0  0 1 1 "])
    def test_a_view_box_of_four_numbers_is_enough(self, box):
        assert mark_cleaned(svg('<path d="M0 0"/>', f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">'))


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"no drawing",
            b"<html/>",
            b"\x89PNG\r\n\x1a\n",
            svg(""),
            svg("<text>only words</text>"),
            svg('<path d="M0 0"/>' * 61),
            svg('<path d="M0 0"/>', '<svg xmlns="http://www.w3.org/2000/svg">'),
            svg('<path d="M0 0"/>', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 10">'),
            svg('<path d="M0 0"/>', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 a 10">'),
            svg('<path d="M0 0"/>', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10">'),
            svg('<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'),
            svg(f'<path d="{"M0 0" * 5000}"/>'),
            b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg('<path d="M0 0"/>'),
        ],
    )
    def test_what_is_no_small_drawing_is_refused_by_name(self, data):
        with pytest.raises(MarkUnusable):
            mark_cleaned(data)

    @given(st.binary(max_size=200))
    def test_noise_is_refused_and_never_breaks(self, data):
        with pytest.raises(MarkUnusable):
            mark_cleaned(b"<" + data)
