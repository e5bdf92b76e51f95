"""The look of a second person on one screen, and what the last one asked for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from laurels.catalogue import facts
from laurels.catalogue.models import AchievementVersion, ElementReview, LintOverride, Review
from laurels.catalogue.rules import State, linting
from laurels.catalogue.rules.differences import Comparison, ElementChange, Line, around, compare
from laurels.catalogue.rules.sheet import ElementSheet, Sheet
from laurels.catalogue.rules.successor import is_patch
from laurels.catalogue.selectors.cards import picture_path
from laurels.catalogue.selectors.readiness import FROM_A_FILE, Answer, Answers, FindingLine, lines_of
from laurels.catalogue.selectors.sheets import sheets_of, with_others
from laurels.catalogue.selectors.successors import successor_faults
from laurels.common.dates import in_words
from laurels.people.models import Person
from laurels.people.rules import Mode


@dataclass(frozen=True)
class Said:
    """What a reviewer said of one element, or of everything around them."""

    agreed: bool
    words: str


@dataclass(frozen=True)
class ReviewElement:
    """One element as the reviewer judges it; ``levels`` are (label, description, is it the required one)."""

    place: int
    code: str
    statement: str
    how: str
    evidence: str
    indicator: str
    levels: tuple[tuple[str, str, bool], ...]
    rests_on: tuple[tuple[str, str], ...]
    change: ElementChange | None
    findings: tuple[FindingLine, ...]
    said: Said | None


@dataclass(frozen=True)
class ReviewPage:
    """A version before its second person.

    Attributes:
        facts: what stands around the elements (name, value). before: number of the version that it follows, or empty.
        around: what changed around the elements. gone: elements that are no more. mapped: how each element counts.
        map_faults: what its map lacks. owns: she may approve. is_author: she wrote it, so she reads and says nothing.
    """

    code: UUID
    slug: str
    title: str
    number: str
    author: str
    asked: str
    picture: str
    picture_alt: str
    facts: tuple[tuple[str, str], ...]
    findings: tuple[FindingLine, ...]
    elements: tuple[ReviewElement, ...]
    said: Said | None
    before: str
    before_code: UUID | None
    around: tuple[Line, ...]
    gone: tuple[ElementChange, ...]
    patch: bool
    map_faults: tuple[str, ...]
    not_judged: tuple[str, ...]
    owns: bool
    is_author: bool


def with_review(versions: QuerySet[AchievementVersion]) -> QuerySet[Any]:
    """Versions with the one before and, as ``asked_at``, since when a look waits for its end; None where none does."""
    waiting = Review.objects.filter(version=OuterRef("pk"), outcome=Review.Outcome.OPEN)
    related = ("previous__strategy", "achievement__organisation")
    return versions.select_related(*related).annotate(asked_at=Subquery(waiting.order_by().values("asked_at")[:1]))


def review_page(version: Any, *, person: Person, owns: bool, at: datetime) -> ReviewPage:
    """Everything that the second person needs, on one screen (scenarios 28, 48).

    Args:
        version: as ``with_review`` reads it. owns: whether her roles let her approve.
    """
    organisation, before = version.achievement.organisation, version.previous
    if before is not None:
        before.achievement = version.achievement
    sheet, old = _sheets(version, before, at=at)
    report = linting.lint(sheet)
    said, answers = _notes(version)
    lines = lines_of(report, answers)
    changes = compare(old, sheet) if old else None
    codes = {element.code for element in sheet.elements}
    return ReviewPage(
        code=version.code,
        slug=organisation.slug,
        title=version.title,
        number=version.number,
        author=version.author.name if version.author else "",
        asked=in_words(version.asked_at, organisation.time_zone) if version.asked_at else "",
        picture=picture_path(version, small_cut=False),
        picture_alt=version.picture_alt,
        facts=tuple((name, value) for name, value in around(sheet).items() if value and name != "Name"),
        findings=tuple(line for line in lines if line.subject not in codes),
        elements=tuple(
            _element(place, element, changes, lines, said.get(element.code)) for place, element in enumerate(sheet.elements, 1)
        ),
        said=said.get(""),
        before=before.number if before else "",
        before_code=before.code if before else None,
        around=changes.lines if changes else (),
        gone=tuple(change for change in changes.elements if change.how == "gone") if changes else (),
        patch=bool(old and is_patch(old.number, sheet.number)),
        map_faults=successor_faults(version, sheet=sheet, before=old) if old else (),
        not_judged=tuple(rule.title for rule in report.not_judged),
        owns=owns,
        is_author=organisation.mode != Mode.SMALL and version.author_id == person.pk,
    )


def _sheets(version: AchievementVersion, before: AchievementVersion | None, *, at: datetime) -> tuple[Sheet, Sheet | None]:
    """This version with what stands beside it, and the one before; three queries."""
    sheet, *old = sheets_of([version, before] if before else [version], at=at)
    return with_others(sheet, version), old[0] if old else None


def _notes(version: AchievementVersion) -> tuple[dict[str, Said], Answers]:
    """What was said in the open review, by element, and what was answered to the linter; one query for both."""
    none, yes = Value("", output_field=CharField()), Value(True, output_field=BooleanField())
    remarks = ElementReview.objects.filter(review__version=version, review__outcome=Review.Outcome.OPEN)
    said = remarks.order_by().values_list(none, "element_code", "words", none, "at", "agreed")
    answers = LintOverride.objects.filter(version=version).order_by()
    by = Coalesce("by__name", Value(FROM_A_FILE))
    rows = answers.values_list("rule", "subject", "reason", by, "at", yes).union(said, all=True)
    zone = version.achievement.organisation.time_zone
    found: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    remarked = {}
    for rule, subject, words, name, at, agreed in sorted(rows, key=lambda row: row[4]):
        if rule:
            found[(rule, subject)].append(Answer(words, name, in_words(at, zone)))
        else:
            remarked[subject] = Said(bool(agreed), words)
    return remarked, found


def _element(
    place: int, element: ElementSheet, changes: Comparison | None, lines: tuple[FindingLine, ...], said: Said | None
) -> ReviewElement:
    """One element with all that is known of it."""
    kinds = element.rule.get("kinds") or ()
    return ReviewElement(
        place=place,
        code=element.code,
        statement=element.statement,
        how=facts.how_shown(element.kind, element.rule, workplace_only=element.workplace_only, required=element.required),
        evidence=facts.kinds_in_words(str(kind) for kind in kinds),
        indicator=element.indicator,
        levels=tuple((level.label, level.description, level.code == element.required_level) for level in element.levels),
        rests_on=tuple((f"{one.code} {one.name}".strip(), one.framework) for one in element.alignments),
        change=changes.of(element.code) if changes else None,
        findings=tuple(line for line in lines if line.subject == element.code),
        said=said,
    )


@dataclass(frozen=True)
class Returned:
    """Why a draft came back: the reason, and the words at each element that should change (code, words)."""

    by: str
    day: str
    reason: str
    words: tuple[tuple[str, str], ...]

    def at(self, code: str) -> str:
        """The words at one element, for the editor to show beside it; empty where nothing was asked."""
        return dict(self.words).get(code, "")


def last_return(version: AchievementVersion) -> Returned | None:
    """What the last reviewer asked for, while the version is a draft again; None for one that was never returned. One query."""
    if version.state != State.DRAFT:
        return None
    ended = Review.objects.filter(version=version, outcome=Review.Outcome.RETURNED).order_by("-ended_at", "-pk", "lines__pk")
    columns = ("pk", "reviewer__name", "ended_at", "reason", "lines__element_code", "lines__words", "lines__agreed")
    rows = list(ended.values_list(*columns))
    if not rows:
        return None
    last, by, day, reason = rows[0][:4]
    asked = tuple((code, words) for key, _, _, _, code, words, agreed in rows if key == last and agreed is False)
    return Returned(by or "", in_words(day, version.achievement.organisation.time_zone), reason, asked)
