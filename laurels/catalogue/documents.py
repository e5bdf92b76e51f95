"""A version as an Open Badges 3.0 Achievement. Pure: rows come in as frozen data.

Source: DOMAIN 4.2; Open Badges 3.0 Achievement, ResultDescription, RubricCriterionLevel; conformance rows OB3-M-08, 11, 13, 15.
"""

from __future__ import annotations

from dataclasses import dataclass

from openbadgekit.reading import Json, JsonObject


@dataclass(frozen=True)
class LevelText:
    """One rubric level."""

    code: str
    label: str
    description: str


@dataclass(frozen=True)
class AlignmentText:
    """An item of a framework that an element, or the whole badge, serves: its words of the day on which they were taken."""

    url: str
    name: str
    framework: str = ""
    code: str = ""
    kind: str = ""
    description: str = ""


@dataclass(frozen=True)
class ElementText:
    """One element with its levels in order."""

    code: str
    statement: str
    required_level: str
    levels: tuple[LevelText, ...]
    alignments: tuple[AlignmentText, ...] = ()


@dataclass(frozen=True)
class VersionText:
    """What a version says.

    Attributes:
        address: its public address. previous: (address, number) of the version before.
        editions: (address, language, number) of the same version in other languages, as far as they were published by then.
        points: of continuing professional development. tags: what it is sorted under.
    """

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
    editions: tuple[tuple[str, str, str], ...] = ()
    alignments: tuple[AlignmentText, ...] = ()
    points: float | None = None
    tags: tuple[str, ...] = ()


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
    if related := _related(text):
        document["related"] = related
    if text.alignments:
        document["alignment"] = [_alignment(alignment) for alignment in text.alignments]
    if text.points:
        document["creditsAvailable"] = text.points
    if text.tags:
        document["tag"] = list(text.tags)
    return document


def _related(text: VersionText) -> list[Json]:
    """The version before it, then the same version in other languages."""
    found: list[Json] = []
    if text.previous is not None:
        address, number = text.previous
        found.append({"id": address, "type": ["Related"], "version": number})
    for address, language, number in text.editions:
        found.append({"id": address, "type": ["Related"], "inLanguage": language, "version": number})
    return found


def _alignment(alignment: AlignmentText) -> JsonObject:
    """One item of a framework; what is not known of it is left out."""
    told = {
        "targetDescription": alignment.description,
        "targetFramework": alignment.framework,
        "targetCode": alignment.code,
        "targetType": alignment.kind,
    }
    known: JsonObject = {name: value for name, value in told.items() if value}
    return {"type": ["Alignment"], "targetName": alignment.name, "targetUrl": alignment.url, **known}


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
        **({"alignment": [_alignment(alignment) for alignment in element.alignments]} if element.alignments else {}),
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
