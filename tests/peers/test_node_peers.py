"""The Node implementations and we read each other in every form that they know; changed ones are refused both ways.

``HYPOTHESIS_PROFILE=soak`` exchanges 500 credentials of each form each way.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.peers import node
from tests.peers.exchange import CONTEXTS, COUNT, FROM, SCHEMAS, changed, draft_of, sealed, signer_of, verdict

from openbadgekit.issue import Form
from openbadgekit.keys import KeyKind, jwk
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.verify.report import Verdict

pytestmark = pytest.mark.peers
BAZAAR, CORE = "digitalbazaar.mjs", "verifier_core.mjs"
OLDER = "Ed25519Signature2020"
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
READ_BY_BOTH = [
    (BAZAAR, Form.EDDSA_RDFC_2022, KeyKind.ED25519),
    (BAZAAR, Form.EDDSA_JCS_2022, KeyKind.ED25519),
    (BAZAAR, Form.ECDSA_RDFC_2019, KeyKind.P256),
    (BAZAAR, Form.ECDSA_RDFC_2019, KeyKind.P384),
    (BAZAAR, Form.ECDSA_JCS_2019, KeyKind.P256),
    (BAZAAR, Form.ECDSA_JCS_2019, KeyKind.P384),
    (CORE, Form.EDDSA_RDFC_2022, KeyKind.ED25519),
]
READ_BY_US = [*READ_BY_BOTH, (BAZAAR, OLDER, KeyKind.ED25519), (CORE, OLDER, KeyKind.ED25519)]
"""The older suite is read here and no longer written."""


@pytest.fixture(scope="module", autouse=True)
def packages() -> None:
    try:
        node.install()
    except node.NotHere as problem:
        pytest.skip(str(problem))


def known() -> dict[str, Any]:
    """Every document that a peer may ask for: our contexts, and the published schema where it lies beside the project."""
    found = sorted(SCHEMAS.glob("ob-v3p0/**/*achievementcredential*schema*.json")) if SCHEMAS.is_dir() else []
    return {**CONTEXTS, SCHEMA: json.loads(found[0].read_text())} if found else CONTEXTS


def issue(script: str, form: str, signer: LocalSigner, folder: Path) -> list[dict[str, Any]]:
    """Their signature on our drafts."""
    task = {
        "known": known(),
        "form": form,
        "key": jwk.write_private(signer.private),
        "method": signer.verification_method,
        "created": FROM.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "documents": [draft_of(signer, number).document for number in range(COUNT)],
    }
    return node.run(script, "issue", task, folder)


@pytest.mark.conformance("DI-01")
@pytest.mark.conformance("DI-02")
@pytest.mark.conformance("DI-05")
@pytest.mark.parametrize(("script", "form", "kind"), READ_BY_BOTH)
def test_ours_are_accepted_there_and_changed_ones_are_not(script: str, form: Form, kind: KeyKind, tmp_path: Path) -> None:
    signer = signer_of(kind)
    ours = [json.loads(sealed(signer, form, number)) for number in range(COUNT)]
    false = [changed(document, number) for number, document in enumerate(ours)]

    answers = node.run(script, "verify", {"known": known(), "form": form, "documents": [*ours, *false]}, tmp_path)

    assert [answer["error"] for answer in answers[:COUNT]] == [None] * COUNT
    assert [answer["verified"] for answer in answers] == [True] * COUNT + [False] * COUNT


@pytest.mark.conformance("DI-01")
@pytest.mark.conformance("DI-02")
@pytest.mark.conformance("DI-05")
@pytest.mark.conformance("OB3-P-02")
@pytest.mark.parametrize(("script", "form", "kind"), READ_BY_US)
def test_theirs_are_valid_here_and_changed_ones_are_not(script: str, form: str, kind: KeyKind, tmp_path: Path) -> None:
    theirs = issue(script, form, signer_of(kind), tmp_path)

    assert len(theirs) == COUNT
    assert [verdict(document) for document in theirs] == [Verdict.VALID] * COUNT
    assert [verdict(changed(document, number)) for number, document in enumerate(theirs)] == [Verdict.INVALID] * COUNT


def test_a_peer_that_holds_the_published_schema_against_ours_finds_nothing(tmp_path: Path) -> None:
    if SCHEMA not in known():
        pytest.skip("the published schemas are not beside the project")
    signer = signer_of(KeyKind.ED25519)
    ours = [json.loads(sealed(signer, Form.EDDSA_RDFC_2022, number)) for number in range(2)]

    answers = node.run(CORE, "verify", {"known": known(), "form": Form.EDDSA_RDFC_2022, "documents": ours}, tmp_path)

    assert [answer["schemas"] for answer in answers] == [[{"schema": SCHEMA, "valid": True}]] * 2


def test_a_script_that_fails_is_told_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"digitalbazaar\.mjs issue ended with 1: (.|\n)*not given: https://unknown\.example/"):
        signer = signer_of(KeyKind.ED25519)
        document = draft_of(signer, 1).document
        odd = {**document, "@context": [*document["@context"], "https://unknown.example/terms.json"]}
        task = {
            "known": known(), "form": Form.EDDSA_RDFC_2022, "key": jwk.write_private(signer.private),
            "method": signer.verification_method, "created": "2025-03-01T00:00:00Z", "documents": [odd],
        }  # fmt: skip
        node.run(BAZAAR, "issue", task, tmp_path)
