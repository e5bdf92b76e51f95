"""Hosted Open Badges 2.0: believed for where they stand, and for nothing else."""

from __future__ import annotations

import pytest
from library.tests import older
from library.tests.hosted import check_of, report_on
from library.tests.older import AWARD, BADGE, HOST, ISSUER, V2

from openbadgekit.baking import png
from openbadgekit.reading import write
from openbadgekit.verify.older import scope
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.report import STEPS, Verdict
from openbadgekit.verify.resources import FetchFailure, Resource


@pytest.mark.conformance("OB2-03")
def test_a_hosted_award_is_valid_where_it_stands():
    report = report_on()

    assert (report.verdict, report.code) == (Verdict.VALID, None)
    assert report.sentence == (
        "Valid. Kettle Lane Community Pantry awarded “Safe Shelf” on 1 March 2026. It is good until 1 March 2028."
    )
    assert {check.step for check in report.checks} == set(STEPS)
    assert report.notes == ()


def test_what_it_says_is_shown_like_a_badge_of_today():
    view = report_on().credential

    assert (view.generation, view.id, view.name) == ("ob2", AWARD, "Safe Shelf")
    assert (view.issuer.id, view.issuer.name, view.issuer.url) == (ISSUER, "Kettle Lane Community Pantry", HOST)
    assert view.criteria.narrative == "Checks dates and packaging."
    assert (view.evidence[0].id, view.evidence[0].narrative) == (f"{HOST}/work/1", "She turned every tin.")
    assert view.image == f"{HOST}/awards/1.png"


def test_the_command_line_prints_what_it_says():
    shown = report_on().as_json()["credential"]

    assert (shown["generation"], shown["image"]) == ("ob2", f"{HOST}/awards/1.png")
    assert shown["criteria"] == {"id": None, "narrative": "Checks dates and packaging."}
    assert shown["evidence"] == [{"id": f"{HOST}/work/1", "name": "", "narrative": "She turned every tin."}]


def test_each_document_leads_to_the_next_and_pictures_are_never_asked_for():
    assert older.asked(write(older.award()), older.hosted_world()) == [AWARD, BADGE, ISSUER]


@pytest.mark.conformance("OB2-03")
class TestOnlyThePublishedOneCounts:
    def test_a_changed_copy_is_judged_by_what_is_published(self):
        copy = older.award(recipient={"type": "email", "identity": "mallory@evil.example", "hashed": False})

        report = report_on(copy, policy=Policy(recipient="mallory@evil.example"))

        assert report.code == "recipient_mismatch"
        assert any("says something else" in note for note in report.notes)

    def test_a_later_end_in_the_copy_does_not_help(self):
        resources = older.hosted_world(award=older.award(expires="2026-04-01T00:00:00Z"))

        assert report_on(older.award(), resources).code == "expired"

    def test_an_embedded_badge_class_says_only_where_to_look(self):
        copy = older.award(badge={**older.badge(), "name": "Doctor of Medicine"})
        resources = older.hosted_world(award=copy)

        assert report_on(copy, resources).credential.name == "Safe Shelf"

    def test_a_published_one_that_says_that_it_is_signed_is_none(self):
        published = older.award(verification={"type": "signed", "creator": f"{HOST}/key"})

        report = report_on(older.award(), older.hosted_world(award=published))

        assert (report.verdict, report.code) == (Verdict.INVALID, "proof_invalid")

    def test_a_recipient_in_the_published_one_is_found(self):
        assert report_on(policy=Policy(recipient="ana@pantry.example")).verdict is Verdict.VALID

    @pytest.mark.parametrize("name", [AWARD, BADGE, ISSUER])
    @pytest.mark.parametrize("reason", ["unreachable", "timeout", "too_large", "status", "offline"])
    def test_a_missing_document_leaves_it_open(self, name, reason):
        resources = {**older.hosted_world(), name: FetchFailure(name, reason, 404 if reason == "status" else None)}

        report = report_on(resources=resources)

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "key_unresolvable")

    @pytest.mark.parametrize("name", [AWARD, BADGE, ISSUER])
    @pytest.mark.parametrize("body", [b"<html>parked</html>", b"[]", b"", b'{"a":1,"a":2}'])
    def test_something_unreadable_leaves_it_open(self, name, body):
        report = report_on(resources={**older.hosted_world(), name: Resource(name, body)})

        assert report.verdict is Verdict.UNKNOWN

    @pytest.mark.parametrize(
        ("part", "code"), [("award", "proof_invalid"), ("badge", "key_not_issuers"), ("issuer", "key_not_issuers")]
    )
    def test_a_document_that_calls_itself_by_another_address_is_not_it(self, part, code):
        made = {"award": older.award, "badge": older.badge, "issuer": older.issuer}[part](id=f"{HOST}/another")

        report = report_on(resources=older.hosted_world(**{part: made}))

        assert (report.verdict, report.code) == (Verdict.INVALID, code)

    @pytest.mark.parametrize("name", [AWARD, BADGE, ISSUER])
    def test_an_open_redirect_does_not_let_another_site_speak(self, name):
        resources = older.hosted_world()
        resources[name] = Resource(name, resources[name].body, final_url="https://evil.example/copy")

        assert report_on(resources=resources).verdict is Verdict.UNKNOWN

    def test_a_redirect_on_the_same_site_is_followed(self):
        resources = older.hosted_world()
        resources[AWARD] = Resource(AWARD, resources[AWARD].body, final_url=f"{HOST}/awards/1.json")

        assert report_on(resources=resources).verdict is Verdict.VALID


@pytest.mark.conformance("OB2-03")
class TestAddresses:
    @pytest.mark.parametrize("part", ["award", "badge", "issuer"])
    def test_an_unencrypted_address_is_refused_wherever_it_stands(self, part):
        plain = {AWARD: AWARD, BADGE: BADGE, ISSUER: ISSUER}
        name = {"award": AWARD, "badge": BADGE, "issuer": ISSUER}[part]
        plain[name] = name.replace("https://", "http://")
        documents = (
            older.award(id=plain[AWARD], badge=plain[BADGE]),
            older.badge(id=plain[BADGE], issuer=plain[ISSUER]),
            older.issuer(id=plain[ISSUER]),
        )

        report = report_on(documents[0], older.world(*documents))

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "host_refused")

    def test_a_demonstration_may_open_it_and_says_so(self):
        name = AWARD.replace("https://", "http://")
        documents = (
            older.award(id=name),
            older.badge(),
            older.issuer(verification={"allowedOrigins": "pantry.example", "startsWith": "http://pantry.example/"}),
        )

        report = report_on(documents[0], older.world(*documents), policy=Policy(allow_local=True))

        assert report.verdict is Verdict.VALID
        assert any("demonstration" in note for note in report.notes)

    @pytest.mark.parametrize("verification", [{"type": "hosted"}, {"type": "HostedBadge"}])
    def test_an_award_without_an_address_is_believed_by_nobody(self, verification):
        report = report_on(older.award(id="urn:uuid:5d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d10", verification=verification))

        assert (report.verdict, report.code) == (Verdict.INVALID, "proof_missing")

    def test_an_issuer_without_an_address_is_nobody(self):
        resources = older.hosted_world(badge=older.badge(issuer={**older.issuer(), "id": "urn:uuid:1", "url": HOST}))

        report = report_on(resources=resources)

        assert (report.verdict, report.code) == (Verdict.INVALID, "key_not_issuers")


@pytest.mark.conformance("OB2-03")
class TestScope:
    def test_an_award_on_another_host_is_not_the_issuers(self):
        elsewhere = older.award(id="https://evil.example/awards/1")
        resources = {**older.hosted_world(), **older.world(elsewhere)}

        report = report_on(elsewhere, resources)

        assert (report.verdict, report.code) == (Verdict.INVALID, "key_not_issuers")

    def test_the_issuer_may_allow_another_host(self):
        elsewhere = older.award(id="https://awards.example/1")
        allowing = older.issuer(verification={"type": "VerificationObject", "allowedOrigins": ["awards.example"]})
        resources = {**older.hosted_world(issuer=allowing), **older.world(elsewhere)}

        assert report_on(elsewhere, resources).verdict is Verdict.VALID

    @pytest.mark.parametrize(
        ("address", "policy", "within"),
        [
            (AWARD, None, True),
            ("https://pantry.example:443/awards/1", None, True),
            ("https://pantry.example:8443/awards/1", None, False),
            ("http://pantry.example/awards/1", None, False),
            ("https://www.pantry.example/awards/1", None, False),
            ("https://pantry.example.evil.example/awards/1", None, False),
            (AWARD, {"startsWith": f"{HOST}/awards/"}, True),
            (AWARD, {"startsWith": [f"{HOST}/no", f"{HOST}/awards"]}, True),
            (AWARD, {"startsWith": [f"{HOST}/no"]}, False),
            ("https://pantry.example.evil.example/awards/1", {"startsWith": HOST}, False),
            ("https://pantry.example@evil.example/awards/1", {"startsWith": HOST}, False),
            (f"{HOST}/awards/../private/1", {"startsWith": f"{HOST}/awards/"}, False),
            (f"{HOST}/awards/%2e%2e/private/1", {"startsWith": f"{HOST}/awards/"}, False),
            (f"{HOST}/awards/%252e%252e/private/1", {"startsWith": f"{HOST}/awards/"}, False),
            (f"{HOST}\\@evil.example/1", {"startsWith": HOST}, False),
            ("https://awards.example/1", {"allowedOrigins": "awards.example"}, True),
            ("https://awards.example/1", {"allowedOrigins": ["https://awards.example"]}, True),
            ("https://awards.example:8443/1", {"allowedOrigins": "awards.example"}, False),
            ("https://awards.example:8443/1", {"allowedOrigins": "awards.example:8443"}, True),
            ("https://awards.example/1", {"allowedOrigins": "ample"}, False),
            ("https://evil.example/awards.example/1", {"allowedOrigins": "awards.example"}, False),
            (AWARD, {"allowedOrigins": "awards.example"}, False),
            ("https://awards.example/1", {"allowedOrigins": "awards.example", "startsWith": "https://awards.example/2"}, False),
            ("https://awards.example/1", {"allowedOrigins": [], "startsWith": []}, False),
            (AWARD, {"startsWith": 7, "allowedOrigins": None}, True),
            ("https://awards.example/1", {"verificationProperty": "badge", "startsWith": "https://awards.example/"}, False),
        ],
    )
    def test_where_an_issuer_publishes(self, address, policy, within):
        document = older.issuer(**({"verification": policy} if policy else {}))

        assert scope.within(address, document) is within


@pytest.mark.conformance("OB2-04")
class TestRevoked:
    def test_an_award_that_is_gone_was_revoked(self):
        resources = {**older.hosted_world(), AWARD: FetchFailure(AWARD, "status", 410)}

        report = report_on(resources=resources)

        assert (report.verdict, report.code) == (Verdict.INVALID, "revoked")
        assert report.sentence.startswith("Revoked. Kettle Lane Community Pantry took back “Safe Shelf”.")

    @pytest.mark.parametrize(
        "body",
        [
            {"@context": V2, "id": AWARD, "type": "Assertion", "revoked": True, "revocationReason": "Awarded in error"},
            {"revoked": True, "revocationReason": "Awarded in error"},
            {**older.award(), "revoked": True, "revocationReason": "Awarded in error"},
        ],
    )
    def test_an_award_that_says_so_was_revoked(self, body):
        report = report_on(resources={**older.hosted_world(), AWARD: Resource(AWARD, write(body))})

        assert (report.verdict, report.code) == (Verdict.INVALID, "revoked")
        assert "Awarded in error" in check_of(report, "status").detail

    def test_revoked_false_is_an_award(self):
        assert report_on(resources=older.hosted_world(award=older.award(revoked=False))).verdict is Verdict.VALID

    def test_a_copy_cannot_say_that_it_was_not(self):
        resources = older.hosted_world(award=older.award(revoked=True))

        assert report_on(older.award(revoked=False), resources).code == "revoked"

    def test_gone_at_an_address_that_is_not_the_issuers_says_nothing_of_the_issuer(self):
        elsewhere = older.award(id="https://evil.example/1")
        resources = {**older.hosted_world(), elsewhere["id"]: FetchFailure(elsewhere["id"], "status", 410)}

        assert report_on(elsewhere, resources).code == "key_not_issuers"

    def test_not_found_is_not_revoked(self):
        resources = {**older.hosted_world(), AWARD: FetchFailure(AWARD, "status", 404)}

        assert report_on(resources=resources).verdict is Verdict.UNKNOWN


def test_an_award_in_a_picture_is_judged_alike():
    picture = png.bake(older.PICTURE, write(older.award()))

    assert report_on(picture).verdict is Verdict.VALID


def test_the_samples_of_others_come_out_as_known(standards):
    folder = standards / "credentials"
    names = {"robotics-badge.json", "organization.json", "beths-robotics-badge.json", "badgeclass-with-endorsements.json"}
    assets = folder / "support" / "ob2-assets"
    resources = {f"https://example.org/{name}": Resource("", (assets / name).read_bytes()) for name in names}

    baked = report_on((folder / "ob2-1edtech" / "simple-badge.png").read_bytes(), resources)

    assert baked.verdict is Verdict.VALID
    assert baked.credential.name == "Awesome Robotics Badge"
