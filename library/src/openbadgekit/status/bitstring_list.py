"""Bitstring Status List.

Source: W3C Bitstring Status List 1.0, sections 2 and 3; conformance rows BSL-01..05.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from openbadgekit import contexts
from openbadgekit.errors import Malformed, StatusListMalformed, StatusListTooLong
from openbadgekit.keys.multibase import base64url_decode, base64url_encode
from openbadgekit.limits import LIMITS
from openbadgekit.reading import JsonObject, write_datetime

MINIMUM = 131_072
"""Fewest entries of a list: a smaller herd hides nobody [bits]."""

_HEX = re.compile(r"0x[0-9A-Fa-f]{1,8}", re.ASCII)
_INDEX = re.compile(r"0|[1-9][0-9]{0,9}", re.ASCII)


@dataclass(frozen=True)
class BitList:
    """Bits in list order; bit 0 is the left-most bit of the first byte."""

    data: bytes

    def __len__(self) -> int:
        return len(self.data) * 8

    def __getitem__(self, index: int) -> bool:
        if not 0 <= index < len(self):
            raise IndexError(index)
        return bool(self.data[index >> 3] >> (7 - (index & 7)) & 1)

    def value(self, index: int, size: int = 1) -> int:
        """The number of ``size`` bits that stands at a place, the first bit the highest.

        Raises:
            IndexError: the list ends before it.
        """
        begin = index * size
        if not 0 <= begin <= len(self) - size:
            raise IndexError(index)
        value = 0
        for place in range(begin, begin + size):
            value = value << 1 | self[place]
        return value


@dataclass(frozen=True)
class StatusEntry:
    """Where a credential's status stands.

    Attributes:
        index: place in the list, counted in entries of ``size`` bits.
        messages: value -> what it means, for the purpose ``message``.
    """

    purpose: str
    index: int
    list_url: str
    size: int = 1
    messages: tuple[tuple[int, str], ...] = ()

    def message(self, value: int) -> str:
        """What a value means, in the issuer's words; empty when it does not say."""
        return dict(self.messages).get(value, "")


def build(set_bits: Iterable[int], *, length: int = MINIMUM) -> str:
    """Compress a list.

    Args:
        set_bits: indexes of the bits that are one.
        length: how many entries [bits]; a multiple of 8, at least ``MINIMUM``.
    Returns:
        multibase base64url text of a gzip stream; the same bits always give the same text.
    Raises:
        ValueError: a length or an index that the list cannot have.
    """
    if length < MINIMUM or length % 8:
        raise ValueError(f"a status list has at least {MINIMUM} entries, in whole bytes")
    data = bytearray(length // 8)
    for index in set_bits:
        if not 0 <= index < length:
            raise ValueError(f"the list has no entry {index}")
        data[index >> 3] |= 0x80 >> (index & 7)
    return "u" + base64url_encode(gzip.compress(bytes(data), compresslevel=1, mtime=0))


def expand(encoded: str, *, max_bits: int = LIMITS.status_bits, multibase: bool = True) -> BitList:
    """Open a compressed status list.

    Args:
        encoded: multibase base64url text of a gzip stream, as in ``credentialSubject.encodedList``.
        max_bits: refuse longer lists [bits]; a small text can open to gigabytes.
        multibase: False for StatusList2021, whose text has no ``u`` before it.
    Raises:
        StatusListMalformed: not multibase, not gzip, or shorter than the specification's minimum.
        StatusListTooLong: more than ``max_bits``.

    Source: W3C Bitstring Status List 1.0, "Bitstring Expansion Algorithm".
    """
    if not isinstance(encoded, str) or (multibase and encoded[:1] != "u"):
        raise StatusListMalformed("The status list is not in the encoding that it must have.")
    try:
        packed = base64url_decode(encoded[1:] if multibase else encoded.rstrip("="))
        opener = zlib.decompressobj(wbits=31)
        data = opener.decompress(packed, max_bits // 8 + 1)
    except (ValueError, zlib.error):
        raise StatusListMalformed("The status list cannot be unpacked.") from None
    if len(data) * 8 > max_bits:
        raise StatusListTooLong(f"The status list has more than {max_bits} entries.")
    if not opener.eof:
        raise StatusListMalformed("The status list is cut off.")
    if len(data) * 8 < MINIMUM:
        raise StatusListMalformed(f"The status list has fewer than {MINIMUM} entries, too few to hide anybody.")
    return BitList(data)


def entry(*, list_url: str, index: int, purpose: str) -> JsonObject:
    """A credential's ``credentialStatus``; its own id is the list's address with the place as fragment."""
    return {
        "id": f"{list_url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": list_url,
    }


def read_entry(value: JsonObject) -> StatusEntry:
    """Read a ``BitstringStatusListEntry``.

    Raises:
        Malformed: a member is missing, or the index is not decimal digits.
    """
    purpose, index, url = (value.get(name) for name in ("statusPurpose", "statusListIndex", "statusListCredential"))
    if not isinstance(purpose, str) or not purpose:
        raise Malformed("The status entry does not say its purpose.", path="credentialStatus.statusPurpose")
    if not isinstance(index, str) or not _INDEX.fullmatch(index):
        raise Malformed("The status entry has no place in its list.", path="credentialStatus.statusListIndex")
    if not isinstance(url, str) or not url:
        raise Malformed("The status entry names no list.", path="credentialStatus.statusListCredential")
    size = value.get("statusSize", 1)
    if isinstance(size, bool) or not isinstance(size, int) or not 1 <= size <= 64:
        raise Malformed("The status entry's size is none.", path="credentialStatus.statusSize")
    return StatusEntry(purpose, int(index), url, size, _messages(value.get("statusMessage"), size))


def _messages(value: object, size: int) -> tuple[tuple[int, str], ...]:
    """What each value means; a larger entry must say it of every one (section 2.1, "statusMessage")."""
    if value is None and size == 1:
        return ()
    found = []
    for item in value if isinstance(value, list) else ():
        status, message = (item.get(name) for name in ("status", "message")) if isinstance(item, dict) else (None, None)
        if not isinstance(status, str) or not _HEX.fullmatch(status) or not isinstance(message, str):
            raise Malformed("A message of the status entry says nothing.", path="credentialStatus.statusMessage")
        found.append((int(status, 16), message))
    if len(found) != 2**size or len(dict(found)) != len(found) or max(dict(found)) >= 2**size:
        raise Malformed("The status entry does not say what each of its values means.", path="credentialStatus.statusMessage")
    return tuple(found)


def list_credential(
    *,
    list_url: str,
    issuer: JsonObject | str,
    purpose: str,
    encoded: str,
    valid_from: datetime,
    valid_until: datetime | None = None,
    ttl_ms: int | None = None,
) -> JsonObject:
    """The unsigned ``BitstringStatusListCredential`` that stands at ``list_url``."""
    subject: JsonObject = {
        "id": f"{list_url}#list",
        "type": "BitstringStatusList",
        "statusPurpose": purpose,
        "encodedList": encoded,
    }
    if ttl_ms is not None:
        subject["ttl"] = ttl_ms
    document: JsonObject = {
        "@context": [contexts.VC2],
        "id": list_url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": write_datetime(valid_from),
    }
    if valid_until is not None:
        document["validUntil"] = write_datetime(valid_until)
    return {**document, "credentialSubject": subject}
