"""The classes of Open Badges 2.0 as a table, in the notation of ``classes``; 1.x is read as 2.0.

There is no official JSON schema of 2.0: these are the tables of its data model. ``link:Name`` is the address of a document of
that class, or the document itself; ``image`` an address or an object with one (``picture`` allows a data address too).

Source: Open Badges 2.0 "Open Badges Objects"; conformance row OB2-01, verdict rule 9.
"""

from __future__ import annotations

from types import MappingProxyType

CLASSES: MappingProxyType[str, dict[str, str]] = MappingProxyType(
    {
        "Assertion": {
            "id": "uri!",
            "recipient": "IdentityObject!",
            "badge": "link:BadgeClass!",
            "verification": "VerificationObject!",
            "issuedOn": "datetime!",
            "expires": "datetime",
            "image": "image",
            "evidence": "link:Evidence*",
            "narrative": "text",
            "revoked": "bool",
            "revocationReason": "text",
        },
        "IdentityObject": {"type": "text!", "identity": "text!", "hashed": "bool!", "salt": "text"},
        "VerificationObject": {"type": "text!", "creator": "uri"},
        "BadgeClass": {
            "id": "uri!",
            "name": "text!",
            "description": "text!",
            "image": "picture!",
            "criteria": "link:Criteria!",
            "issuer": "link:Profile!",
            "alignment": "AlignmentObject*",
            "tags": "text*",
        },
        "Criteria": {"narrative": "text"},
        "Evidence": {"narrative": "text", "name": "text", "description": "text", "genre": "text", "audience": "text"},
        "AlignmentObject": {
            "targetName": "text!",
            "targetUrl": "uri!",
            "targetDescription": "text",
            "targetFramework": "text",
            "targetCode": "text",
        },
        "Profile": {
            "id": "uri!",
            "name": "text!",
            "url": "uri!",
            "email": "text!",
            "telephone": "text",
            "description": "text",
            "image": "picture",
            "publicKey": "link:CryptographicKey*",
            "verification": "Scope",
            "revocationList": "uri",
        },
        "Scope": {"startsWith": "uri*", "allowedOrigins": "text*"},
        "CryptographicKey": {"id": "uri!", "owner": "uri!", "publicKeyPem": "text!"},
        "Endorsement": {
            "id": "uri!",
            "claim": "Claim!",
            "issuer": "link:Profile!",
            "issuedOn": "datetime!",
            "verification": "VerificationObject!",
        },
        "Claim": {"id": "uri!", "endorsementComment": "text"},
    }
)

TYPES = MappingProxyType(
    {
        "Assertion": frozenset({"Assertion"}),
        "BadgeClass": frozenset({"BadgeClass"}),
        "Profile": frozenset({"Profile", "Issuer"}),
        "CryptographicKey": frozenset({"CryptographicKey", "Key"}),
        "Endorsement": frozenset({"Endorsement"}),
    }
)
"""The names by which a document of a class may call itself; classes that are not listed need no type."""

HOSTED = frozenset({"hosted", "HostedBadge"})
RECIPIENT_TYPES = MappingProxyType({"email": "emailAddress", "url": "identifier", "telephone": "identifier", "id": "identifier"})
"""Kinds of recipient -> the identifier type by which 3.0 calls them."""

SOFT = frozenset({("Profile", "url"), ("Profile", "email")})
"""Required members that the world often leaves out, and without which everything can still be said: a note."""
