"""Framework files for tests, written by ourselves."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

MOMENT = "2026-03-03T09:00:00+00:00"
DOCUMENT = "d0d0d0d0-0000-4000-8000-000000000000"


def uid(number: int) -> str:
    return str(UUID(int=0x40008000000000000000 + number))


def item(number: int, **changes) -> dict[str, Any]:
    given = {
        "identifier": uid(number),
        "uri": f"https://skills.example/items/{number}",
        "fullStatement": f"Do thing number {number} well",
        "humanCodingScheme": f"T.{number}",
        "lastChangeDateTime": MOMENT,
    }
    return {name: value for name, value in (given | changes).items() if value is not None}


def under(child: int, parent: int | None, sequence: int | None = None, kind: str = "isChildOf", **changes) -> dict[str, Any]:
    given = {
        "identifier": uid(1_000_000 + 1000 * child + (parent or 0)),
        "uri": f"https://skills.example/links/{child}-{parent}",
        "associationType": kind,
        "sequenceNumber": sequence,
        "originNodeURI": node(child),
        "destinationNodeURI": node(parent)
        if parent is not None
        else {"title": "T", "identifier": DOCUMENT, "uri": "https://skills.example/d"},
        "lastChangeDateTime": MOMENT,
    }
    return {name: value for name, value in (given | changes).items() if value is not None}


def node(number: int) -> dict[str, str]:
    return {"title": f"T.{number}", "identifier": uid(number), "uri": f"https://skills.example/items/{number}"}


def case(items, links=(), *, document=None, **rest) -> dict[str, Any]:
    head = {
        "identifier": DOCUMENT,
        "uri": "https://skills.example/d",
        "creator": "Skills Council",
        "title": "Things to do",
        "version": "1",
        "lastChangeDateTime": MOMENT,
    }
    return {"CFDocument": head | (document or {}), "CFItems": list(items), "CFAssociations": list(links), **rest}


def as_bytes(document: Any, **options) -> bytes:
    return json.dumps(document, ensure_ascii=False, **options).encode()


SMALL = case(
    [item(1), item(2, abbreviatedStatement="Thing two"), item(3)],
    [under(1, None, 1), under(3, 1, 2), under(2, 1, 1)],
)
"""1 above 2 and 3, and 2 comes first."""
TURTLE = b"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix : <https://words.example/> .
:scheme a skos:ConceptScheme ; dct:title "Words for work"@en , "Woerter"@de ; owl:versionInfo "3" ; dct:publisher "Word House" .
:a a skos:Concept ; skos:prefLabel "Care"@en , "Pflege"@de ; skos:definition "Looking after people"@en ; skos:notation "A" .
:b a skos:Concept ; skos:prefLabel "Listen"@en , "Hoeren"@de ; skos:broader :a ; skos:related :c .
:c a skos:Concept ; skos:prefLabel "Hear"@en ; owl:deprecated true ;
    dct:isReplacedBy :b ; skos:exactMatch <https://else.example/x> .
:a skos:narrower :c .
"""
RSD = {
    "@context": "https://rsd.openskillsnetwork.org/context-v1.json",
    "type": "RichSkillDescriptor",
    "id": "https://osmt.example/api/skills/11111111-1111-4111-8111-111111111111",
    "uuid": "11111111-1111-4111-8111-111111111111",
    "skillName": "Shelf checks",
    "skillStatement": "Check every shelf for dates.",
    "keywords": ["shelf"],
    "status": "published",
    "archiveDate": None,
}
TABLE = (
    "Code;Skill;Parent;Official address;Type;Colour\n"
    "A;Keep the shelf safe;;https://skills.example/A;Area;red\n"
    "A1;Turn every tin;A;;Skill;\n"
    'A2;"Say: ""stop""; wait";A;https://skills.example/A2;Skill;blue\n'
)
