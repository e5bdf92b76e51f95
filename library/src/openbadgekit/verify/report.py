"""The report: every check, one verdict, sentences for people. The same inputs give the same report for ever."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from openbadgekit.documents.clr import AssociationView
from openbadgekit.documents.views import CredentialView
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.reading import JsonObject, write_datetime


class Verdict(StrEnum):
    """What is said about a credential; unknown is never shown as valid."""

    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


class Outcome(StrEnum):
    """What came of one check."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


STEPS = ("document", "context", "proof", "key", "schema", "dates", "status", "recipient", "endorsements")
"""The steps in the order in which they are reported."""


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Attributes:
        step: one of ``STEPS``. code: a reason word of the conformance list, None when there is nothing to say.
        detail: a sentence for a person.
    """

    step: str
    outcome: Outcome
    code: str | None
    detail: str


@dataclass(frozen=True)
class Findings:
    """What the steps found, before a verdict is drawn from it; ``method`` and ``fingerprint`` as in the report."""

    view: CredentialView
    checks: list[Check]
    notes: list[str]
    method: str | None = None
    fingerprint: str | None = None


@dataclass(frozen=True)
class Report:
    """What was found.

    Attributes:
        code: that of the deciding check, None when valid. sentence: the one line that opens the page.
        notes: sentences that decide nothing but should be known. method: the verification method that signed.
        fingerprint: of the key that signed (SHA-256 in hex): a name may stay while the key behind it changes.
        asked: addresses that were asked for. at: the moment that was judged.
        endorsements: reports on those who back it; contained: on what a record or a presentation holds, in its order: each is a
            verdict of its own. associations: how the achievements of a record belong together.
    """

    verdict: Verdict
    code: str | None
    sentence: str
    checks: tuple[Check, ...]
    credential: CredentialView | None
    at: datetime
    notes: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    method: str | None = None
    fingerprint: str | None = None
    endorsements: tuple[Report, ...] = ()
    contained: tuple[Report, ...] = ()
    associations: tuple[AssociationView, ...] = ()

    def as_json(self) -> JsonObject:
        """The report as the command line prints it."""
        return {
            "verdict": self.verdict.value,
            "code": self.code,
            "sentence": self.sentence,
            "checks": [
                {"step": check.step, "outcome": check.outcome.value, "code": check.code, "detail": check.detail}
                for check in self.checks
            ],
            "credential": _shown(self.credential) if self.credential else None,
            "notes": list(self.notes),
            "asked": list(self.asked),
            "at": write_datetime(self.at),
            "endorsements": [_brief(report) for report in self.endorsements],
            "contained": [_brief(report) for report in self.contained],
            "associations": [asdict(association) for association in self.associations],
        }


def _brief(report: Report) -> JsonObject:
    """A verdict beside another."""
    shown = _shown(report.credential) if report.credential else None
    return {"verdict": report.verdict.value, "code": report.code, "sentence": report.sentence, "credential": shown}


def unreadable(problem: OpenBadgeKitError, *, at: datetime) -> Report:
    """The report on bytes that hold no credential."""
    check = Check("document", Outcome.FAILED, problem.code, problem.sentence)
    sentence = f"Unreadable. {problem.sentence}"
    return Report(Verdict.UNREADABLE, problem.code, sentence, (check,), None, at, notes=(problem.hint,))


def _shown(view: CredentialView) -> dict[str, Any]:
    """The credential in a few words."""
    dates = {"validFrom": view.valid_from, "validUntil": view.valid_until, "awardedDate": view.awarded_date}
    return {
        "id": view.id,
        "type": list(view.types),
        "generation": view.generation,
        "name": view.name,
        "issuer": {"id": view.issuer.id, "name": view.issuer.name},
        "subject": {"id": view.subject.id, "name": view.subject.name},
        **{name: write_datetime(moment) if moment else None for name, moment in dates.items()},
        "criteria": {"id": view.criteria.id, "narrative": view.criteria.narrative} if view.criteria else None,
        "evidence": [{"id": item.id, "name": item.name, "narrative": item.narrative} for item in view.evidence],
        "image": view.image if view.image and not view.image.startswith("data:") else None,
    }
