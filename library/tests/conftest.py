"""What the library's tests share: profiles, standards beside the project, a signed badge, no network."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from library.tests.making import NOON, draft_of

from openbadgekit.issue import Form, lint, seal
from openbadgekit.keys import did_key, generate
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.reading import read_object

settings.register_profile("default", max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("soak", max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

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
