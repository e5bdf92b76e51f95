"""Drafts: a document built from what is known about an award, unsigned and not yet believed.

Source: Open Badges 3.0 data model; conformance rows OB3-M-01..14, OB3-H-01..06.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NotRequired, TypedDict

from openbadgekit import contexts
from openbadgekit.reading import JsonObject, write_datetime


@dataclass(frozen=True)
class Draft:
    """A document that nobody has looked at yet; ``is_badge`` says which rules it must keep."""

    document: JsonObject
    is_badge: bool


def badge(
    *,
    credential_id: str,
    issuer: JsonObject,
    achievement: JsonObject,
    subject: JsonObject,
    name: str,
    valid_from: datetime,
    description: str | None = None,
    valid_until: datetime | None = None,
    awarded_date: datetime | None = None,
    evidence: Sequence[JsonObject] = (),
    status: Sequence[JsonObject] = (),
    image: JsonObject | None = None,
    extra_contexts: Sequence[str] = (),
) -> Draft:
    """A draft of an Open Badge.

    Args:
        credential_id: an https address or ``urn:uuid:``; issuer: a Profile with ``id``; achievement: as published.
        subject: members of the AchievementSubject beside ``type`` and ``achievement``: id, identifier, narrative, result.
        valid_from, valid_until, awarded_date: aware moments; written with whole seconds in UTC.
        status: entries of ``credentialStatus``; a single one is written as an object, as the badge model has it.
        extra_contexts: named after the two that every badge names.
    """
    document: JsonObject = {
        "@context": [contexts.VC2, contexts.OB3, *extra_contexts],
        "id": credential_id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": name,
    }
    if description:
        document["description"] = description
    if image:
        document["image"] = image
    document["issuer"] = issuer
    document |= moments(valid_from, valid_until, awarded_date)
    document["credentialSubject"] = {**_typed(subject), "achievement": achievement}
    if evidence:
        document["evidence"] = list(evidence)
    document |= statuses(status)
    return Draft(document, is_badge=True)


def moments(valid_from: datetime, valid_until: datetime | None, awarded: datetime | None) -> JsonObject:
    """The dates of a credential."""
    found = {"validFrom": valid_from, "validUntil": valid_until, "awardedDate": awarded}
    return {name: write_datetime(moment) for name, moment in found.items() if moment is not None}


def statuses(status: Sequence[JsonObject]) -> JsonObject:
    """The entries of ``credentialStatus``; a single one as an object, as the badge model has it."""
    return {"credentialStatus": status[0] if len(status) == 1 else list(status)} if status else {}


def _typed(subject: JsonObject) -> JsonObject:
    """The subject with its class, its id first."""
    named = {"id": subject["id"]} if "id" in subject else {}
    return {**named, "type": ["AchievementSubject"], **{key: value for key, value in subject.items() if key != "id"}}


class Common(TypedDict):
    """What every credential that is no badge says; the words are those of ``badge``."""

    credential_id: str
    issuer: JsonObject
    name: str
    valid_from: datetime
    description: NotRequired[str | None]
    valid_until: NotRequired[datetime | None]
    awarded_date: NotRequired[datetime | None]
    status: NotRequired[Sequence[JsonObject]]
    extra_contexts: NotRequired[Sequence[str]]


def other(kind: str, named: Sequence[str], subject: JsonObject, more: JsonObject, common: Common) -> Draft:
    """A draft of a credential of another kind than a badge.

    Args:
        named: contexts of its kind. more: members of its kind beside the subject.
    """
    description = common.get("description")
    document: JsonObject = {
        "@context": [*named, *common.get("extra_contexts", ())],
        "id": common["credential_id"],
        "type": ["VerifiableCredential", kind],
        "name": common["name"],
        **({"description": description} if description else {}),
        "issuer": common["issuer"],
        **moments(common["valid_from"], common.get("valid_until"), common.get("awarded_date")),
        **more,
        "credentialSubject": subject,
        **statuses(common.get("status", ())),
    }
    return Draft(document, is_badge=False)


def plain(document: JsonObject) -> Draft:
    """A draft of any other credential, for instance a status list."""
    return Draft(document, is_badge=False)


def hashed_identifier(address: str, *, salt: str) -> JsonObject:
    """An e-mail address as a salted hash. It is not anonymous: whoever guesses the address can prove the guess.

    Args:
        salt: random text of this credential alone, 16 bytes or more.

    Source: Open Badges 3.0 IdentityObject; conformance rows OB3-H-01, 02, 05, 06.
    """
    digest = hashlib.sha256((address.strip().lower() + salt).encode()).hexdigest()
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${digest}",
        "identityType": "emailAddress",
        "salt": salt,
    }
