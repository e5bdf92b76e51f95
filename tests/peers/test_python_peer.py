"""openvc-core and we read each other, in every Data Integrity suite and curve that both know; changed ones are refused both ways.

``HYPOTHESIS_PROFILE=soak`` exchanges 500 credentials of each form each way.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import Any

import openvc
import pytest
from openvc.proof.data_integrity import DataIntegrityProofSuite
from openvc.proof.di_ecdsa_rdfc import EcdsaRdfcProofSuite
from openvc.proof.di_jcs import EcdsaJcsProofSuite, EddsaJcsProofSuite

from openbadgekit import contexts
from openbadgekit.issue import Draft, Form, badge, lint, seal
from openbadgekit.keys import KeyKind, did_key, generate, jwk
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.reading import write
from openbadgekit.verify.judge import judge
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict

pytestmark = pytest.mark.peers
FROM = datetime(2026, 3, 1, tzinfo=UTC)
COUNT = 500 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 3
CONTEXTS = {url: contexts.load(url) for url in contexts.KNOWN}
SUITES = {
    Form.EDDSA_RDFC_2022: DataIntegrityProofSuite,
    Form.EDDSA_JCS_2022: EddsaJcsProofSuite,
    Form.ECDSA_RDFC_2019: EcdsaRdfcProofSuite,
    Form.ECDSA_JCS_2019: EcdsaJcsProofSuite,
}
WAYS = [
    (Form.EDDSA_RDFC_2022, KeyKind.ED25519),
    (Form.EDDSA_JCS_2022, KeyKind.ED25519),
    (Form.ECDSA_RDFC_2019, KeyKind.P256),
    (Form.ECDSA_RDFC_2019, KeyKind.P384),
    (Form.ECDSA_JCS_2019, KeyKind.P256),
    (Form.ECDSA_JCS_2019, KeyKind.P384),
]


JCS = (Form.EDDSA_JCS_2022, Form.ECDSA_JCS_2019)


def signer_of(kind: KeyKind) -> LocalSigner:
    private = generate(kind)
    return LocalSigner(private, did_key.method_of(private.public()))


def draft_of(signer: LocalSigner, number: int) -> Draft:
    did = signer.verification_method.partition("#")[0]
    return badge(
        credential_id=f"urn:uuid:00000000-0000-4000-8000-{number:012}",
        issuer={"id": did, "type": ["Profile"], "name": "Kettle Lane"},
        achievement={
            "id": "https://pantry.example/badges/1",
            "type": ["Achievement"],
            "name": "Safe “Shelf”",
            "description": f"Nobody\t{number} becomes ill.\n",
            "criteria": {"narrative": "Checks dates."},
        },
        subject={"id": f"urn:uuid:1e3b8f4a-0a94-4f0e-8a3e-{number:012}"},
        name="Safe Shelf",
        valid_from=FROM,
    )


def changed(document: dict[str, Any]) -> dict[str, Any]:
    return {**document, "name": "Safer Shelf"}


@pytest.mark.parametrize(("form", "kind"), WAYS)
def test_ours_are_accepted_there_and_changed_ones_are_not(form: Form, kind: KeyKind) -> None:
    signer = signer_of(kind)

    for number in range(COUNT):
        document = json.loads(seal(lint(draft_of(signer, number)), signer, forms=[form], created=FROM)[form])

        assert openvc.verify_credential(document, extra_contexts=CONTEXTS).issuer == document["issuer"]["id"]
        with pytest.raises(openvc.OpenvcError):
            openvc.verify_credential(changed(document), extra_contexts=CONTEXTS)


@pytest.mark.parametrize(("form", "kind"), WAYS)
def test_theirs_are_valid_here_and_changed_ones_are_not(form: Form, kind: KeyKind) -> None:
    signer, suite = signer_of(kind), SUITES[form]()
    key = openvc.signing_key_from_jwk(jwk.write_private(signer.private), signer.verification_method)
    extra = {} if form in JCS else {"extra_contexts": CONTEXTS}

    for number in range(COUNT):
        document = suite.add_proof(
            draft_of(signer, number).document,
            signing_key=key,
            verification_method=signer.verification_method,
            created=FROM,
            **extra,
        )

        if form in JCS:  # this peer hashes the contexts with the options but leaves them out of the proof; W3C 3.3.1 writes them
            document["proof"]["@context"] = document["@context"]
        assert judge(receive(write(document)), {}, at=FROM).verdict is Verdict.VALID
        assert judge(receive(write(changed(document))), {}, at=FROM).verdict is Verdict.INVALID
