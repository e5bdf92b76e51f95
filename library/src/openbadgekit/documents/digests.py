"""Digests of related resources: what a credential says about bytes that stand elsewhere.

Source: VC Data Model 2.0, section 5.3 "Integrity of Related Resources"; W3C Subresource Integrity; conformance row VC-02.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Iterator

from openbadgekit.errors import Malformed
from openbadgekit.keys import multibase
from openbadgekit.reading import JsonObject, listed

_SRI = re.compile(r"(sha256|sha384|sha512)-([A-Za-z0-9+/]+={0,2})(\?.*)?", re.ASCII)
_MULTIHASHES = {b"\x12\x20": "sha256", b"\x20\x30": "sha384", b"\x13\x40": "sha512"}


def read(resource: JsonObject) -> tuple[tuple[str, bytes], ...]:
    """Every digest of a related resource.

    Returns:
        (hash as `hashlib` names it, digest) of ``digestSRI`` and ``digestMultibase``.
    Raises:
        Malformed: neither of them, or one that cannot be read.
    """
    found = tuple(_digests(resource))
    if not found:
        raise Malformed("A related resource has no digest.", path="relatedResource")
    return found


def fits(resource: JsonObject, body: bytes) -> bool:
    """Whether bytes are those that a related resource describes: every digest must fit."""
    return all(hmac.compare_digest(hashlib.new(name, body).digest(), digest) for name, digest in read(resource))


def _digests(resource: JsonObject) -> Iterator[tuple[str, bytes]]:
    """One after another."""
    for value in listed(resource.get("digestSRI")):
        for word in value.split() if isinstance(value, str) and value.strip() else [""]:
            yield _sri(word)
    for value in listed(resource.get("digestMultibase")):
        yield _multihash(value)


def _sri(word: str) -> tuple[str, bytes]:
    """``sha256-…`` in base64."""
    match = _SRI.fullmatch(word)
    try:
        digest = base64.b64decode(match[2], validate=True) if match else b""
    except binascii.Error:
        digest = b""
    if match is None or len(digest) != hashlib.new(match[1]).digest_size:
        raise Malformed("A digest of a related resource is none.", path="relatedResource.digestSRI")
    return match[1], digest


def _multihash(value: object) -> tuple[str, bytes]:
    """A multibase text of a multihash: two bytes say which hash and how long."""
    try:
        data = multibase.decode(value) if isinstance(value, str) else b""
    except ValueError:
        data = b""
    name = _MULTIHASHES.get(data[:2])
    if name is None or len(data) != 2 + data[1]:
        raise Malformed("A digest of a related resource is none.", path="relatedResource.digestMultibase")
    return name, data[2:]
