"""Records of learning and endorsements: written, read, and each thing inside judged on its own."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime, timedelta

import pytest
from library.tests.making import ACHIEVEMENT, NOON, draft_of, issuer_of

from openbadgekit import contexts, proofs
from openbadgekit.canonical import rdfc
from openbadgekit.documents import vp
from openbadgekit.errors import LintRefused
from openbadgekit.issue import Form, association, endorsement, lint, plain, record, seal
from openbadgekit.keys import KeyKind, did_key, generate
from openbadgekit.keys.documents import PublishedKey
from openbadgekit.keys.documents import write as key_document
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.limits import LIMITS
from openbadgekit.reading import read_object, write
from openbadgekit.status import bitstring_list
from openbadgekit.verify import contents
from openbadgekit.verify.judge import judge
from openbadgekit.verify.needs import needs
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Outcome, Verdict
from openbadgekit.verify.resources import Resource

FROM = datetime(2026, 3, 1, tzinfo=UTC)
GUILD, LADDER = "https://guild.example/", "https://pantry.example/badges/ladder"
RECORD_ID = "urn:uuid:9e0b4c6a-4f0f-4b57-a5a1-1f4f2ce0a111"


def signer_of(kind=KeyKind.ED25519):
    private = generate(kind)
    return LocalSigner(private, did_key.method_of(private.public()))


@pytest.fixture(scope="module")
def guild():
    """Another issuer, with a key of another kind."""
    return signer_of(KeyKind.P256)


def sealed_record(by, credentials, form=Form.EDDSA_RDFC_2022, **changes):
    values = {
        "credential_id": RECORD_ID,
        "issuer": issuer_of(by),
        "subject": {"id": "urn:uuid:1e3b8f4a-0a94-4f0e-8a3e-2f6a1f9f0b11"},
        "name": "What Ana learned",
        "credentials": credentials,
        "valid_from": FROM,
        "achievements": [{**ACHIEVEMENT, "id": LADDER, "name": "Ladder"}],
        "associations": [association("isChildOf", source=ACHIEVEMENT["id"], target=LADDER)],
    }
    return seal(lint(record(**{**values, **changes})), by, forms=[form], created=NOON)[form]


@pytest.fixture
def inner(guild, sealed):
    """Two badges by two issuers."""
    other = seal(lint(draft_of(guild, name="Till")), guild, forms=[Form.ECDSA_JCS_2019], created=NOON)[Form.ECDSA_JCS_2019]
    return [read_object(sealed()), read_object(other)]


def report_on(data, resources=None, **policy):
    body = data if isinstance(data, bytes) else write(data)
    return judge(receive(body), resources or {}, policy=Policy(**policy), at=NOON)


@pytest.mark.conformance("CLR-01")
@pytest.mark.conformance("CLR-02")
@pytest.mark.conformance("CLR-03")
class TestRecord:
    @pytest.mark.conformance("CLR-01")
    @pytest.mark.conformance("CLR-04")
    @pytest.mark.parametrize("form", [Form.EDDSA_RDFC_2022, Form.EDDSA_JCS_2022, Form.VC_JWT, Form.VC_JOSE])
    def test_it_is_made_from_signed_credentials_and_valid(self, form, signer, inner):
        report = report_on(sealed_record(signer, inner, form, partial=True, description="So far.", awarded_date=FROM))

        assert (report.verdict, report.code) == (Verdict.VALID, None)
        assert report.credential.raw["@context"][:3] == [contexts.VC2, contexts.CLR2, contexts.OB3]
        assert report.credential.raw["partial"] is True

    @pytest.mark.conformance("CLR-03")
    def test_every_credential_inside_has_its_own_verdict(self, signer, inner, guild):
        report = report_on(sealed_record(signer, inner))

        assert [one.verdict for one in report.contained] == [Verdict.VALID, Verdict.VALID]
        assert [one.credential.issuer.id for one in report.contained] == [did_of(signer), did_of(guild)]

    @pytest.mark.conformance("CLR-03")
    @pytest.mark.parametrize("place", [0, 1])
    def test_a_false_one_inside_is_told_and_changes_nothing_outside(self, place, signer, inner):
        inner[place]["name"] = "Something else"

        report = report_on(sealed_record(signer, inner))

        assert report.verdict is Verdict.VALID
        assert report.contained[place].code == "proof_invalid"
        assert report.contained[1 - place].verdict is Verdict.VALID

    @pytest.mark.conformance("CLR-03")
    def test_what_was_changed_inside_after_signing_breaks_the_record_too(self, signer, inner):
        document = read_object(sealed_record(signer, inner))
        document["credentialSubject"]["verifiableCredential"][0]["name"] = "Something else"

        assert report_on(document).code == "proof_invalid"

    @pytest.mark.conformance("CLR-02")
    def test_associations_are_shown_by_name(self, signer, inner):
        report = report_on(sealed_record(signer, inner))

        [link] = report.associations
        assert (link.source_name, link.kind, link.target_name) == ("Safe Shelf", "isChildOf", "Ladder")
        assert report.as_json()["associations"][0]["target"] == LADDER
        assert [one["verdict"] for one in report.as_json()["contained"]] == ["valid", "valid"]

    @pytest.mark.conformance("CLR-02")
    def test_a_token_in_an_envelope_is_read_although_the_schema_has_none(self, signer, sealed, inner):
        envelope = {"@context": contexts.VC2, "type": vp.ENVELOPED, "id": vp.ENVELOPE + sealed(Form.VC_JOSE).decode()}
        document = proofs.without_proof(read_object(sealed_record(signer, inner)))
        document["credentialSubject"]["verifiableCredential"] = [envelope]
        signed = proofs.attach(document, proofs.eddsa_rdfc_2022.make(document, signer, created=NOON))

        with pytest.raises(LintRefused):
            sealed_record(signer, [envelope])
        report = report_on(signed)

        assert report.verdict is Verdict.VALID
        assert [one.verdict for one in report.contained] == [Verdict.VALID]

    @pytest.mark.parametrize("odd", [5, "no token", {"type": vp.ENVELOPED, "id": "data:,"}])
    def test_what_cannot_be_read_inside_is_told_as_such(self, odd, signer, inner):
        document = read_object(sealed_record(signer, inner))
        document["credentialSubject"]["verifiableCredential"] = [odd]

        assert [one.verdict for one in report_on(document).contained] == [Verdict.UNREADABLE]

    @pytest.mark.conformance("CLR-02")
    @pytest.mark.parametrize(
        "changes",
        [
            {"credentials": []},
            {"subject": {}},
            {"name": ""},
            {"associations": [association("isCousinOf", source=ACHIEVEMENT["id"], target=LADDER)]},
            {"associations": [association("isChildOf", source="https://pantry.example/nowhere", target=LADDER)]},
            {"issuer": {"id": "urn:uuid:1", "type": ["Profile"]}},
        ],
        ids=str,
    )
    def test_one_that_breaks_the_model_is_not_signed(self, changes, signer, inner):
        with pytest.raises(LintRefused):
            sealed_record(signer, changes.pop("credentials", inner), **changes)

    @pytest.mark.conformance("CLR-02")
    def test_unsigned_contents_are_not_signed_over(self, signer, document):
        with pytest.raises(LintRefused, match="not signed"):
            sealed_record(signer, [proofs.without_proof(document)])

    def test_keys_and_lists_of_the_inside_are_asked_for_after_those_of_the_record(self, signer, inner):
        web = LocalSigner(generate(), "did:web:inner.example#1")
        entry = bitstring_list.entry(list_url="https://inner.example/list", index=94, purpose="revocation")
        one = read_object(
            seal(lint(draft_of(web, status=[entry])), web, forms=[Form.EDDSA_JCS_2022], created=NOON)[Form.EDDSA_JCS_2022]
        )
        body = sealed_record(LocalSigner(generate(), "did:web:outer.example#1"), [one, *inner])

        asked = [need.url for need in needs(receive(body), {})]

        assert asked == [
            "https://outer.example/.well-known/did.json",
            "https://inner.example/.well-known/did.json",
            "https://inner.example/list",
        ]

    def test_the_recipient_question_is_asked_of_the_record_alone(self, signer, inner):
        report = report_on(sealed_record(signer, inner), recipient="nobody@pantry.example")

        assert report.code == "recipient_mismatch"
        assert [one.verdict for one in report.contained] == [Verdict.VALID, Verdict.VALID]

    def test_a_record_with_very_many_says_that_not_all_were_looked_at(self, signer, sealed):
        names = [f"urn:uuid:00000000-0000-4000-8000-{number:012}" for number in range(LIMITS.contained + 1)]
        many = [read_object(sealed(Form.EDDSA_JCS_2022, credential_id=name)) for name in names]

        report = report_on(sealed_record(signer, many, Form.EDDSA_JCS_2022))

        assert [one.verdict for one in report.contained] == [Verdict.VALID] * LIMITS.contained
        assert any(f"first {LIMITS.contained}" in note for note in report.notes)

    def test_a_record_inside_a_record_is_judged_but_not_opened(self, signer, inner):
        nested = read_object(sealed_record(signer, inner, credential_id="urn:uuid:0f0f1c6e-3a4d-4f7e-9b43-51f6f1f9c0de"))

        report = report_on(sealed_record(signer, [nested], associations=(), achievements=()))

        assert [one.verdict for one in report.contained] == [Verdict.VALID]
        assert report.contained[0].contained == ()

    @pytest.mark.conformance("CLR-03")
    def test_the_published_record_holds_under_its_issuers_key(self, standards):
        document = json.loads((standards / "credentials/clr2-1edtech/simple.json").read_text())
        method = document["proof"][0]["verificationMethod"]
        profile = {
            "id": document["issuer"]["id"],
            "verificationMethod": [
                {
                    "id": method,
                    "type": "Multikey",
                    "publicKeyMultibase": method.partition("#")[2],
                    "controller": document["issuer"]["id"],
                }
            ],
        }
        url = document["issuer"]["id"]

        report = report_on(document, {url: Resource(url, write(profile))})

        assert report.verdict is Verdict.VALID
        assert [(one.verdict, one.code) for one in report.contained] == [(Verdict.UNKNOWN, "key_unresolvable")]
        assert [(one.source_name, one.target_name) for one in report.associations] == [("Achievement 1", "Achievement 2")]


def did_of(signer):
    return signer.verification_method.partition("#")[0]


class TestPresentation:
    def presented(self, *held):
        return {"@context": [contexts.VC2], "type": ["VerifiablePresentation"], "verifiableCredential": list(held)}

    def test_it_is_no_credential_but_those_inside_are_judged(self, document, sealed):
        envelope = {"@context": contexts.VC2, "type": vp.ENVELOPED, "id": vp.ENVELOPE + sealed(Form.VC_JWT).decode()}

        report = report_on(self.presented(document, envelope))

        assert (report.verdict, report.code) == (Verdict.INVALID, "type_wrong")
        assert [one.verdict for one in report.contained] == [Verdict.VALID, Verdict.VALID]

    def test_a_changed_one_inside_is_told(self, document):
        report = report_on(self.presented({**document, "name": "Safer Shelf"}))

        assert [one.code for one in report.contained] == ["proof_invalid"]


def endorsed_by(by, form=Form.EDDSA_RDFC_2022, **changes):
    values = {
        "credential_id": "urn:uuid:2f0a1c51-6d5f-4cf7-8ad0-0b0d2c6f9a11",
        "issuer": {**issuer_of(by), "name": "The Food Guild"},
        "about": ACHIEVEMENT["id"],
        "name": "A word for Safe Shelf",
        "comment": "We hire by it.",
        "valid_from": FROM,
    }
    return seal(lint(endorsement(**{**values, **changes})), by, forms=[form], created=NOON)[form]


def backed_badge(signer, *, token=None, place="badge", **endorsement_of):
    """A badge with one endorsement at a place."""
    member = {"endorsementJwt": [token]} if token else {"endorsement": [endorsement_of["embedded"]]}
    changes = {"achievement": {**ACHIEVEMENT, **member}} if place == "achievement" else {}
    changes |= {"issuer": {**issuer_of(signer), **member}} if place == "issuer" else {}
    document = draft_of(signer, **changes).document
    if place == "badge":
        document = {**document, **member}
    return seal(lint(plain(document)), signer, forms=[Form.EDDSA_RDFC_2022], created=NOON)[Form.EDDSA_RDFC_2022]


@pytest.mark.conformance("OB3-P-16")
class TestEndorsement:
    @pytest.mark.parametrize("form", [Form.ECDSA_RDFC_2019, Form.ECDSA_JCS_2019, Form.VC_JWT, Form.VC_JOSE])
    def test_it_is_a_credential_of_its_own(self, form, guild):
        report = report_on(endorsed_by(guild, form, description="From us", awarded_date=FROM, valid_until=NOON))

        assert report.verdict is Verdict.VALID
        assert report.credential.raw["credentialSubject"]["endorsementComment"] == "We hire by it."

    @pytest.mark.parametrize(
        "changes", [{"about": "not an address"}, {"name": ""}, {"comment": 5}, {"credential_id": "x"}], ids=str
    )
    def test_one_that_breaks_the_model_is_not_signed(self, changes, guild):
        with pytest.raises(LintRefused):
            endorsed_by(guild, Form.ECDSA_JCS_2019, **changes)

    @pytest.mark.conformance("OB3-P-16")
    @pytest.mark.parametrize("form", [Form.ECDSA_RDFC_2019, Form.ECDSA_JCS_2019])
    @pytest.mark.parametrize("place", ["badge", "achievement"])
    def test_embedded_it_is_told_beside_the_verdict(self, place, form, signer, guild):
        report = report_on(backed_badge(signer, place=place, embedded=read_object(endorsed_by(guild, form))))

        assert report.verdict is Verdict.VALID
        assert [one.verdict for one in report.endorsements] == [Verdict.VALID]
        assert told(report) == [(Outcome.PASSED, None)]

    @pytest.mark.conformance("OB3-P-16")
    @pytest.mark.parametrize("form", [Form.VC_JWT, Form.VC_JOSE])
    def test_as_a_token_it_is_told_beside_the_verdict(self, form, signer, guild):
        report = report_on(backed_badge(signer, token=endorsed_by(guild, form).decode()))

        assert told(report) == [(Outcome.PASSED, None)]
        assert report.as_json()["endorsements"][0]["credential"]["issuer"]["name"] == "The Food Guild"

    @pytest.mark.conformance("OB3-P-16")
    @pytest.mark.parametrize(
        ("place", "about", "outcome"),
        [
            ("badge", "https://elsewhere.example/badge", Outcome.FAILED),
            ("badge", "urn:uuid:5d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d10", Outcome.PASSED),
            ("achievement", "urn:uuid:5d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d10", Outcome.FAILED),
            ("issuer", ACHIEVEMENT["id"], Outcome.FAILED),
        ],
    )
    def test_it_must_be_about_what_it_stands_at(self, place, about, outcome, signer, guild):
        embedded = read_object(endorsed_by(guild, Form.ECDSA_JCS_2019, about=about))

        report = report_on(backed_badge(signer, place=place, embedded=embedded))

        assert report.verdict is Verdict.VALID
        assert [one for one, _ in told(report)] == [outcome]

    @pytest.mark.conformance("OB3-P-16")
    @pytest.mark.parametrize("member", ["name", "validFrom", "issuer", "credentialSubject"])
    def test_a_changed_one_fails_and_changes_nothing(self, member, signer, guild):
        embedded = copy.deepcopy(read_object(endorsed_by(guild, Form.ECDSA_JCS_2019)))
        embedded[member] = {
            "name": "Other",
            "validFrom": "2026-02-01T00:00:00Z",
            "issuer": {**embedded["issuer"], "name": "The Bank"},
            "credentialSubject": {**embedded["credentialSubject"], "endorsementComment": "Not at all."},
        }[member]

        report = report_on(backed_badge(signer, embedded=embedded))

        assert report.verdict is Verdict.VALID
        assert told(report) == [(Outcome.FAILED, "endorsement_invalid")]
        assert report.endorsements[0].code == "proof_invalid"

    @pytest.mark.conformance("OB3-P-16")
    def test_one_that_expired_fails(self, signer, guild):
        embedded = read_object(endorsed_by(guild, Form.ECDSA_JCS_2019, valid_until=NOON - timedelta(days=1)))

        report = report_on(backed_badge(signer, embedded=embedded))

        assert (report.verdict, report.endorsements[0].code) == (Verdict.VALID, "expired")

    @pytest.mark.conformance("OB3-P-16")
    def test_one_whose_keys_or_list_cannot_be_seen_stays_open(self, signer):
        web = LocalSigner(generate(), "did:web:guild.example#1")
        entry = bitstring_list.entry(list_url="https://guild.example/list", index=94, purpose="revocation")
        body = backed_badge(signer, embedded=read_object(endorsed_by(web, Form.EDDSA_JCS_2022, status=[entry])))
        keys = write(key_document("did:web:guild.example", [PublishedKey(web.verification_method, web.private.public())]))
        url = "https://guild.example/.well-known/did.json"

        without, with_keys = report_on(body), report_on(body, {url: Resource(url, keys)})

        assert told(without) == told(with_keys) == [(Outcome.UNKNOWN, "endorsement_invalid")]
        assert without.endorsements[0].code == "key_unresolvable"
        assert with_keys.endorsements[0].code == "status_unavailable"

    @pytest.mark.conformance("OB3-P-16")
    @pytest.mark.parametrize("token", ["nonsense", "a.b.c", "e30.e30.AAAA"])
    def test_a_token_that_holds_none_fails(self, token, signer):
        document = {**draft_of(signer).document, "endorsementJwt": [token]}
        proof = proofs.eddsa_rdfc_2022.make(document, signer, created=NOON)

        report = report_on(proofs.attach(document, proof))

        assert report.verdict is Verdict.VALID
        assert [code for _, code in told(report)] == ["endorsement_invalid"]

    def test_no_more_than_the_limit_is_looked_at(self, signer, guild):
        one = read_object(endorsed_by(guild, Form.ECDSA_JCS_2019))
        view = receive(write({**draft_of(signer).document, "endorsement": [one] * 40})).view()

        assert len(contents.endorsements(view)) == LIMITS.endorsements


def told(report):
    return [(item.outcome, item.code) for item in report.checks if item.step == "endorsements"]


@pytest.mark.conformance("VC-02")
class TestRelatedResource:
    """What is seen anyway is compared with what was signed."""

    URL = "https://outer.example/.well-known/did.json"

    @pytest.fixture
    def web(self):
        return LocalSigner(generate(), "did:web:outer.example#1")

    def badge(self, web, body):
        import base64
        import hashlib

        digest = base64.b64encode(hashlib.sha384(body).digest()).decode()
        document = {**draft_of(web).document, "relatedResource": [{"id": self.URL, "digestSRI": f"sha384-{digest}"}]}
        return seal(lint(plain(document)), web, forms=[Form.EDDSA_RDFC_2022], created=NOON)[Form.EDDSA_RDFC_2022]

    @pytest.mark.conformance("VC-02")
    def test_the_same_bytes_are_valid(self, web):
        keys = write(key_document("did:web:outer.example", [PublishedKey(web.verification_method, web.private.public())]))

        assert report_on(self.badge(web, keys), {self.URL: Resource(self.URL, keys)}).verdict is Verdict.VALID

    @pytest.mark.conformance("VC-02")
    def test_other_bytes_are_malformed(self, web):
        keys = write(key_document("did:web:outer.example", [PublishedKey(web.verification_method, web.private.public())]))

        report = report_on(self.badge(web, keys + b" "), {self.URL: Resource(self.URL, keys)})

        assert (report.verdict, report.code) == (Verdict.INVALID, "malformed")


@pytest.mark.parametrize("name", ["clrv2p0"])
def test_the_canonical_form_of_the_implementation_guide_is_ours(name, standards):
    """The guide's record names contexts of its own time; its proof options are the same for everybody."""
    options = {
        "@context": [contexts.VC2],
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2010-01-01T19:23:24Z",
        "verificationMethod": "https://example.edu/issuers/565049#z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi",
        "proofPurpose": "assertionMethod",
    }
    published = (standards / "vectors/ob-impl-guide" / name / "proof-canon.txt").read_text()

    assert rdfc.canonical_document(options).decode() == published
