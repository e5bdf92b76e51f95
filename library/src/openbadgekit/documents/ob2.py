"""Reading Open Badges 2.0 and 1.x: enough to show what a badge says; hosted and signed verification come later.

Source: Open Badges 2.0 data model; conformance rows OB2-01, OB2-09, verdict rule 9.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from openbadgekit.documents.views import (
    CredentialView,
    ProfileView,
    SubjectView,
    listed,
    moment,
    object_of,
    plain,
    text_of,
)
from openbadgekit.reading import JsonObject

CONTEXTS = ("https://w3id.org/openbadges/v2", "https://w3id.org/openbadges/v1")


def generation(document: JsonObject) -> str | None:
    """``ob2`` or ``ob1`` for an assertion, None for anything else; a badge class, profile or key alone is no credential."""
    kinds = listed(document.get("type"))
    if CONTEXTS[0] in listed(document.get("@context")):
        return "ob2" if "Assertion" in kinds else None
    if {"recipient", "badge"} <= document.keys() and ("uid" in document or "verify" in document or "Assertion" in kinds):
        return "ob1"
    return None


def view(document: JsonObject) -> CredentialView:
    """An assertion in the words of 3.0; what it only links to stays empty."""
    badge = object_of(document.get("badge"))
    issuer = object_of(badge.get("issuer"))
    address = text_of(badge.get("issuer")) or text_of(issuer.get("id")) or text_of(issuer.get("url")) or ""
    recipient = object_of(document.get("recipient"))
    return CredentialView(
        generation=generation(document) or "ob2",
        id=text_of(document.get("id")),
        types=tuple(kind for kind in listed(document.get("type")) if isinstance(kind, str)),
        name=plain(badge.get("name")),
        description=plain(badge.get("description")),
        issuer=ProfileView(address, plain(issuer.get("name")), text_of(issuer.get("url"))),
        subject=SubjectView(None, _identifiers(recipient), None),
        valid_from=_when(document.get("issuedOn")),
        valid_until=_when(document.get("expires")),
        awarded_date=_when(document.get("issuedOn")),
        statuses=(),
        proofs=(),
        raw=document,
    )


def _identifiers(recipient: JsonObject) -> tuple[JsonObject, ...]:
    """The recipient as an identity object of 3.0."""
    identity = recipient.get("identity")
    if not isinstance(identity, str):
        return ()
    found: JsonObject = {
        "type": "IdentityObject",
        "hashed": bool(recipient.get("hashed", False)),
        "identityHash": identity,
        "identityType": "emailAddress" if recipient.get("type", "email") == "email" else "identifier",
    }
    if isinstance(recipient.get("salt"), str):
        found["salt"] = recipient["salt"]
    return (found,)


def _when(value: Any) -> datetime | None:
    """A date and time, or the seconds of 1.x."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**40:
        return datetime.fromtimestamp(value, UTC)
    return moment(value)
