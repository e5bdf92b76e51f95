"""What certification asks of a displayer: all that it owes of a good, an expired and a revoked badge, in both data models."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from tests.foreign import LIST, Harbour, entry
from tests.making import NOON
from tests.verification.test_check import FORMS, text_of

from openbadgekit import contexts, proofs
from openbadgekit.proofs import eddsa_jcs_2022
from openbadgekit.reading import read_object, write

pytestmark = pytest.mark.django_db
SINCE, UNTIL = NOON - timedelta(days=30), NOON - timedelta(days=1)
STATES = {
    "good": ("is-good", "Valid."),
    "expired": ("is-bad", "It was good until 23 November 2026."),
    "revoked": ("is-bad", "took back"),
}


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


def version_2(harbour: Harbour, *, expired: bool) -> bytes:
    """A badge on the data model of today."""
    return harbour.badge(status=[entry()], **({"valid_until": UNTIL} if expired else {}))


def version_1(harbour: Harbour, *, expired: bool) -> bytes:
    """The same badge on the data model of 2022, which names its dates differently."""
    document = proofs.without_proof(read_object(version_2(harbour, expired=expired)))
    renamed = {"validFrom": "issuanceDate", "validUntil": "expirationDate"}
    older = {renamed.get(name, name): value for name, value in document.items()}
    older["@context"] = [contexts.VC1, contexts.OB3]
    return write(proofs.attach(older, eddsa_jcs_2022.make(older, harbour.signer, created=NOON)))


@pytest.mark.conformance("OB3-C-02")
@pytest.mark.parametrize("model", [version_2, version_1])
@pytest.mark.parametrize("state", STATES)
def test_a_badge_is_shown_with_all_that_a_displayer_owes(state, model, as_stranger, network, harbour):
    data = model(harbour, expired=state == "expired")
    if state == "revoked":
        network.answers[LIST] = harbour.status_list(7)

    page = text_of(as_stranger.post("/check/", FORMS["png"](data, b"")))

    tone, words = STATES[state]
    assert f'class="says {tone}"' in page
    assert words in page
    assert "data:image/png;base64," in page
    assert "Forklift" in page
    assert "Drives a forklift." in page
    assert "Harbour Training" in page
    assert "<dt>Awarded</dt><dd>25 October 2026</dd>" in page


@pytest.mark.parametrize("model", [version_2, version_1])
def test_a_changed_one_of_either_model_is_not_shown_as_genuine(model, as_stranger, network, harbour):
    data = model(harbour, expired=False).replace(b"Drives a forklift.", b"Flies a forklift.")

    page = text_of(as_stranger.post("/check/", FORMS["png"](data, b"")))

    assert 'class="says is-bad"' in page
    assert "Valid." not in page
