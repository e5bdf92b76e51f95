"""Baking into PNG: one uncompressed iTXt chunk before IEND.

Source: PNG specification (chunks, iTXt); Open Badges 3.0 "Baked badges"; conformance rows OB3-B-03, 05, 06, trap T7.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from openbadgekit.baking import Baked, Generation
from openbadgekit.errors import BrokenImage, NoBadgeInImage, TooLarge
from openbadgekit.limits import LIMITS

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
OLD_KEYWORD = b"openbadges"
_WRITTEN = {Generation.OB3: KEYWORD, Generation.OB2: OLD_KEYWORD}
_TEXT_CHUNKS = (b"iTXt", b"tEXt", b"zTXt")


def is_png(data: bytes) -> bool:
    """Whether the bytes begin as a PNG does."""
    return data.startswith(SIGNATURE)


def bake(image: bytes, credential: bytes, *, replace: bool = False, generation: Generation = Generation.OB3) -> bytes:
    """Put a credential into a picture.

    Args:
        image: a PNG; every byte of it is kept.
        credential: JSON or a compact JWS, UTF-8.
        replace: take out a badge that the picture holds already.
        generation: of the credential: readers look for each under its own keyword (trap T7).
    Raises:
        BrokenImage: no sound PNG, or one that holds a badge already.
    """
    found = [place for place in _chunks(image) if _keyword(image, *place) in (KEYWORD, OLD_KEYWORD)]
    if found and not replace:
        raise BrokenImage("This picture holds a badge already: bake into the plain picture, or replace it on purpose.")
    body = _WRITTEN[generation] + b"\0\0\0\0\0" + credential
    chunk = b"".join((len(body).to_bytes(4), b"iTXt", body, zlib.crc32(body, zlib.crc32(b"iTXt")).to_bytes(4)))
    if not found:
        return b"".join((memoryview(image)[:-12], chunk, memoryview(image)[-12:]))
    kept, begin = [], 0
    for kind_at, length in found:
        kept.append(image[begin : kind_at - 4])
        begin = kind_at + 8 + length
    return b"".join((*kept, image[begin:-12], chunk, image[-12:]))


def unbake(image: bytes) -> Baked:
    """Take the credential out of a picture.

    Raises:
        BrokenImage: a damaged PNG, or one with two badges. NoBadgeInImage: none. TooLarge: over a limit.
    """
    found = []
    for kind_at, length in _chunks(image):
        keyword = _keyword(image, kind_at, length)
        if keyword in (KEYWORD, OLD_KEYWORD):
            found.append((kind_at, length, keyword))
    if not found:
        raise NoBadgeInImage("This picture holds no badge.")
    if len(found) > 1:
        raise BrokenImage("This picture holds two badges, and nobody can say which one is meant.")
    kind_at, length, keyword = found[0]
    body = image[kind_at + 4 : kind_at + 4 + length]
    if zlib.crc32(image[kind_at : kind_at + 4 + length]) != int.from_bytes(image[kind_at + 4 + length :][:4]):
        raise BrokenImage("The part of the picture that holds the badge is damaged.")
    kind = image[kind_at : kind_at + 4]
    payload = _text(kind, body[len(keyword) + 1 :])
    if keyword == KEYWORD:
        return Baked(payload, Generation.OB3)
    return Baked(payload, Generation.OB1 if payload.lstrip()[:4].lower() == b"http" else Generation.OB2)


def _chunks(image: bytes) -> Iterator[tuple[int, int]]:
    """(place of the kind, length of the body) of every chunk up to IEND, which must end the picture.

    Raises:
        BrokenImage: no PNG, a chunk beyond the end, bytes after the end. TooLarge: too many bytes or chunks.
    """
    if len(image) > LIMITS.image_bytes:
        raise TooLarge(f"The picture is larger than {LIMITS.image_bytes} bytes.")
    if not is_png(image):
        raise BrokenImage("This is no PNG picture.")
    place, size = len(SIGNATURE), len(image)
    for _ in range(LIMITS.png_chunks):
        if place + 12 > size:
            raise BrokenImage("The picture is cut off.")
        length = int.from_bytes(image[place : place + 4])
        if place + 12 + length > size:
            raise BrokenImage("A part of the picture is longer than the picture.")
        kind = image[place + 4 : place + 8]
        if kind == b"IEND":
            if length or place + 12 != size:
                raise BrokenImage("The picture goes on after its end.")
            return
        yield place + 4, length
        place += 12 + length
    raise TooLarge(f"The picture has more than {LIMITS.png_chunks} parts.")


def _keyword(image: bytes, kind_at: int, length: int) -> bytes:
    """Keyword of a text chunk; empty for every other chunk."""
    if image[kind_at : kind_at + 4] not in _TEXT_CHUNKS:
        return b""
    return image[kind_at + 4 : kind_at + 4 + min(length, 80)].split(b"\0", 1)[0]


def _text(kind: bytes, body: bytes) -> bytes:
    """The text of a chunk after its keyword and the zero that ends it."""
    if kind == b"tEXt":
        return body
    if kind == b"zTXt":
        return _inflated(body[1:]) if body[:1] == b"\0" else _odd()
    compressed, method, rest = body[:1], body[1:2], body[2:]
    parts = rest.split(b"\0", 2)
    if len(parts) != 3 or compressed not in (b"\0", b"\1") or method != b"\0":
        return _odd()
    return parts[2] if compressed == b"\0" else _inflated(parts[2])


def _odd() -> bytes:
    raise BrokenImage("The part of the picture that holds the badge has an odd form.")


def _inflated(packed: bytes) -> bytes:
    """Unpack, but never more than a badge may be."""
    opener = zlib.decompressobj()
    try:
        data = opener.decompress(packed, LIMITS.inflated_bytes + 1)
    except zlib.error:
        raise BrokenImage("The part of the picture that holds the badge cannot be unpacked.") from None
    if len(data) > LIMITS.inflated_bytes:
        raise TooLarge(f"The badge in this picture unpacks to more than {LIMITS.inflated_bytes} bytes.")
    if not opener.eof:
        raise BrokenImage("The part of the picture that holds the badge is cut off.")
    return data
