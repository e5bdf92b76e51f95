"""Baking keeps every byte; pictures made to harm are refused soon and in words."""

from __future__ import annotations

import struct
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbadgekit.baking import png, svg
from openbadgekit.errors import BrokenImage, NoBadgeInImage, OpenBadgeKitError, TooLarge, Unreadable

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg>'


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def picture(*extra: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return png.SIGNATURE + header + b"".join(extra) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def text_chunk(keyword: bytes, text: bytes, *, compressed: bool = False) -> bytes:
    flag = b"\1\0" if compressed else b"\0\0"
    return chunk(b"iTXt", keyword + b"\0" + flag + b"\0\0" + (zlib.compress(text) if compressed else text))


@pytest.mark.conformance("OB3-B-03")
@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).map(
        lambda text: ('{"a":"' + text + '"}').encode()
    )
)
def test_what_is_baked_into_a_png_comes_back_and_nothing_else_changes(credential):
    plain = picture()

    baked = png.bake(plain, credential)

    assert png.unbake(baked).payload == credential
    assert baked.startswith(plain[:-12])
    assert baked.endswith(plain[-12:])


@pytest.mark.conformance("OB3-B-04")
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=40))
def test_what_is_baked_into_an_svg_comes_back(text):
    credential = ('{"a":"' + text.replace('"', "").replace("\\", "") + ']]>"}').encode()

    baked = svg.bake(SVG, credential)

    assert svg.unbake(baked).payload == credential
    assert baked.endswith(b'<path d="M0 0"/></svg>')


@pytest.mark.conformance("OB3-B-04")
def test_a_token_goes_into_the_attribute():
    baked = svg.bake(SVG, b"eyJhbGciOi.e30.c2ln")

    assert b'verify="eyJhbGciOi.e30.c2ln"' in baked
    assert svg.unbake(baked).payload == b"eyJhbGciOi.e30.c2ln"


@pytest.mark.conformance("OB3-B-03")
@pytest.mark.conformance("OB3-B-04")
@pytest.mark.parametrize(("maker", "plain"), [(png, picture()), (svg, SVG)])
def test_a_second_badge_is_refused_unless_it_replaces_the_first(maker, plain):
    once = maker.bake(plain, b'{"a":1}')

    with pytest.raises(BrokenImage):
        maker.bake(once, b'{"a":2}')

    assert maker.unbake(maker.bake(once, b'{"a":2}', replace=True)).payload == b'{"a":2}'


def test_two_badges_in_one_picture_are_refused():
    twice = picture(text_chunk(b"openbadgecredential", b"{}"), text_chunk(b"openbadges", b"{}"))

    with pytest.raises(BrokenImage):
        png.unbake(twice)


@pytest.mark.conformance("OB3-B-05")
@pytest.mark.conformance("OB3-B-06")
@pytest.mark.parametrize(
    ("extra", "generation"),
    [
        (text_chunk(b"openbadgecredential", b"{}"), "3.0"),
        (text_chunk(b"openbadgecredential", b"{}", compressed=True), "3.0"),
        (text_chunk(b"openbadges", b"{}"), "2.0"),
        (chunk(b"tEXt", b"openbadges\0https://hosted.example/1"), "1.x"),
    ],
)
def test_every_generation_is_told_apart(extra, generation):
    assert png.unbake(picture(extra)).generation == generation


def damaged(extra: bytes) -> bytes:
    return picture(extra[:-1] + bytes([extra[-1] ^ 1]))


@pytest.mark.conformance("OB3-B-06")
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG",
        picture()[:-5],
        picture() + b"trailing",
        png.SIGNATURE + b"\xff\xff\xff\xffIHDR",
        damaged(text_chunk(b"openbadgecredential", b"{}")),
        picture(chunk(b"iTXt", b"openbadgecredential\0\7\7")),
        picture(chunk(b"iTXt", b"openbadgecredential\0\1\0\0\0not zlib")),
    ],
)
def test_a_damaged_png_is_refused_in_words(data):
    with pytest.raises(BrokenImage) as refused:
        png.unbake(data)

    assert refused.value.sentence.endswith(".")


def test_a_picture_without_a_badge_says_so():
    for maker, plain in ((png, picture()), (svg, SVG)):
        with pytest.raises(NoBadgeInImage):
            maker.unbake(plain)


@pytest.mark.parametrize(
    "data",
    [
        picture(text_chunk(b"openbadgecredential", bytes(40_000_000), compressed=True)),
        picture(*[chunk(b"tEXt", b"")] * 30_000),
        png.SIGNATURE + bytes(11_000_000),
        SVG.replace(b"<path", b"<g>" * 2000 + b"<path"),
    ],
    ids=["bomb", "many chunks", "large", "deep"],
)
def test_a_picture_made_to_cost_is_refused_soon(data):
    began = time.process_time()

    with pytest.raises((TooLarge, BrokenImage)):
        (png if png.is_png(data) else svg).unbake(data)

    assert time.process_time() - began < 2


@pytest.mark.conformance("OB3-B-07")
@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>',
        b"<svg",
        b"<html></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg"><g></svg>',
        "<svg xmlns='http://www.w3.org/2000/svg'/>".encode("utf-16"),
    ],
)
def test_a_drawing_that_could_harm_is_refused(data):
    with pytest.raises(BrokenImage):
        svg.unbake(data)


@pytest.mark.conformance("OB3-B-07")
def test_a_plain_doctype_does_no_harm():
    old = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">' + SVG[21:]

    assert svg.unbake(svg.bake(old, b"{}")).payload == b"{}"


@pytest.mark.conformance("OB3-B-05")
@pytest.mark.parametrize(
    "name",
    ["ob3-1edtech/simple-json.png", "ob3-1edtech/simple-json.svg", "ob3-1edtech/simple-jwt.svg", "ob2-1edtech/simple-badge.png"],
)
def test_badges_of_others_are_found(name, standards):
    data = (standards / "credentials" / name).read_bytes()

    assert (png if png.is_png(data) else svg).unbake(data).payload


@given(st.binary(max_size=400))
def test_noise_is_never_more_than_a_sentence(noise):
    for maker, begin in ((png, png.SIGNATURE), (svg, b"<svg ")):
        with pytest.raises(OpenBadgeKitError) as refused:
            maker.unbake(begin + noise)
        assert isinstance(refused.value, Unreadable | TooLarge)
