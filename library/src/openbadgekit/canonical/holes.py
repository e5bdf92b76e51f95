"""Which parts of a document depend on its recipient: they are taken out, and what remains is the document's *shape*.

A hole is always a text. Numbers and booleans stay in the shape, so that their lexical form never has to be guessed, and so
does everything that decides meaning: contexts, types, names of members.

Source: SPEED 2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from openbadgekit import contexts
from openbadgekit.reading import JsonObject

MARK = "urn:openbadgekit-hole:"
MOST = 200
"""Holes of one document; a document with more is canonicalised in full."""

MARKS = tuple(f"{MARK}{place}:" for place in range(MOST))
"""What stands in a hole while its shape is processed: an absolute address, so that it may stand in every position."""

_ABSOLUTE = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):[^\s\x00-\x20<>\"{}|^`\\]+")

_RESERVED = ("openbadgekit-relative:", MARK)

Spec = Mapping[str, "Spec | None"]
_IDENTIFIER: Spec = {"identityHash": None, "salt": None}
_RESULT: Spec = {"value": None}
_SUBJECT: Spec = {
    "id": None,
    "narrative": None,
    "activityStartDate": None,
    "activityEndDate": None,
    "licenseNumber": None,
    "identifier": _IDENTIFIER,
    "result": _RESULT,
}
SPEC: Spec = {
    "id": None,
    "validFrom": None,
    "validUntil": None,
    "awardedDate": None,
    "issuanceDate": None,
    "expirationDate": None,
    "created": None,
    "credentialSubject": _SUBJECT,
    "evidence": {"id": None, "name": None, "description": None, "narrative": None},
    "credentialStatus": {"id": None, "statusListIndex": None},
    "refreshService": {"id": None},
}
"""Members whose texts differ between recipients of one achievement; ``created`` is a proof's."""


def take_out(document: JsonObject) -> tuple[JsonObject, list[str]]:
    """The document with marks instead of its recipient's values, and the values.

    The document itself is not touched. Two documents with the same shape have the same holes.

    Raises:
        IndexError: more than ``MOST`` holes.
    """
    values: list[str] = []
    return _emptied(document, SPEC, values), values


def _emptied(node: JsonObject, spec: Spec, values: list[str]) -> JsonObject:
    """A copy of one object with its holes, numbered in the order of its members."""
    found = node.copy()
    for name in node:
        if name in spec:
            found[name] = _without(node[name], spec[name], values)
    return found


def _without(value: Any, spec: Spec | None, values: list[str]) -> Any:
    """One value: a mark for a text, a copy with holes for what may hold some."""
    kind = type(value)
    if kind is str:
        mark = MARKS[len(values)]
        values.append(value)
        return mark
    if kind is dict and spec:
        return _emptied(value, spec, values)
    if kind is list:
        return [_without(inner, spec, values) for inner in value]
    return value


def is_plain_address(value: str, terms: frozenset[str]) -> bool:
    """Whether a text in the place of an address means itself under contexts with these terms.

    Relative addresses, blank nodes, terms, keywords and compact forms (``schema:Person``) do not.
    """
    found = _ABSOLUTE.fullmatch(value)
    return found is not None and found[1] not in terms and value not in terms and not value.startswith(_RESERVED)


def terms_of(document: JsonObject) -> frozenset[str]:
    """Every name that the contexts of a document, embedded ones included, might define.

    More than they define, which only sends more documents the long way.
    """
    found: frozenset[str] = frozenset()
    todo: list[Any] = [document]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            named = value.get("@context", [])
            for url in named if isinstance(named, list) else [named]:
                if isinstance(url, str):
                    found |= _names(url)
            todo.extend(value.values())
        elif isinstance(value, list):
            todo.extend(value)
    return found


@cache
def _names(url: str) -> frozenset[str]:
    """Every member name within a shipped context and those that it names itself; others are refused by ``load``."""
    names: set[str] = set()
    todo: list[Any] = [contexts.load(url)]
    seen = {url}
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            names.update(value)
            todo.extend(value.values())
        elif isinstance(value, list):
            todo.extend(value)
        elif isinstance(value, str) and value in contexts.KNOWN and value not in seen:
            seen.add(value)
            todo.append(contexts.load(value))
    return frozenset(names)
