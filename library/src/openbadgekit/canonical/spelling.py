"""One spelling: what a proof over RDF signs is a graph, and the same graph can be written in many ways.

Readers look for words at their places. Whoever holds a sealed badge could write ``validUntil`` as the address that it stands
for, or move it to a second object of the badge's id under ``@included``: the signature still holds, and a reader who looks for the
word finds no end. So under such a proof

- members are words, never addresses or keywords (but for those of a value with its language or type)
- an id is an address in full, never a shortened one, a word or a label for something unnamed
- what decides about the document stands in it, and in no other object that has its id

Source: JSON-LD 1.1, "Compact IRIs", "Node Identifiers", "Included Nodes"; conformance row OB3-P-17; THREATS "Contexts change the
meaning".
"""

from __future__ import annotations

from typing import Any

from openbadgekit.canonical.holes import terms_of
from openbadgekit.errors import ContextRefused
from openbadgekit.reading import JsonObject

DECISIVE = frozenset(
    "credentialSchema credentialStatus credentialSubject expirationDate issuanceDate issuer refreshService termsOfUse validFrom"
    " validUntil".split()
)
"""Members that a verdict follows from; they are looked for in the document itself and nowhere else."""

_OF_VALUES = frozenset({"@value", "@type", "@language", "@direction"})


def refuse_other(document: JsonObject) -> None:
    """Refuse a document that says something in another way than readers look for.

    Raises:
        ContextRefused: the first member or id that is found.
    """
    own, terms = document.get("id"), terms_of(document)
    todo: list[Any] = [document]
    for value in todo:
        if isinstance(value, list):
            todo += value
        elif isinstance(value, dict):
            _refuse_names(value)
            _refuse_id(value.get("id"), terms)
            if value is not document and own is not None and value.get("id") == own and DECISIVE & value.keys():
                raise ContextRefused("What decides about the badge does not stand in it, but in another part of the same name.")
            todo += (inner for name, inner in value.items() if name != "@context")


def _refuse_names(value: JsonObject) -> None:
    """Names of members that are no words."""
    for name in value:
        if ":" in name or (name[:1] == "@" and name != "@context" and not ("@value" in value and name in _OF_VALUES)):
            raise ContextRefused(f"The badge writes {name[:100]!r} where readers look for a word.", term=name)


def _refuse_id(name: Any, terms: frozenset[str]) -> None:
    """An id that stands for another one, or for something unnamed."""
    if isinstance(name, str) and (name.startswith("_:") or name in terms or name.partition(":")[0] in terms):
        raise ContextRefused(f"The badge shortens the id {name[:100]!r}, which readers take as it stands.", term=name)
