"""What the linter says of a version, for pages: beside the element at which it stands, with every answer that was given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from laurels.catalogue.models import AchievementVersion, LintOverride, Review
from laurels.catalogue.rules import State
from laurels.catalogue.rules.linting import BY_NUMBER, SEVERITY_WORDS, Finding, Report, Severity
from laurels.catalogue.selectors.cards import picture_path
from laurels.catalogue.selectors.sheets import report_of
from laurels.common.dates import in_words

FROM_A_FILE = "the programme’s file"
"""Who answered what nobody here did."""
TONES = {Severity.BLOCKS: "bad", Severity.ANSWER: "soon", Severity.HINT: "none"}
"""Severity -> its mark."""


@dataclass(frozen=True)
class Answer:
    """Why somebody decided that a finding does not hold here."""

    reason: str
    by: str
    day: str


@dataclass(frozen=True)
class FindingLine:
    """One finding; ``open``: it still waits to be mended or answered."""

    rule: str
    title: str
    tone: str
    severity: str
    sentence: str
    subject: str
    answers: tuple[Answer, ...]
    open: bool
    may_answer: bool


@dataclass(frozen=True)
class Readiness:
    """A version before it is submitted.

    Attributes:
        blocking: what stops it. waiting: what must be mended or answered. answered: what was. hints: what may be left.
        not_judged: titles of rules that know English only. reviewers: (public code, name) of everybody who could approve.
        mine: she may submit it. is_draft: it still may be submitted.
    """

    code: UUID
    slug: str
    title: str
    picture: str
    picture_alt: str
    blocking: tuple[FindingLine, ...]
    waiting: tuple[FindingLine, ...]
    answered: tuple[FindingLine, ...]
    hints: tuple[FindingLine, ...]
    not_judged: tuple[str, ...]
    reviewers: tuple[tuple[str, str], ...]
    is_draft: bool
    returned: str

    @property
    def may_submit(self) -> bool:
        """Nothing stands in the way."""
        return self.is_draft and not self.blocking and not self.waiting


Answers = Mapping[tuple[str, str], list[Answer]]


def answers_of(version: AchievementVersion) -> Answers:
    """(rule, subject) -> the answers that were given, the oldest first; one query."""
    zone = version.achievement.organisation.time_zone
    found: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for row in LintOverride.objects.filter(version=version).select_related("by"):
        by = row.by.name if row.by else FROM_A_FILE
        found[(row.rule, row.subject)].append(Answer(row.reason, by, in_words(row.at, zone)))
    return found


def lines_of(report: Report, answers: Answers) -> tuple[FindingLine, ...]:
    """The findings of a report as pages show them, in the report's order."""
    return tuple(_line(finding, tuple(answers.get((finding.rule, finding.subject), ()))) for finding in report.findings)


def _line(finding: Finding, answers: tuple[Answer, ...]) -> FindingLine:
    return FindingLine(
        rule=finding.rule,
        title=BY_NUMBER[finding.rule].title,
        tone="good" if answers else TONES[finding.severity],
        severity=SEVERITY_WORDS[finding.severity],
        sentence=finding.sentence,
        subject=finding.subject,
        answers=answers,
        open=finding.severity is Severity.ANSWER and not answers,
        may_answer=finding.severity is not Severity.BLOCKS,
    )


def with_last_reason(versions: QuerySet[AchievementVersion]) -> QuerySet[Any]:
    """Versions with ``last_reason``: why the last review gave them back, or None."""
    ended = Review.objects.filter(version=OuterRef("pk"), outcome=Review.Outcome.RETURNED).order_by("-ended_at", "-pk")
    return versions.annotate(last_reason=Subquery(ended.values("reason")[:1]))


def readiness(version: Any, *, reviewers: tuple[tuple[str, str], ...], at: datetime) -> Readiness:
    """What stands between a draft and its reviewer.

    Args:
        version: as ``with_last_reason`` reads it. reviewers: who could approve it, as the verbs say.
    """
    report = report_of(version, at=at)
    lines = lines_of(report, answers_of(version))
    hint = SEVERITY_WORDS[Severity.HINT]
    blocks = SEVERITY_WORDS[Severity.BLOCKS]
    return Readiness(
        code=version.code,
        slug=version.achievement.organisation.slug,
        title=version.title or "A badge without a name yet",
        picture=picture_path(version, small_cut=False),
        picture_alt=version.picture_alt,
        blocking=tuple(line for line in lines if line.severity == blocks),
        waiting=tuple(line for line in lines if line.open),
        answered=tuple(line for line in lines if line.answers),
        hints=tuple(line for line in lines if line.severity == hint and not line.answers),
        not_judged=tuple(rule.title for rule in report.not_judged),
        reviewers=reviewers,
        is_draft=version.state == State.DRAFT,
        returned=(version.last_reason or "") if version.state == State.DRAFT else "",
    )
