"""What whoever writes a draft of full size sees: its parts, what the linter says of each, its elements and standards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from laurels.catalogue import facts, rules
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import Part, State, linting
from laurels.catalogue.rules.linting import Finding, Severity
from laurels.catalogue.selectors.cards import picture_path
from laurels.catalogue.selectors.reviews import last_return
from laurels.catalogue.selectors.sheets import sheet_from
from laurels.catalogue.versions import AlignmentData, ElementData, VersionData
from laurels.common.text import as_sentence

PARTS = {
    Part.FOR: (_("What it is for"), _("What is it for?")),
    Part.SAYS: (_("What it says"), _("What does it say?")),
    Part.ELEMENTS: (_("Elements"), _("What is judged, one by one?")),
    Part.STANDARDS: (_("Standards"), _("Which standards does it serve?")),
    Part.JUDGES: (_("Who judges"), _("Who judges it?")),
    Part.BEFORE: (_("What of the version before counts"), _("What of the version before counts?")),
}
"""Part -> its name in the side list, and the sentence that opens its page."""

_PLACES = {
    Part.FOR: {"business_need", "function", "lifespan", "measures", "performance_level", "review_on"},
    Part.ELEMENTS: {"elements", "statement", "code", "indicator", "levels", "required_level", "evidence"},
    Part.STANDARDS: {"alignments"},
    Part.BEFORE: {"map"},
}
_TONES = {Severity.BLOCKS: "soon", Severity.ANSWER: "soon", Severity.HINT: "none"}


@dataclass(frozen=True)
class PartLink:
    """One part in the side list; ``count``: findings that stop publishing or want an answer."""

    part: str
    name: Any
    count: int
    current: bool


@dataclass(frozen=True)
class Remark:
    """What the linter says of this part: tone of its mark, sentence, code of the element, rule."""

    tone: str
    sentence: str
    subject: str
    rule: str


@dataclass(frozen=True)
class WritePage:
    """The frame of every page on which a draft is written.

    Attributes:
        question: the sentence that opens the page. before: number of the version before, or empty.
        language: of a language edition, its tag; empty otherwise. marks: what the form is drawn from.
    """

    slug: str
    code: UUID
    title: str
    number: str
    part: str
    question: Any
    parts: tuple[PartLink, ...]
    remarks: tuple[Remark, ...]
    picture: str
    picture_alt: str
    before: str
    language: str
    is_starter: bool
    marks: str
    follows: str


@dataclass(frozen=True)
class ElementLine:
    """One element in the list; ``how``: its kind and its evidence in words."""

    code: str
    statement: str
    how: str
    needed: str
    remarks: int
    standards: int
    first: bool
    last: bool


@dataclass(frozen=True)
class Standard:
    """One standard of an element, or of the whole badge."""

    url: str
    name: str
    code: str
    framework: str
    confidence: str


@dataclass(frozen=True)
class Served:
    """An element, or with an empty code the whole badge, with the standards that it serves."""

    code: str
    statement: str
    standards: tuple[Standard, ...]


def _asked(version: AchievementVersion, element: str) -> Iterator[Remark]:
    """What the last reviewer asked for, at the element that it is about; in the list of elements everything."""
    if (returned := last_return(version)) is None:
        return
    if not element:
        yield Remark(
            "soon", f"{returned.by or 'The reviewer'} returned it on {returned.day}: {as_sentence(returned.reason)}", "", ""
        )
    for code, words in returned.words:
        if element in ("", code):
            yield Remark("soon", f"{returned.by or 'The reviewer'} asks: {as_sentence(words)}", code, "")


def write_page(
    version: AchievementVersion,
    data: VersionData,
    part: Part,
    *,
    at: datetime,
    element: str = "",
    marks: str = "",
    old: Sequence[ElementData] = (),
) -> WritePage:
    """The frame around one part of a draft; what the map lacks is said on its own page.

    Args:
        old: the elements of the version before, for that page.
    """
    findings = linting.lint(sheet_from(version, data, at=at)).findings
    if part is Part.BEFORE:
        findings += tuple(Finding("", Severity.BLOCKS, sentence, "", "map") for sentence in map_faults_of(version, data, old))
    counts = Counter(part_of(finding) for finding in findings if finding.severity is not Severity.HINT)
    shown = [one for one in Part if one is not Part.BEFORE or version.previous_id is not None]
    order = [one.value for one in shown]
    place = order.index(part.value) if part.value in order else 0
    here = [finding for finding in findings if part_of(finding) is part and (not element or finding.subject == element)]
    if element:
        here = [finding for finding in findings if finding.subject == element]
    return WritePage(
        slug=version.achievement.organisation.slug,
        code=version.code,
        title=version.title or "A badge without a name yet",
        number=version.number,
        part=part.value,
        question=PARTS[part][1],
        parts=tuple(PartLink(one.value, PARTS[one][0], counts[one], one is part) for one in shown),
        remarks=(
            *(_asked(version, element) if part is Part.ELEMENTS else ()),
            *(Remark(_TONES[finding.severity], finding.sentence, finding.subject, finding.rule) for finding in here),
        ),
        picture=picture_path(version, small_cut=True),
        picture_alt=version.picture_alt,
        before=version.previous.number if version.previous else "",
        language=version.language if version.edition_of_id else "",
        is_starter=version.is_starter,
        marks=marks,
        follows=order[place + 1] if place + 1 < len(order) else "",
    )


def part_of(finding: Finding) -> Part | None:
    """The part of the page where a finding is mended; None for its picture, which the studio mends."""
    for part, places in _PLACES.items():
        if finding.place in places:
            return part
    return None if finding.place == "picture" else Part.SAYS


def map_faults_of(version: AchievementVersion, data: VersionData, old: Sequence[ElementData]) -> Sequence[str]:
    """What is still to be said about the version before."""
    if version.previous is None:
        return ()
    wording = rules.is_patch(version.previous.number, version.number)
    return rules.map_faults(data.equivalence, new=data.elements, old=old, wording_only=wording)


def element_lines(data: VersionData, page: WritePage) -> tuple[ElementLine, ...]:
    """The elements of a draft as a list."""
    remarks = Counter(remark.subject for remark in page.remarks if remark.tone != "none")
    standards = Counter(found.element for found in data.alignments)
    last = len(data.elements) - 1
    return tuple(
        ElementLine(
            code=element.code,
            statement=element.statement or "Nothing said yet",
            how=facts.how_shown(
                element.kind, element.evidence_rule, workplace_only=element.workplace_only, required=element.required
            ),
            needed=next((label for code, label, _words in element.levels if code == element.required_level), ""),
            remarks=remarks[element.code],
            standards=standards[element.code],
            first=place == 0,
            last=place == last,
        )
        for place, element in enumerate(data.elements)
    )


def served(data: VersionData) -> tuple[Served, ...]:
    """The whole badge first, then every element, with its standards."""
    lines = [("", "The whole badge"), *((element.code, element.statement) for element in data.elements)]
    return tuple(
        Served(code, statement, tuple(_standard(found) for found in data.alignments if found.element == code))
        for code, statement in lines
    )


def _standard(found: AlignmentData) -> Standard:
    return Standard(found.target_url, found.target_name, found.target_code, found.target_framework, found.confidence)


def badges_to_hold(version: AchievementVersion) -> tuple[list[tuple[str, str]], bool]:
    """What may be asked for first, as (public code of a badge, its name); and whether somebody has seen this badge: one query."""
    rows = (
        AchievementVersion.objects.filter(achievement__organisation=version.achievement.organisation, edition_of=None)
        .exclude(is_starter=True)
        .order_by("title", "pk")
        .values_list("achievement", "achievement__code", "title", "state", "published_at")
    )
    badges: dict[str, str] = {}
    was_seen = False
    for achievement, code, title, state, published_at in rows:
        if achievement == version.achievement_id:
            was_seen = was_seen or published_at is not None
        elif state not in (State.RETIRED, State.SUPERSEDED):
            badges.setdefault(str(code), title or "A badge without a name yet")
    return list(badges.items()), was_seen
