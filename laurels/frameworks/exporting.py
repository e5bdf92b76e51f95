"""A framework as CASE 1.1: what came in as CASE comes out equal, anything else in CASE's words. Slice by slice: memory stays flat.

Addresses and identifiers: an official one is written as it came. An item of the organisation's own framework has its page here.
Anything else is named ``urn:uuid:`` with the code of our row, which claims nothing but that it is a name.
Source: 1EdTech CASE 1.1, CFPackage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID, uuid5

from django.db.models import QuerySet

from laurels.frameworks import rules
from laurels.frameworks.models import Association, Framework, Item
from laurels.frameworks.places import framework_address, item_address
from laurels.frameworks.readers.case import ITEM_COLUMNS
from laurels.frameworks.rules import Kind
from openbadgekit.reading import write

SLICE = 500
"""Rows that are held at once [count]."""
_COLUMN = {"short": "short_text"}
Json = dict[str, Any]


def package(framework: Framework) -> Iterator[bytes]:
    """The CFPackage, piece by piece; together one JSON document."""
    is_case = framework.kind == Kind.CASE
    absent = framework.kept.get("absent", []) if is_case else []
    yield b'{"CFDocument":' + write(document(framework))
    if "CFItems" not in absent or framework.item_count:
        items = Item.objects.filter(framework=framework)
        yield from _list("CFItems", (item_json(item, framework) for item in _in_order(items)))
    links = _links(framework, is_case=is_case)
    first = next(links, None)
    if "CFAssociations" not in absent or first is not None:
        yield from _list("CFAssociations", _again(first, links))
    for name, value in (framework.kept.get("package", {}) if is_case else {}).items():
        yield b"," + write(name) + b":" + write(value)
    yield b"}"


def document(framework: Framework) -> Json:
    """The CFDocument: CASE's own as it came."""
    if framework.kind == Kind.CASE:
        return dict(framework.kept["CFDocument"])
    said = {
        "identifier": str(framework.code),
        "uri": _document_uri(framework),
        "creator": framework.publisher or framework.organisation.display_name,
        "title": framework.title,
        "lastChangeDateTime": _moment(framework),
        "caseVersion": "1.1",
        "publisher": framework.publisher,
        "description": framework.description,
        "language": framework.language,
        "version": framework.version,
        "adoptionStatus": framework.adoption,
        "officialSourceURL": framework.uri if rules.is_address(framework.uri) and not framework.own else "",
        "notes": f"Licence: {framework.licence}" if framework.licence else "",
    }
    return {name: value for name, value in said.items() if value}


def item_json(item: Item, framework: Framework) -> Json:
    """A CFItem."""
    said: Json = {"fullStatement": item.text}
    for member, (column, _) in ITEM_COLUMNS.items():
        if value := getattr(item, _COLUMN.get(column, column)):
            said[member] = value
    if framework.kind == Kind.CASE:
        said |= item.kept
    else:
        said |= {
            "identifier": item.identifier if _is_uuid(item.identifier) else str(item.code),
            "uri": item_uri(item, framework),
            "lastChangeDateTime": _moment(framework),
        }
    ends = item.deprecated_here or framework.kind != Kind.CASE
    if item.deprecated_on and ends:
        said["statusEndDate"] = item.deprecated_on.isoformat()
    return said


def item_uri(item: Item, framework: Framework) -> str:
    """How an item is named in the export."""
    if rules.is_address(item.uri):
        return item.uri
    return item_address(framework.code, item.code) if framework.own else f"urn:uuid:{item.code}"


def _links(framework: Framework, *, is_case: bool) -> Iterator[Json]:
    """CFAssociations: those that came in, for anything but CASE the tree, and replacements that were chosen here."""
    rows = Association.objects.filter(framework=framework)
    if is_case:
        yield from (dict(row.kept) for row in _in_order(rows))
    else:
        for item in _in_order(Item.objects.filter(framework=framework).select_related("parent")):
            yield _child(item, framework)
        for row in _in_order(rows.select_related("origin", "destination").exclude(kind="isChildOf")):
            if row.origin is not None:
                yield _relation(row, framework)
    replaced = Item.objects.filter(framework=framework, replaced_by__isnull=False).select_related("replaced_by__framework")
    for item in _in_order(replaced.filter(deprecated_here=True) if is_case else replaced):
        yield _replacement(item, framework)


def _child(item: Item, framework: Framework) -> Json:
    above = _node(item.parent, framework) if item.parent else _root(framework)
    said = _association(item.code, "isChildOf", _node(item, framework), above, framework)
    return said | {"sequenceNumber": item.position + 1}


def _relation(row: Association, framework: Framework) -> Json:
    assert row.origin is not None
    target = (
        _node(row.destination, framework)
        if row.destination
        else {
            "title": row.destination_title or row.destination_uri,
            "identifier": row.destination_uri,
            "uri": row.destination_uri,
        }
    )
    return _association(row.origin.code, row.key, _node(row.origin, framework), target, framework) | {"associationType": row.kind}


def _replacement(item: Item, framework: Framework) -> Json:
    assert item.replaced_by is not None
    target = _node(item.replaced_by, item.replaced_by.framework)
    return _association(item.code, "replacedBy", _node(item, framework), target, framework)


def _association(origin: UUID, name: str, start: Json, end: Json, framework: Framework) -> Json:
    """An association with an identifier that is the same in each export."""
    code = uuid5(origin, f"{name} {end['identifier']}")
    return {
        "identifier": str(code),
        "uri": f"urn:uuid:{code}",
        "associationType": name,
        "originNodeURI": start,
        "destinationNodeURI": end,
        "lastChangeDateTime": _moment(framework),
    }


def _node(item: Item, framework: Framework) -> Json:
    identifier = item.identifier if framework.kind == Kind.CASE or _is_uuid(item.identifier) else str(item.code)
    return {"title": rules.name_of(item.short_text, item.text), "identifier": identifier, "uri": item_uri(item, framework)}


def _root(framework: Framework) -> Json:
    return {"title": framework.title, "identifier": str(framework.code), "uri": _document_uri(framework)}


def _document_uri(framework: Framework) -> str:
    if framework.own:
        return framework_address(framework.code)
    return framework.uri if rules.is_address(framework.uri) else f"urn:uuid:{framework.code}"


def _moment(framework: Framework) -> str:
    return framework.imported_at.strftime("%Y-%m-%dT%H:%M:%S+00:00")


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def _in_order(rows: QuerySet[Any]) -> Iterator[Any]:
    """All rows in the order of their source, a slice at a time."""
    last = -1
    while found := list(rows.filter(place__gt=last).order_by("place")[:SLICE]):
        yield from found
        last = found[-1].place


def _list(name: str, values: Iterable[Json]) -> Iterator[bytes]:
    """A member that is a list, value by value."""
    yield b"," + write(name) + b":["
    between = b""
    for value in values:
        yield between + write(value)
        between = b","
    yield b"]"


def _again(first: Json | None, rest: Iterator[Json]) -> Iterator[Json]:
    if first is not None:
        yield first
        yield from rest
