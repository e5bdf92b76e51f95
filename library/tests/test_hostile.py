"""Truly signed badges whose proof or key says something else are refused, one change each."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library.tests.hostile import DID, DOCUMENT, VALID, method_of, published, report_on, signed, signed_with
from library.tests.making import NOON, draft_of

from openbadgekit import proofs
from openbadgekit.issue import Form
from openbadgekit.keys import KeyKind, generate, multikey
from openbadgekit.keys.multibase import base64url_decode, base64url_encode
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import eddsa_jcs_2022, eddsa_rdfc_2022, vc_jwt
from openbadgekit.reading import read_object, write
from openbadgekit.verify.needs import needs
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict
from openbadgekit.verify.resources import FetchFailure, Resource


@pytest.fixture
def at_web(signer):
    """The signer under a key that the pantry publishes."""
    return LocalSigner(signer.private, f"{DID}#1")


@pytest.fixture
def web_document(signer):
    return draft_of(signer, issuer={"id": DID, "type": ["Profile"], "name": "The Pantry"}).document


def test_the_pantrys_own_badge_is_valid(at_web, web_document, signer):
    assert report_on(signed(web_document, at_web), published(method_of(signer))).verdict is VALID


class TestOptions:
    """Purpose, key, dates of a proof: each truly signed with the one option bent."""

    @pytest.mark.conformance("DI-03")
    @pytest.mark.parametrize("purpose", ["authentication", "keyAgreement", "AssertionMethod", "", ["assertionMethod"], ..., 5])
    def test_another_purpose_does_not_issue(self, purpose, signer, document):
        assert report_on(signed_with(signer, document, proofPurpose=purpose)).code == "proof_invalid"

    @pytest.mark.conformance("DI-03")
    def test_a_proof_that_has_expired_fails(self, signer, document):
        assert report_on(signed_with(signer, document, expires="2026-11-24T11:58:00Z")).code == "proof_invalid"
        assert report_on(signed_with(signer, document, expires="2026-11-24T12:30:00Z")).verdict is VALID

    @pytest.mark.conformance("DI-03")
    @pytest.mark.parametrize("name", ["created", "expires"])
    @pytest.mark.parametrize("moment", ["2026-11-24", "2026-11-24T12:00:00", "soon", "", 1_795_521_600, "2026-02-30T00:00:00Z"])
    def test_a_date_that_is_none_fails(self, name, moment, signer, document):
        assert report_on(signed_with(signer, document, **{name: moment})).code == "proof_invalid"

    @pytest.mark.conformance("DI-03")
    @pytest.mark.parametrize(
        "change",
        [
            {"assertionMethod": []},
            {"assertionMethod": ["#2"]},
            {"assertionMethod": ..., "authentication": [f"{DID}#1"]},
            {"assertionMethod": [f"{DID}#1".upper()]},
            {"assertionMethod": ...},
        ],
        ids=str,
    )
    def test_a_key_that_is_not_listed_for_it_does_not_issue(self, change, at_web, web_document, signer):
        report = report_on(signed(web_document, at_web), published(method_of(signer), **change))

        assert (report.verdict, report.code) == (Verdict.INVALID, "key_not_issuers")

    @pytest.mark.conformance("DI-03")
    @pytest.mark.parametrize(
        "controller", ["did:web:bank.example", "did:web:pantry.example:o:other", 5, f"{DID}#1", None, ["did:web:bank.example"], ""]
    )
    @pytest.mark.parametrize("form", [Form.EDDSA_JCS_2022, Form.VC_JWT])
    def test_a_key_that_somebody_else_controls_does_not_issue(self, controller, form, at_web, web_document, signer):
        sealed = signed(web_document, at_web) if form is Form.EDDSA_JCS_2022 else vc_jwt.make(web_document, at_web).encode()

        report = report_on(sealed, published(method_of(signer, controller=controller)))

        assert (report.verdict, report.code) == (Verdict.INVALID, "key_not_issuers")

    @pytest.mark.parametrize("end", ["revoked", "expires"])
    @pytest.mark.parametrize("form", [Form.EDDSA_JCS_2022, Form.VC_JWT])
    def test_a_key_signs_no_more_after_its_end(self, end, form, at_web, web_document, signer):
        document = {**web_document, "validFrom": "2026-11-24T12:00:00Z"}
        sealed = signed(document, at_web) if form is Form.EDDSA_JCS_2022 else vc_jwt.make(document, at_web).encode()

        before = report_on(sealed, published(method_of(signer, **{end: "2026-11-25T00:00:00Z"})))
        after = report_on(sealed, published(method_of(signer, **{end: "2026-11-24T00:00:00Z"})))

        assert before.verdict is VALID
        assert (after.verdict, after.code) == (Verdict.INVALID, "proof_invalid")

    @pytest.mark.parametrize("end", ["revoked", "expires"])
    @pytest.mark.parametrize("moment", [True, "2030-01-01", "soon", 1_900_000_000, {"at": "2030-01-01T00:00:00Z"}])
    def test_a_key_whose_end_cannot_be_read_signs_nothing(self, end, moment, at_web, web_document, signer):
        report = report_on(signed(web_document, at_web), published(method_of(signer, **{end: moment})))

        assert (report.verdict, report.code) == (Verdict.INVALID, "proof_invalid")

    @pytest.mark.parametrize("end", ["revoked", "expires"])
    @pytest.mark.parametrize("moment", [None, False])
    def test_a_key_that_did_not_end_signs(self, end, moment, at_web, web_document, signer):
        assert report_on(signed(web_document, at_web), published(method_of(signer, **{end: moment}))).verdict is VALID

    @pytest.mark.parametrize(
        "name",
        ["did:web:bank.example#1", f"{DID}:o:us#1", f"{DID}?key=1#1", f"{DID}/path#1", "https://pantry.example/#1", "urn:1#1"],
    )
    def test_a_method_of_another_name_does_not_issue(self, name, web_document, signer):
        sealed = signed(web_document, LocalSigner(signer.private, name))

        assert report_on(sealed, published(method_of(signer))).code == "key_not_issuers"

    @pytest.mark.conformance("OB3-P-07")
    def test_the_key_in_the_fragment_of_an_address_is_not_the_issuers(self, signer):
        issuer = "https://example.com/issuers/876543"
        document = draft_of(signer, issuer={"id": issuer, "type": ["Profile"], "name": "Anybody"}).document
        sealed = signed(document, LocalSigner(signer.private, f"{issuer}#{multikey.write(signer.private.public())}"))

        alone = report_on(sealed)
        read = report_on(sealed, {issuer: Resource(issuer, write({"id": issuer, "type": "Profile"}))})

        assert (alone.verdict, alone.code) == (Verdict.UNKNOWN, "key_unresolvable")
        assert (read.verdict, read.code) == (Verdict.INVALID, "key_not_issuers")

    def test_a_suite_needs_a_key_of_its_kind(self, at_web, web_document):
        other = generate(KeyKind.P256).public()
        method = {"id": f"{DID}#1", "type": "Multikey", "controller": DID, "publicKeyMultibase": multikey.write(other)}

        assert report_on(signed(web_document, at_web), published(method)).code == "proof_invalid"


class TestProofs:
    """Forging with true parts."""

    def test_a_true_proof_of_another_badge_does_not_fit(self, sealed):
        documents = [read_object(sealed(name=name)) for name in ("Safe Shelf", "Warm Welcome")]

        for one, other in itertools.permutations(documents, 2):
            assert report_on(write({**one, "proof": other["proof"]})).code == "proof_invalid"

    @pytest.mark.parametrize("wrap", ["verifiableCredential", "credential", "vc"])
    def test_a_true_badge_inside_a_false_one_proves_nothing(self, wrap, document, signer):
        outer = {**proofs.without_proof(document), "name": "Doctor of Everything", wrap: document}

        assert report_on(write(outer)).verdict is not VALID
        assert report_on(write({**outer, "proof": document["proof"]})).verdict is not VALID

    def test_a_proof_over_the_document_without_a_part_does_not_hold(self, signer, document):
        for member in ("credentialSubject", "issuer", "validFrom", "type"):
            bare = {name: value for name, value in proofs.without_proof(document).items() if name != member}
            proof = eddsa_jcs_2022.make(bare, signer, created=NOON)
            assert report_on(write({**document, "proof": proof})).verdict is Verdict.INVALID

    @pytest.mark.parametrize("count", [11, 40])
    def test_more_proofs_than_anybody_makes_are_refused(self, count, document):
        assert report_on(write({**document, "proof": [document["proof"]] * count})).code == "too_large"

    @pytest.mark.parametrize(
        "suite", ["bbs-2023", "ecdsa-sd-2023", "", "eddsa-rdfc-2022 ", "EDDSA-RDFC-2022", ["eddsa-rdfc-2022"], None, 5]
    )
    def test_a_suite_of_another_name_is_unknown_and_not_guessed(self, suite, document):
        report = report_on(write({**document, "proof": {**document["proof"], "cryptosuite": suite}}))

        assert report.verdict in (Verdict.UNKNOWN, Verdict.INVALID)

    @pytest.mark.parametrize(
        "change",
        [{"type": "eddsa-jcs-2022"}, {"type": "eddsa-jcs-2022", "cryptosuite": ...}, {"cryptosuite": "Ed25519Signature2020"}],
    )
    def test_the_kind_of_a_proof_is_said_in_its_own_place(self, change, signer, document):
        report = report_on(signed_with(signer, document, **change))

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "proof_unsupported")

    @pytest.mark.parametrize("word", ["expiration"])
    def test_an_end_in_another_word_fails(self, word, signer, document):
        assert report_on(signed_with(signer, document, **{word: "2036-11-24T11:58:00Z"})).code == "proof_invalid"

    @pytest.mark.conformance("DI-06")
    @pytest.mark.parametrize("value", ["u2V0AhVhA", "u2V0BhVhA", None])
    def test_a_proof_of_selective_disclosure_is_told_as_unsupported(self, value, document):
        proof = {**document["proof"], "cryptosuite": "ecdsa-sd-2023", "proofValue": value or document["proof"]["proofValue"]}

        report = report_on(write({**document, "proof": proof}))

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "proof_unsupported")

    @pytest.mark.conformance("DI-06")
    @pytest.mark.parametrize("case", ["employ", "prc"])
    def test_the_published_proofs_of_selective_disclosure_are_never_valid(self, case, standards):
        report = report_on((standards / "vectors/vc-di-ecdsa/ecdsa-sd-2023" / case / "addSignedSDBase.json").read_bytes())

        assert report.verdict is not VALID
        assert [check.code for check in report.checks if check.step == "proof"] == ["proof_unsupported"]

    @pytest.mark.parametrize("suite", [eddsa_rdfc_2022, eddsa_jcs_2022])
    @given(data=st.data())
    def test_no_bit_of_the_value_may_change(self, suite, data, signer, document):
        bare = proofs.without_proof(document)
        proof = suite.make(bare, signer, created=NOON)
        value = proof["proofValue"]
        place = data.draw(st.integers(0, len(value) - 1))
        other = data.draw(st.sampled_from("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0OIl+"))
        changed = value[:place] + other + value[place + 1 :]

        if changed != value:
            assert report_on(write(proofs.attach(bare, {**proof, "proofValue": changed}))).verdict is not VALID

    def test_a_stretched_signature_of_a_token_does_not_hold(self, sealed):
        head, body, tail = sealed(Form.VC_JWT).split(b".")
        value = base64url_decode(tail.decode())

        for other in (value + b"\0", value[:-1], b"\0" + value, value * 2, b""):
            assert report_on(b".".join((head, body, base64url_encode(other).encode()))).verdict is not VALID


class TestDidWeb:
    """Oddities of did:web: whatever the method does not allow is never asked, and another's document counts for nobody."""

    @pytest.mark.conformance("DID-02")
    @pytest.mark.parametrize(
        "did",
        [
            "did:web:127.0.0.1",
            "did:web:pantry.example%3A22",
            "did:web:[::1]",
            "did:web:me%40pantry.example",
            "did:web:pantry.example:..:a",
            "did:web:pantry.example:a%2F..%2Fb",
            "did:web:pantry.example:%2e%2e",
            "did:web:localhost%2Fx",
            "did:web:0x7f000001",
            "did:web:",
            "did:web:pantry.example:",
            "did:web:pantry..example",
            "did:web:.pantry.example",
            "did:web:pantry.example:a::b",
            "did:web:2130706433",
            "did:web:pantry.example%00",
            "did:web:pantry.example%23",
            "did:web:pantry.example:a%3Fb",
            "did:web:pantry.example%3A0",
            "did:web:a b",
        ],
    )
    def test_a_name_that_the_method_does_not_allow_is_not_asked(self, did, signer):
        document = draft_of(signer, issuer={"id": did, "type": ["Profile"], "name": "x"}).document
        sealed = signed(document, LocalSigner(signer.private, f"{did}#1"))

        wanted = [need.url for need in needs(receive(sealed), {})]
        report = report_on(sealed)

        assert wanted == ([] if did != "did:web:pantry.example%3A22" else ["https://pantry.example:22/.well-known/did.json"])
        assert report.verdict in (Verdict.UNKNOWN, Verdict.INVALID)

    @pytest.mark.conformance("DID-02")
    @pytest.mark.parametrize(
        "other", ["did:web:bank.example", DID.upper(), DID + "#", DID + ":", "https://pantry.example/", None, 5, ""]
    )
    def test_a_document_of_another_name_leaves_it_open(self, other, at_web, web_document, signer):
        report = report_on(signed(web_document, at_web), published(method_of(signer), id=other))

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "key_unresolvable")

    @pytest.mark.parametrize("reason", ["unreachable", "timeout", "refused", "too_large", "status", "offline"])
    def test_a_document_that_was_not_had_leaves_it_open(self, reason, at_web, web_document):
        report = report_on(signed(web_document, at_web), {DOCUMENT: FetchFailure(DOCUMENT, reason)})

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "key_unresolvable")

    def test_a_did_key_is_never_asked_for(self, sealed):
        assert needs(receive(sealed()), {}) == ()


class TestRedirects:
    """An address that leads wherever one likes is no name of the site that it stands on."""

    ISSUER = "https://trusted.example/go?to=https://evil.example/us"

    def resources(self, signer, final):
        method = {
            "id": f"{self.ISSUER}#1",
            "type": "Multikey",
            "controller": self.ISSUER,
            "publicKeyMultibase": multikey.write(signer.private.public()),
        }
        body = {"id": self.ISSUER, "verificationMethod": [method], "assertionMethod": [method["id"]]}
        return {self.ISSUER: Resource(self.ISSUER, write(body), final_url=final)}

    @pytest.mark.conformance("OB3-P-07")
    @pytest.mark.parametrize(
        ("final", "wanted"),
        [
            ("https://evil.example/us", (Verdict.UNKNOWN, "key_unresolvable")),
            ("https://trusted.example.evil.example/us", (Verdict.UNKNOWN, "key_unresolvable")),
            ("http://trusted.example/us", (Verdict.UNKNOWN, "key_unresolvable")),
            ("https://trusted.example/us.json", (VALID, None)),
            ("", (VALID, None)),
        ],
    )
    def test_keys_behind_another_site_are_not_the_issuers(self, final, wanted, signer):
        document = draft_of(signer, issuer={"id": self.ISSUER, "type": ["Profile"], "name": "Trusted"}).document

        report = report_on(signed(document, LocalSigner(signer.private, f"{self.ISSUER}#1")), self.resources(signer, final))

        assert (report.verdict, report.code) == wanted
