"""The documents of Open Badges 2.0: what breaks them, what they were called before, and what may be added."""

from __future__ import annotations

import pytest
from library.tests import older
from library.tests.hosted import check_of, report_on
from library.tests.older import AWARD, BADGE, HOST, V2

from openbadgekit.reading import write
from openbadgekit.verify.report import Outcome, Verdict
from openbadgekit.verify.resources import Resource


@pytest.mark.conformance("OB2-01")
class TestStructure:
    @pytest.mark.parametrize(
        "change",
        [
            {"recipient": None},
            {"recipient": {"type": "email", "identity": 7, "hashed": False}},
            {"recipient": {"type": "email", "identity": "a@b.example"}},
            {"badge": None},
            {"badge": [BADGE, BADGE]},
            {"issuedOn": None},
            {"issuedOn": 1_700_000_000},
            {"issuedOn": "2026-03-01"},
            {"expires": "never"},
            {"verification": {}},
            {"image": "data:image/png;base64,iVBORw0KGgo="},
            {"image": {"id": "DATA:image/png;base64,iVBORw0KGgo="}},
            {"revoked": "no"},
            {"evidence": [7]},
        ],
        ids=str,
    )
    def test_a_published_award_that_breaks_the_tables_is_invalid(self, change):
        report = report_on(resources=older.hosted_world(award=older.award(**change)))

        assert report.verdict is Verdict.INVALID
        assert report.code in ("malformed", "key_not_issuers")

    @pytest.mark.parametrize("change", [{"name": None}, {"criteria": None}, {"type": "Criteria"}, {"image": 7}, {"issuer": None}])
    def test_a_badge_class_that_breaks_the_tables_is_invalid(self, change):
        assert report_on(resources=older.hosted_world(badge=older.badge(**change))).verdict is Verdict.INVALID

    @pytest.mark.parametrize("change", [{"name": None}, {"type": "Criteria"}, {"name": ["a", "b"]}])
    def test_an_issuer_that_breaks_the_tables_is_invalid(self, change):
        assert report_on(resources=older.hosted_world(issuer=older.issuer(**change))).verdict is Verdict.INVALID

    @pytest.mark.parametrize("change", [{"email": None}, {"url": None}])
    def test_an_issuer_without_a_mailbox_or_site_is_a_note(self, change):
        report = report_on(resources=older.hosted_world(issuer=older.issuer(**change)))

        assert report.verdict is Verdict.VALID
        assert report.notes

    @pytest.mark.parametrize(
        "context", [[V2, {"name": "https://evil.example/name"}], [V2, "https://evil.example/context.json"], [V2, None]], ids=str
    )
    def test_a_vocabulary_of_its_own_is_refused(self, context):
        document = {**older.award(), "@context": context}

        report = report_on(resources={**older.hosted_world(), AWARD: Resource(AWARD, write(document))})

        assert (report.verdict, report.code) == (Verdict.INVALID, "context_refused")

    def test_an_award_of_2_1_is_one_of_2_0(self):
        named = "https://purl.imsglobal.org/spec/ob/v2p1/ob_v2p1.jsonld"
        document = older.award(**{"@context": named})

        assert report_on(document, older.hosted_world(award=document)).verdict is Verdict.VALID


class TestOlderName:
    @pytest.mark.parametrize("url", [AWARD, f"{AWARD}?obversion=1"])
    def test_the_older_name_of_the_verification_is_the_same_word(self, url):
        document = older.award(verification=None, verify={"type": "hosted", "url": url})

        report = report_on(document, older.hosted_world(award=document))

        assert (report.verdict, report.notes) == (Verdict.VALID, ())

    def test_under_the_older_name_a_signed_award_must_be_signed_too(self):
        document = older.award(verification=None, verify={"type": "signed", "creator": f"{HOST}/key"})

        assert report_on(document).code == "proof_missing"

    def test_both_names_at_once_do_not_loosen_anything(self):
        document = older.award(verification={"type": "signed", "creator": f"{HOST}/key"}, verify={"type": "hosted", "url": AWARD})

        assert report_on(document, older.hosted_world(award=document)).verdict is Verdict.INVALID


@pytest.mark.conformance("OB2-12")
class TestExtensions:
    def with_addition(self, **members):
        addition = {
            "@context": "https://w3id.org/openbadges/extensions/geoCoordinatesExtension/context.json",
            "type": ["Extension", "extensions:GeoCoordinates"],
            "description": "Where the shelf stands",
            "geo": {"latitude": 52.1, "longitude": 4.3},
        }
        return older.hosted_world(award=older.award(**{"extensions:place": {**addition, **members}}))

    def test_an_addition_that_keeps_its_schema_is_said(self):
        report = report_on(resources=self.with_addition())

        assert report.verdict is Verdict.VALID
        assert check_of(report, "schema").outcome is Outcome.PASSED

    @pytest.mark.parametrize(
        "members", [{"description": 7}, {"geo": None}, {"geo": {"latitude": "52"}}, {"geo": "here"}, {"geo": []}], ids=str
    )
    def test_an_addition_that_breaks_its_schema_makes_it_invalid(self, members):
        report = report_on(resources=self.with_addition(**members))

        assert (report.verdict, report.code) == (Verdict.INVALID, "schema_failed")

    def test_an_award_without_additions_says_so(self):
        assert check_of(report_on(), "schema").outcome is Outcome.NOT_APPLICABLE

    def test_an_addition_of_an_unknown_kind_is_a_note(self):
        report = report_on(resources=self.with_addition(type=["Extension", "extensions:Horoscope"]))

        assert report.verdict is Verdict.VALID
        assert check_of(report, "schema").outcome is Outcome.NOT_APPLICABLE
        assert any("addition" in note for note in report.notes)
