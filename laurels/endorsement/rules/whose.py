"""Who an endorser is, whose key she signs with, and how anybody knows. Pure."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Role(StrEnum):
    """What an endorser is to the trade."""

    INSTITUTE = "institute"
    CPD_PROVIDER = "cpd-provider"
    AUTHORITY = "authority"
    TRAINING_PARTNER = "training-partner"


ROLE_WORDS = {
    Role.INSTITUTE: "Professional institute",
    Role.CPD_PROVIDER: "CPD provider",
    Role.AUTHORITY: "Authority",
    Role.TRAINING_PARTNER: "Training partner",
}


class Key(StrEnum):
    """Who keeps the key that signed."""

    OWN = "own"
    HOSTED = "hosted"


class Confirmed(StrEnum):
    """How it is known that the endorser is who she says, the weakest first."""

    WORD = "word"
    LINK = "link"
    DOMAIN = "domain"


def confirmed_in_words(how: Confirmed, *, organisation: str, domain: str) -> str:
    """How an endorser's identity was confirmed, as the end of a sentence: "Her identity was confirmed …".

    Args:
        domain: of the address to which the link went, or of the key's web address; never the whole address.
    """
    if how is Confirmed.DOMAIN:
        return f"by its own web address, {domain}"
    if how is Confirmed.LINK:
        return f"by an e-mail address at {domain}, to which the link was sent"
    return f"by the word of {organisation} alone"


def keeper_in_words(key: Key, *, endorser: str, place: str) -> str:
    """Who keeps the key, in a sentence that stands wherever the endorsement is shown."""
    if key is Key.OWN:
        return f"{endorser} signed with a key of its own."
    return f"The key that signed for {endorser} is kept by this installation, {place}."


def signed_with(*, issuer_id: str, domains: Collection[str], place: str) -> Confirmed:
    """How a document that was signed with an own key confirms its signer.

    Args:
        issuer_id: of the document. domains: registered names of the endorser's web site and address.
        place: the registered name that the issuer id stands on; empty for a bare key.
    """
    on_the_web = issuer_id.startswith(("did:web:", "https://"))
    return Confirmed.DOMAIN if on_the_web and place and place in domains else Confirmed.LINK


def is_same_body(
    *,
    organisation_ids: Collection[str],
    organisation_keys: Collection[str],
    organisation_contacts: Collection[str],
    issuer_id: str = "",
    fingerprint: str = "",
    contact: str = "",
) -> bool:
    """Whether an endorser is the issuer itself: its id, one of its keys, or an address of its own (DOMAIN 6.5, a hard block)."""
    contacts = {address.casefold() for address in organisation_contacts if address}
    return issuer_id in organisation_ids or fingerprint in organisation_keys or contact.casefold() in contacts
