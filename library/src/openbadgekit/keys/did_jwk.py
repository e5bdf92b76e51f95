"""did:jwk: a DID that is its own key, written as a JWK. It cannot rotate.

Source: did:jwk method specification; conformance row OB3-P-08.
"""

from __future__ import annotations

from openbadgekit.errors import KeyMalformed, NotStrictJson, TooLarge
from openbadgekit.keys import jwk
from openbadgekit.keys.documents import PURPOSES, KeyDocument, VerificationMethod
from openbadgekit.keys.model import PublicKey
from openbadgekit.keys.multibase import base64url_decode, base64url_encode
from openbadgekit.reading import read_object, write

PREFIX = "did:jwk:"
LONGEST = 4096
"""Longest did:jwk that is read [characters]: an RSA key of 8192 bits fits."""


def did_of(key: PublicKey) -> str:
    """A DID of a public key; others may spell the same key in another order."""
    return PREFIX + base64url_encode(write(jwk.write_public(key)))


def method_of(key: PublicKey) -> str:
    """The verification method: the only one there is."""
    return f"{did_of(key)}#0"


def resolve(did: str) -> KeyDocument:
    """The key document that a did:jwk describes, without asking anybody.

    Raises:
        KeyMalformed: no did:jwk, no JWK, or no key that we accept.
    """
    if not did.startswith(PREFIX) or len(did) > LONGEST:
        raise KeyMalformed("This is no did:jwk.")
    try:
        found = read_object(base64url_decode(did.removeprefix(PREFIX)))
    except (ValueError, NotStrictJson, TooLarge):
        raise KeyMalformed("This did:jwk holds no JWK.") from None
    key = jwk.read_public(found)
    return KeyDocument(id=did, methods=(VerificationMethod(f"{did}#0", did, key, PURPOSES),))
