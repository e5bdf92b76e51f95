"""Truly signed badges that try to mean something else: one mutation each, and none of them is valid.

Each risk of "Verification" in the list of threats has its class here.
"""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library.tests.making import NOON, draft_of, issuer_of

from openbadgekit import contexts, proofs
from openbadgekit.canonical import jcs
from openbadgekit.issue import Form, lint, seal
from openbadgekit.keys import KeyKind, did_key, generate, jwk, multikey
from openbadgekit.keys.multibase import base64url_decode, base64url_encode
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import data_integrity, eddsa_jcs_2022, eddsa_rdfc_2022, jose, vc_jwt
from openbadgekit.reading import read_object, write
from openbadgekit.shell.checking import check
from openbadgekit.shell.fetcher import NoNetwork
from openbadgekit.verify.judge import judge
from openbadgekit.verify.needs import needs
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict
from openbadgekit.verify.resources import FetchFailure, Resource

VALID = Verdict.VALID
DID = "did:web:pantry.example"
DOCUMENT = "https://pantry.example/.well-known/did.json"


def report_on(data, resources=None, *, at=NOON):
    return judge(receive(data), resources or {}, policy=Policy(), at=at)


def signed(document, signer, suite=eddsa_jcs_2022):
    """The document, truly signed by this signer."""
    bare = proofs.without_proof(document)
    return write(proofs.attach(bare, suite.make(bare, signer, created=NOON)))


def signed_with(signer, document, **options):
    """A document under a JCS proof with these options, truly signed."""
    bare = proofs.without_proof(document)
    proof = {
        **data_integrity.options(cryptosuite="eddsa-jcs-2022", signer=signer, created=NOON),
        "@context": bare["@context"],
        **options,
    }
    proof = {name: value for name, value in proof.items() if value is not ...}
    data = data_integrity.hash_data(bare, proof, jcs.canonicalize)
    return write(proofs.attach(bare, data_integrity.with_value(proof, signer.sign(data))))


def method_of(signer, **changes):
    """A method of the pantry's key document."""
    method = {
        "id": f"{DID}#1",
        "type": "Multikey",
        "controller": DID,
        "publicKeyMultibase": multikey.write(signer.private.public()),
    }
    return {name: value for name, value in {**method, **changes}.items() if value is not ...}


def published(*methods, **changes):
    """The pantry's key document as an answer."""
    document = {"id": DID, "verificationMethod": list(methods), "assertionMethod": [method["id"] for method in methods], **changes}
    return {DOCUMENT: Resource(DOCUMENT, write({name: value for name, value in document.items() if value is not ...}))}


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
        ],
        ids=str,
    )
    def test_a_key_that_is_not_listed_for_it_does_not_issue(self, change, at_web, web_document, signer):
        report = report_on(signed(web_document, at_web), published(method_of(signer), **change))

        assert (report.verdict, report.code) == (Verdict.INVALID, "key_not_issuers")

    @pytest.mark.conformance("DI-03")
    @pytest.mark.parametrize("controller", ["did:web:bank.example", "did:web:pantry.example:o:other", 5, f"{DID}#1"])
    @pytest.mark.parametrize("form", [Form.EDDSA_JCS_2022, Form.VC_JWT])
    def test_a_key_that_somebody_else_controls_does_not_issue(self, controller, form, at_web, web_document, signer):
        sealed = signed(web_document, at_web) if form is Form.EDDSA_JCS_2022 else vc_jwt.make(web_document, at_web).encode()

        report = report_on(sealed, published(method_of(signer, controller=controller)))

        assert report.verdict is not VALID or controller == 5

    @pytest.mark.parametrize("end", ["revoked", "expires"])
    @pytest.mark.parametrize("form", [Form.EDDSA_JCS_2022, Form.VC_JWT])
    def test_a_key_signs_no_more_after_its_end(self, end, form, at_web, web_document, signer):
        document = {**web_document, "validFrom": "2026-11-24T12:00:00Z"}
        sealed = signed(document, at_web) if form is Form.EDDSA_JCS_2022 else vc_jwt.make(document, at_web).encode()

        before = report_on(sealed, published(method_of(signer, **{end: "2026-11-25T00:00:00Z"})))
        after = report_on(sealed, published(method_of(signer, **{end: "2026-11-24T00:00:00Z"})))

        assert before.verdict is VALID
        assert (after.verdict, after.code) == (Verdict.INVALID, "proof_invalid")

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


LOOK_ALIKES = [
    "https://www.w3.org/ns/credentials/v2/",
    "https://www.w3.org/ns/credentials/v2#",
    "http://www.w3.org/ns/credentials/v2",
    "https://WWW.w3.org/ns/credentials/v2",
    "https://www.w3.org:443/ns/credentials/v2",
    "https://www.w3.org/ns/./credentials/v2",
    "https://www.w3.org/ns/credentials/%76%32",
    " https://www.w3.org/ns/credentials/v2",
    "https://www.w3.org/ns/credentials/v2\u200b",
    "https://www.w3.org/ns/credentіals/v2",
    "https://w3.org/ns/credentials/v2",
    "https://www.w3.org.evil.example/ns/credentials/v2",
    "https://www.w3.org/ns/credentials/undefined-terms/v2",
    "https://evil.example/context.json",
    "",
    "../ns/credentials/v2",
]
INLINE = [
    {"name": "https://example.com/evil"},
    {"@vocab": "https://example.com/"},
    {"@import": contexts.VC2},
    {"@base": "https://evil.example/"},
    {},
    None,
    5,
    True,
    [contexts.VC2],
]


class TestContexts:
    """Only shipped vocabularies count, in the order in which they were signed."""

    @pytest.mark.conformance("OB3-P-17")
    @pytest.mark.parametrize("suite", [eddsa_jcs_2022, None], ids=["jcs", "jwt"])
    @pytest.mark.parametrize("context", [*LOOK_ALIKES, *INLINE], ids=repr)
    def test_no_other_is_accepted_whatever_the_form_of_the_proof(self, context, suite, signer):
        document = draft_of(signer).document
        document = {**document, "@context": [*document["@context"], context]}
        sealed = signed(document, signer, suite) if suite else vc_jwt.make(document, signer).encode()

        report = report_on(sealed)

        assert (report.verdict, report.code) == (Verdict.INVALID, "context_refused" if context is not None else report.code)

    @pytest.mark.conformance("OB3-P-17")
    @pytest.mark.parametrize("context", LOOK_ALIKES, ids=repr)
    def test_none_stands_for_the_first(self, context, signer):
        document = {**draft_of(signer).document, "@context": [context, contexts.OB3]}

        assert report_on(signed(document, signer)).verdict is not VALID

    @pytest.mark.conformance("OB3-P-17")
    @pytest.mark.parametrize(
        "context", [{"name": "https://example.com/evil"}, "https://evil.example/", [{"@vocab": "x:"}]], ids=str
    )
    @pytest.mark.parametrize("place", ["issuer", "credentialSubject", "achievement", "criteria", "proof"])
    def test_none_hides_further_inside(self, context, place, signer, document):
        changed = json.loads(json.dumps(document))
        subject = changed["credentialSubject"]
        where = {"achievement": subject["achievement"], "criteria": subject["achievement"]["criteria"]}.get(place) or changed[place]
        where["@context"] = context

        report = report_on(write(changed) if place == "proof" else signed(changed, signer))

        assert report.verdict is not VALID

    @pytest.mark.parametrize("context", [*LOOK_ALIKES[:3], *INLINE[:3]], ids=repr)
    def test_those_of_a_proof_are_the_documents(self, context, signer):
        document = draft_of(signer).document

        assert report_on(signed_with(signer, document, **{"@context": [*document["@context"], context]})).verdict is not VALID

    def test_another_order_breaks_the_signature(self, document):
        changed = {**document, "@context": list(reversed(document["@context"]))}

        assert report_on(write(changed)).verdict is Verdict.INVALID

    def test_one_more_known_one_breaks_the_signature_of_a_text(self, signer, sealed):
        document = read_object(sealed(Form.EDDSA_JCS_2022))
        more = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"

        assert report_on(write({**document, "@context": [*document["@context"], more]})).verdict is VALID
        assert report_on(write({**document, "@context": [contexts.VC2, more, contexts.OB3]})).verdict is Verdict.INVALID

    def test_nothing_is_asked_for(self, document):
        changed = {**document, "@context": [*document["@context"], "https://evil.example/context.json"]}

        assert needs(receive(write(changed)), {}) == ()


UNDEFINED = [
    ("", {"salary": "1"}),
    ("credentialSubject", {"rank": "first"}),
    ("issuer", {"motto": "x"}),
    ("credentialSubject", {"Name": "x"}),
]


class TestUndefinedTerms:
    """A word that no context defines is not signed under RDF, and signed but noted under JCS and JWT."""

    def changed(self, signer, place, members):
        document = draft_of(signer).document
        return {**document, place: {**document[place], **members}} if place else {**document, **members}

    @pytest.mark.conformance("OB3-P-17")
    @pytest.mark.parametrize(("place", "members"), UNDEFINED, ids=str)
    def test_it_is_invalid_under_rdf(self, place, members, sealed):
        document = read_object(sealed())
        changed = {**document, place: {**document[place], **members}} if place else {**document, **members}

        report = report_on(write(changed))

        assert (report.verdict, report.code) == (Verdict.INVALID, "context_refused")

    @pytest.mark.conformance("OB3-P-17")
    @pytest.mark.parametrize("form", [Form.EDDSA_JCS_2022, Form.VC_JWT])
    @pytest.mark.parametrize(("place", "members"), UNDEFINED, ids=str)
    def test_it_is_a_note_under_jcs_and_jwt(self, place, members, form, signer):
        document = self.changed(signer, place, members)
        data = signed(document, signer) if form is Form.EDDSA_JCS_2022 else vc_jwt.make(document, signer).encode()

        report = report_on(data)

        assert report.verdict is VALID
        assert any(repr(next(iter(members))) in note for note in report.notes)

    @pytest.mark.parametrize("address", ["relative", "../up", "#fragment", "//host/path", "?query"])
    def test_an_address_that_is_none_is_invalid_under_rdf(self, address, signer, sealed):
        document = read_object(sealed())
        achievement = {**document["credentialSubject"]["achievement"], "id": address}
        changed = {**document, "credentialSubject": {**document["credentialSubject"], "achievement": achievement}}

        assert report_on(write(changed)).verdict is Verdict.INVALID

    def test_a_sound_badge_has_no_such_note(self, sealed):
        for form in Form:
            assert report_on(sealed(form)).notes == ()


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


@pytest.mark.parametrize("kind", [KeyKind.P256, KeyKind.RSA])
def test_a_did_key_of_another_kind_signs_tokens_too(kind, signer):
    private = generate(kind)
    local = LocalSigner(private, did_key.method_of(private.public()))
    document = draft_of(local, issuer=issuer_of(local))

    token = seal(lint(document), local, forms=[Form.VC_JWT], created=NOON)[Form.VC_JWT]

    assert report_on(token).verdict is VALID
