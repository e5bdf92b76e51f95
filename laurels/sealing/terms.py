"""The terms of one award as sealing needs them: everything that will be signed, and nothing that will not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from laurels.keys.models import HostedIdentity
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
        achievement: the achievement document as published; ``endorsement`` and ``endorsementJwt`` may stand beside.
        identifiers: proven addresses; each becomes a salted hash.
        one_person: say that one person designed and judged it.
        may_be_suspended: name a second list, by which it can be put on hold. The data model of VC 2.0 allows that, the
            canonical schema of Open Badges 3.0 knows one list only: see docs/decisions/0012-one-status-entry.md.
        backing_of_issuer: the same two members for the issuer's profile, where somebody endorses the organisation itself.
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
    backing_of_issuer: JsonObject = field(default_factory=dict)


@dataclass(frozen=True)
class EndorsementTerms:
    """What somebody outside puts her name to, signed with a key that is hosted here for her.

    Attributes:
        intention: the code of the row that was committed before any key is used; sealing twice for one gives one endorsement.
        organisation: the one that asked. hosted: in whose name it is signed.
        about: id of the badge version, issuer or credential that is endorsed. comment: why, in Markdown.
        profile: name, address and description of the endorser. description: who keeps the key, and how it is known who she is.
    """

    intention: UUID
    organisation: Organisation
    hosted: HostedIdentity
    about: str
    name: str
    comment: str
    description: str
    profile: JsonObject
    valid_from: datetime
    valid_until: datetime | None = None
