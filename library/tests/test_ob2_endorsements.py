"""Endorsements of Open Badges 2.0: each told with its own outcome, and none changes the verdict."""

from __future__ import annotations

import pytest
from library.tests import older
from library.tests.hosted import check_of, report_on
from library.tests.older import AWARD, BADGE, HOST, ISSUER, V2

from openbadgekit.keys import generate
from openbadgekit.keys.model import KeyKind
from openbadgekit.reading import write
from openbadgekit.verify.report import Outcome, Verdict
from openbadgekit.verify.resources import Resource


@pytest.mark.conformance("OB2-08")
class TestEndorsements:
    ENDORSEMENT = f"{HOST}/endorsements/1"

    def endorsement(self, **changes):
        document = {
            "@context": V2,
            "id": "https://council.example/endorsements/1",
            "type": "Endorsement",
            "claim": {"id": BADGE, "endorsementComment": "We hire whoever holds it."},
            "issuer": "https://council.example/issuer",
            "issuedOn": "2026-01-01T00:00:00Z",
            "verification": {"type": "hosted"},
        }
        return older.changed(document, changes)

    def report(self, endorsement, **council):
        issuer = {**older.issuer(id="https://council.example/issuer", name="The Council"), **council}
        resources = {
            **older.hosted_world(badge=older.badge(endorsement=["https://council.example/endorsements/1"])),
            "https://council.example/endorsements/1": Resource("", write(endorsement)),
            "https://council.example/issuer": Resource("", write(issuer)),
        }
        return report_on(resources=resources)

    def test_it_is_believed_where_its_giver_publishes_it(self):
        found = check_of(self.report(self.endorsement()), "endorsements")

        assert found.outcome is Outcome.PASSED
        assert found.detail == "The Council endorses it: “We hire whoever holds it.”."

    @pytest.mark.parametrize(
        "change",
        [
            {"claim": {"id": f"{HOST}/badges/another"}},
            {"claim": None},
            {"issuer": ISSUER},
            {"id": "https://council.example/endorsements/2"},
            {"issuedOn": "2027-01-01T00:00:00Z"},
            {"expires": "2026-02-01T00:00:00Z"},
            {"revoked": True},
            {"verification": {"type": "signed"}},
            {"type": "Assertion"},
        ],
        ids=str,
    )
    def test_a_bad_one_is_said_and_changes_nothing(self, change):
        report = self.report(self.endorsement(**change))

        assert report.verdict is Verdict.VALID
        assert check_of(report, "endorsements").code == "endorsement_invalid"

    def signed(self, private, **council):
        """A world in which the badge class carries a signed endorsement."""
        document = self.endorsement(id="urn:uuid:7", verification={"type": "signed", "creator": "https://council.example/key"})
        profile = older.issuer(id="https://council.example/issuer", name="The Council", publicKey="https://council.example/key")
        key = older.key(private, id="https://council.example/key", owner="https://council.example/issuer")
        made = older.hosted_world(badge=older.badge(endorsement=[older.token(document, private).decode()]))
        return {**made, **older.world({**profile, **council}, key)}

    def test_a_signed_one_is_believed_under_a_key_of_its_giver(self):
        private = generate(KeyKind.P256)

        found = check_of(report_on(resources=self.signed(private)), "endorsements")

        assert found.outcome is Outcome.PASSED

    def test_a_signed_one_of_another_key_is_said_and_changes_nothing(self):
        resources = self.signed(generate(KeyKind.P256))
        stranger = older.key(generate(KeyKind.P256), id="https://council.example/key", owner="https://council.example/issuer")

        report = report_on(resources={**resources, **older.world(stranger)})

        assert report.verdict is Verdict.VALID
        assert check_of(report, "endorsements").outcome is Outcome.FAILED

    def test_a_signed_one_that_its_giver_took_back_is_said(self):
        resources = self.signed(generate(KeyKind.P256), revocationList="https://council.example/revoked")
        resources["https://council.example/revoked"] = Resource("", write({"revokedAssertions": ["urn:uuid:7"]}))

        assert check_of(report_on(resources=resources), "endorsements").outcome is Outcome.FAILED
        assert older.asked(write(older.award()), resources)[-2:] == [
            "https://council.example/key",
            "https://council.example/revoked",
        ]

    def test_one_that_does_not_answer_stays_open(self):
        resources = older.hosted_world(award=older.award(endorsement="https://council.example/endorsements/1"))

        found = check_of(report_on(resources=resources), "endorsements")

        assert found.outcome is Outcome.UNKNOWN

    def test_its_documents_are_asked_for(self):
        resources = older.hosted_world(badge=older.badge(endorsement="https://council.example/endorsements/1"))
        resources["https://council.example/endorsements/1"] = Resource("", write(self.endorsement()))

        giver = older.issuer(
            id="https://council.example/issuer", publicKey="https://council.example/key", revocationList="https://x.example/"
        )
        resources["https://council.example/issuer"] = Resource("", write(giver))

        wanted = older.asked(write(older.award()), resources)

        assert wanted == [AWARD, BADGE, ISSUER, "https://council.example/endorsements/1", "https://council.example/issuer"]
