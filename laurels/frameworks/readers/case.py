"""CASE 1.0 and 1.1: a CFPackage as JSON. Pure.

What we do not model of an item, an association or the document is kept as it stands and comes out again (``exporting``).
Source: 1EdTech CASE 1.0 and 1.1, CFPackage; conformance rows CASE-01, CASE-02.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from laurels.common import limits
from laurels.frameworks.entries import Entry, Head, Link, Refusal
from laurels.frameworks.errors import SourceUnreadable
from laurels.frameworks.readers import json_files
from laurels.frameworks.readers.source import Unfit, day_of, statement, text_of, title_of
from laurels.frameworks.rules import Kind

ITEM_COLUMNS = {
    "identifier": ("identifier", limits.FRAMEWORK_ADDRESS),
    "uri": ("uri", limits.FRAMEWORK_ADDRESS),
    "humanCodingScheme": ("human_code", limits.FRAMEWORK_CODE),
    "abbreviatedStatement": ("short", limits.FRAMEWORK_TITLE),
    "CFItemType": ("kind", limits.FRAMEWORK_CODE),
    "language": ("language", limits.FRAMEWORK_WORD),
}
"""Member of a CFItem -> field of an entry and its longest text; beside them ``fullStatement``, which must be there."""
LISTS = ("CFItems", "CFAssociations")


class CaseSource:
    """A CFPackage."""

    def __init__(self, data: bytes) -> None:
        parts = json_files.members(data)
        document = json_files.strictly(parts["CFDocument"]) if "CFDocument" in parts else None
        if not isinstance(document, dict):
            raise SourceUnreadable(reason="It is no CASE package: it has no CFDocument.")
        self._items = json_files.items_of(parts.get("CFItems"), "CFItems")
        self._links = json_files.items_of(parts.get("CFAssociations"), "CFAssociations")
        rest = {name: json_files.strictly(raw) for name, raw in parts.items() if name not in ("CFDocument", *LISTS)}
        absent = [name for name in LISTS if name not in parts]
        self.head = head_of(document, rest, absent)
        self.count, self.links = len(self._items), len(self._links)
        self.remarks: Sequence[Refusal] = ()

    def entry(self, place: int) -> Entry:
        """The CFItem at a place."""
        return entry_of(json_files.entry_of(self._items[place]))

    def number(self, place: int) -> int:
        """The first item is 1."""
        return place + 1

    def link(self, place: int) -> Link:
        """The CFAssociation at a place."""
        return link_of(json_files.entry_of(self._links[place]))


def head_of(document: dict[str, Any], rest: dict[str, Any], absent: list[str]) -> Head:
    """A CFDocument as the head of a framework."""
    title = title_of(document.get("title"))
    identifier = text_of(document.get("identifier"), limits.FRAMEWORK_ADDRESS)
    if not title or not identifier:
        raise SourceUnreadable(reason="Its CFDocument has no title, or no identifier.")
    licence = document.get("licenseURI")
    adoption = text_of(document.get("adoptionStatus"), limits.FRAMEWORK_WORD)
    return Head(
        kind=Kind.CASE,
        family=identifier,
        title=title,
        publisher=text_of(document.get("publisher") or document.get("creator"), limits.FRAMEWORK_TITLE),
        version=text_of(document.get("version"), limits.FRAMEWORK_CODE),
        identifier=identifier,
        uri=text_of(document.get("uri"), limits.FRAMEWORK_ADDRESS),
        licence=text_of(licence.get("uri") if isinstance(licence, dict) else "", limits.FRAMEWORK_ADDRESS),
        language=text_of(document.get("language"), limits.FRAMEWORK_WORD),
        description=text_of(document.get("description"), limits.FRAMEWORK_TEXT),
        adoption=adoption,
        adopted_on=day_of(document.get("statusStartDate")),
        deprecated_on=day_of(document.get("statusEndDate")),
        kept={"CFDocument": document, "package": rest, "absent": absent},
    )


def entry_of(item: dict[str, Any]) -> Entry:
    """A CFItem as an entry; what stands in no column is kept."""
    identifier = text_of(item.get("identifier"), limits.FRAMEWORK_ADDRESS)
    if not identifier:
        raise Unfit("It has no identifier, or one that is too long.")
    columns: dict[str, Any] = {"text": statement(item.get("fullStatement"), "fullStatement")}
    kept = {name: value for name, value in item.items() if name != "fullStatement"}
    for member, (column, longest) in ITEM_COLUMNS.items():
        if text := text_of(item.get(member), longest):
            columns[column] = text
            del kept[member]
    if holds_nul(kept):
        raise Unfit("One of its texts holds a character that no text may hold (NUL).")
    return Entry(key=identifier, deprecated_on=day_of(item.get("statusEndDate")), kept=kept, **columns)


def link_of(association: dict[str, Any]) -> Link:
    """A CFAssociation as a link; it is kept whole."""
    origin, destination = association.get("originNodeURI"), association.get("destinationNodeURI")
    kind = text_of(association.get("associationType"), limits.FRAMEWORK_CODE)
    if not kind or not isinstance(origin, dict) or not isinstance(destination, dict):
        raise Unfit("It does not say what hangs together with what, or how.")
    key = text_of(association.get("identifier"), limits.FRAMEWORK_ADDRESS)
    if not key:
        raise Unfit("It has no identifier, or one that is too long.")
    if holds_nul(association):
        raise Unfit("One of its texts holds a character that no text may hold (NUL).")
    sequence = association.get("sequenceNumber")
    return Link(
        key=key,
        kind=kind,
        origin=_node(origin),
        destination=_node(destination),
        destination_uri=text_of(destination.get("uri"), limits.FRAMEWORK_ADDRESS),
        destination_title=text_of(destination.get("title"), limits.FRAMEWORK_TITLE),
        sequence=sequence if isinstance(sequence, int) and not isinstance(sequence, bool) else None,
        kept=association,
    )


def _node(node: dict[str, Any]) -> str:
    return text_of(node.get("identifier"), limits.FRAMEWORK_ADDRESS)


def holds_nul(value: Any) -> bool:
    """Whether a text within holds NUL, which no database keeps."""
    return b"\\u0000" in msgspec.json.encode(value) and _nul_within(value)


def _nul_within(root: Any) -> bool:
    """The same, exactly: the letters of the escape may stand in a text as well."""
    todo = [root]
    for value in todo:
        if isinstance(value, str) and "\0" in value:
            return True
        if isinstance(value, dict):
            todo += [*value, *value.values()]
        elif isinstance(value, list):
            todo += value
    return False
