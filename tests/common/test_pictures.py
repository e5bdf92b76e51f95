"""Strangers' pictures made ours: pixels stay, everything else goes; a hostile one is left out in good time."""

from __future__ import annotations

import base64
import io
import re
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.common import drawings, pictures
from laurels.common.drawings import NotDrawable, cleaned, drawn
from PIL import Image, PngImagePlugin

SPACES = b'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = b"<svg " + SPACES + b' viewBox="0 0 10 10" width="10" height="10">'


def picture(width: int = 40, height: int = 30, kind: str = "PNG", **options) -> bytes:
    image = Image.new("RGB", (width, height))
    image.putdata([(x * 5 % 256, y * 7 % 256, (x + y) % 256) for y in range(height) for x in range(width)])
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def pixels(data: bytes) -> list[tuple[int, ...]]:
    with Image.open(io.BytesIO(data)) as image:
        return list(image.convert("RGBA").tobytes())


def test_every_pixel_of_a_picture_stays():
    data = picture()

    assert pixels(pictures.ours(data)) == pixels(data)


def test_a_large_picture_is_made_smaller_and_keeps_its_shape():
    with Image.open(io.BytesIO(pictures.ours(picture(1200, 300)))) as image:
        assert image.size == (600, 150)


def test_what_a_picture_carries_besides_pixels_stays_behind():
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "taken at 51.5074 N")
    told.add_itxt("openbadges", "https://old.example/1")
    data = picture(pnginfo=told) + b"<script>badinput()</script>"

    ours = pictures.ours(data)

    assert ours is not None
    for secret in (b"51.5074", b"openbadges", b"badinput", b"tEXt", b"iTXt", b"eXIf"):
        assert secret not in ours
    assert pixels(ours) == pixels(picture())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_three_kinds_of_pixels_are_drawn_by_content(kind):
    assert pictures.ours(picture(kind=kind)).startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO"])
def test_other_kinds_are_left_out(kind):
    assert pictures.ours(picture(kind=kind)) is None


@pytest.mark.parametrize("data", [b"", b"noise", b"\x89PNG\r\n\x1a\n", picture()[:80], b"<svg", b"<html/>", SVG])
def test_what_is_no_picture_is_left_out(data):
    assert pictures.ours(data) is None


def test_a_drawing_becomes_pixels():
    ours = pictures.ours(SVG + b'<rect width="10" height="10" fill="#1c5b3d"/></svg>')

    with Image.open(io.BytesIO(ours)) as image:
        assert image.size == (600, 600)
        assert image.convert("RGBA").getpixel((300, 300)) == (0x1C, 0x5B, 0x3D, 255)


def test_a_drawing_reads_no_file_of_this_machine(tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(picture(10, 10))
    plain = pictures.ours(SVG + b"</svg>")
    for name in ("href", "xlink:href"):
        for address in (str(secret), f"file://{secret}", f"../../../../../../..{secret}"):
            data = SVG + f'<image {name}="{address}" width="10" height="10"/></svg>'.encode()

            assert pixels(pictures.ours(data)) == pixels(plain), address


def test_a_picture_within_a_drawing_is_drawn_when_it_stands_inside():
    inner = base64.b64encode(picture(10, 10)).decode()
    data = SVG + f'<image href="data:image/png;base64,{inner}" width="10" height="10"/></svg>'.encode()

    assert pixels(pictures.ours(data)) != pixels(pictures.ours(SVG + b"</svg>"))


OUTSIDE = [
    b"<script>badinput()</script>",
    b'<rect onload="badinput()" width="1" height="1"/>',
    b'<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="badinput()"/></foreignObject>',
    b'<a href="javascript:badinput()"><rect width="1" height="1"/></a>',
    b'<animate attributeName="href" to="javascript:badinput()"/>',
    b'<set attributeName="onload" to="badinput()"/>',
    b"<style>@import 'https://evil.example/badinput.css';</style>",
    b"<style>rect{fill:url(https://evil.example/badinput)}</style>",
    b'<rect style="fill:url(https://evil.example/badinput)" width="1" height="1"/>',
    b'<use href="https://evil.example/badinput.svg#a"/>',
    b'<image href="https://evil.example/badinput.png" width="1" height="1"/>',
    b'<image href="data:image/svg+xml;base64,badinput" width="1" height="1"/>',
    b'<feImage href="https://evil.example/badinput.png"/>',
    b'<x:script xmlns:x="http://www.w3.org/2000/svg">badinput()</x:script>',
    b'<script xmlns="http://www.w3.org/1999/xhtml">badinput()</script>',
    b"<?xml-stylesheet href='https://evil.example/badinput.css'?>",
    b"<!-- badinput -->",
]


@pytest.mark.parametrize("inner", OUTSIDE)
def test_nothing_that_runs_or_reaches_out_stays(inner):
    kept = cleaned(SVG + inner + b"</svg>")

    assert "badinput" not in kept
    assert "evil.example" not in kept


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG + b"&a;</svg>",
        b'<!DOCTYPE svg [<!entity a "b">]>' + SVG + b"</svg>",
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + SVG + b"&a;</svg>",
        SVG + b"<g>" * 300 + b"</g>" * 300 + b"</svg>",
        SVG + b"<g/>" * 25_000 + b"</svg>",
        SVG + b'<use href="#a"/>' * 300 + b"</svg>",
    ],
)
def test_a_drawing_beyond_the_limits_is_refused(data):
    with pytest.raises(NotDrawable):
        cleaned(data)


def test_a_plain_doctype_does_no_harm():
    data = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">' + SVG + b"</svg>"

    assert cleaned(data).startswith("<svg")


NAMES = st.sampled_from("svg g rect script style a use image foreignObject animate set text onload".split())
ATTRIBUTES = st.dictionaries(
    st.sampled_from("href onload onclick style fill id width x xlink:href formaction".split()),
    st.sampled_from(["#a", "1", "javascript:badinput()", "url(https://evil.example)", "data:text/html,badinput()", "red"]),
    max_size=3,
)
TREES = st.recursive(
    st.builds(lambda name, given: (name, given, []), NAMES, ATTRIBUTES),
    lambda inner: st.builds(lambda name, given, below: (name, given, below), NAMES, ATTRIBUTES, st.lists(inner, max_size=3)),
    max_leaves=12,
)


def written(tree) -> str:
    name, given_here, below = tree
    attributes = "".join(f' {key}="{value}"' for key, value in given_here.items())
    return f"<{name}{attributes}>{''.join(map(written, below))}</{name}>"


@given(st.lists(TREES, max_size=4))
def test_no_tree_keeps_a_way_out_and_cleaning_twice_changes_nothing(trees):
    once = cleaned(SVG + "".join(map(written, trees)).encode() + b"</svg>")

    assert not re.search(r"badinput|evil\.example|<script|\bon\w+=|foreignObject|animate", once)
    assert cleaned(once.encode()) == once


def test_a_picture_that_would_take_for_ever_is_ended(monkeypatch):
    monkeypatch.setattr(pictures, "_PROGRAM", "-c")
    monkeypatch.setattr(pictures, "WAIT_SECONDS", 0.5)
    monkeypatch.setattr(pictures.sys, "executable", "/bin/cat")  # waits for more, but its input ends: no PNG comes out

    begin = time.monotonic()
    assert pictures.ours(picture()) is None
    assert time.monotonic() - begin < 5


def test_a_pixel_flood_is_refused_by_its_header():
    header = (60_000).to_bytes(4) * 2 + b"\x08\x06\0\0\0"
    chunk = len(header).to_bytes(4) + b"IHDR" + header + zlib.crc32(b"IHDR" + header).to_bytes(4)

    with pytest.raises(NotDrawable):
        drawn(b"\x89PNG\r\n\x1a\n" + chunk)


def test_the_drawing_process_knows_nothing_of_the_house(monkeypatch):
    seen = {}

    def run(arguments, **options):
        seen.update(options, arguments=arguments)
        raise OSError

    monkeypatch.setattr(pictures.subprocess, "run", run)

    assert pictures.ours(picture()) is None
    assert seen["env"] == {}
    assert seen["arguments"][1:] == ["-I", drawings.__file__]
