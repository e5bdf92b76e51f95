"""The linter: what a second pair of eyes would say at once, as numbered rules with their reasons. Pure.

In: a version as a frozen sheet. Out: findings that stop publishing, that must be mended or answered, or that hint.
Source: issue "Define"; DOMAIN 1 (5, 13, 16, 33, 36, T1), 3.1, 4.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from laurels.catalogue.rules.linting import rubrics, statements, strategy, texts
from laurels.catalogue.rules.linting.base import SEVERITY_WORDS, Finding, Rule, Severity, all_rules
from laurels.catalogue.rules.sheet import Sheet

RULES = all_rules()
BY_NUMBER = {rule.number: rule for rule in RULES}
_MODULES = (rubrics, statements, strategy, texts)  # their import makes the rules
Answered = Collection[tuple[str, str]]
"""(rule, code of an element or empty) of what somebody answered with a reason."""

__all__ = [
    "BY_NUMBER",
    "RULES",
    "SEVERITY_WORDS",
    "Finding",
    "Report",
    "Rule",
    "Severity",
    "can_be_answered",
    "lint",
]


@dataclass(frozen=True)
class Report:
    """What the linter says of a version.

    Attributes:
        findings: the gravest first, then by rule. not_judged: rules that know English only, for a badge in another language.
    """

    findings: tuple[Finding, ...]
    not_judged: tuple[Rule, ...] = ()

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What stops publishing."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.BLOCKS)

    def unanswered(self, answered: Answered = ()) -> tuple[Finding, ...]:
        """What must still be mended or answered."""
        return tuple(
            finding
            for finding in self.findings
            if finding.severity is Severity.ANSWER and (finding.rule, finding.subject) not in answered
        )

    def about(self, subject: str) -> tuple[Finding, ...]:
        """What it says of one element, or with an empty code of the badge as a whole."""
        return tuple(finding for finding in self.findings if finding.subject == subject)


def lint(sheet: Sheet) -> Report:
    """Look at a version with every rule; the same sheet gives the same report."""
    judged = [rule for rule in RULES if sheet.is_english or not rule.english]
    findings = [
        Finding(rule.number, rule.severity, hit.sentence, hit.subject, hit.place) for rule in judged for hit in rule.look(sheet)
    ]
    order = list(Severity)
    findings.sort(key=lambda finding: (order.index(finding.severity), finding.rule))
    return Report(tuple(findings), tuple(rule for rule in RULES if rule not in judged))


def can_be_answered(number: str) -> bool:
    """Whether a finding of this rule may be overridden with a reason: what stops publishing can only be mended."""
    return number in BY_NUMBER and BY_NUMBER[number].severity is not Severity.BLOCKS
