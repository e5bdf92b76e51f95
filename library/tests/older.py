"""Open Badges 2.0 and 1.x made for tests: a small world of documents, each at its own address."""

from __future__ import annotations

import copy
from typing import Any

from cryptography.hazmat.primitives import serialization

from openbadgekit.keys.model import PrivateKey
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import jose
from openbadgekit.reading import write
from openbadgekit.verify.older import judge as older
from openbadgekit.verify.receive import receive
from openbadgekit.verify.resources import FetchFailure, Resource

V2 = "https://w3id.org/openbadges/v2"
HOST = "https://pantry.example"
AWARD, BADGE, ISSUER, KEY, LIST = (f"{HOST}/{name}" for name in ("awards/1", "badges/safe-shelf", "issuer", "key", "revoked"))

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)
"""The smallest PNG: one grey point."""


def award(**changes: Any) -> dict[str, Any]:
    return changed(
        {
            "@context": V2,
            "id": AWARD,
            "type": "Assertion",
            "recipient": {"type": "email", "identity": "ana@pantry.example", "hashed": False},
            "badge": BADGE,
            "verification": {"type": "hosted"},
            "issuedOn": "2026-03-01T00:00:00Z",
            "expires": "2028-03-01T00:00:00Z",
            "image": f"{HOST}/awards/1.png",
            "evidence": [{"id": f"{HOST}/work/1", "narrative": "She turned every tin."}],
        },
        changes,
    )


def badge(**changes: Any) -> dict[str, Any]:
    return changed(
        {
            "@context": V2,
            "id": BADGE,
            "type": "BadgeClass",
            "name": "Safe Shelf",
            "description": "Nobody becomes ill from food that we gave.",
            "image": f"{HOST}/shelf.png",
            "criteria": {"narrative": "Checks dates and packaging."},
            "issuer": ISSUER,
        },
        changes,
    )


def issuer(**changes: Any) -> dict[str, Any]:
    return changed(
        {
            "@context": V2,
            "id": ISSUER,
            "type": "Issuer",
            "name": "Kettle Lane Community Pantry",
            "url": HOST,
            "email": "office@pantry.example",
        },
        changes,
    )


def key(private: PrivateKey, **changes: Any) -> dict[str, Any]:
    pem = private.public().key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
    return changed({"@context": V2, "id": KEY, "type": "CryptographicKey", "owner": ISSUER, "publicKeyPem": pem}, changes)


def changed(document: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """A copy with members set, or taken away where the change is None."""
    merged = {**copy.deepcopy(document), **changes}
    return {name: value for name, value in merged.items() if value is not None}


def world(*documents: dict[str, Any], **at: Any) -> dict[str, Resource | FetchFailure]:
    """Documents at their ids; the last one of an id wins."""
    del at
    return {item["id"]: Resource(item["id"], write(item)) for item in documents}


def hosted_world(**changes: Any) -> dict[str, Resource | FetchFailure]:
    """A whole hosted award; ``award``, ``badge`` and ``issuer`` may be other documents."""
    made = {"award": award(), "badge": badge(), "issuer": issuer(), **changes}
    addresses = {"award": AWARD, "badge": BADGE, "issuer": ISSUER}
    return {addresses[name]: Resource(addresses[name], write(document)) for name, document in made.items()}


def token(document: dict[str, Any], private: PrivateKey, *, header: dict[str, Any] | None = None) -> bytes:
    """A document as a compact JWS."""
    algs = {"RSA": "RS256", "P-256": "ES256", "Ed25519": "EdDSA"}
    return jose.make(document, header or {"alg": algs[private.kind.value]}, LocalSigner(private, KEY)).encode()


def asked(data: bytes, everything: dict[str, Resource | FetchFailure], *, rounds: int = 7) -> list[str]:
    """Addresses in the order in which a shell would ask for them."""
    seen: dict[str, Resource | FetchFailure] = {}
    order: list[str] = []
    for _ in range(rounds):
        for need in older.needs(receive(data), seen):
            order.append(need.url)
            seen[need.url] = everything.get(need.url) or FetchFailure(need.url, "unreachable")
    return order
