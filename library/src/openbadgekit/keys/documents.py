"""Key documents: whose a key is, and for what.

Read here: DID documents, controlled identifier documents, Open Badges Profiles with ``verificationMethod`` or ``publicKey``, a
bare JWK, a JWK set. Each verification method keeps its own faults: one odd method does not spoil the others.

Source: W3C Controlled Identifiers 1.0; Open Badges 3.0 "Verification Method"; conformance rows OB3-P-07, OB3-P-08, T16.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from openbadgekit.errors import KeyMalformed, Malformed
from openbadgekit.keys import jwk, multikey, spelled
from openbadgekit.keys.model import PublicKey
from openbadgekit.reading import JsonObject, listed, parse_datetime

ASSERTION = "assertionMethod"
PURPOSES = frozenset({ASSERTION, "authentication", "capabilityInvocation", "capabilityDelegation"})
LARGEST = 200
"""Verification methods that are read of one document."""


@dataclass(frozen=True)
class VerificationMethod:
    """One key of a document.

    Attributes:
        id: absolute name of the method; controller: whose it is.
        key: None when it is of a kind that we do not read.
        purposes: the relationships that list it, for instance ``assertionMethod``.
        revoked_at, expires_at: moments after which it signs no more, when the document says so.
    """

    id: str
    controller: str
    key: PublicKey | None
    purposes: frozenset[str]
    revoked_at: datetime | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True)
class KeyDocument:
    """Who (``id``) and with which keys."""

    id: str
    methods: tuple[VerificationMethod, ...]

    def method(self, method_id: str) -> VerificationMethod | None:
        """The method of this name; a name without fragment finds the only key of its document."""
        for method in self.methods:
            if method.id == method_id:
                return method
        if method_id == self.id and len(self.methods) == 1:
            return self.methods[0]
        return None


@dataclass(frozen=True)
class PublishedKey:
    """A key as we publish it; a retired one stays in the document for ever, so that old badges keep verifying."""

    method_id: str
    public: PublicKey


def read(document: JsonObject, *, url: str) -> KeyDocument:
    """Read a key document that was found at an address.

    Args:
        url: where it was found; the id of documents that name none (a bare JWK, a JWK set).
    Raises:
        KeyMalformed: no key document of a kind that we read.
    """
    if not isinstance(document, dict):
        raise KeyMalformed("The key document is no JSON object.")
    if "kty" in document:
        return KeyDocument(url, (_of_jwk(document, owner=url, method_id=url),))
    if isinstance(document.get("keys"), list):
        keys = [key for key in document["keys"][:LARGEST] if isinstance(key, dict)]
        return KeyDocument(url, tuple(_of_jwk(key, owner=url, method_id=_kid(key, url)) for key in keys))
    owner = document.get("id")
    if not isinstance(owner, str) or not owner:
        raise KeyMalformed("The key document does not say whose it is.")
    if "publicKeyMultibase" in document or "publicKeyJwk" in document:
        method = _method(document, owner=str(document.get("controller", owner)), purposes=PURPOSES)
        return KeyDocument(owner, (method,) if method else ())
    return KeyDocument(owner, _methods(document, owner))


def _methods(document: JsonObject, owner: str) -> tuple[VerificationMethod, ...]:
    """Every method of a document with the relationships that list it."""
    relations: dict[str, set[str]] = {}
    entries: list[JsonObject] = []
    for name in ("verificationMethod", "publicKey"):
        entries += [entry for entry in listed(document.get(name)) if isinstance(entry, dict)]
    for purpose in PURPOSES:
        for entry in listed(document.get(purpose)):
            if isinstance(entry, dict):
                entries.append(entry)
            listed_name = entry.get("id") if isinstance(entry, dict) else entry
            if isinstance(listed_name, str):
                relations.setdefault(_absolute(listed_name, owner), set()).add(purpose)
    described = owner.startswith("did:") or any(purpose in document for purpose in PURPOSES)
    found: dict[str, VerificationMethod] = {}
    for entry in entries[:LARGEST]:
        related = frozenset(relations.get(_absolute(str(entry.get("id", "")), owner), set()))
        # an Open Badges Profile lists its keys without relationships: they are for signing badges
        method = _method(entry, owner=owner, purposes=related if described else frozenset({ASSERTION}))
        if method and method.id not in found:
            found[method.id] = method
    return tuple(found.values())


def _method(entry: JsonObject, *, owner: str, purposes: frozenset[str]) -> VerificationMethod | None:
    """One method, or None when it has no name."""
    name = entry.get("id")
    if not isinstance(name, str):
        return None
    controller = entry.get("controller", entry.get("owner", owner))
    return VerificationMethod(
        id=_absolute(name, owner),
        controller=controller if isinstance(controller, str) else "",
        key=spelled.key_of(entry),
        purposes=purposes,
        revoked_at=_moment(entry.get("revoked")),
        expires_at=_moment(entry.get("expires")),
    )


def _of_jwk(key: JsonObject, *, owner: str, method_id: str) -> VerificationMethod:
    """A bare JWK as a method that may sign."""
    try:
        public: PublicKey | None = jwk.read_public(key)
    except KeyMalformed:
        public = None
    return VerificationMethod(method_id, owner, public, frozenset({ASSERTION}))


def _kid(key: JsonObject, url: str) -> str:
    """Name of a key within a set: its kid, made absolute."""
    kid = key.get("kid")
    if not isinstance(kid, str):
        return url
    return kid if ":" in kid else f"{url}#{kid.removeprefix('#')}"


def _absolute(name: str, owner: str) -> str:
    """``#key-1`` in the document of its owner."""
    return owner + name if name.startswith("#") else name


def _moment(value: Any) -> datetime | None:
    """The moment at which a key ended, None when it did not; one that cannot be read lies before everything."""
    if value is None or value is False:
        return None
    try:
        return parse_datetime(value)
    except Malformed:
        return datetime.min.replace(tzinfo=UTC)


def write(did: str, keys: Sequence[PublishedKey], *, also_known_as: Sequence[str] = ()) -> JsonObject:
    """A DID document that lists every key, old and new, for signing badges (DID-03).

    Args:
        keys: each is written as a Multikey and, for readers of JWK, as a JsonWebKey of the name with ``-jwk``.
    """
    multikeys = [
        {"id": key.method_id, "type": "Multikey", "controller": did, "publicKeyMultibase": multikey.write(key.public)}
        for key in keys
    ]
    webkeys = [
        {
            "id": f"{key.method_id}-jwk",
            "type": "JsonWebKey",
            "controller": did,
            "publicKeyJwk": jwk.write_public(key.public, kid=f"{key.method_id}-jwk"),
        }
        for key in keys
    ]
    methods: list[JsonObject] = [*multikeys, *webkeys]
    document: JsonObject = {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/multikey/v1",
            "https://w3id.org/security/jwk/v1",
        ],
        "id": did,
        "verificationMethod": methods,
        ASSERTION: [method["id"] for method in methods],
    }
    return document | ({"alsoKnownAs": list(also_known_as)} if also_known_as else {})
