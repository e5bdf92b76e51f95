"""Truly signed badges whose words mean something else are refused, one change each."""

from __future__ import annotations

import json

import pytest
from library.tests.hostile import VALID, report_on, signed, signed_with
from library.tests.making import NOON, draft_of

from openbadgekit import contexts
from openbadgekit.errors import ContextRefused
from openbadgekit.issue import Form
from openbadgekit.proofs import eddsa_jcs_2022, eddsa_rdfc_2022, vc_jwt
from openbadgekit.reading import read_object, write
from openbadgekit.verify.needs import needs
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict

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

    @pytest.mark.conformance("OB3-P-17")
    @pytest.mark.parametrize("context", [*LOOK_ALIKES[:3], *INLINE[:3], {"salary": "https://evil.example/#pay"}, {}], ids=repr)
    def test_none_hides_in_a_proof_within_the_options_of_a_proof(self, context, signer):
        """Options of an RDF suite are expanded too: what their own ``proof`` brings must not give words a meaning."""
        document = draft_of(signer).document
        document["@context"].append("https://w3id.org/security/data-integrity/v2")  # defines ``proof`` in every place
        inner = {"@context": context} | ({"salary": "1"} if "salary" in str(context) else {})

        with pytest.raises(ContextRefused):
            eddsa_rdfc_2022.make(document, signer, created=NOON, more={"proof": inner})

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
