"""Truly signed tokens whose header or claims say something else are refused, one change each."""

from __future__ import annotations

import itertools
import json

import pytest
from library.tests.hostile import DID, DOCUMENT, VALID, method_of, published, report_on
from library.tests.making import NOON, draft_of, issuer_of

from openbadgekit import contexts
from openbadgekit.issue import Form, lint, seal
from openbadgekit.keys import KeyKind, did_key, generate, jwk
from openbadgekit.keys.multibase import base64url_encode
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import jose, vc_jwt
from openbadgekit.reading import read_object, write
from openbadgekit.shell.checking import check
from openbadgekit.shell.fetcher import NoNetwork
from openbadgekit.verify.needs import needs
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict
from openbadgekit.verify.resources import Resource


class TestHeader:
    """What the header of a token says decides nothing; each token is truly signed under its header."""

    def token(self, signer, web=None, **header):
        """A token of the pantry's under these header members; ``...`` leaves one out."""
        document = (
            draft_of(signer, issuer={"id": DID, "type": ["Profile"], "name": "The Pantry"}).document
            if web
            else draft_of(signer).document
        )
        claims = read_object(jose.read(vc_jwt.make(document, signer)).payload)
        whole = {"alg": "EdDSA", "kid": web or signer.verification_method, "typ": "JWT", **header}
        return jose.make(claims, {name: value for name, value in whole.items() if value is not ...}, signer).encode()

    def test_the_plain_one_is_valid(self, signer):
        assert report_on(self.token(signer)).verdict is VALID

    @pytest.mark.conformance("OB3-P-06")
    @pytest.mark.parametrize(
        "alg",
        ["none", "None", "NONE", "nOnE", "", "HS256", "HS512", "RS256", "PS256", "ES256", "ES384", "RS1", "ES256K", "EdDSA ",
         "eddsa", ["EdDSA"], None, 5, ...],
    )  # fmt: skip
    def test_the_algorithm_follows_the_key(self, alg, signer):
        report = report_on(self.token(signer, alg=alg))

        assert report.verdict is not VALID
        assert report.code == "proof_unsupported"

    @pytest.mark.conformance("OB3-P-06")
    def test_an_unsigned_token_is_never_valid(self, signer):
        head, body, _ = self.token(signer, alg="none").split(b".")

        assert report_on(b".".join((head, body, b""))).verdict is not VALID

    @pytest.mark.conformance("OB3-P-06")
    def test_the_public_key_is_no_secret_for_an_hmac(self, signer):
        import hashlib
        import hmac

        head, body, _ = self.token(signer, alg="HS256").split(b".")
        public = json.dumps(jwk.write_public(signer.private.public())).encode()
        forged = hmac.digest(public, head + b"." + body, hashlib.sha256)

        assert report_on(b".".join((head, body, base64url_encode(forged).encode()))).code == "proof_unsupported"

    @pytest.mark.conformance("OB3-P-06")
    @pytest.mark.parametrize("crit", [["exp"], ["b64"], [], "exp", None])
    def test_an_extension_that_must_be_understood_is_not(self, crit, signer):
        assert report_on(self.token(signer, crit=crit)).code == "proof_unsupported"

    @pytest.mark.parametrize(
        "typ", ["at+jwt", "logout+jwt", "dpop+jwt", "secevent+jwt", "entity-statement+jwt", "vp+jwt", "", ["JWT"], 5]
    )
    def test_a_token_of_another_kind_is_no_badge(self, typ, signer):
        assert report_on(self.token(signer, typ=typ)).code == "proof_invalid"

    @pytest.mark.conformance("OB3-P-07")
    def test_a_key_in_the_header_is_not_the_issuers(self, signer):
        mine = generate()
        token = self.token(LocalSigner(mine, DID), web=DID, kid=..., jwk=jwk.write_public(mine.public()))

        assert report_on(token, published(method_of(signer))).code == "key_not_issuers"

    @pytest.mark.conformance("OB3-P-07")
    def test_a_key_in_the_header_counts_when_the_issuer_publishes_it(self, signer):
        token = self.token(signer, web=DID, kid=..., jwk=jwk.write_public(signer.private.public()))

        assert report_on(token, published(method_of(signer))).verdict is VALID

    def test_a_private_key_in_the_header_says_nothing(self, signer):
        token = self.token(signer, web=DID, kid=..., jwk=jwk.write_private(signer.private))

        assert report_on(token, published(method_of(signer))).code == "key_not_issuers"

    @pytest.mark.conformance("OB3-P-06")
    @pytest.mark.parametrize("name", ["jku", "x5u", "x5c", "x5t"])
    def test_addresses_and_certificates_in_the_header_are_never_used(self, name, signer):
        mine = generate()
        there = "https://evil.example/keys.json"
        keys = {"keys": [jwk.write_public(mine.public(), kid="1")]}
        token = self.token(LocalSigner(mine, DID), web=DID, kid="1", **{name: [there] if name == "x5c" else there})

        assert [need.url for need in needs(receive(token), {})] == [DOCUMENT]
        assert report_on(token, {there: Resource(there, write(keys)), **published(method_of(signer))}).verdict is not VALID

    @pytest.mark.parametrize("kid", ["did:web:bank.example#1", "../../etc/passwd", "' OR 1=1", "", {"a": 1}, ["x"], 5])
    def test_a_kid_that_names_no_key_of_the_issuer_finds_none(self, kid, signer):
        two = (method_of(signer), method_of(signer, id=f"{DID}#2"))

        assert report_on(self.token(signer, web=DID, kid=kid), published(*two)).code == "key_not_issuers"

    @pytest.mark.parametrize("place", [0, 1, 2])
    def test_padding_is_another_spelling_and_refused(self, place, signer):
        parts = self.token(signer).decode().split(".")
        parts[place] += "="

        assert check(".".join(parts).encode(), network=NoNetwork(), policy=Policy(), at=NOON).verdict is Verdict.UNREADABLE

    def test_a_header_with_a_member_twice_is_refused(self, signer):
        _, body, tail = self.token(signer).split(b".")
        head = base64url_encode(b'{"alg":"EdDSA","alg":"none","kid":"%s"}' % signer.verification_method.encode()).encode()

        assert check(b".".join((head, body, tail)), network=NoNetwork(), policy=Policy(), at=NOON).verdict is Verdict.UNREADABLE


CLAIMS = ("iss", "sub", "jti", "nbf", "exp")
OTHERS = {"iss": "did:example:other", "sub": "urn:uuid:0", "jti": "urn:uuid:0", "nbf": 1, "exp": 4_000_000_000}


class TestTwoPlaces:
    """What a token says twice must be the same in both places."""

    def claims(self, signer, **draft):
        return read_object(jose.read(vc_jwt.make(draft_of(signer, **draft).document, signer)).payload)

    def token(self, signer, claims, typ="JWT"):
        header = {"alg": "EdDSA", "kid": signer.verification_method, "typ": typ}
        return jose.make({name: value for name, value in claims.items() if value is not ...}, header, signer).encode()

    @pytest.mark.conformance("OB3-P-05")
    @pytest.mark.parametrize("typ", ["JWT", "vc+jwt"])
    @pytest.mark.parametrize("claim", CLAIMS)
    def test_a_claim_that_disagrees_is_named(self, claim, typ, signer):
        report = report_on(self.token(signer, {**self.claims(signer), claim: OTHERS[claim]}, typ))

        assert (report.verdict, report.code) == (Verdict.INVALID, "proof_invalid")
        assert repr(claim) in next(item.detail for item in report.checks if item.step == "proof")

    @pytest.mark.conformance("OB3-P-05")
    @pytest.mark.parametrize("claim", CLAIMS)
    def test_a_claim_that_is_missing_is_named_in_the_badges_own_profile(self, claim, signer):
        report = report_on(self.token(signer, {**self.claims(signer), claim: ...}))

        assert report.code == "proof_invalid"
        assert repr(claim) in report.sentence

    @pytest.mark.conformance("JC-01")
    @pytest.mark.parametrize("claim", CLAIMS)
    def test_a_claim_may_be_missing_in_the_other_profile(self, claim, signer):
        assert report_on(self.token(signer, {**self.claims(signer), claim: ...}, "vc+jwt")).verdict is VALID

    @pytest.mark.conformance("OB3-P-05")
    @pytest.mark.parametrize("pair", list(itertools.combinations(CLAIMS, 2)), ids="+".join)
    def test_two_that_disagree_do_not_cancel_out(self, pair, signer):
        assert (
            report_on(self.token(signer, {**self.claims(signer), **{name: OTHERS[name] for name in pair}})).code == "proof_invalid"
        )

    @pytest.mark.conformance("OB3-P-05")
    @pytest.mark.parametrize(
        "value", ["1772323200", True, [1_772_323_200], {"a": 1}, None, 1_772_323_200.5, "2026-03-01T00:00:00Z"], ids=str
    )
    def test_a_date_claim_is_a_number_and_the_same_one(self, value, signer):
        assert report_on(self.token(signer, {**self.claims(signer), "nbf": value})).code == "proof_invalid"

    def test_an_end_in_the_claims_alone_is_a_disagreement(self, signer):
        claims = {**self.claims(signer, valid_until=None), "exp": 4_000_000_000}

        assert report_on(self.token(signer, claims)).code == "proof_invalid"

    @pytest.mark.conformance("OB3-P-05")
    @pytest.mark.parametrize("member", ["credentialSubject", "@context"])
    def test_a_credential_beside_another_is_refused(self, member, signer):
        claims = self.claims(signer)
        both = {"vc": draft_of(signer).document, "iss": claims["iss"], member: claims[member]}

        assert report_on(self.token(signer, both)).verdict is not VALID

    @pytest.mark.conformance("OB3-P-05")
    @pytest.mark.parametrize("claim", CLAIMS)
    def test_under_vc_they_must_agree_too(self, claim, signer):
        body = {
            **draft_of(signer).document,
            "@context": [contexts.VC1, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"],
        }
        body["issuanceDate"], body["expirationDate"] = body.pop("validFrom"), body.pop("validUntil")
        claims = {name: self.claims(signer)[name] for name in CLAIMS} | {"vc": body}
        assert report_on(self.token(signer, claims)).verdict is VALID

        assert report_on(self.token(signer, {**claims, claim: OTHERS[claim]})).code == "proof_invalid"

    @pytest.mark.parametrize("payload", [b"[]", b'"x"', b"{}", b"null", b"{", b'{"vc":5}', b'{"vc":{},"vc":{}}', b"\xff"])
    def test_a_payload_that_is_no_credential_is_never_valid(self, payload, signer):
        head = base64url_encode(write({"alg": "EdDSA", "kid": signer.verification_method}))
        data = f"{head}.{base64url_encode(payload)}"
        token = f"{data}.{base64url_encode(signer.sign(data.encode()))}".encode()

        assert check(token, network=NoNetwork(), policy=Policy(), at=NOON).verdict is not VALID


@pytest.mark.parametrize("kind", [KeyKind.P256, KeyKind.RSA])
def test_a_did_key_of_another_kind_signs_tokens_too(kind, signer):
    private = generate(kind)
    local = LocalSigner(private, did_key.method_of(private.public()))
    document = draft_of(local, issuer=issuer_of(local))

    token = seal(lint(document), local, forms=[Form.VC_JWT], created=NOON)[Form.VC_JWT]

    assert report_on(token).verdict is VALID
