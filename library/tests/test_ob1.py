"""Open Badges 0.5, 1.0 and 1.1, read as 2.0 and judged by its rules."""

from __future__ import annotations

import hashlib
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library.tests import older
from library.tests.making import NOON
from library.tests.older import AWARD, BADGE, HOST, ISSUER, KEY, LIST

from openbadgekit.baking import png
from openbadgekit.documents import model, ob1, ob2
from openbadgekit.errors import Unreadable
from openbadgekit.keys import generate
from openbadgekit.keys.model import KeyKind
from openbadgekit.reading import parse_datetime, write
from openbadgekit.verify.judge import judge
from openbadgekit.verify.older.judge import UPGRADED
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict
from openbadgekit.verify.resources import FetchFailure, Resource

RSA = generate(KeyKind.RSA)
SALT = "deadsea"


def hashed(address, *, name="sha256", salt=SALT):
    return f"{name}${hashlib.new(name, (address + salt).encode()).hexdigest()}"


def award(**changes):
    return older.changed(
        {
            "uid": "award-1",
            "recipient": {"type": "email", "identity": hashed("ana@pantry.example"), "hashed": True, "salt": SALT},
            "badge": BADGE,
            "verify": {"type": "hosted", "url": AWARD},
            "issuedOn": 1772323200,
            "evidence": f"{HOST}/work/1",
        },
        changes,
    )


def badge(**changes):
    return older.changed(
        {
            "name": "Safe Shelf",
            "description": "Nobody becomes ill.",
            "image": f"{HOST}/shelf.png",
            "criteria": f"{HOST}/criteria",
            "issuer": ISSUER,
            "alignment": [{"name": "Hygiene", "url": f"{HOST}/hygiene", "description": "Clean hands"}],
            "tags": ["food"],
        },
        changes,
    )


def issuer(**changes):
    return older.changed({"name": "Kettle Lane Community Pantry", "url": HOST}, changes)


def oldest(**changes):
    """0.5: one document, a hash for a recipient, its issuer known by the origin of its site."""
    return older.changed(
        {
            "recipient": hashed("ana@pantry.example"),
            "salt": SALT,
            "evidence": f"{HOST}/work/1",
            "issued_on": "2012-03-01",
            "badge": {
                "version": "0.5.0",
                "name": "Safe Shelf",
                "image": f"{HOST}/shelf.png",
                "description": "Nobody becomes ill.",
                "criteria": f"{HOST}/criteria",
                "issuer": {"origin": HOST, "name": "Kettle Lane", "org": "Pantry", "contact": "office@pantry.example"},
            },
        },
        changes,
    )


def world(**changes):
    made = {"award": award(), "badge": badge(), "issuer": issuer(), **changes}
    addresses = {"award": AWARD, "badge": BADGE, "issuer": ISSUER}
    return {addresses[name]: Resource(addresses[name], write(document)) for name, document in made.items()}


def report_on(document=None, resources=None, *, policy=Policy(), at=NOON):  # noqa: B008 - frozen
    data = document if isinstance(document, bytes) else write(document or award())
    return judge(receive(data), world() if resources is None else resources, policy=policy, at=at)


def pointing(address, *, kind=b"tEXt"):
    """A PNG as generation 1 baked it: the address of the award."""
    body = b"openbadges\0" + address
    chunk = len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)
    return older.PICTURE[:-12] + chunk + older.PICTURE[-12:]


@pytest.mark.conformance("OB2-09")
def test_an_award_of_1_0_is_valid_where_it_stands_with_a_note():
    report = report_on()

    assert (report.verdict, report.code) == (Verdict.VALID, None)
    assert report.credential.generation == "ob1"
    assert report.sentence == "Valid. Kettle Lane Community Pantry awarded “Safe Shelf” on 1 March 2026. It does not expire."
    assert UPGRADED in report.notes


def test_it_is_shown_like_a_badge_of_today():
    view = report_on().credential

    assert view.issuer.id == ISSUER
    assert view.criteria.id == f"{HOST}/criteria"
    assert view.evidence[0].id == f"{HOST}/work/1"


@pytest.mark.conformance("OB2-09")
def test_an_award_of_1_1_is_valid_too():
    named = {"@context": "https://w3id.org/openbadges/v1"}
    documents = {
        "award": award(id=AWARD, type="Assertion", issuedOn="2026-03-01T00:00:00Z", **named),
        "badge": badge(id=BADGE, type="BadgeClass", **named),
        "issuer": issuer(id=ISSUER, type="Issuer", **named),
    }

    report = report_on(documents["award"], world(**documents))

    assert (report.verdict, report.credential.generation) == (Verdict.VALID, "ob1")


@pytest.mark.conformance("OB3-B-05")
def test_a_picture_with_only_an_address_is_followed_to_its_award():
    picture = pointing(AWARD.encode())

    assert older.asked(picture, world()) == [AWARD, BADGE, ISSUER]
    assert report_on(picture).verdict is Verdict.VALID


def test_the_address_alone_has_no_data_model():
    (finding,) = model.check(receive(pointing(AWARD.encode())).document)

    assert "only the address" in finding.sentence


def test_a_picture_may_lead_to_an_award_of_2_0():
    report = report_on(pointing(AWARD.encode()), older.hosted_world())

    assert (report.verdict, report.credential.generation) == (Verdict.VALID, "ob2")


@pytest.mark.conformance("OB2-09")
def test_an_award_of_0_5_is_valid_at_the_origin_of_its_issuer():
    report = report_on(pointing(AWARD.encode()), {AWARD: Resource(AWARD, write(oldest()))})

    assert (report.verdict, report.code) == (Verdict.VALID, None)
    assert report.credential.issuer.name == "Kettle Lane: Pantry"


@pytest.mark.conformance("OB2-09")
class TestRefused:
    def test_a_picture_whose_address_does_not_answer_is_open(self):
        report = report_on(pointing(AWARD.encode()), {AWARD: FetchFailure(AWARD, "unreachable")})

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "key_unresolvable")

    def test_a_picture_whose_address_is_unencrypted_is_open(self):
        report = report_on(pointing(b"http://pantry.example/1"), {})

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "host_refused")

    def test_a_picture_whose_award_is_gone_was_revoked(self):
        assert report_on(pointing(AWARD.encode()), {AWARD: FetchFailure(AWARD, "status", 410)}).code != "valid"

    @pytest.mark.parametrize("address", [b"http\xff://x", b"https://a b.example/"])
    def test_a_picture_with_an_address_that_is_none_is_unreadable(self, address):
        with pytest.raises(Unreadable):
            receive(pointing(address))

    @pytest.mark.parametrize("change", [{"recipient": ""}, {"badge": {}}])
    def test_an_award_that_lacks_one_part_is_no_mere_address(self, change):
        assert not ob1.is_pointer(award(**change))
        assert ob1.is_pointer(ob1.pointer(AWARD))

    def test_an_award_of_another_origin_is_not_its_issuers(self):
        elsewhere = award(verify={"type": "hosted", "url": "https://evil.example/1"})
        resources = {**world(), "https://evil.example/1": Resource("", write(elsewhere))}

        assert report_on(elsewhere, resources).code == "key_not_issuers"

    def test_an_award_of_0_5_of_another_origin_is_not_its_issuers(self):
        stolen = oldest(badge={**oldest()["badge"], "issuer": {"origin": "https://bank.example", "name": "The Bank"}})

        assert report_on(pointing(AWARD.encode()), {AWARD: Resource(AWARD, write(stolen))}).code == "key_not_issuers"

    def test_a_published_award_that_names_another_address_is_not_it(self):
        resources = world(award=award(verify={"type": "hosted", "url": f"{HOST}/awards/2"}))

        assert report_on(award(), resources).code == "proof_invalid"

    def test_a_published_award_whose_id_fits_but_whose_verification_does_not_is_not_it(self):
        resources = world(award=award(id=AWARD, verify={"type": "hosted", "url": f"{HOST}/awards/2"}))

        assert report_on(award(), resources).code == "proof_invalid"

    def test_an_award_of_0_5_in_a_file_stands_nowhere(self):
        report = report_on(oldest())

        assert (report.verdict, report.code) == (Verdict.INVALID, "proof_missing")

    @pytest.mark.parametrize("part", ["award", "badge", "issuer"])
    def test_a_missing_document_leaves_it_open(self, part):
        name = {"award": AWARD, "badge": BADGE, "issuer": ISSUER}[part]

        assert report_on(award(), {**world(), name: FetchFailure(name, "timeout")}).verdict is Verdict.UNKNOWN

    @pytest.mark.parametrize("change", [{"issuedOn": "soon"}, {"recipient": None}, {"badge": {}}, {"issuedOn": -1}], ids=str)
    def test_an_award_that_breaks_the_tables_is_invalid(self, change):
        assert report_on(award(), world(award=award(**change))).verdict is Verdict.INVALID


@pytest.mark.conformance("OB3-H-03")
@pytest.mark.conformance("OB2-07")
class TestRecipient:
    @pytest.mark.parametrize("name", ["sha256", "md5", "sha1"])
    @pytest.mark.parametrize("spelling", [str.lower, str.upper])
    def test_the_old_hashes_are_read_in_either_case(self, name, spelling):
        identity = spelling(hashed("ana@pantry.example", name=name))
        document = award(recipient={"type": "email", "identity": identity, "hashed": True, "salt": SALT})
        policy = Policy(recipient="ana@pantry.example")

        assert report_on(document, world(award=document), policy=policy).verdict is Verdict.VALID

    @pytest.mark.parametrize(
        "recipient",
        [
            {"identity": "sha256$00", "salt": SALT},
            {"identity": hashed("ana@pantry.example"), "salt": "another"},
            {"identity": hashed("ana@pantry.example").replace("sha256", "sha512"), "salt": SALT},
            {"identity": hashed("ana@pantry.example")[:-1], "salt": SALT},
        ],
        ids=str,
    )
    def test_another_hash_is_another_person(self, recipient):
        document = award(recipient={"type": "email", "hashed": True, **recipient})

        report = report_on(document, world(award=document), policy=Policy(recipient="ana@pantry.example"))

        assert report.code == "recipient_mismatch"

    @pytest.mark.parametrize(
        ("kind", "identity"),
        [
            ("url", "https://ana.example/"),
            ("telephone", "+31 20 123 45 67"),
            ("id", "did:example:ana"),
            ("email", "ana@pantry.example"),
        ],
    )
    def test_each_kind_of_recipient_can_be_asked_for(self, kind, identity):
        document = older.award(recipient={"type": kind, "identity": identity, "hashed": False})
        resources = older.hosted_world(award=document)

        assert report_on(document, resources, policy=Policy(recipient=identity)).verdict is Verdict.VALID
        assert report_on(document, resources, policy=Policy(recipient=identity + "x")).code == "recipient_mismatch"

    def test_the_recipient_of_0_5_is_a_hash_beside_its_salt(self):
        resources = {AWARD: Resource(AWARD, write(oldest()))}

        assert (
            report_on(pointing(AWARD.encode()), resources, policy=Policy(recipient="ana@pantry.example")).verdict is Verdict.VALID
        )
        assert (
            report_on(pointing(AWARD.encode()), resources, policy=Policy(recipient="ben@pantry.example")).code
            == "recipient_mismatch"
        )


@pytest.mark.conformance("OB2-05")
class TestSigned:
    def documents(self, *, key=KEY, revoked=None):
        listed = {"revocationList": LIST} if revoked is not None else {}
        resources = world(issuer=issuer(**listed))
        resources[key] = Resource(key, older.key(RSA)["publicKeyPem"].encode())
        if revoked is not None:
            resources[LIST] = Resource(LIST, write(revoked))
        return resources

    def token(self, key=KEY, private=RSA):
        return older.token(award(verify={"type": "signed", "url": key}), private)

    def test_a_bare_key_at_the_issuers_own_origin_is_the_issuers(self):
        assert older.asked(self.token(), self.documents()) == [BADGE, ISSUER, KEY]
        assert report_on(self.token(), self.documents()).verdict is Verdict.VALID

    def test_a_bare_key_anywhere_else_is_not(self):
        elsewhere = "https://evil.example/key"

        assert report_on(self.token(elsewhere), self.documents(key=elsewhere)).code == "key_not_issuers"

    def test_a_bare_key_behind_a_redirect_to_another_site_is_not(self):
        body = self.documents()[KEY].body

        for final, code in (("https://evil.example/key", "key_unresolvable"), (f"{HOST}/moved.pem", None)):
            report = report_on(self.token(), {**self.documents(), KEY: Resource(KEY, body, final_url=final)})
            assert report.code == code

    def test_a_signature_of_another_key_does_not_hold(self):
        assert report_on(self.token(private=generate(KeyKind.RSA)), self.documents()).code == "proof_invalid"

    def test_a_key_that_does_not_answer_leaves_it_open(self):
        resources = self.documents()
        del resources[KEY]

        assert report_on(self.token(), resources).code == "key_unresolvable"

    def test_a_key_that_is_no_key_leaves_it_open(self):
        resources = {**self.documents(), KEY: Resource(KEY, b"<html>")}

        assert report_on(self.token(), resources).verdict is Verdict.UNKNOWN

    def test_the_list_of_1_0_is_an_object_of_names(self):
        assert report_on(self.token(), self.documents(revoked={"award-1": "Awarded in error"})).code == "revoked"
        assert report_on(self.token(), self.documents(revoked={"award-2": "Awarded in error"})).verdict is Verdict.VALID


@pytest.mark.conformance("OB2-09")
class TestUpgrade:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (1772323200, "2026-03-01T00:00:00Z"),
            ("1772323200", "2026-03-01T00:00:00Z"),
            (1772323200.9, "2026-03-01T00:00:00Z"),
            ("2026-03-01", "2026-03-01T00:00:00Z"),
            ("2026-03-01T10:30", "2026-03-01T10:30:00Z"),
            ("2026-03-01T10:30:05", "2026-03-01T10:30:05Z"),
            ("2026-03-01T10:30:05+02:00", "2026-03-01T10:30:05+02:00"),
            (True, True),
            (-1, -1),
            (2**60, 2**60),
            (None, None),
            ("soon", "soon"),
        ],
    )
    def test_moments_of_every_old_form(self, old, new):
        assert ob1.moment(old) == new

    @given(st.integers(0, 2**36 - 1))
    def test_seconds_and_moments_are_the_same_moment(self, seconds):
        assert parse_datetime(ob1.moment(seconds)).timestamp() == seconds

    def test_old_names_of_an_alignment_become_the_new_ones(self):
        assert ob1.badge(badge())["alignment"] == [
            {"targetName": "Hygiene", "targetUrl": f"{HOST}/hygiene", "targetDescription": "Clean hands"}
        ]

    json = st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=8,
    )

    @given(
        st.dictionaries(
            st.sampled_from(["id", "type", "uid", "recipient", "badge", "verify", "verification", "issuedOn", "expires", "salt"]),
            json,
        )
    )
    def test_anything_can_be_upgraded_shown_and_checked_without_a_fault(self, document):
        upgraded = ob1.assertion(document, address=AWARD)

        assert upgraded["verification"]["type"]
        assert ob1.assertion(upgraded, address=AWARD)["id"] == upgraded["id"]
        ob2.view(document)
        ob2.check(upgraded)

    def test_a_document_of_1_0_says_of_each_part_what_it_is(self):
        upgraded = ob1.assertion(oldest(), address=AWARD)

        assert (upgraded["id"], upgraded["type"]) == (AWARD, "Assertion")
        assert (upgraded["badge"]["type"], upgraded["badge"]["issuer"]["type"]) == ("BadgeClass", "Issuer")
        assert ob2.check(upgraded) == ()


def test_the_sample_of_mozilla_is_open_because_its_host_is_not_encrypted(standards):
    picture = (standards / "credentials" / "bakery-mozilla" / "badgekit-default-badge.png").read_bytes()

    report = report_on(picture, {})

    assert png.unbake(picture).generation == "2.0"
    assert (report.verdict, report.code) == (Verdict.UNKNOWN, "host_refused")
    assert (report.credential.generation, report.credential.name) == ("ob1", "Cat Lover")
