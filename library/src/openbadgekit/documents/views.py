"""A typed view of a credential: the few things that every reader needs, whichever data model it follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openbadgekit.errors import Malformed
from openbadgekit.reading import JsonObject, listed, parse_datetime

BADGE_TYPES = frozenset({"OpenBadgeCredential", "AchievementCredential"})


@dataclass(frozen=True)
class ProfileView:
    """Who issued it: an id, and the name that the credential gives (empty when it gives none)."""

    id: str
    name: str
    url: str | None = None
    country: str | None = None


@dataclass(frozen=True)
class SubjectView:
    """Whom it is about: an id, hashed or plain identifiers, or only a name."""

    id: str | None
    identifiers: tuple[JsonObject, ...]
    name: str | None


@dataclass(frozen=True)
class CriteriaView:
    """What had to be shown: an address, a text in Markdown (empty when there is none), or both."""

    id: str | None
    narrative: str


@dataclass(frozen=True)
class EvidenceView:
    """One piece of evidence: where it stands, and what is said about it (Markdown in ``narrative``); never fetched."""

    id: str | None
    name: str
    description: str
    narrative: str
    genre: str


@dataclass(frozen=True)
class CredentialView:
    """A credential as a reader needs it.

    Attributes:
        generation: ``ob3``, ``vc`` (a credential that is no badge), ``ob2`` or ``ob1``.
        name: the achievement's name, else the credential's.
        valid_from, valid_until, awarded_date: None when the credential does not say, or cannot be read.
        statuses: the entries of ``credentialStatus``. proofs: as they stand, unchecked.
        criteria, evidence: as the achievement and the award give them; addresses in them were not opened.
        image: the address of the award's picture, else of the achievement's.
        raw: the whole document.
    """

    generation: str
    id: str | None
    types: tuple[str, ...]
    name: str
    description: str
    issuer: ProfileView
    subject: SubjectView
    valid_from: datetime | None
    valid_until: datetime | None
    awarded_date: datetime | None
    statuses: tuple[JsonObject, ...]
    proofs: tuple[JsonObject, ...]
    raw: JsonObject
    criteria: CriteriaView | None = None
    evidence: tuple[EvidenceView, ...] = ()
    image: str | None = None

    @property
    def is_badge(self) -> bool:
        """Whether it is an Open Badge of any generation."""
        return self.generation != "vc"


def view(document: JsonObject) -> CredentialView:
    """The view of a VC or Open Badges 3.0 credential; what cannot be read is empty, never an error."""
    types = tuple(kind for kind in listed(document.get("type")) if isinstance(kind, str))
    subject = subject_of(document)
    achievement = object_of(subject.get("achievement"))
    return CredentialView(
        generation="ob3" if BADGE_TYPES & set(types) else "vc",
        id=text_of(document.get("id")),
        types=types,
        name=plain(achievement.get("name")) or plain(document.get("name")),
        description=plain(achievement.get("description")) or plain(document.get("description")),
        issuer=profile(document.get("issuer")),
        subject=SubjectView(
            id=text_of(subject.get("id")),
            identifiers=tuple(item for item in listed(subject.get("identifier")) if isinstance(item, dict)),
            name=plain(subject.get("name")) or None,
        ),
        valid_from=max(_moments(document, "validFrom", "issuanceDate"), default=None),
        valid_until=min(_moments(document, "validUntil", "expirationDate"), default=None),
        awarded_date=moment(document.get("awardedDate")),
        statuses=tuple(item for item in listed(document.get("credentialStatus")) if isinstance(item, dict)),
        proofs=tuple(item for item in listed(document.get("proof")) if isinstance(item, dict)),
        raw=document,
        criteria=_criteria(object_of(achievement.get("criteria"))),
        evidence=evidence_of(document),
        image=text_of(object_of(subject.get("image")).get("id")) or text_of(object_of(achievement.get("image")).get("id")),
    )


def _moments(document: JsonObject, *names: str) -> list[datetime]:
    """What a document says by the names of either data model; where it says both, it holds while both do."""
    return [found for name in names if (found := moment(document.get(name))) is not None]


def _criteria(value: JsonObject) -> CriteriaView | None:
    """The criteria of an achievement, when they say anything."""
    found = CriteriaView(text_of(value.get("id")), plain(value.get("narrative")))
    return found if found.id or found.narrative else None


def evidence_of(document: JsonObject) -> tuple[EvidenceView, ...]:
    """Every piece of evidence of an award, of any generation: addresses, objects, or a text of the award itself."""
    found = []
    for item in listed(document.get("evidence")):
        if isinstance(item, str):
            found.append(EvidenceView(item, "", "", "", ""))
        elif isinstance(item, dict):
            names = ("name", "description", "narrative", "genre")
            found.append(EvidenceView(text_of(item.get("id")), *(plain(item.get(name)) for name in names)))
    return tuple(found)


def profile(value: Any) -> ProfileView:
    """An issuer given as text or as an object."""
    if isinstance(value, str):
        return ProfileView(value, "")
    entry = object_of(value)
    address = object_of(entry.get("address"))
    return ProfileView(
        id=text_of(entry.get("id")) or "",
        name=plain(entry.get("name")),
        url=text_of(entry.get("url")),
        country=text_of(address.get("addressCountryCode")) or text_of(address.get("addressCountry")),
    )


def subject_of(document: JsonObject) -> JsonObject:
    """The first subject that is an object, or an empty one."""
    return next((item for item in listed(document.get("credentialSubject")) if isinstance(item, dict)), {})


def object_of(value: Any) -> JsonObject:
    """The first object of a value, or an empty one."""
    return next((item for item in listed(value) if isinstance(item, dict)), {})


def text_of(value: Any) -> str | None:
    """The value when it is a text that says something."""
    return value if isinstance(value, str) and value else None


def plain(value: Any) -> str:
    """A text, also out of a language map (VC Data Model 2.0): the first language that it gives."""
    for item in listed(value):
        if isinstance(item, str):
            return item
        if isinstance(item, dict) and isinstance(item.get("@value"), str):
            return str(item["@value"])
    return ""


def moment(value: Any) -> datetime | None:
    """A date and time, or None when it cannot be read."""
    try:
        return parse_datetime(value) if value is not None else None
    except Malformed:
        return None
