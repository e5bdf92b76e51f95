"""Rows of an import as bytes and back: what was read is exactly what is written. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from laurels.frameworks.plans import Placed, Standing

T = TypeVar("T")
Bytes = bytes | memoryview
"""What a column of bytes gives: the databases differ."""
_LEVEL = 1
_standings = msgspec.msgpack.Decoder(list[Standing])
_links = msgspec.msgpack.Decoder(list[Placed])
_pairs = msgspec.msgpack.Decoder(list[tuple[str, str]])


def packed(rows: list[Standing] | list[Placed] | list[tuple[str, str]]) -> bytes:
    """A slice as bytes."""
    return zlib.compress(msgspec.msgpack.encode(rows), _LEVEL)


def standings(data: Bytes) -> list[Standing]:
    """A slice of items."""
    return _standings.decode(zlib.decompress(bytes(data)))


def links(data: Bytes) -> list[Placed]:
    """A slice of associations."""
    return _links.decode(zlib.decompress(bytes(data)))


def pairs(data: Bytes) -> list[tuple[str, str]]:
    """A slice of keys with the keys of their replacements."""
    return _pairs.decode(zlib.decompress(bytes(data)))


def pack_file(data: bytes) -> bytes:
    """A file, packed."""
    return zlib.compress(data, _LEVEL)


def unpack_file(data: Bytes) -> bytes:
    """The file; we packed it ourselves, within the limit of a file."""
    return zlib.decompress(bytes(data)) if data else b""


def in_slices(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """The rows in lists of at most ``size``."""
    held: list[T] = []
    for row in rows:
        held.append(row)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held
