"""What a request is about: its one id, its name, and the text that was read."""

from __future__ import annotations

import hashlib

from laurels.catalogue import services as catalogue
from laurels.catalogue.final import FINAL
from laurels.catalogue.models import AchievementVersion
from laurels.endorsement.models import Endorsement, EndorsementRequest
from laurels.endorsement.rules import Kind, may_be_asked_about
from laurels.keys import selectors as identities
from laurels.keys.errors import NoSigningKey
from laurels.sealing import selectors as sealed
from openbadgekit.reading import JsonObject, write


def id_of(request: EndorsementRequest) -> str:
    """The id that an endorsement of it must name."""
    if request.version is not None:
        return catalogue.address_of(request.version)
    if request.credential is not None:
        return request.credential.credential_id
    return identities.issuer_id(request.organisation)


def is_askable(request: EndorsementRequest) -> bool:
    """Whether it may be sent: a version that stands, an organisation with a key, a credential that its holder opened."""
    if request.version is not None:
        return may_be_asked_about(request.version.state)
    if request.credential is not None:
        return request.credential.open
    try:
        identities.issuer_id(request.organisation)
    except NoSigningKey:
        return False
    return True


def title_of(request: EndorsementRequest) -> str:
    """Its name, as it stands in sentences: a badge's in quotation marks, an organisation's as it is."""
    if request.version is not None:
        return f"“{request.version.title}”"
    if request.credential is not None:
        return f"“{sealed.name_of(request.credential)}”, as it was awarded to one person"
    return request.organisation.display_name


def name_of(request: EndorsementRequest) -> str:
    """What the endorsement itself is called."""
    if request.version is not None:
        return f"Endorsement of {request.version.title}"
    named = sealed.name_of(request.credential) if request.credential is not None else request.organisation.display_name
    return f"Endorsement of {named}"


def digest_of(version: AchievementVersion | None) -> str:
    """The text of a version as one short word; empty where there is none. Who wrote it is not part of it: keys may change."""
    if version is None:
        return ""
    document: JsonObject = {name: value for name, value in catalogue.document_of(version).items() if name != "creator"}
    return hashlib.sha256(write(document)).hexdigest()


def mark_of(version: AchievementVersion | None) -> str:
    """What an endorser read, for the form that she sends back: cheap where the text is final, else the digest of it."""
    if version is None or version.state not in FINAL or version.published_at is None:
        return digest_of(version)
    return hashlib.sha256(f"{version.code} {version.published_at.isoformat()}".encode()).hexdigest()


def was_read(version: AchievementVersion | None, mark: str) -> bool:
    """Whether a mark is that of the text as it stands: also of one that was published meanwhile as it was read."""
    return mark in (mark_of(version), digest_of(version))


def stands_for(endorsement: Endorsement, version: AchievementVersion) -> bool:
    """Whether a version still says what its endorser read: what is published never changes, what was approved could."""
    published = version.published_at is not None and version.published_at <= endorsement.signed_at
    return published or endorsement.text_digest == digest_of(version)


def kind_of(request: EndorsementRequest) -> Kind:
    """What it is about."""
    return Kind(request.kind)
