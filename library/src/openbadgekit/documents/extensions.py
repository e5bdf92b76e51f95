"""Extensions of Open Badges 2.0 whose schema is known: the same facts as the published schemas, as a table.

An extension is an object with the type ``Extension`` and the name of its kind. Notation of the rules as in ``classes``; a
member's own address may stand for its name (``exampleProperty`` is ``http://schema.org/text``).

Source: Open Badges 2.0 "Extensions" and its registry of extensions; conformance row OB2-12.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from openbadgekit.documents import vc
from openbadgekit.errors import Finding
from openbadgekit.reading import JsonObject, listed

KNOWN: MappingProxyType[str, dict[str, str]] = MappingProxyType(
    {
        "exampleextension": {"exampleProperty": "text!"},
        "applylink": {"url": "uri!"},
        "geocoordinates": {"name": "text", "description": "text!", "geo": "Geo!"},
        "accessibility": {
            "url": "uri",
            "accessibilityAPI": "text",
            "accessibilityControl": "texts",
            "accessibilityFeature": "text",
            "accessibilityHazard": "text",
        },
        "originalcreator": {"url": "uri!"},
        "assessment": {"description": "text!", "assessments": "Assessment!"},
        "issueraccreditation": {
            "name": "text!",
            "contactInstructions": "text!",
            "url": "uri!",
            "address": "object!",
            "email": "text",
            "description": "text",
            "logo": "uri",
            "areaServed": "text",
            "educationalSector": "text",
        },
        "licenseextension": {"id": "license!", "name": "text!", "legalCode": "text"},
        "extradescriptionextension": {"name": "text!", "narrative": "text!"},
        "recipientprofile": {"id": "text", "name": "text", "publicKey": "uri"},
        "endorsement": {"description": "text!", "endorsedObject": "object"},
    }
)
"""Name of the kind in lower case, as it ends its address -> its members."""

_PARTS: MappingProxyType[str, dict[str, str]] = MappingProxyType(
    {
        "Geo": {"latitude": "number!", "longitude": "number!"},
        "Assessment": {
            "description": "text!",
            "type": "assessment!",
            "assessmentOutput": "text!",
            "hasGroupParticipation": "bool!",
            "hasGroupEvaluation": "bool!",
            "evaluationMethod": "text!",
        },
    }
)
_OTHER_NAMES = MappingProxyType({"accessibilityextension": "accessibility", "assessmentextension": "assessment"})
_ADDRESSES = MappingProxyType({"exampleProperty": "http://schema.org/text", "geo": "http://schema.org/geo"})
_ASSESSMENTS = frozenset({"Exam", "Performance", "Artifact"})
_PREFIX = re.compile(r".*[#:/]", re.DOTALL)
MOST = 50


def extensions_of(document: JsonObject) -> list[JsonObject]:
    """Every extension that stands directly in a document."""
    found = [item for value in document.values() for item in listed(value) if isinstance(item, dict)]
    return [item for item in found if "Extension" in listed(item.get("type"))][:MOST]


def kinds_of(extension: JsonObject) -> tuple[str, ...]:
    """The kinds of an extension, by the last part of their names."""
    kinds = [kind for kind in listed(extension.get("type")) if isinstance(kind, str) and kind != "Extension"]
    short = [_PREFIX.sub("", kind).lower() for kind in kinds]
    return tuple(_OTHER_NAMES.get(kind, kind) for kind in short)


def check(extension: JsonObject) -> tuple[tuple[Finding, ...], bool]:
    """What breaks an extension, and whether each of its kinds is known here."""
    kinds = kinds_of(extension)
    known = [kind for kind in kinds if kind in KNOWN]
    findings = [finding for kind in known for finding in _class(KNOWN[kind], extension, kind)]
    return tuple(findings), bool(kinds) and len(known) == len(kinds)


def _class(rules: dict[str, str], value: JsonObject, path: str) -> Iterator[Finding]:
    """One object against its members."""
    for member, rule in rules.items():
        kind, required = rule.rstrip("!"), rule.endswith("!")
        found = value.get(member, value.get(_ADDRESSES.get(member, member)))
        where = f"{path}.{member}"
        if found is None:
            if required:
                yield Finding("schema_failed", where, f"The addition {path!r} lacks {member!r}.")
            continue
        yield from _kind(kind, found, where)


def _kind(kind: str, value: Any, path: str) -> Iterator[Finding]:
    """One value against its kind."""
    if kind in _PARTS:
        for item in listed(value) or [{}]:
            yield from _class(_PARTS[kind], item if isinstance(item, dict) else {}, path)
    elif not _plain(kind, value):
        yield Finding("schema_failed", path, f"The addition's {path!r} is not of the kind that its schema asks for.")


def _plain(kind: str, value: Any) -> bool:
    """Whether a plain value is of its kind."""
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "texts":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if kind in ("bool", "object"):
        return isinstance(value, bool if kind == "bool" else dict)
    if not isinstance(value, str):
        return False
    fits = {"uri": vc.is_url(value), "license": value.startswith("CC-"), "assessment": value in _ASSESSMENTS}
    return fits.get(kind, True)
