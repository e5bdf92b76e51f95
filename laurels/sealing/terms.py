"""The terms of one award as sealing needs them: everything that will be signed, and nothing that will not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from laurels.people.models import Organisation
from openbadgekit.reading import JsonObject


@dataclass(frozen=True)
class EvidenceLink:
    """Evidence that the learner chose to disclose: a link, words, or both."""

    name: str
    url: str | None = None
    narrative: str = ""


@dataclass(frozen=True)
class ResultLine:
    """One element's result: ids within the achievement document."""

    result_description: str
    achieved_level: str | None = None
    status: str = "Completed"


@dataclass(frozen=True)
class CredentialTerms:
    """What is to be signed.

    Attributes:
        intention: the code of the row that was committed before any key is used; sealing twice for one gives one credential.
        achievement: the achievement document exactly as published.
        identifiers: proven addresses; each becomes a salted hash.
        one_person: say that one person designed and judged it.
        may_be_suspended: name a second list, by which it can be put on hold. The data model of VC 2.0 allows that, the
            canonical schema of Open Badges 3.0 knows one list only: see docs/decisions/0012-one-status-entry.md.
    """

    intention: UUID
    organisation: Organisation
    achievement_version_code: UUID
    achievement: JsonObject
    name: str
    subject_id: str
    valid_from: datetime
    awarded_date: datetime
    valid_until: datetime | None = None
    identifiers: tuple[str, ...] = ()
    narrative: str = ""
    evidence: tuple[EvidenceLink, ...] = ()
    results: tuple[ResultLine, ...] = field(default_factory=tuple)
    one_person: bool = False
    may_be_suspended: bool = False
