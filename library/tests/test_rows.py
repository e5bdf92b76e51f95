"""Rows of the conformance list that no other file shows: recipients, tokens, schemas, endorsements, languages."""

from __future__ import annotations

import hashlib

import pytest
from library.tests.making import ACHIEVEMENT, NOON, draft_of, issuer_of

from openbadgekit import contexts, proofs
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.issue import Form
from openbadgekit.keys import did_key, generate
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import eddsa_jcs_2022, jose, vc_jwt
from openbadgekit.reading import read_object, write
from openbadgekit.verify.judge import judge
from openbadgekit.verify.needs import needs
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import STEPS, Outcome, Verdict


def signed(document, signer):
    bare = proofs.without_proof(document)
    return proofs.attach(bare, eddsa_jcs_2022.make(bare, signer, created=NOON))


def report_on(document, *, recipient=None):
    return judge(receive(write(document)), {}, policy=Policy(recipient=recipient), at=NOON)


def checks_of(report, step):
    return [item for item in report.checks if item.step == step]


def identity(name, address, salt="", **changes):
    digest = hashlib.new(name, (address + salt).encode(), usedforsecurity=False).hexdigest()
    members = {"type": "IdentityObject", "hashed": True, "identityHash": f"{name}${digest}", "identityType": "emailAddress"}
    return {**members, **({"salt": salt} if salt else {}), **changes}


class TestRecipient:
    ADDRESS = "ana@pantry.example"

    def about(self, signer, *identifiers):
        subject = {"id": "urn:uuid:1", "identifier": list(identifiers)}
        return signed(draft_of(signer, subject=subject).document, signer)

    @pytest.mark.conformance("OB3-H-02")
    @pytest.mark.conformance("OB3-H-03")
    @pytest.mark.parametrize("salt", ["", "Kosher", "ünïcode"])
    @pytest.mark.parametrize("spell", [str, str.upper])
    def test_a_hash_fits_in_either_case_of_its_letters(self, salt, spell, signer):
        whole = identity("sha256", self.ADDRESS, salt)
        name, _, digest = whole["identityHash"].partition("$")
        document = self.about(signer, {**whole, "identityHash": f"{name}${spell(digest)}"})

        assert report_on(document, recipient=self.ADDRESS).verdict is Verdict.VALID
        assert report_on(document, recipient="ben@pantry.example").code == "recipient_mismatch"

    @pytest.mark.conformance("OB3-H-04")
    def test_md5_is_read_and_never_written(self, signer, sealed):
        assert report_on(self.about(signer, identity("md5", self.ADDRESS, "x")), recipient=self.ADDRESS).verdict is Verdict.VALID

        from openbadgekit.issue import hashed_identifier

        assert hashed_identifier(self.ADDRESS, salt="x")["identityHash"].startswith("sha256$")

    @pytest.mark.conformance("OB3-H-03")
    @pytest.mark.parametrize(
        "change",
        [{"salt": "other"}, {"hashed": False}, {"identityHash": "sha256$"},
         {"identityHash": "sha1$da39a3ee5e6b4b0d3255bfef95601890afd80709"},
         {"identityHash": "sha256$" + "0" * 64}, {"identityHash": "ana@pantry.example"}],
        ids=str,
    )  # fmt: skip
    def test_a_hash_of_something_else_does_not_fit(self, change, signer):
        document = self.about(signer, {**identity("sha256", self.ADDRESS, "Kosher"), **change})

        assert report_on(document, recipient=self.ADDRESS).verdict is not Verdict.VALID

    @pytest.mark.conformance("OB3-H-03")
    def test_any_identifier_that_fits_is_enough(self, signer):
        plain = {"type": "IdentityObject", "hashed": False, "identityHash": "K-17", "identityType": "sourcedId"}
        document = self.about(signer, identity("sha256", self.ADDRESS, "x"), plain)

        for asked in (self.ADDRESS, "K-17", "urn:uuid:1"):
            assert report_on(document, recipient=asked).verdict is Verdict.VALID

    @pytest.mark.conformance("OB3-H-06")
    @pytest.mark.parametrize("asked", ["Ana@Pantry.Example", "  ana@pantry.example\n", "ANA@PANTRY.EXAMPLE"])
    def test_an_address_is_asked_for_in_its_usual_spellings(self, asked, signer):
        assert report_on(self.about(signer, identity("sha256", self.ADDRESS)), recipient=asked).verdict is Verdict.VALID


@pytest.mark.conformance("OB3-P-03")
@pytest.mark.conformance("OB3-P-04")
def test_a_token_repeats_the_badge_in_its_claims_and_nothing_else(sealed, signer):
    jws = jose.read(sealed(Form.VC_JWT))

    payload = read_object(jws.payload)

    assert jws.header == {"alg": "EdDSA", "kid": signer.verification_method, "typ": "JWT"}
    assert payload["iss"] == payload["issuer"]["id"]
    assert payload["jti"] == payload["id"]
    assert payload["sub"] == payload["credentialSubject"]["id"]
    assert (payload["nbf"], payload["exp"]) == (1_772_323_200, 1_835_481_600)
    assert "vc" not in payload
    assert set(payload) - set(vc_jwt.credential_of(jws)) == {"iss", "jti", "sub", "nbf", "exp"}


SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"


class TestSchema:
    def with_schema(self, signer, url, **changes):
        named = [{"id": url, "type": "1EdTechJsonSchemaValidator2019"}]
        return signed({**draft_of(signer, **changes).document, "credentialSchema": named}, signer)

    @pytest.mark.conformance("OB3-P-10")
    def test_the_schema_that_is_known_here_is_kept(self, signer):
        assert checks_of(report_on(self.with_schema(signer, SCHEMA)), "schema")[0].outcome is Outcome.PASSED

    @pytest.mark.conformance("OB3-P-10")
    def test_one_that_cannot_be_had_decides_nothing_and_is_not_asked_for(self, signer):
        document = self.with_schema(signer, "https://gone.example/schema.json")

        report = report_on(document)

        assert report.verdict is Verdict.VALID
        assert checks_of(report, "schema")[0].outcome is Outcome.NOT_APPLICABLE
        assert needs(receive(write(document)), {}) == ()

    @pytest.mark.conformance("OB3-P-10")
    @pytest.mark.parametrize("schema", [{"type": "JsonSchema"}, {"id": SCHEMA}, {"id": "x", "type": "JsonSchema"}, "text", 5])
    def test_one_that_is_no_schema_is_malformed(self, schema, signer):
        report = report_on(signed({**draft_of(signer).document, "credentialSchema": schema}, signer))

        assert (report.verdict, report.code) == (Verdict.INVALID, "malformed")


class TestEndorsement:
    def endorsement(self, by, **changes):
        document = {
            "@context": [contexts.VC2, contexts.OB3],
            "id": "urn:uuid:2f0a1c51-6d5f-4cf7-8ad0-0b0d2c6f9a11",
            "type": ["VerifiableCredential", "EndorsementCredential"],
            "name": "We rely on it",
            "issuer": {**issuer_of(by), "name": "The Food Guild"},
            "validFrom": "2026-03-01T00:00:00Z",
            "credentialSubject": {"id": ACHIEVEMENT["id"], "type": ["EndorsementSubject"], "endorsementComment": "Sound."},
        }
        return signed({**document, **changes}, by)

    @pytest.fixture
    def guild(self):
        private = generate()
        return LocalSigner(private, did_key.method_of(private.public()))

    def badge(self, signer, **places):
        achievement = {**ACHIEVEMENT, **places.get("achievement", {})}
        document = {**draft_of(signer, achievement=achievement).document, **places.get("badge", {})}
        return signed(document, signer)

    @pytest.mark.conformance("OB3-P-16")
    @pytest.mark.parametrize("place", ["badge", "achievement"])
    def test_a_good_one_is_told_beside_the_verdict(self, place, signer, guild):
        report = report_on(self.badge(signer, **{place: {"endorsement": [self.endorsement(guild)]}}))

        told = checks_of(report, "endorsements")
        assert report.verdict is Verdict.VALID
        assert [item.outcome for item in told] == [Outcome.PASSED]
        assert "The Food Guild" in told[0].detail

    @pytest.mark.conformance("OB3-P-16")
    def test_one_as_a_token_is_told_too(self, signer, guild):
        token = vc_jwt.make(proofs.without_proof(self.endorsement(guild)), guild)

        report = report_on(self.badge(signer, badge={"endorsementJwt": [token]}))

        assert [item.outcome for item in checks_of(report, "endorsements")] == [Outcome.PASSED]

    @pytest.mark.conformance("OB3-P-16")
    @pytest.mark.parametrize(
        "damage",
        [
            {"name": "We do not rely on it"},
            {"proof": []},
            {"type": ["VerifiableCredential"]},
            {"validUntil": "2026-04-01T00:00:00Z"},
        ],
        ids=str,
    )
    def test_a_bad_one_changes_nothing_and_is_told(self, damage, signer, guild):
        broken = {**self.endorsement(guild), **damage}

        report = report_on(self.badge(signer, badge={"endorsement": [broken]}))

        told = checks_of(report, "endorsements")
        assert report.verdict is Verdict.VALID
        assert [(item.outcome, item.code) for item in told] == [(Outcome.FAILED, "endorsement_invalid")]


class TestLanguages:
    @pytest.mark.conformance("VC-02")
    @pytest.mark.parametrize(
        "name",
        ["Safe Shelf", {"@value": "Silff Ddiogel", "@language": "cy"}, [{"@value": "Safe Shelf", "@language": "en"}],
         {"@value": "رف آمن", "@language": "ar", "@direction": "rtl"}],
        ids=str,
    )  # fmt: skip
    def test_a_name_may_say_its_language(self, name, signer):
        assert not [item for item in report_on(signed(self.plain(signer, name), signer)).checks if item.outcome is Outcome.FAILED]

    @pytest.mark.conformance("VC-02")
    @pytest.mark.parametrize("name", [{"@value": "x", "extra": "y"}, {"@language": "cy"}, {"cy": "Silff"}, 5, [], {}], ids=str)
    def test_anything_else_is_no_name(self, name, signer):
        report = report_on(signed(self.plain(signer, name), signer))

        assert (report.verdict, report.code) == (Verdict.INVALID, "malformed")

    def plain(self, signer, name):
        """A credential that is no badge: a badge's name is a plain text."""
        return {
            "@context": [contexts.VC2],
            "type": ["VerifiableCredential"],
            "name": name,
            "issuer": did_key.did_of(signer.private.public()),
            "credentialSubject": {"id": "urn:uuid:1"},
        }


@pytest.mark.conformance("JC-02")
@pytest.mark.parametrize("tail", ["~", "~WyJhIiwiYiJd~", "~WyJhIiwiYiJd~e30.e30.AA"])
def test_a_token_of_selective_disclosure_is_recognised_and_refused_by_name(tail, sealed):
    with pytest.raises(OpenBadgeKitError) as refused:
        receive(sealed(Form.VC_JWT) + tail.encode())

    assert refused.value.code == "proof_unsupported"
    assert "SD-JWT" in refused.value.sentence


@pytest.mark.conformance("OB3-P-18")
def test_the_report_tells_every_step_its_time_and_the_key(sealed, signer):
    report = judge(receive(sealed()), {}, policy=Policy(), at=NOON)

    assert [item.step for item in report.checks] == list(STEPS)
    assert report.method == signer.verification_method
    assert report.as_json()["at"] == "2026-11-24T12:00:00Z"
    assert all(item.detail for item in report.checks)
