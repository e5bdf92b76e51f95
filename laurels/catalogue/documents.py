"""A version as an Open Badges 3.0 Achievement. Pure: rows come in as frozen data.

Source: DOMAIN 4.2; Open Badges 3.0 Achievement, ResultDescription, RubricCriterionLevel; conformance rows OB3-M-08, 11, 13, 15.
"""

from __future__ import annotations

from dataclasses import dataclass

from openbadgekit.reading import JsonObject


@dataclass(frozen=True)
class LevelText:
    """One rubric level."""

    code: str
    label: str
    description: str


@dataclass(frozen=True)
class ElementText:
    """One element with its levels in order."""

    code: str
    statement: str
    required_level: str
    levels: tuple[LevelText, ...]


@dataclass(frozen=True)
class VersionText:
    """What a version says; ``address`` is its public address, ``previous`` that of the version before."""

    address: str
    title: str
    description: str
    criteria: str
    number: str
    language: str
    handle: str
    kind: str
    picture_alt: str
    elements: tuple[ElementText, ...]
    previous: tuple[str, str] | None = None


TYPES = {"participation": "Badge", "milestone": "Achievement"}
"""Kinds that are no micro-credential: participation is not assessed (OECD, UNESCO), a milestone only adds up."""


def achievement(text: VersionText, *, creator: JsonObject) -> JsonObject:
    """The achievement document of one version."""
    document: JsonObject = {
        "id": text.address,
        "type": ["Achievement"],
        "name": text.title,
        "description": text.description,
        "criteria": {"id": text.address, "narrative": text.criteria},
        "achievementType": TYPES.get(text.kind, "MicroCredential"),
        "creator": creator,
        "humanCode": text.handle,
        "image": {"id": f"{text.address}/picture.png", "type": "Image", "caption": text.picture_alt},
        "inLanguage": text.language,
        "version": text.number,
    }
    if text.elements:
        document["resultDescription"] = [_result_description(text.address, element) for element in text.elements]
    if text.previous is not None:
        address, number = text.previous
        document["related"] = [{"id": address, "type": ["Related"], "version": number}]
    return document


def element_id(address: str, element: str) -> str:
    """The id of an element's result description."""
    return f"{address}#{element}"


def level_id(address: str, element: str, level: str) -> str:
    """The id of a rubric level within an element."""
    return f"{address}#{element}-{level}"


def _result_description(address: str, element: ElementText) -> JsonObject:
    """An element and its rubric."""
    return {
        "id": element_id(address, element.code),
        "type": ["ResultDescription"],
        "name": element.statement,
        "resultType": "RubricCriterionLevel",
        "requiredLevel": level_id(address, element.code, element.required_level),
        "rubricCriterionLevel": [
            {
                "id": level_id(address, element.code, level.code),
                "type": ["RubricCriterionLevel"],
                "name": level.label,
                **({"description": level.description} if level.description else {}),
                "level": str(rank),
            }
            for rank, level in enumerate(element.levels, 1)
        ],
    }
