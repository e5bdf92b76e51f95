"""The Data Integrity suites against the published vectors, and against whoever bends them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library.tests.making import NOON, draft_of

from openbadgekit import proofs
from openbadgekit.canonical import jcs, rdfc
from openbadgekit.documents import vp
from openbadgekit.errors import ContextRefused, Malformed, ProofInvalid, ProofUnsupported
from openbadgekit.issue import Form, lint, seal
from openbadgekit.keys import KeyKind, PrivateKey, did_key, generate, jwk, multibase, multikey
from openbadgekit.keys.model import hash_of
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import (
    data_integrity,
    ecdsa_jcs_2019,
    ecdsa_rdfc_2019,
    eddsa_jcs_2022,
    eddsa_rdfc_2022,
    jose,
    vc_jose,
    vc_jwt,
)
from openbadgekit.verify.judge import judge
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict

SIGNERS = {
    kind: LocalSigner(private, did_key.method_of(private.public()))
    for kind in (KeyKind.ED25519, KeyKind.P256, KeyKind.P384)
    for private in [generate(kind)]
}
WAYS = [
    (eddsa_rdfc_2022, KeyKind.ED25519),
    (eddsa_jcs_2022, KeyKind.ED25519),
    (ecdsa_rdfc_2019, KeyKind.P256),
    (ecdsa_rdfc_2019, KeyKind.P384),
    (ecdsa_jcs_2019, KeyKind.P256),
    (ecdsa_jcs_2019, KeyKind.P384),
]
VECTORS = [
    ("vc-di-eddsa/eddsa-rdfc-2022", "DataInt"),
    ("vc-di-eddsa/eddsa-rdfc-2022/employ", "DataInt"),
    ("vc-di-eddsa/eddsa-jcs-2022", "JCS"),
    ("vc-di-eddsa/Ed25519Signature2020", "EdSig"),
    ("vc-di-ecdsa/ecdsa-rdfc-2019-p256", "ECDSAP256"),
    ("vc-di-ecdsa/ecdsa-rdfc-2019-p256/employ", "ECDSAP256"),
    ("vc-di-ecdsa/ecdsa-rdfc-2019-p384", "ECDSAP384"),
    ("vc-di-ecdsa/ecdsa-rdfc-2019-p384/employ", "ECDSAP384"),
    ("vc-di-ecdsa/ecdsa-jcs-2019-p256", "JCSECDSAP256"),
    ("vc-di-ecdsa/ecdsa-jcs-2019-p384", "JCSECDSAP384"),
]


def signed_vector(standards, folder, ending):
    signed = json.loads((standards / "vectors" / folder / f"signed{ending}.json").read_text())
    proof = signed.pop("proof")
    return signed, proof, multikey.read(proof["verificationMethod"].partition("#")[2])


@pytest.mark.conformance("DI-01")
@pytest.mark.conformance("DI-02")
@pytest.mark.conformance("DI-05")
@pytest.mark.conformance("OB3-P-02")
@pytest.mark.usefixtures("example_contexts")
class TestVectors:
    @pytest.mark.parametrize(("folder", "ending"), VECTORS)
    def test_canonical_forms_and_hashes_are_the_published_ones(self, standards, folder, ending):
        signed, proof, key = signed_vector(standards, folder, ending)
        vectors = standards / "vectors" / folder
        algorithm = hash_of(key.kind) if key.kind is not KeyKind.ED25519 else "sha256"
        options = data_integrity.without_value(proof)

        if "jcs" in folder:
            canonical = jcs.canonicalize
        else:
            options = {**options, "@context": signed["@context"]}

            def canonical(value):
                return rdfc.canonical_document(value, algorithm=algorithm)

        assert canonical(signed).strip() == (vectors / f"canonDoc{ending}.txt").read_bytes().strip()
        assert canonical(options).strip() == (vectors / f"proofCanon{ending}.txt").read_bytes().strip()
        data = data_integrity.hash_data(signed, options, canonical, algorithm=algorithm)
        assert data.hex() == (vectors / f"combinedHash{ending}.txt").read_text().strip()

    @pytest.mark.parametrize(("folder", "ending"), VECTORS)
    def test_the_published_proof_holds_and_a_changed_document_fails(self, standards, folder, ending):
        signed, proof, key = signed_vector(standards, folder, ending)
        suite = proofs.suite_of(proof)

        suite.check(signed, proof, key)

        with pytest.raises(ProofInvalid):
            suite.check({**signed, "validFrom": "2024-01-01T00:00:00Z"}, proof, key)

    @pytest.mark.parametrize(
        ("suite", "folder", "ending"),
        [
            (eddsa_rdfc_2022, "vc-di-eddsa/eddsa-rdfc-2022", "DataInt"),
            (eddsa_jcs_2022, "vc-di-eddsa/eddsa-jcs-2022", "JCS"),
        ],
    )
    def test_ed25519_signs_the_published_bytes(self, standards, suite, folder, ending):
        signed, proof, _ = signed_vector(standards, folder, ending)
        pair = json.loads((standards / "vectors/vc-di-eddsa/keyPair.json").read_text())
        signer = LocalSigner(ed25519_private(pair["privateKeyMultibase"]), proof["verificationMethod"])

        made = suite.make(signed, signer, created=moment("2023-02-24T23:36:38Z"))

        assert made["proofValue"] == proof["proofValue"]

    def test_the_hash_inside_the_canonicalisation_is_the_curves(self, standards):
        signed, _, _ = signed_vector(standards, "vc-di-ecdsa/ecdsa-rdfc-2019-p384/employ", "ECDSAP384")

        assert rdfc.canonical_document(signed) != rdfc.canonical_document(signed, algorithm="sha384")


def ed25519_private(text):
    from cryptography.hazmat.primitives.asymmetric import ed25519

    raw = multibase.decode(text)
    assert raw[:2] == b"\x80\x26"
    return PrivateKey(KeyKind.ED25519, ed25519.Ed25519PrivateKey.from_private_bytes(raw[2:]))


def moment(text):
    from openbadgekit.reading import parse_datetime

    return parse_datetime(text)


@pytest.mark.conformance("DI-01")
@pytest.mark.conformance("DI-02")
@pytest.mark.conformance("DI-05")
@pytest.mark.parametrize(("suite", "kind"), WAYS)
def test_a_proof_holds_for_its_document_key_and_options_only(suite, kind, document):
    bare, signer = proofs.without_proof(document), SIGNERS[kind]
    proof = suite.make(bare, signer, created=NOON)
    key = signer.private.public()

    suite.check(bare, proof, key)

    assert proof["cryptosuite"] == suite.NAME
    for changed, altered, other in [
        ({**bare, "name": "Safer Shelf"}, proof, key),
        (bare, {**proof, "created": "2020-01-01T00:00:00Z"}, key),
        (bare, {**proof, "proofPurpose": "authentication"}, key),
        (bare, proof, generate(kind).public()),
        (bare, {**proof, "proofValue": proof["proofValue"][:-1]}, key),
        (bare, {**proof, "proofValue": "u" + multibase.base64url_encode(multibase.decode(proof["proofValue"]))}, key),
    ]:
        with pytest.raises(ProofInvalid):
            suite.check(changed, altered, other)


@pytest.mark.parametrize(("suite", "kind"), WAYS)
def test_a_key_of_another_kind_neither_makes_nor_checks_a_proof(suite, kind, document):
    bare = proofs.without_proof(document)
    proof = suite.make(bare, SIGNERS[kind], created=NOON)
    other = generate(KeyKind.RSA if kind is KeyKind.ED25519 else KeyKind.ED25519)

    with pytest.raises(ProofUnsupported):
        suite.make(bare, LocalSigner(other, "did:example:x#1"), created=NOON)
    with pytest.raises(ProofInvalid, match="kind"):
        suite.check(bare, proof, other.public())


@pytest.mark.parametrize("suite", [ecdsa_rdfc_2019, ecdsa_jcs_2019])
def test_a_proof_of_one_curve_is_none_of_the_other(suite, document):
    bare = proofs.without_proof(document)
    proof = suite.make(bare, SIGNERS[KeyKind.P256], created=NOON)

    with pytest.raises(ProofInvalid):
        suite.check(bare, proof, SIGNERS[KeyKind.P384].private.public())


@pytest.mark.parametrize("suite", [eddsa_jcs_2022, ecdsa_jcs_2019])
def test_contexts_may_be_added_after_those_of_a_jcs_proof_but_not_before(suite, document):
    bare = proofs.without_proof(document)
    signer = SIGNERS[KeyKind.ED25519 if suite is eddsa_jcs_2022 else KeyKind.P256]
    proof = suite.make(bare, signer, created=NOON)
    extra = "https://w3id.org/security/data-integrity/v2"

    suite.check({**bare, "@context": [*bare["@context"], extra]}, proof, signer.private.public())

    with pytest.raises(ProofInvalid):
        suite.check({**bare, "@context": [extra, *bare["@context"]]}, proof, signer.private.public())


@pytest.mark.parametrize("suite", [eddsa_rdfc_2022, ecdsa_rdfc_2019])
def test_a_term_that_means_nothing_is_refused_by_rdf_suites(suite, document):
    bare = proofs.without_proof(document)
    signer = SIGNERS[KeyKind.ED25519 if suite is eddsa_rdfc_2022 else KeyKind.P256]
    proof = suite.make(bare, signer, created=NOON)

    with pytest.raises(ContextRefused):
        suite.check({**bare, "notATerm": "x"}, proof, signer.private.public())


def test_a_number_without_canonical_form_fails_the_proof(document):
    bare = {**proofs.without_proof(document), "credits": 2**60 + 1}

    with pytest.raises(ProofInvalid):
        ecdsa_jcs_2019.check(bare, document["proof"], SIGNERS[KeyKind.P256].private.public())


@pytest.mark.parametrize("form", [Form.ECDSA_RDFC_2019, Form.ECDSA_JCS_2019, Form.VC_JWT, Form.VC_JOSE])
@pytest.mark.parametrize("kind", [KeyKind.P256, KeyKind.P384])
def test_what_we_seal_with_nist_keys_our_judge_calls_valid(form, kind):
    signer = SIGNERS[kind]

    made = seal(lint(draft_of(signer)), signer, forms=[form], created=NOON)[form]

    assert judge(receive(made), {}, at=NOON).verdict is Verdict.VALID


@pytest.mark.parametrize("form", [Form.ECDSA_RDFC_2019, Form.ECDSA_JCS_2019, Form.EDDSA_RDFC_2022])
def test_a_key_that_does_not_fit_a_form_seals_nothing(form):
    signer = SIGNERS[KeyKind.P256 if form.value.startswith("eddsa") else KeyKind.ED25519]

    with pytest.raises(ProofUnsupported):
        seal(lint(draft_of(signer)), signer, forms=[form], created=NOON)


@given(st.text(max_size=20), st.sampled_from(WAYS))
def test_any_text_is_signed_and_found_again(document, text, way):
    suite, kind = way
    bare = {**proofs.without_proof(document), "description": f"x{text}"}
    signer = SIGNERS[kind]

    suite.check(bare, suite.make(bare, signer, created=NOON), signer.private.public())


@pytest.mark.conformance("JC-01")
class TestVcJose:
    @pytest.fixture
    def token(self, sealed):
        return sealed(Form.VC_JOSE).decode()

    def test_a_token_says_what_it_is_and_repeats_nothing(self, token, document):
        jws = jose.read(token)

        assert jws.header["typ"] == "vc+jwt"
        assert not {"iss", "sub", "jti", "nbf", "exp", "vc"} & json.loads(jws.payload).keys()
        assert vc_jwt.credential_of(jws) == proofs.without_proof(document)

    def test_claims_may_be_missing_but_not_disagree(self, token, signer):
        jws = jose.read(token)
        told = {**json.loads(jws.payload), "iss": "did:example:somebody"}

        vc_jwt.check(jws, signer.private.public())

        with pytest.raises(ProofInvalid):
            vc_jwt.check(jose.read(jose.make(told, jws.header, signer)), signer.private.public())

    @pytest.mark.parametrize("name", ["vc", "vp"])
    def test_a_member_vc_or_vp_is_not_sealed(self, name, document, signer):
        with pytest.raises(Malformed):
            vc_jose.make({**proofs.without_proof(document), name: {}}, signer)

    def test_an_envelope_gives_its_token_back(self, token):
        envelope = {"type": "EnvelopedVerifiableCredential", "id": vp.ENVELOPE + token}

        assert vp.token_of(envelope) == token

    @pytest.mark.parametrize("address", [None, 5, "", "data:application/vc+jwt,", "data:text/plain,a.b.c", "https://x.example"])
    def test_an_envelope_without_a_token_is_refused(self, address):
        with pytest.raises(Malformed):
            vp.token_of({"id": address})


@pytest.mark.parametrize("kind", [KeyKind.P256, KeyKind.P384])
def test_numbers_of_an_ec_key_survive_every_spelling_that_a_proof_uses(kind):
    public = SIGNERS[kind].private.public()

    assert jwk.write_public(multikey.read(multikey.write(public))) == jwk.write_public(public)
    assert jwk.write_public(did_key.resolve(did_key.did_of(public)).methods[0].key) == jwk.write_public(public)
