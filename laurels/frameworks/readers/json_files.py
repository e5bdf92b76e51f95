"""JSON of a framework, read strictly and lazily: the list stays bytes, one entry at a time becomes an object. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec

from laurels.common import limits
from laurels.frameworks.errors import SourceUnreadable
from laurels.frameworks.readers.source import Unfit
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.limits import LIMITS, Limits
from openbadgekit.reading import Json, read

ENTRY = replace(LIMITS, document_bytes=limits.FRAMEWORK_ENTRY)
"""One entry of a list."""
REST = replace(
    LIMITS,
    document_bytes=limits.FRAMEWORK_FILE,
    array_items=limits.FRAMEWORK_LINKS,
    nodes=limits.FRAMEWORK_LINKS * 40,
)
"""Everything beside the lists, and a file whose spelling the quick way does not know."""
MARK = b"\xef\xbb\xbf"
"""What some programs put before UTF-8."""
Raws = list[msgspec.Raw]
_members = msgspec.json.Decoder(dict[str, msgspec.Raw])
_list = msgspec.json.Decoder(Raws)


def members(data: bytes) -> dict[str, msgspec.Raw]:
    """The members of an object, each still in its bytes.

    Raises:
        SourceUnreadable: not JSON, not an object, a member twice.
    """
    data = data.removeprefix(MARK)
    try:
        found = _members.decode(data)
        once = _compact(msgspec.json.encode(found)) == _compact(data)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise SourceUnreadable(reason=_why(data)) from None
    if not once:
        strictly(data)  # a member stands twice, and this says where; or a name is spelled in an unusual way, and all is well
    return found


def items_of(raw: msgspec.Raw | bytes | None, name: str) -> Raws:
    """The entries of a list, each still in its bytes; no list is an empty one.

    Raises:
        SourceUnreadable: it is something else.
    """
    if raw is None or bytes(raw).strip() == b"null":
        return []
    try:
        return _list.decode(raw)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise SourceUnreadable(reason=f"“{name}” is not a list.") from None


def strictly(data: bytes | msgspec.Raw, bounds: Limits = REST) -> Json:
    """A value, read strictly.

    Raises:
        SourceUnreadable: with the place of the fault.
    """
    try:
        return read(bytes(data).removeprefix(MARK), limits=bounds)
    except OpenBadgeKitError as problem:
        raise SourceUnreadable(reason=str(problem)) from None


def entry_of(raw: msgspec.Raw) -> dict[str, Any]:
    """One entry of a list as an object.

    Raises:
        Unfit: it is no object, or breaks a rule of JSON.
    """
    try:
        value = read(bytes(raw), limits=ENTRY)
    except OpenBadgeKitError as problem:
        raise Unfit(str(problem)) from None
    if not isinstance(value, dict):
        raise Unfit("It is no object.")
    return value


def _compact(data: bytes) -> bytes:
    return msgspec.json.format(data, indent=-1)


def _why(data: bytes) -> str:
    """Why this is no object of JSON, with the place where it can be told."""
    try:
        value = read(data, limits=REST)
    except OpenBadgeKitError as problem:
        return str(problem)
    return "It is nested too deep." if isinstance(value, dict) else "It is JSON, but not an object."
