"""Who backs it? Step ``endorsements``: each carries its own verdict and never changes that of the badge (verdict rule 8).

An endorsement is judged by the same rules as any credential; beside that it must be an endorsement, and of this badge: one that
speaks of something else was put here by somebody else.

Source: Open Badges 3.0 "Endorsement"; conformance row OB3-P-16.
"""

from __future__ import annotations

from collections.abc import Sequence

from openbadgekit.verify.contents import Endorsed
from openbadgekit.verify.report import Check, Outcome, Report, Verdict
from openbadgekit.verify.wording import quoted


def check(found: Sequence[tuple[Endorsed, Report]]) -> list[Check]:
    """One check per endorsement and the report on it; one that says so when there is none."""
    if not found:
        return [Check("endorsements", Outcome.NOT_APPLICABLE, None, "Nobody outside has endorsed it.")]
    return [_one(endorsed, report) for endorsed, report in found]


def _one(endorsed: Endorsed, report: Report) -> Check:
    """What came of one endorsement."""
    view = report.credential
    if view is None:
        return _failed(report.checks[0].detail)
    who = quoted(view.issuer.name or view.issuer.id)
    if "EndorsementCredential" not in view.types:
        return _failed(f"What {who} is said to back is no endorsement.")
    if view.subject.id not in endorsed.about:
        return _failed(f"{who} endorses something else than this badge.")
    if report.verdict is Verdict.VALID:
        held = next(item.detail for item in report.checks if item.step == "dates")
        return Check("endorsements", Outcome.PASSED, None, f"{who} endorses it. {held}")
    wanted = Outcome.UNKNOWN if report.verdict is Verdict.UNKNOWN else Outcome.FAILED
    deciding = next(item for item in report.checks if item.outcome is wanted and item.code == report.code)
    return Check("endorsements", wanted, "endorsement_invalid", f"{who}: {deciding.detail}")


def _failed(sentence: str) -> Check:
    return Check("endorsements", Outcome.FAILED, "endorsement_invalid", sentence)
