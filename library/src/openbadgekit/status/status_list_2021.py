"""StatusList2021, the older name of the bitstring list: read, never written.

The text of the bits has no ``u`` before it, early issuers wrote plain base64, and there are no sizes and messages.

Source: W3C Status List 2021 (community draft); conformance row BSL-06.
"""

from __future__ import annotations

from openbadgekit.errors import Malformed
from openbadgekit.reading import JsonObject
from openbadgekit.status import bitstring_list
from openbadgekit.status.bitstring_list import BitList, StatusEntry

ENTRY, CREDENTIAL, SUBJECT = "StatusList2021Entry", "StatusList2021Credential", "StatusList2021"
PURPOSES = frozenset({"revocation", "suspension"})


def read_entry(value: JsonObject) -> StatusEntry:
    """Read a ``StatusList2021Entry``.

    Raises:
        Malformed: a member is missing, or the purpose is none that such a list has.
    """
    plain = {name: member for name, member in value.items() if name not in ("statusSize", "statusMessage")}
    entry = bitstring_list.read_entry(plain)
    if entry.purpose not in PURPOSES:
        raise Malformed("The status entry's purpose is none that such a list has.", path="credentialStatus.statusPurpose")
    return entry


def expand(encoded: str) -> BitList:
    """Open a list.

    Raises:
        StatusListMalformed, StatusListTooLong: as for a bitstring list.
    """
    text = encoded.translate(str.maketrans("+/", "-_")) if isinstance(encoded, str) else encoded
    return bitstring_list.expand(text, multibase=False)
