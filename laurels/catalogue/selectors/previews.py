"""A version as others will meet it: the assessor who judges by it, the stranger who checks it, the machine that reads it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from laurels.catalogue import facts, rules
from laurels.catalogue.documents import element_id, level_id
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.services.texts import address_of, document_of
from laurels.common.dates import day_in, in_words
from laurels.keys.errors import NoSigningKey
from laurels.sealing.examples import Example, example_of
from laurels.sealing.terms import ResultLine
from laurels.verification import answers
from laurels.verification.disclosed import Element as DisclosedElement
from laurels.verification.disclosed import disclosed
from openbadgekit.reading import JsonObject

VACSR = ("about this element", "really hers", "recent", "enough", "judged alike by another assessor")
"""What an assessor ticks for each element, in the words of learners' pages (DOMAIN 3.1, 4.3)."""


@dataclass(frozen=True)
class JudgedElement:
    """One element before an assessor; ``levels`` are (label, description, is it the required one)."""

    statement: str
    how: str
    evidence: str
    indicator: str
    levels: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class AssessorView:
    """What an assessor will have before her."""

    elements: tuple[JudgedElement, ...]
    ticks: tuple[str, ...]


@dataclass(frozen=True)
class StrangerView:
    """What the verdict page will say of an award, made with the words of that page.

    Attributes:
        sentence: its opening. judged: its answer to what was required. elements: each with the level reached.
        no_key: the organisation has no key yet, so nothing can be shown.
    """

    sentence: str
    judged: str
    elements: tuple[DisclosedElement, ...]
    facts: tuple[tuple[str, str], ...]
    no_key: bool = False


@dataclass(frozen=True)
class MachineView:
    """The exact achievement document, and a whole credential with it, as the library's lint sees it.

    Attributes:
        text: the achievement as it is published, formatted. size, credential_size: as they are written [bytes].
        findings: what the lint refuses; empty when it is sound.
    """

    text: str
    size: int
    credential: str
    credential_size: int
    findings: tuple[str, ...]
    no_key: bool = False


def assessor_view(version: AchievementVersion) -> AssessorView:
    """The elements as they are judged."""
    found = []
    for row in version.elements.all():
        kinds = row.evidence_rule.get("kinds") or ()
        found.append(
            JudgedElement(
                statement=row.statement,
                how=facts.how_shown(row.kind, row.evidence_rule, workplace_only=row.workplace_only, required=row.required),
                evidence=facts.kinds_in_words(str(kind) for kind in kinds),
                indicator=row.indicator,
                levels=tuple((level.label, level.description, level.code == row.required_level) for level in row.levels.all()),
            )
        )
    return AssessorView(tuple(found), VACSR)


def stranger_view(version: AchievementVersion, label: tuple[tuple[str, str], ...], *, at: datetime) -> StrangerView:
    """What a stranger reads of somebody who was awarded it today.

    Args:
        label: the badge facts label.
    """
    try:
        document = document_of(version, elements=version.elements.all(), alone=True)
        example = _example(version, document, at=at)
    except NoSigningKey:
        return StrangerView("", "", (), label, no_key=True)
    told = disclosed(example.document)
    row = answers.judged(told, signed=True, own=None)
    organisation = version.achievement.organisation
    today = day_in(at, organisation.time_zone)
    end = rules.ends_on(today, version.strategy.lifespan_months)
    until = f" It is good until {in_words(end)}." if end else " It does not expire."
    sentence = f"{organisation.legal_name} awarded “{version.title}” to whoever earned it on {in_words(today)}.{until}"
    return StrangerView(sentence, row.sentence, told.elements, label)


def machine_view(version: AchievementVersion, *, at: datetime) -> MachineView:
    """The bytes that machines will read."""
    try:
        document = document_of(version, elements=version.elements.all())
        example = _example(version, document, at=at)
    except NoSigningKey:
        return MachineView("", 0, "", 0, (), no_key=True)
    return MachineView(
        text=_formatted(document),
        size=len(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()),
        credential=_formatted(example.document),
        credential_size=example.size,
        findings=example.findings,
    )


def _formatted(document: JsonObject) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)


def _example(version: AchievementVersion, document: JsonObject, *, at: datetime) -> Example:
    """An award to nobody in which every required element reached the level that is asked."""
    organisation, address = version.achievement.organisation, address_of(version)
    results = tuple(
        ResultLine(element_id(address, row.code), level_id(address, row.code, row.required_level))
        for row in version.elements.all()
        if row.required
    )
    until = rules.valid_until(day_in(at, organisation.time_zone), version.strategy.lifespan_months, organisation.time_zone)
    return example_of(
        organisation=organisation,
        version_code=version.code,
        achievement=document,
        name=version.title,
        results=results,
        valid_until=until,
        at=at,
    )
