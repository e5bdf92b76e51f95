"""Badges made for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from openbadgekit.issue import badge
from openbadgekit.keys.signer import LocalSigner

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def issuer_of(signer: LocalSigner) -> dict[str, Any]:
    did = signer.verification_method.partition("#")[0]
    return {"id": did, "type": ["Profile"], "name": "Kettle Lane Community Pantry"}


ACHIEVEMENT: dict[str, Any] = {
    "id": "https://pantry.example/badges/safe-shelf",
    "type": ["Achievement"],
    "name": "Safe Shelf",
    "description": "Nobody becomes ill from food that we gave.",
    "criteria": {"narrative": "Checks dates and packaging."},
    "achievementType": "MicroCredential",
    "resultDescription": [
        {
            "id": "https://pantry.example/badges/safe-shelf#1",
            "type": ["ResultDescription"],
            "name": "Checks dates and packaging.",
            "resultType": "RubricCriterionLevel",
            "requiredLevel": "https://pantry.example/badges/safe-shelf#1-met",
            "rubricCriterionLevel": [
                {"id": "https://pantry.example/badges/safe-shelf#1-met", "type": ["RubricCriterionLevel"], "name": "Met"}
            ],
        }
    ],
}


def draft_of(signer: LocalSigner, **changes: Any) -> Any:
    values: dict[str, Any] = {
        "credential_id": "urn:uuid:5d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d10",
        "issuer": issuer_of(signer),
        "achievement": ACHIEVEMENT,
        "subject": {
            "id": "urn:uuid:1e3b8f4a-0a94-4f0e-8a3e-2f6a1f9f0b11",
            "narrative": "She turned every tin.",
            "result": [
                {
                    "type": ["Result"],
                    "resultDescription": "https://pantry.example/badges/safe-shelf#1",
                    "achievedLevel": "https://pantry.example/badges/safe-shelf#1-met",
                    "status": "Completed",
                }
            ],
        },
        "name": "Safe Shelf",
        "valid_from": datetime(2026, 3, 1, tzinfo=UTC),
        "valid_until": datetime(2028, 3, 1, tzinfo=UTC),
        "awarded_date": datetime(2026, 3, 1, tzinfo=UTC),
    }
    return badge(**{**values, **changes})
