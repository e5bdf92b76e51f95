"""The judge over what was seen beside the badge: its holder, status lists, key documents."""

from __future__ import annotations

from datetime import timedelta

import pytest
from library.tests.judged import LIST, verdict_of
from library.tests.making import NOON, draft_of, issuer_of

from openbadgekit import proofs
from openbadgekit.issue import Form, hashed_identifier, lint, seal
from openbadgekit.keys import multikey
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import eddsa_jcs_2022
from openbadgekit.reading import read_object, write
from openbadgekit.status import bitstring_list
from openbadgekit.verify.needs import needs
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict
from openbadgekit.verify.resources import FetchFailure, Resource


@pytest.mark.conformance("OB3-H-03")
@pytest.mark.conformance("OB3-P-15")
class TestRecipient:
    @pytest.fixture
    def badge(self, sealed):
        subject = {"id": "did:example:ana", "identifier": [hashed_identifier("ana@pantry.example", salt="0123456789abcdef")]}
        return sealed(subject=subject)

    @pytest.mark.parametrize("asked", ["ana@pantry.example", " Ana@Pantry.example ", "did:example:ana"])
    def test_it_is_about_her(self, badge, asked):
        assert verdict_of(badge, policy=Policy(recipient=asked)).verdict is Verdict.VALID

    @pytest.mark.parametrize("asked", ["ben@pantry.example", "did:example:ben", "sha256$"])
    def test_it_is_about_nobody_else(self, badge, asked):
        assert verdict_of(badge, policy=Policy(recipient=asked)).code == "recipient_mismatch"

    def test_the_question_is_not_in_the_report(self, badge):
        report = verdict_of(badge, policy=Policy(recipient="ben@pantry.example"))

        assert "ben@" not in str(report.as_json())


@pytest.mark.conformance("BSL-04")
@pytest.mark.conformance("BSL-05")
@pytest.mark.conformance("OB3-P-13")
class TestStatus:
    def badge(self, sealed, purpose="revocation", index=7):
        return sealed(status=[bitstring_list.entry(list_url=LIST, index=index, purpose=purpose)])

    def status_list(self, signer, *, bits=(), purpose="revocation", issuer=None, valid_from=NOON, **changes):
        document = bitstring_list.list_credential(
            list_url=LIST, issuer=issuer or issuer_of(signer)["id"], purpose=purpose,
            encoded=bitstring_list.build(bits), valid_from=valid_from, valid_until=changes.pop("valid_until", None),
        )  # fmt: skip
        subject = {**document["credentialSubject"], **changes}
        whole = {**document, "credentialSubject": subject}  # sealed without lint: strangers have none
        whole = proofs.attach(whole, eddsa_jcs_2022.make(whole, signer, created=NOON))
        return {LIST: Resource(LIST, write(whole))}

    def test_a_clear_bit_is_valid(self, sealed, signer):
        assert verdict_of(self.badge(sealed), self.status_list(signer)).verdict is Verdict.VALID

    def test_another_list_of_the_issuers_does_not_answer_for_it(self, sealed, signer):
        other = LIST.replace("status", "other")
        document = bitstring_list.list_credential(
            list_url=other, issuer=issuer_of(signer)["id"], purpose="revocation", encoded=bitstring_list.build([]), valid_from=NOON
        )
        whole = proofs.attach(document, eddsa_jcs_2022.make(document, signer, created=NOON))

        report = verdict_of(self.badge(sealed), {LIST: Resource(LIST, write(whole))})

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "status_invalid")

    @pytest.mark.parametrize(("purpose", "code"), [("revocation", "revoked"), ("suspension", "suspended")])
    def test_a_set_bit_says_what_it_is_for(self, purpose, code, sealed, signer):
        report = verdict_of(self.badge(sealed, purpose), self.status_list(signer, bits=[7], purpose=purpose))

        assert (report.verdict, report.code) == (Verdict.INVALID, code)

    def test_revoked_is_said_before_expired(self, sealed, signer):
        report = verdict_of(self.badge(sealed), self.status_list(signer, bits=[7]), at=NOON + timedelta(days=1000))

        assert report.code == "revoked"

    @pytest.mark.parametrize(
        "changes",
        [
            {"purpose": "suspension"},
            {"issuer": "did:web:stranger.example"},
            {"valid_from": NOON + timedelta(days=2)},
            {"valid_from": NOON - timedelta(days=9), "valid_until": NOON - timedelta(days=2)},
            {"encodedList": "uH4sIAAAAAAAAA2NgAAIAAAAA"},
            {"type": "Something"},
        ],
        ids=str,
    )
    def test_an_unusable_list_leaves_it_open(self, changes, sealed, signer):
        report = verdict_of(self.badge(sealed), self.status_list(signer, **changes))

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "status_invalid")

    def test_a_changed_list_leaves_it_open(self, sealed, signer):
        body = read_object(self.status_list(signer, bits=[7])[LIST].body)
        body["credentialSubject"]["encodedList"] = bitstring_list.build([])

        report = verdict_of(self.badge(sealed), {LIST: Resource(LIST, write(body))})

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "status_invalid")

    @pytest.mark.parametrize("reason", ["unreachable", "timeout", "refused", "too_large", "status", "offline"])
    def test_an_unreachable_list_leaves_it_open(self, reason, sealed):
        report = verdict_of(self.badge(sealed), {LIST: FetchFailure(LIST, reason)})

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "status_unavailable")

    def test_a_place_beyond_the_list_leaves_it_open(self, sealed, signer):
        assert verdict_of(self.badge(sealed, index=200_000), self.status_list(signer)).verdict is Verdict.UNKNOWN

    def test_the_list_is_what_is_needed(self, sealed):
        received = receive(self.badge(sealed))

        assert [need.url for need in needs(received, {})] == [LIST]
        assert needs(received, {LIST: FetchFailure(LIST, "timeout")}) == ()


@pytest.mark.conformance("OB3-P-07")
@pytest.mark.conformance("OB3-P-08")
class TestDidWeb:
    @pytest.fixture
    def web(self, signer):
        did = "did:web:pantry.example:o:us"
        local = LocalSigner(signer.private, f"{did}#key-1")
        draft = draft_of(signer, issuer={"id": did, "type": ["Profile"], "name": "The Pantry"})
        badge = seal(lint(draft), local, forms=[Form.EDDSA_JCS_2022], created=NOON)[Form.EDDSA_JCS_2022]
        url = "https://pantry.example/o/us/did.json"
        method = {
            "id": f"{did}#key-1",
            "type": "Multikey",
            "controller": did,
            "publicKeyMultibase": multikey.write(signer.private.public()),
        }
        return badge, url, {"id": did, "verificationMethod": [method], "assertionMethod": [f"{did}#key-1"]}

    def test_it_is_valid_under_a_key_that_the_issuer_lists(self, web):
        badge, url, document = web

        assert verdict_of(badge, {url: Resource(url, write(document))}).verdict is Verdict.VALID

    def test_without_the_document_it_is_unknown(self, web):
        badge, url, _ = web

        report = verdict_of(badge, {url: FetchFailure(url, "unreachable")})

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "key_unresolvable")

    @pytest.mark.parametrize(
        "change",
        [
            {"assertionMethod": []},
            {"verificationMethod": []},
        ],
    )
    def test_a_key_that_is_not_listed_for_it_makes_it_invalid(self, change, web):
        badge, url, document = web

        assert verdict_of(badge, {url: Resource(url, write({**document, **change}))}).code == "key_not_issuers"

    @pytest.mark.parametrize("body", [b"<html>", b"[]", b"{}", b'{"id":"did:web:other.example"}'])
    def test_a_document_that_is_none_leaves_it_open(self, body, web):
        badge, url, _ = web

        assert verdict_of(badge, {url: Resource(url, body)}).verdict is Verdict.UNKNOWN
