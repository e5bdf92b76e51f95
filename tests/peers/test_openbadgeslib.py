"""openbadgeslib and we read each other, as tokens and with eddsa-rdfc-2022; changed ones are refused both ways.

``HYPOTHESIS_PROFILE=soak`` exchanges 500 credentials of each form and key each way.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from tests.peers.exchange import COUNT, FROM, changed, sealed, signer_of, verdict

from openbadgekit.issue import Form
from openbadgekit.keys import KeyKind
from openbadgekit.keys.multibase import base64url_decode, base64url_encode
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.verify.report import Verdict

pytestmark = pytest.mark.peers
ob3 = pytest.importorskip("openbadgeslib.ob3", reason="openbadgeslib is not here")
ALGORITHMS = {KeyKind.ED25519: "EdDSA", KeyKind.P256: "ES256", KeyKind.RSA: "RS256"}


def pem_of(signer: LocalSigner) -> bytes:
    """The private key as this peer reads it."""
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return signer.private.key.private_bytes(serialization.Encoding.PEM, form, plain)


def did_of(signer: LocalSigner) -> str:
    return signer.verification_method.partition("#")[0]


def verifier_of(signer: LocalSigner) -> Any:
    """Their verifier of tokens, anchored to our DID; RSA keys have no DID there, so theirs is given."""
    if signer.kind is not KeyKind.RSA:
        return ob3.OB3Verifier.for_issuer_did(did_of(signer))
    spki = serialization.PublicFormat.SubjectPublicKeyInfo
    return ob3.OB3Verifier(signer.private.key.public_key().public_bytes(serialization.Encoding.PEM, spki))


def theirs(signer: LocalSigner, number: int) -> Any:
    """A badge in their model."""
    return ob3.OpenBadgeCredential(
        issuer=ob3.Issuer(id=did_of(signer), name="Kettle Lane"),
        recipient_id=f"urn:uuid:1e3b8f4a-0a94-4f0e-8a3e-{number:012}",
        achievement=ob3.Achievement(
            id="https://pantry.example/badges/1",
            name="Safe “Shelf”",
            description=f"Nobody\t{number} becomes ill.\n",
            criteria_narrative="Checks dates.",
        ),
        id=f"urn:uuid:00000000-0000-4000-8000-{number:012}",
        name="Safe Shelf",
        issuance_date=FROM,
    )


def changed_token(token: str, number: int) -> str:
    """A token whose payload is changed under the same signature, its claims in agreement with it."""
    head, body, signature = token.split(".")
    payload = changed(json.loads(base64url_decode(body)), number)
    payload["sub"] = payload["credentialSubject"]["id"]
    payload["nbf"] = int(datetime.fromisoformat(payload["validFrom"]).timestamp())
    return f"{head}.{base64url_encode(json.dumps(payload).encode())}.{signature}"


@pytest.mark.conformance("OB3-P-03")
@pytest.mark.conformance("OB3-P-04")
@pytest.mark.parametrize("kind", ALGORITHMS)
def test_our_tokens_are_accepted_there_and_changed_ones_are_not(kind: KeyKind) -> None:
    signer = signer_of(kind)
    verifier = verifier_of(signer)

    for number in range(COUNT):
        token = sealed(signer, Form.VC_JWT, number).decode()

        assert verifier.verify(token).issuer.id == did_of(signer)
        with pytest.raises(ob3.OB3VerificationError, match="Invalid signature"):
            verifier.verify(changed_token(token, number))


@pytest.mark.parametrize("kind", ALGORITHMS)
def test_their_tokens_are_valid_here_and_changed_ones_are_not(kind: KeyKind) -> None:
    signer = signer_of(kind)
    peer = ob3.OB3Signer(pem_of(signer), algorithm=ALGORITHMS[kind])

    for number in range(COUNT):
        token = peer.sign(theirs(signer, number))

        assert verdict(token) is Verdict.VALID
        assert verdict(changed_token(token, number)) is Verdict.INVALID


def test_our_proofs_are_accepted_there_and_changed_ones_are_not() -> None:
    signer = signer_of(KeyKind.ED25519)
    verifier = ob3.OB3LdpVerifier.for_issuer_did(did_of(signer))

    for number in range(COUNT):
        document = json.loads(sealed(signer, Form.EDDSA_RDFC_2022, number))

        assert verifier.verify(document).issuer.id == did_of(signer)
        with pytest.raises(ob3.OB3VerificationError):
            verifier.verify(changed(document, number))


def test_their_proofs_are_valid_here_and_changed_ones_are_not() -> None:
    signer = signer_of(KeyKind.ED25519)
    peer = ob3.OB3LdpSigner(pem_of(signer))

    for number in range(COUNT):
        document = peer.sign(theirs(signer, number), created=FROM)

        assert document["proof"]["verificationMethod"] == signer.verification_method
        assert verdict(document) is Verdict.VALID
        assert verdict(changed(document, number)) is Verdict.INVALID
