"""did:key: a DID that is its own key document. It cannot rotate.

Source: did:key method draft, sections 2 and 3; conformance rows DID-01, T16.
"""

from __future__ import annotations

from openbadgekit.errors import KeyMalformed
from openbadgekit.keys import multikey
from openbadgekit.keys.documents import PURPOSES, KeyDocument, VerificationMethod
from openbadgekit.keys.model import PublicKey

PREFIX = "did:key:"


def did_of(key: PublicKey) -> str:
    """The DID of a public key."""
    return PREFIX + multikey.write(key)


def method_of(key: PublicKey) -> str:
    """The verification method: the DID and its own key as the fragment."""
    did = did_of(key)
    return f"{did}#{did.removeprefix(PREFIX)}"


def resolve(did: str) -> KeyDocument:
    """The key document that a did:key describes, without asking anybody.

    Raises:
        KeyMalformed: no did:key, or no key that we accept.
    """
    if not did.startswith(PREFIX):
        raise KeyMalformed("This is no did:key.")
    text = did.removeprefix(PREFIX)
    key = multikey.read(text)
    if did_of(key) != did:
        raise KeyMalformed("This did:key is not the one spelling of its key.")
    method = VerificationMethod(id=f"{did}#{text}", controller=did, key=key, purposes=PURPOSES)
    return KeyDocument(id=did, methods=(method,))
