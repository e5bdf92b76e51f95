"""From a definition of elsewhere to the data of a draft. Pure."""

from __future__ import annotations

from datetime import date

from laurels.catalogue.documents import AlignmentText
from laurels.catalogue.rules import RUBRIC
from laurels.catalogue.rules.definitions import Definition
from laurels.catalogue.rules.definitions.shape import Part
from laurels.catalogue.rules.pasting import EVIDENCE
from laurels.catalogue.versions import AlignmentData, ElementData, StrategyData, VersionData


def as_version(definition: Definition, *, today: date) -> VersionData:
    """Everything that the definition says, and defaults of a draft where it says nothing."""
    elements = tuple(_element(f"E{place}", part, definition.kind) for place, part in enumerate(definition.parts, 1))
    alignments = [_alignment(link, "", today) for link in definition.links]
    for element, part in zip(elements, definition.parts, strict=True):
        alignments += [_alignment(link, element.code, today) for link in part.links]
    return VersionData(
        handle="",
        kind=definition.kind,
        title=definition.title,
        description=definition.description,
        criteria=definition.criteria,
        language=definition.language or "en-GB",
        elements=elements,
        alignments=tuple(alignments),
        notional_hours=definition.hours,
        cpd_points=definition.cpd_points,
        strategy=StrategyData(lifespan_months=definition.months),
    )


def _element(code: str, part: Part, kind: str) -> ElementData:
    """One element; without a rubric of its own it gets the two levels of Small mode."""
    return ElementData(
        code=code,
        statement=part.statement,
        required_level=part.required_level or "met",
        levels=part.levels or RUBRIC,
        kind=kind if kind in ("knowledge", "skill", "competence", "behaviour") else "competence",
        evidence_rule=dict(EVIDENCE),
    )


def _alignment(link: AlignmentText, element: str, today: date) -> AlignmentData:
    """A link as the file states it; nobody here has confirmed it, so it is only likely."""
    return AlignmentData(
        target_url=link.url,
        target_name=link.name,
        taken_on=today,
        element=element,
        target_framework=link.framework,
        target_code=link.code,
        target_type=link.kind,
        target_description=link.description,
        confidence="likely",
    )
