"""What the library's tests share: profiles, standards beside the project, a signed badge, no network."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from library.tests.desk import desk, files  # noqa: F401 - fixtures of the command line
from library.tests.making import NOON, draft_of

from openbadgekit import contexts
from openbadgekit.canonical import processor, template
from openbadgekit.issue import Form, lint, seal
from openbadgekit.keys import KeyKind, did_key, generate
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


@pytest.fixture(scope="session")
def nist_signer() -> LocalSigner:
    private = generate(KeyKind.P256)
    return LocalSigner(private, did_key.method_of(private.public()))


Sealed = Callable[..., bytes]


@pytest.fixture(scope="session")
def sealed(signer: LocalSigner, nist_signer: LocalSigner) -> Sealed:
    """Makes signed badges: ``sealed(form, **changes of the draft)``, each by an issuer whose key fits the form."""

    def make(form: Form = Form.EDDSA_RDFC_2022, **changes: Any) -> bytes:
        by = nist_signer if form.value.startswith("ecdsa") else signer
        return seal(lint(draft_of(by, **changes)), by, forms=[form], created=NOON)[form]

    return make


@pytest.fixture(scope="session")
def document(sealed: Sealed) -> dict[str, Any]:
    """A signed badge as JSON."""
    return read_object(sealed())


@pytest.fixture
def example_contexts(standards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The contexts that the published vectors use and nobody else may: known for the length of one test."""
    named = {
        "https://www.w3.org/ns/credentials/examples/v2": "credentials-examples-v2.jsonld",
        "https://w3id.org/citizenship/v4rc1": "citizenship-v4rc1.jsonld",
    }
    texts = {url: json.loads((standards / "contexts" / name).read_text()) for url, name in named.items()}
    load = contexts.load
    monkeypatch.setattr(contexts, "load", lambda url: texts.get(url) or load(url))
    monkeypatch.setattr(contexts, "KNOWN", {**contexts.KNOWN, **dict.fromkeys(texts, "")})
    for kept in ("_shared_cache", "_outcomes"):
        monkeypatch.setattr(processor, kept, {})
    for memo in ("ISSUING", "VERIFYING"):
        monkeypatch.setattr(template, memo, template.Templates())
