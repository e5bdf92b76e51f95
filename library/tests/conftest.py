"""What the library's tests share: profiles, standards beside the project, a signed badge, no network."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from openbadgekit.issue import Form, badge, lint, seal
from openbadgekit.keys import did_key, generate
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.reading import read_object

settings.register_profile("default", max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("soak", max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
STANDARDS = Path(__file__).resolve().parents[3] / "shared" / "standards" / "data"


@pytest.fixture
def standards() -> Path:
    """Published material of others, read where it lies."""
    if not STANDARDS.is_dir():
        pytest.skip("the standards' own material is not beside the project")
    return STANDARDS


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.socket.connect

    def loopback_only(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(("127.", "::1")):
            raise AssertionError(f"a test reached for the network: {address}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", loopback_only)


@pytest.fixture(scope="session")
def signer() -> LocalSigner:
    private = generate()
    return LocalSigner(private, did_key.method_of(private.public()))


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


Sealed = Callable[..., bytes]


@pytest.fixture(scope="session")
def sealed(signer: LocalSigner) -> Sealed:
    """Makes signed badges: ``sealed(form, **changes of the draft)``."""

    def make(form: Form = Form.EDDSA_RDFC_2022, **changes: Any) -> bytes:
        return seal(lint(draft_of(signer, **changes)), signer, forms=[form], created=NOON)[form]

    return make


@pytest.fixture(scope="session")
def document(sealed: Sealed) -> dict[str, Any]:
    """A signed badge as JSON."""
    return read_object(sealed())
