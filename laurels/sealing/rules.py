"""From terms to the members of a document. Pure but for the salts that are handed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from laurels.sealing.terms import CredentialTerms, EvidenceLink, ResultLine
from openbadgekit.issue import hashed_identifier
from openbadgekit.reading import JsonObject
from openbadgekit.verify.report import Outcome, Report, Verdict

ONE_PERSON = "Designed and judged by one person; not independently checked."
"""What a credential says when nobody else looked (DOMAIN 4.4); verification looks for these words."""

OUT_OF_DATES = frozenset({"expired", "not_yet_valid"})
CLOCK_TOLERANCE = timedelta(seconds=5)


def subject(terms: CredentialTerms, *, salts: Sequence[str]) -> JsonObject:
    """The AchievementSubject without type and achievement; no name stands in it.

    Args:
        salts: one random text per identifier.
    """
    members: JsonObject = {"id": terms.subject_id}
    if terms.identifiers:
        members["identifier"] = [
            hashed_identifier(address, salt=salt) for address, salt in zip(terms.identifiers, salts, strict=True)
        ]
    if narrative := told(terms.narrative, one_person=terms.one_person):
        members["narrative"] = narrative
    if terms.results:
        members["result"] = [result(line) for line in terms.results]
    return members


def told(narrative: str, *, one_person: bool) -> str:
    """The narrative, and the open statement where one person did it all."""
    return "\n\n".join(part for part in (narrative.strip(), ONE_PERSON if one_person else "") if part)


def result(line: ResultLine) -> JsonObject:
    """One Result."""
    members: JsonObject = {"type": ["Result"], "resultDescription": line.result_description, "status": line.status}
    return members | ({"achievedLevel": line.achieved_level} if line.achieved_level else {})


def evidence(link: EvidenceLink) -> JsonObject:
    """One Evidence."""
    members: JsonObject = {"id": link.url} if link.url else {}
    members |= {"type": ["Evidence"], "name": link.name}
    return members | ({"narrative": link.narrative} if link.narrative else {})


def is_sound(report: Report) -> bool:
    """Valid, or out of its dates and nothing else: history may be loaded after it ended.

    Endorsements carry verdicts of their own: that somebody's web site does not answer today holds up no award.
    """
    deciding = [check for check in report.checks if check.step != "endorsements"]
    troubles = {check.code for check in deciding if check.outcome in (Outcome.FAILED, Outcome.UNKNOWN)}
    return report.verdict is Verdict.VALID or (report.verdict is Verdict.INVALID and troubles <= OUT_OF_DATES)


def clock_went_back(*, last: datetime | None, at: datetime) -> bool:
    """Whether the clock is more than five seconds before the last sealing."""
    return last is not None and at + CLOCK_TOLERANCE < last
