"""Rich skill descriptors of the Open Skills Network: one, a list of them, or a collection, as JSON. Pure.

Source: conformance row RSD-01; the canonical address is the descriptor's ``id``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from laurels.common import limits
from laurels.frameworks.entries import Entry, Head, Link, Refusal
from laurels.frameworks.errors import SourceUnreadable
from laurels.frameworks.readers import json_files
from laurels.frameworks.readers.case import holds_nul
from laurels.frameworks.readers.source import Unfit, day_of, statement, text_of, title_of
from laurels.frameworks.rules import Kind, Status

TITLE = "Skill descriptors"
_MODELLED = ("id", "skillName", "skillStatement")


class RsdSource:
    """Descriptors, wherever in the file they stand."""

    links = 0

    def __init__(self, data: bytes) -> None:
        head, self._items = _found(data)
        self.head = _head(head)
        self.count = len(self._items)
        self.remarks: Sequence[Refusal] = ()

    def entry(self, place: int) -> Entry:
        """The descriptor at a place."""
        return entry_of(json_files.entry_of(self._items[place]))

    def number(self, place: int) -> int:
        """The first descriptor is 1."""
        return place + 1

    def link(self, place: int) -> Link:
        """There are none: what a descriptor aligns to is kept with it."""
        raise IndexError(place)


def is_rsd(parts: dict[str, Any]) -> bool:
    """Whether these members are of a descriptor or of a collection of some."""
    about = b" ".join(bytes(parts[name]) for name in ("@context", "type", "@type") if name in parts)
    return "skillStatement" in parts or b"openskillsnetwork.org" in about or ("skills" in parts and "CFDocument" not in parts)


def entry_of(item: dict[str, Any]) -> Entry:
    """A descriptor as an entry; categories, keywords, standards and occupations are kept."""
    uri = text_of(item.get("id") or item.get("@id"), limits.FRAMEWORK_ADDRESS)
    identifier = text_of(item.get("uuid"), limits.FRAMEWORK_ADDRESS)
    if not uri and not identifier:
        raise Unfit("It has neither an address (id) nor a uuid.")
    kept = {name: value for name, value in item.items() if name not in _MODELLED}
    if holds_nul(kept):
        raise Unfit("One of its texts holds a character that no text may hold (NUL).")
    gone = day_of(item.get("archiveDate"))
    is_gone = gone is not None or str(item.get("status", "")).lower() in ("archived", "deleted")
    return Entry(
        key=uri or identifier,
        text=statement(item.get("skillStatement"), "skillStatement"),
        short=text_of(item.get("skillName"), limits.FRAMEWORK_TITLE),
        identifier=identifier,
        uri=uri,
        kind="Skill",
        status=Status.DEPRECATED if is_gone else Status.CURRENT,
        deprecated_on=gone,
        kept=kept,
    )


def _found(data: bytes) -> tuple[dict[str, Any], json_files.Raws]:
    """What introduces the descriptors, and the descriptors."""
    if data.removeprefix(json_files.MARK).lstrip()[:1] == b"[":
        return {}, json_files.items_of(data.removeprefix(json_files.MARK), "the file")
    parts = json_files.members(data)
    if "skillStatement" in parts:
        return {}, json_files.items_of(b"[" + data.removeprefix(json_files.MARK) + b"]", "the file")
    if "skills" not in parts:
        raise SourceUnreadable(reason="It names no skills.")
    head = json_files.strictly(data_without(parts, "skills"))
    return head, json_files.items_of(parts["skills"], "skills")


def data_without(parts: dict[str, Any], name: str) -> bytes:
    """The object without one member."""
    import msgspec

    return msgspec.json.encode({member: raw for member, raw in parts.items() if member != name})


def _head(collection: dict[str, Any]) -> Head:
    """A collection as the head of a framework; a bare list has a name that its importer changes."""
    author = collection.get("author") or collection.get("authors")
    name = author[0] if isinstance(author, list) and author else author
    identifier = text_of(collection.get("id"), limits.FRAMEWORK_ADDRESS)
    return Head(
        kind=Kind.RSD,
        family=identifier,
        title=title_of(collection.get("name")) or TITLE,
        publisher=text_of(name.get("name") if isinstance(name, dict) else name, limits.FRAMEWORK_TITLE),
        identifier=text_of(collection.get("uuid"), limits.FRAMEWORK_ADDRESS),
        uri=identifier,
        description=text_of(collection.get("description"), limits.FRAMEWORK_TEXT),
    )
