"""Badges for search engines: linked data of schema.org and the list of the catalogue. Pure.

Source: schema.org EducationalOccupationalCredential; Open Badges 3.0 Achievement (for the ids).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

CATEGORY = {"participation": "Badge", "milestone": "Badge", "behaviour": "Badge"}
"""Kinds that are no micro-credential: not assessed against a standard, or only adding up (DOMAIN 0.2)."""


@dataclass(frozen=True)
class Described:
    """What a search engine is told of a version; ``standards`` are (name, address) of framework items."""

    address: str
    title: str
    description: str
    kind: str
    language: str
    published: str
    organisation: str
    organisation_url: str
    level: str
    standards: tuple[tuple[str, str], ...]
    statements: tuple[str, ...]
    months: int | None


def credential(described: Described) -> dict[str, Any]:
    """The badge as schema.org knows it; what is not stated is left out, never guessed."""
    recognised: dict[str, Any] = {"@type": "Organization", "name": described.organisation}
    if described.organisation_url:
        recognised["url"] = described.organisation_url
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "EducationalOccupationalCredential",
        "@id": described.address,
        "url": described.address,
        "name": described.title,
        "description": described.description,
        "credentialCategory": CATEGORY.get(described.kind, "MicroCredential"),
        "inLanguage": described.language,
        "datePublished": described.published,
        "image": f"{described.address}/picture.png",
        "recognizedBy": recognised,
        "competencyRequired": [*described.statements, *(_standard(name, address) for name, address in described.standards)],
    }
    if described.level:
        found["educationalLevel"] = described.level
    if described.months is not None:
        found["validFor"] = f"P{described.months}M"
    return found


def _standard(name: str, address: str) -> dict[str, Any]:
    """A framework item as a defined term."""
    return {"@type": "DefinedTerm", "name": name, "url": address}


def listing(badges: Iterable[dict[str, Any]], *, address: str, following: str) -> dict[str, Any]:
    """One page of the catalogue as a list for machines; ``following`` is the address of the next page, or empty."""
    found: dict[str, Any] = {"id": address, "badges": list(badges)}
    return found | ({"next": following} if following else {})
