"""Who an organisation is, as the world reads it: its DID, its profile, its key document."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from laurels.keys import custody
from laurels.keys.errors import NoMasterKey, NoSigningKey
from laurels.keys.models import HostedKey, SigningKey, WrappedKey
from laurels.people.models import Organisation
from openbadgekit.keys import did_key, did_web, documents, multikey
from openbadgekit.keys.documents import PublishedKey
from openbadgekit.reading import JsonObject


def issuer_id(organisation: Organisation) -> str:
    """did:web beneath the installation's public https origin; did:key while there is none (it cannot rotate).

    Raises:
        NoSigningKey: a did:key needs a key first.
    """
    if settings.ORIGIN.startswith("https://"):
        return did_web.did_at(f"{settings.ORIGIN}/o/{organisation.slug}")
    return did_key_of(_first_key(organisation))


def _first_key(organisation: Organisation) -> SigningKey:
    """The key by which it is known while there is no public origin; the first one stays the first, so it is read once."""
    known: SigningKey | None = organisation.__dict__.get("_first_key")
    if known is None:
        known = SigningKey.objects.filter(organisation=organisation).order_by("number").first()
        if known is None:
            raise NoSigningKey
        organisation.__dict__["_first_key"] = known
    return known


def did_key_of(key: WrappedKey) -> str:
    """The did:key that this key is."""
    return did_key.did_of(multikey.read(key.public_multikey))


def method_of(key: SigningKey) -> str:
    """The verification method that a key's signatures name."""
    return method_as(issuer_id(key.organisation) if has_public_identity() else did_key_of(key), key)


def method_as(issuer: str, key: WrappedKey) -> str:
    """The verification method of a key that signs as one of its owner's identities, earlier ones included."""
    if issuer.startswith("did:key:"):
        return did_key.method_of(multikey.read(key.public_multikey))
    return f"{issuer}#key-{key.number}"


def issuer_profile(organisation: Organisation) -> JsonObject:
    """The organisation as an Open Badges Profile; its country is an element that the EU asks for."""
    profile: JsonObject = {"id": issuer_id(organisation), "type": ["Profile"], "name": organisation.legal_name}
    if organisation.url:
        profile["url"] = organisation.url
    if organisation.contact:
        profile["email"] = organisation.contact
    profile["address"] = {"type": ["Address"], "addressCountryCode": organisation.country}
    return profile


def creator_of(organisation: Organisation) -> JsonObject:
    """Who wrote a badge, by id alone: what is said about the issuer stands once in a credential.

    Under RDF canonicalisation two nodes of one id are one node: what both said could be left out at one place and the
    signature would still hold.
    """
    return {"id": issuer_id(organisation), "type": ["Profile"]}


def key_document(organisation: Organisation) -> JsonObject:
    """The DID document with every key, old and new: old badges keep verifying."""
    keys = [
        PublishedKey(method_of(key), multikey.read(key.public_multikey)) for key in organisation.signing_keys.order_by("number")
    ]
    known_as = [organisation.url] if organisation.url else []
    return documents.write(issuer_id(organisation), keys, also_known_as=known_as)


def has_public_identity() -> bool:
    """Whether issuers here are did:web and can rotate their keys."""
    return bool(settings.ORIGIN.startswith("https://"))


def unopened(*, most: int = 100) -> int:
    """How many of the newest active keys of each kind the master key does not open, for the operator's check."""
    return sum(_unopened(rows.filter(state=WrappedKey.State.ACTIVE), most) for rows in _tables())


def _unopened(rows: QuerySet[Any], most: int) -> int:
    """The same for one table."""
    found = 0
    for key in rows.order_by("-pk")[:most]:
        try:
            custody.unwrap(bytes(key.wrapped), bytes(key.data_key), name=key.code.bytes)
        except NoMasterKey:
            found += 1
    return found


def any_keys() -> bool:
    """Whether anything was ever wrapped here: then a missing master key is a loss and not a beginning."""
    return any(rows.exists() for rows in _tables())


def _tables() -> tuple[QuerySet[Any], ...]:
    """Everything that the master key wraps."""
    return SigningKey.objects.all(), HostedKey.objects.all()


def public_keys(organisation: Organisation) -> list[tuple[str, str]]:
    """Every key that an organisation signs or signed with, as (did:key, fingerprint)."""
    found = [multikey.read(key.public_multikey) for key in organisation.signing_keys.order_by("number")]
    return [(did_key.did_of(key), key.fingerprint) for key in found]
