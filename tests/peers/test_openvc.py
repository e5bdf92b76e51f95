"""openvc-core and we read each other, in every Data Integrity suite and curve that both know; changed ones are refused both ways.

``HYPOTHESIS_PROFILE=soak`` exchanges 500 credentials of each form each way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import openvc
import pytest
import time_machine
from openvc.proof.data_integrity import DataIntegrityProofSuite
from openvc.proof.di_ecdsa_rdfc import EcdsaRdfcProofSuite
from openvc.proof.di_jcs import EcdsaJcsProofSuite, EddsaJcsProofSuite
from openvc.proof.vc_jwt import VcJwtProofSuite
from tests.peers.exchange import CONTEXTS, COUNT, FROM, changed, draft_of, sealed, signer_of, verdict

from openbadgekit.issue import Form
from openbadgekit.keys import KeyKind, jwk
from openbadgekit.keys.multibase import base64url_decode, base64url_encode
from openbadgekit.verify.report import Verdict

pytestmark = pytest.mark.peers
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
ALIKE_IS_OTHER = (Form.ECDSA_RDFC_2019, KeyKind.P384)
"""Parts that only the whole of RDFC-1.0 tells apart are named by SHA-384 beside a P-384 key (W3C ECDSA Cryptosuites 3.2.3; the W3C
vectors and the Node peers agree with us), but by SHA-256 in this peer: badges without such parts are exchanged."""
JCS = (Form.EDDSA_JCS_2022, Form.ECDSA_JCS_2019)


def numbers(form: Form, kind: KeyKind) -> Iterable[int]:
    """Which badges are exchanged."""
    return range(0, 2 * COUNT, 2) if (form, kind) == ALIKE_IS_OTHER else range(COUNT)


@pytest.mark.conformance("DI-01")
@pytest.mark.conformance("DI-02")
@pytest.mark.conformance("DI-05")
@pytest.mark.parametrize(("form", "kind"), WAYS)
def test_ours_are_accepted_there_and_changed_ones_are_not(form: Form, kind: KeyKind) -> None:
    signer = signer_of(kind)

    for number in numbers(form, kind):
        document = json.loads(sealed(signer, form, number))

        assert openvc.verify_credential(document, extra_contexts=CONTEXTS).issuer == document["issuer"]["id"]
        with pytest.raises(openvc.OpenvcError):
            openvc.verify_credential(changed(document, number), extra_contexts=CONTEXTS)


@pytest.mark.conformance("DI-01")
@pytest.mark.conformance("DI-02")
@pytest.mark.conformance("DI-05")
@pytest.mark.parametrize(("form", "kind"), WAYS)
def test_theirs_are_valid_here_and_changed_ones_are_not(form: Form, kind: KeyKind) -> None:
    signer, suite = signer_of(kind), SUITES[form]()
    key = openvc.signing_key_from_jwk(jwk.write_private(signer.private), signer.verification_method)
    extra = {} if form in JCS else {"extra_contexts": CONTEXTS}

    for number in numbers(form, kind):
        document = suite.add_proof(
            draft_of(signer, number).document,
            signing_key=key,
            verification_method=signer.verification_method,
            created=FROM,
            **extra,
        )

        if form in JCS:  # this peer hashes the contexts with the options but leaves them out of the proof; W3C 3.3.1 writes them
            document["proof"]["@context"] = document["@context"]
        assert verdict(document) is Verdict.VALID
        assert verdict(changed(document, number)) is Verdict.INVALID


def test_this_peer_names_alike_parts_by_another_hash_beside_a_p384_key() -> None:
    signer, (form, _) = signer_of(KeyKind.P384), ALIKE_IS_OTHER
    ours = json.loads(sealed(signer, form, 1))

    assert verdict(ours) is Verdict.VALID
    with pytest.raises(openvc.OpenvcError):
        openvc.verify_credential(ours, extra_contexts=CONTEXTS)


@pytest.mark.parametrize("kind", [KeyKind.ED25519, KeyKind.P256, KeyKind.P384])
def test_their_tokens_are_valid_here_and_changed_ones_are_not(kind: KeyKind) -> None:
    signer = signer_of(kind)
    key = openvc.signing_key_from_jwk(jwk.write_private(signer.private), signer.verification_method)

    for number in range(COUNT):
        with time_machine.travel(FROM, tick=False):  # its tokens begin when they are signed; ours begin with the badge
            token = VcJwtProofSuite().sign(draft_of(signer, number).document, signing_key=key)
        head, body, signature = token.split(".")
        payload = json.loads(base64url_decode(body))
        false = {**payload, "vc": changed(payload["vc"], number)}

        assert verdict(token) is Verdict.VALID
        assert verdict(f"{head}.{base64url_encode(json.dumps(false).encode())}.{signature}") is Verdict.INVALID


def test_this_peer_knows_tokens_of_the_older_data_model_only() -> None:
    """Open Badges 3.0 has the badge as the payload itself (8.2.4.1); here it must stand under ``vc``, so ours are not read."""
    token = sealed(signer_of(KeyKind.ED25519), Form.VC_JWT, 0).decode()

    assert verdict(token) is Verdict.VALID
    with pytest.raises(openvc.OpenvcError, match="no embedded `vc` object"):
        openvc.verify_credential(token)
