"""The Open Badges 2.0 twin of a 3.0 badge: profile, badge class and hosted award from the same facts.

Much software still reads 2.0 alone. The twin stands at three addresses of the issuer's; its ``uid`` is the id of the 3.0 badge,
so that both can be told to be one award, and taking one back must take back the other (``taken_back``).

Source: Open Badges 2.0 data model and "Hosted verification"; conformance rows OB2-01, OB2-02, OB2-10, OB2-11.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from openbadgekit.documents import ob2
from openbadgekit.documents.views import object_of, plain, subject_of, text_of
from openbadgekit.errors import Finding, LintRefused, Malformed
from openbadgekit.reading import JsonObject, listed

_EVIDENCE = ("id", "name", "description", "narrative", "genre", "audience")
_ALIGNMENT = ("targetName", "targetUrl", "targetDescription", "targetFramework", "targetCode")


@dataclass(frozen=True)
class Places:
    """Where the twin stands; each an https address whose answer is the document of that name.

    Attributes:
        award, badge, profile: the three documents.
        award_image, badge_image: the baked and the plain picture; empty when there is none beside that of the 3.0 badge.
    """

    award: str
    badge: str
    profile: str
    award_image: str = ""
    badge_image: str = ""


@dataclass(frozen=True)
class Twin:
    """The three documents, ready to be written where ``Places`` says."""

    award: JsonObject
    badge: JsonObject
    profile: JsonObject


def twin(document: JsonObject, *, places: Places, email: str, recipient: JsonObject | None = None) -> Twin:
    """Make the twin of a badge.

    Args:
        document: an Open Badges 3.0 credential, signed or not.
        email: the issuer's mailbox, which 2.0 demands, when its profile names none.
        recipient: an identity object (``hashed_identifier``) when the badge itself holds none that 2.0 can say.
    Raises:
        Malformed: the badge says nothing of what 2.0 must say. LintRefused: what came out breaks the tables of 2.0.
    """
    subject = subject_of(document)
    achievement = object_of(subject.get("achievement"))
    if not achievement:
        raise Malformed("Only a badge has a twin; this document awards nothing.", path="credentialSubject.achievement")
    made = Twin(
        award=_award(document, subject, places, recipient),
        badge=_badge(achievement, places),
        profile=_profile(document.get("issuer"), places, email),
    )
    _refuse(made, places)
    return made


def taken_back(award: JsonObject, *, reason: str = "") -> JsonObject:
    """What stands at an award's address once it was revoked (serve it with 410 Gone, or with 200)."""
    revoked: JsonObject = {"@context": ob2.V2, "id": award["id"], "type": "Assertion", "revoked": True}
    return {**revoked, "revocationReason": reason} if reason else revoked


def _award(document: JsonObject, subject: JsonObject, places: Places, recipient: JsonObject | None) -> JsonObject:
    """The hosted award."""
    award: JsonObject = {
        "@context": ob2.V2,
        "id": places.award,
        "type": "Assertion",
        "uid": document.get("id"),
        "recipient": _recipient(subject, recipient),
        "badge": places.badge,
        "verification": {"type": "hosted"},
        "issuedOn": document.get("validFrom", document.get("issuanceDate")),
        "expires": document.get("validUntil", document.get("expirationDate")),
        "image": places.award_image or None,
        "narrative": text_of(subject.get("narrative")),
        "evidence": [_picked(item, _EVIDENCE) for item in listed(document.get("evidence")) if isinstance(item, dict)] or None,
    }
    return _said(award)


def _recipient(subject: JsonObject, given: JsonObject | None) -> JsonObject:
    """Whom it is about: an address as a salted hash, else the subject's id in the clear."""
    found = [item for item in listed(subject.get("identifier")) if isinstance(item, dict)]
    hashed = [item for item in found if item.get("identityType") == "emailAddress" and item.get("hashed") is True]
    identity = given or (hashed[0] if hashed else None)
    if identity is not None and identity.get("hashed") is True:
        salt = {"salt": identity["salt"]} if "salt" in identity else {}
        return {"type": "email", "hashed": True, "identity": identity["identityHash"], **salt}
    if text_of(subject.get("id")):
        return {"type": "id", "hashed": False, "identity": subject["id"]}
    raise Malformed("Nobody is named whom 2.0 could name: give the recipient's address.", path="credentialSubject.identifier")


def _badge(achievement: JsonObject, places: Places) -> JsonObject:
    """The badge class."""
    own = text_of(achievement.get("id"))
    criteria = object_of(achievement.get("criteria"))
    badge: JsonObject = {
        "@context": ob2.V2,
        "id": places.badge,
        "type": "BadgeClass",
        "@language": text_of(achievement.get("inLanguage")),
        "name": plain(achievement.get("name")) or None,
        "description": plain(achievement.get("description")) or None,
        "image": places.badge_image or text_of(object_of(achievement.get("image")).get("id")),
        "criteria": _picked(criteria, ("id", "narrative")) or None,
        "issuer": places.profile,
        "version": text_of(achievement.get("version")),
        "alignment": [_picked(item, _ALIGNMENT) for item in listed(achievement.get("alignment")) if isinstance(item, dict)] or None,
        "tags": listed(achievement.get("tag")) or None,
        "related": {"id": own} if own and own != places.badge else None,
    }
    return _said(badge)


def _profile(issuer: Any, places: Places, email: str) -> JsonObject:
    """The issuer, and where its awards stand when that is on another host."""
    entry = object_of(issuer)
    own = text_of(issuer) or text_of(entry.get("id"))
    host, home = urlsplit(places.award), urlsplit(places.profile)
    elsewhere = (host.scheme, host.netloc) != (home.scheme, home.netloc)
    profile: JsonObject = {
        "@context": ob2.V2,
        "id": places.profile,
        "type": "Profile",
        "name": plain(entry.get("name")) or None,
        "url": text_of(entry.get("url")) or f"{home.scheme}://{home.netloc}",
        "email": text_of(entry.get("email")) or email,
        "telephone": text_of(entry.get("phone")),
        "description": plain(entry.get("description")) or None,
        "image": text_of(object_of(entry.get("image")).get("id")),
        "verification": {"type": "VerificationObject", "allowedOrigins": [host.netloc]} if elsewhere else None,
        "related": {"id": own} if own and own != places.profile else None,
    }
    return _said(profile)


def _picked(value: JsonObject, names: tuple[str, ...]) -> JsonObject:
    """The members of these names."""
    return {name: value[name] for name in names if name in value}


def _said(document: JsonObject) -> JsonObject:
    """The members that say something."""
    return {name: value for name, value in document.items() if value is not None}


def _refuse(made: Twin, places: Places) -> None:
    """Nothing leaves that our own verifier would not accept."""
    findings = [*ob2.check(made.award), *ob2.check(made.badge, name="BadgeClass"), *ob2.check(made.profile, name="Profile")]
    for name in ("award", "badge", "profile"):
        if not str(getattr(places, name)).startswith("https://"):
            findings.append(Finding("malformed", name, f"The address of the {name} does not begin with https://."))
    if findings:
        raise LintRefused(tuple(findings))
