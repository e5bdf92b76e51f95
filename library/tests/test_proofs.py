"""Proofs are made and checked; everything that a header or an option could smuggle in is refused."""

from __future__ import annotations

import json

import pytest
from library.tests.making import NOON

from openbadgekit import proofs
from openbadgekit.errors import NotJws, OpenBadgeKitError, ProofInvalid, ProofUnsupported
from openbadgekit.issue import Form
from openbadgekit.keys import KeyKind, generate
from openbadgekit.keys.multibase import base64url_encode
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import eddsa_jcs_2022, eddsa_rdfc_2022, jose, vc_jwt
from openbadgekit.reading import read_object, write


@pytest.mark.parametrize("suite", [eddsa_rdfc_2022, eddsa_jcs_2022])
def test_a_proof_holds_for_its_document_only(suite, signer, document):
    bare = proofs.without_proof(document)
    proof = suite.make(bare, signer, created=NOON)

    suite.check(bare, proof, signer.private.public())

    with pytest.raises(ProofInvalid):
        suite.check({**bare, "name": "Safer Shelf"}, proof, signer.private.public())
    with pytest.raises(ProofInvalid):
        suite.check(bare, proof, generate().public())
    with pytest.raises(ProofInvalid):
        suite.check(bare, {**proof, "created": "2020-01-01T00:00:00Z"}, signer.private.public())


@pytest.mark.parametrize("value", [None, "", "z", "u" + "A" * 86, "z" + "1" * 64, "zzzz", 5])
def test_a_proof_value_that_is_no_signature_does_not_hold(value, signer, document):
    bare = proofs.without_proof(document)

    with pytest.raises(ProofInvalid):
        eddsa_jcs_2022.check(bare, {**document["proof"], "proofValue": value}, signer.private.public())


def test_a_data_integrity_proof_needs_an_ed25519_key(document):
    other = LocalSigner(generate(KeyKind.P256), "did:example:x#1")

    with pytest.raises(ProofUnsupported):
        eddsa_jcs_2022.make(proofs.without_proof(document), other, created=NOON)


def test_contexts_put_before_the_proofs_own_are_noticed(signer, document):
    bare = proofs.without_proof(document)
    proof = eddsa_jcs_2022.make(bare, signer, created=NOON)

    with pytest.raises(ProofInvalid):
        eddsa_jcs_2022.check({**bare, "@context": list(reversed(bare["@context"]))}, proof, signer.private.public())


@pytest.mark.conformance("OB3-P-03")
@pytest.mark.conformance("OB3-P-06")
@pytest.mark.parametrize("kind", [KeyKind.ED25519, KeyKind.RSA, KeyKind.P256])
def test_a_token_holds_under_each_kind_of_key(kind, document):
    private = generate(kind)
    token = vc_jwt.make(proofs.without_proof(document), LocalSigner(private, "did:example:x#1"))

    jws = jose.read(token)

    vc_jwt.check(jws, private.public())
    assert jws.header["typ"] == "JWT"
    assert vc_jwt.credential_of(jws) == proofs.without_proof(document)


@pytest.fixture
def parts(sealed):
    token = sealed(Form.VC_JWT).decode()
    return token.split(".")


@pytest.mark.parametrize(
    "damage",
    [
        lambda h, p, s: f"{h}.{p}",
        lambda h, p, s: f"{h}.{p}.{s}.x",
        lambda h, p, s: f"{h}=.{p}.{s}",
        lambda h, p, s: f".{p}.{s}",
        lambda h, p, s: f"{h}.{p}.{s[:-1]}+",
        lambda h, p, s: f"{base64url_encode(b'[]')}.{p}.{s}",
        lambda h, p, s: f"{base64url_encode(b'{nonsense')}.{p}.{s}",
    ],
)
def test_a_token_has_one_spelling(damage, parts):
    with pytest.raises(NotJws):
        jose.read(damage(*parts))


def resigned(signer, parts, *, header=None, claims=None):
    """The token with another header or payload, truly signed."""
    padded = [part + "=" * (-len(part) % 4) for part in parts[:2]]
    import base64

    old_header, payload = (json.loads(base64.urlsafe_b64decode(part)) for part in padded)
    merged = {**payload, **(claims or {})}
    return jose.make({name: value for name, value in merged.items() if value is not ...}, {**old_header, **(header or {})}, signer)


@pytest.mark.conformance("OB3-P-06")
def test_a_token_is_read_once_however_often_it_is_checked(signer, document, monkeypatch):
    token = vc_jwt.make({name: value for name, value in document.items() if name != "proof"}, signer)
    reads = []
    real = jose.read_object
    monkeypatch.setattr(jose, "read_object", lambda data: reads.append(len(data)) or real(data))

    jws = jose.read(token)
    vc_jwt.credential_of(jws)
    vc_jwt.check_claims(jws)
    vc_jwt.check(jws, signer.private.public())

    assert [size for size in reads if size > 500] == [len(jws.payload)]


@pytest.mark.parametrize(
    "header",
    [{"alg": "none"}, {"alg": "HS256"}, {"alg": "RS256"}, {"alg": None}, {"crit": ["exp"]}, {"b64": False}],
)
def test_the_header_does_not_decide(header, signer, parts):
    with pytest.raises(ProofUnsupported):
        vc_jwt.check(jose.read(resigned(signer, parts, header=header)), signer.private.public())


@pytest.mark.parametrize("typ", ["at+jwt", "logout+jwt", 5])
def test_a_token_of_another_kind_is_no_badge(typ, signer, parts):
    with pytest.raises(ProofInvalid):
        vc_jwt.check(jose.read(resigned(signer, parts, header={"typ": typ})), signer.private.public())


@pytest.mark.conformance("OB3-P-05")
@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "did:example:other"},
        {"jti": "urn:uuid:00000000-0000-0000-0000-000000000000"},
        {"sub": "urn:uuid:00000000-0000-0000-0000-000000000000"},
        {"nbf": 1},
        {"exp": 4_000_000_000},
        {"exp": True},
        {"iss": ...},
        {"jti": ...},
        {"sub": ...},
        {"nbf": ...},
        {"exp": ...},
        {"vc": {}},
    ],
)
def test_two_places_that_disagree_do_not_hold(claims, signer, parts):
    with pytest.raises(OpenBadgeKitError):
        vc_jwt.check(jose.read(resigned(signer, parts, claims=claims)), signer.private.public())


def test_the_jwt_of_1_1_is_read_with_what_only_its_claims_say(signer):
    body = {
        "@context": ["https://www.w3.org/2018/credentials/v1"],
        "type": ["VerifiableCredential"],
        "credentialSubject": {"id": "did:x:y"},
    }
    claims = {"vc": body, "iss": "did:example:us", "jti": "urn:uuid:1", "nbf": 1_700_000_000}

    found = vc_jwt.credential_of(jose.read(jose.make(claims, {"alg": "EdDSA"}, signer)))

    assert (found["issuer"], found["id"], found["issuanceDate"]) == ("did:example:us", "urn:uuid:1", "2023-11-14T22:13:20Z")


@pytest.mark.conformance("OB3-P-02")
def test_the_older_name_of_the_suite_is_known_and_strangers_are_not(document):
    assert proofs.suite_of({"type": "DataIntegrityProof", "cryptosuite": "eddsa-2022"}) is not None
    assert proofs.suite_of({"type": "DataIntegrityProof", "cryptosuite": "bbs-2023"}) is None
    assert proofs.suite_of({"type": 5}) is None


def test_attaching_keeps_the_document(document):
    bare = proofs.without_proof(document)

    assert read_object(write(proofs.attach(bare, document["proof"]))) == document
