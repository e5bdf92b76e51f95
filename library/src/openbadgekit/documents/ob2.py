"""Open Badges 2.0 (and 2.1, whose documents are the same): which documents are awards, what breaks them, what they say.

1.x is read as 2.0 by ``ob1``. Codes as in ``ob3``: ``malformed`` for what leaves open what the badge says, ``schema_failed`` for
what everybody can read although the tables refuse it.

Source: Open Badges 2.0 "Open Badges Objects"; conformance rows OB2-01, OB2-07, OB2-09, verdict rules 3 and 9.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openbadgekit.documents import ob1, scalars
from openbadgekit.documents.ob2_classes import CLASSES, RECIPIENT_TYPES, SOFT, TYPES
from openbadgekit.documents.views import (
    CredentialView,
    CriteriaView,
    ProfileView,
    SubjectView,
    evidence_of,
    moment,
    object_of,
    plain,
    text_of,
)
from openbadgekit.errors import Finding
from openbadgekit.reading import JsonObject, listed

V2 = "https://w3id.org/openbadges/v2"
V1 = "https://w3id.org/openbadges/v1"
CONTEXTS = (V2, "https://purl.imsglobal.org/spec/ob/v2p1/ob_v2p1.jsonld", V1)
_EXTENSION_FOLDERS = (
    "https://w3id.org/openbadges/extensions/",
    "https://openbadgespec.org/extensions/",
    "https://purl.imsglobal.org/spec/ob-",
)
_OLD_MARKS = frozenset({"uid", "verify", "issued_on", "salt"})


def generation(document: JsonObject) -> str | None:
    """``ob2`` or ``ob1`` for an assertion, None for anything else; a badge class, profile or key alone is no credential."""
    kinds = listed(document.get("type"))
    named = listed(document.get("@context"))
    if any(context in named for context in CONTEXTS[:2]):
        return "ob2" if "Assertion" in kinds else None
    if {"recipient", "badge"} <= document.keys() and (_OLD_MARKS & document.keys() or "Assertion" in kinds):
        return "ob1"
    return None


def part(document: JsonObject) -> bool:
    """Whether a document speaks the words of 2.0 without being an award: a badge class, a profile, a key."""
    return any(context in listed(document.get("@context")) for context in CONTEXTS)


def upgraded(document: JsonObject, *, address: str = "") -> JsonObject:
    """An assertion of any older generation in the words of 2.0."""
    if generation(document) != "ob2":
        return ob1.assertion(document, address=address)
    # the context of 2.0 keeps the name of 1.x as another word for the same: a widespread learning platform writes it
    older = {"verification": document["verify"]} if "verify" in document and "verification" not in document else {}
    return {**document, **older}


def check(document: JsonObject, *, name: str = "Assertion") -> tuple[Finding, ...]:
    """Everything that breaks one document of 2.0.

    Args:
        name: the class that it must be, for instance ``BadgeClass``.
    """
    return (*_context(document), *_Rules(older=generation(document) == "ob1").check(name, document, ""))


def _context(document: JsonObject) -> Iterator[Finding]:
    """A document brings no vocabulary of its own; one of 1.x may name none."""
    for url in listed(document.get("@context")):
        if not isinstance(url, str):
            yield Finding("context_refused", "@context", "The badge brings its own vocabulary, which could change its words.")
        elif url not in CONTEXTS and not url.startswith(_EXTENSION_FOLDERS):
            yield Finding("context_refused", "@context", f"The context {url[:200]} is not one that is known here.")


@dataclass(frozen=True)
class _Rules:
    """The table, applied; ``older``: in 1.x neither an award nor a part of it had to say its address."""

    older: bool

    def check(self, name: str, value: JsonObject, path: str) -> Iterator[Finding]:
        """One object against its class."""
        kinds = TYPES.get(name)
        if kinds and not any(isinstance(kind, str) and kind in kinds for kind in listed(value.get("type"))):
            yield Finding("type_wrong", f"{path}.type".lstrip("."), f"{path or 'The document'} is not of the type {name}.")
        for member, rule in CLASSES[name].items():
            if self.older and member == "id":
                continue
            for finding in self._member(rule, value, member, f"{path}.{member}".lstrip(".")):
                soft = (name, member) in SOFT and finding.code == "malformed"
                yield Finding("schema_failed", finding.path, finding.sentence) if soft else finding

    def _member(self, rule: str, value: JsonObject, member: str, path: str) -> Iterator[Finding]:
        """One property: there when it must be, as often as it may be, of its kind."""
        kind, required, many = rule.rstrip("!*"), "!" in rule, rule.endswith("*")
        if value.get(member) is None:
            if required:
                yield Finding("malformed", path, f"{path} is missing.")
            return
        found = listed(value[member])
        if len(found) > 1 and not many:
            yield Finding("malformed", path, f"{path} should be one value.")
        for item in found:
            yield from self._kind(kind, item, path)

    def _kind(self, kind: str, value: Any, path: str) -> Iterator[Finding]:
        """One value against its kind."""
        if kind.startswith("link:"):
            kind = "address" if isinstance(value, str) else kind.removeprefix("link:")
        if kind in CLASSES:
            if isinstance(value, dict):
                yield from self.check(kind, value, path)
            else:
                yield Finding("malformed", path, f"{path} is no object.")
            return
        if kind in ("image", "picture"):
            value = value.get("id") if isinstance(value, dict) else value
        if (sentence := _scalar(kind, value)) is not None:
            yield Finding("malformed", path, f"{path} {sentence}")


def _scalar(kind: str, value: Any) -> str | None:
    """What is wrong with a plain value, or None."""
    found = scalars.fault("uri" if kind in ("image", "picture", "address") else kind, value)
    if found is None and kind == "image" and value.lower().startswith("data:"):
        return "holds a picture; an award gives the address of its picture."
    return found


def view(document: JsonObject, *, badge: JsonObject | None = None, issuer: JsonObject | None = None) -> CredentialView:
    """An assertion in the words of 3.0; what it only links to stays empty unless it is given.

    Args:
        document: as received. badge, issuer: the documents that it links to, as far as they were seen.
    """
    award = upgraded(document)
    badge = badge if badge is not None else object_of(award.get("badge"))
    issuer = issuer if issuer is not None else object_of(badge.get("issuer"))
    address = text_of(issuer.get("id")) or text_of(badge.get("issuer")) or text_of(issuer.get("url")) or ""
    return CredentialView(
        generation=generation(document) or "ob2",
        id=text_of(award.get("id")),
        types=tuple(kind for kind in listed(award.get("type")) if isinstance(kind, str)),
        name=plain(badge.get("name")),
        description=plain(badge.get("description")),
        issuer=ProfileView(address, plain(issuer.get("name")), text_of(issuer.get("url"))),
        subject=_subject(object_of(award.get("recipient"))),
        valid_from=moment(award.get("issuedOn")),
        valid_until=moment(award.get("expires")),
        awarded_date=moment(award.get("issuedOn")),
        statuses=(),
        proofs=(),
        raw=document,
        criteria=_criteria(badge.get("criteria")),
        evidence=evidence_of(award),
        image=_image(award.get("image")) or _image(badge.get("image")),
    )


def _subject(recipient: JsonObject) -> SubjectView:
    """The recipient as a subject of 3.0: an id in the clear, else an identity object."""
    identity, kind = recipient.get("identity"), recipient.get("type", "email")
    if not isinstance(identity, str) or not identity or not isinstance(kind, str):
        return SubjectView(None, (), None)
    hashed = recipient.get("hashed") is True
    found: JsonObject = {
        "type": "IdentityObject",
        "hashed": hashed,
        "identityHash": identity,
        "identityType": RECIPIENT_TYPES.get(kind, "identifier"),
    }
    if isinstance(recipient.get("salt"), str):
        found["salt"] = recipient["salt"]
    return SubjectView(identity if kind == "id" and not hashed else None, (found,), None)


def _criteria(value: Any) -> CriteriaView | None:
    """What had to be shown: an address, a text, or both."""
    if isinstance(value, str):
        return CriteriaView(value, "")
    entry = object_of(value)
    found = CriteriaView(text_of(entry.get("id")), plain(entry.get("narrative")))
    return found if found.id or found.narrative else None


def _image(value: Any) -> str | None:
    """The address of a picture."""
    return text_of(value) or text_of(object_of(value).get("id"))
