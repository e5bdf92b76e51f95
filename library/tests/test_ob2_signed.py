"""Signed Open Badges 2.0: the token, the key that its issuer publishes, and the issuer's list of revoked ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library.tests import older
from library.tests.making import NOON
from library.tests.older import BADGE, HOST, ISSUER, KEY, LIST

from openbadgekit.baking import png, svg
from openbadgekit.errors import StatusListMalformed
from openbadgekit.keys import generate
from openbadgekit.keys.model import KeyKind
from openbadgekit.reading import write
from openbadgekit.shell.checking import check
from openbadgekit.shell.fetcher import NoNetwork
from openbadgekit.status import revocation_list
from openbadgekit.verify.judge import judge
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Outcome, Verdict
from openbadgekit.verify.resources import FetchFailure, Resource

NAME = "urn:uuid:5d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d10"
RSA, EC = generate(KeyKind.RSA), generate(KeyKind.P256)


def signed_award(**changes):
    return older.award(**{"id": NAME, "verification": {"type": "signed", "creator": KEY}, **changes})


def documents(private=RSA, *, badge=None, issuer=None, key=None):
    everything = (
        older.badge(**(badge or {})),
        older.issuer(**{"publicKey": KEY, **(issuer or {})}),
        older.key(private, **(key or {})),
    )
    return older.world(*everything)


EC_WORLD = documents(EC)


def report_on(data, resources=None, *, at=NOON, policy=Policy()):  # noqa: B008 - frozen
    return judge(receive(data), documents() if resources is None else resources, policy=policy, at=at)


def check_of(report, step):
    return next(check for check in report.checks if check.step == step)


@pytest.mark.conformance("OB2-05")
@pytest.mark.parametrize("private", [RSA, EC], ids=["RS256", "ES256"])
def test_a_signed_award_is_valid_under_a_key_of_its_issuer(private):
    report = report_on(older.token(signed_award(), private), documents(private))

    assert (report.verdict, report.code, report.method) == (Verdict.VALID, None, KEY)
    assert report.fingerprint == private.public().fingerprint
    assert check_of(report, "status").outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("bake", ["png", "svg"])
def test_a_token_in_a_picture_is_judged_alike(bake):
    data = older.token(signed_award(), RSA)
    picture = png.bake(older.PICTURE, data) if bake == "png" else svg.bake(b'<svg xmlns="http://www.w3.org/2000/svg"/>', data)

    assert report_on(picture).verdict is Verdict.VALID


def test_the_chain_the_key_and_the_list_are_asked_for():
    resources = documents(issuer={"revocationList": LIST})

    assert older.asked(older.token(signed_award(), RSA), resources) == [BADGE, ISSUER, KEY, LIST]


def test_many_endorsements_cannot_use_up_what_key_and_list_need():
    backed = [f"https://council.example/{number}" for number in range(9)]
    resources = documents(issuer={"revocationList": LIST})
    resources[LIST] = Resource(LIST, write({"revokedAssertions": []}))

    wanted = older.asked(older.token(signed_award(endorsement=backed), RSA), resources)

    assert wanted[:4] == [BADGE, ISSUER, KEY, LIST]
    assert len(wanted) == 10


def test_a_key_written_out_by_the_issuer_needs_no_address():
    entry = older.key(RSA, id=f"{ISSUER}#key-1")
    resources = older.world(older.badge(), older.issuer(publicKey=[entry]))
    award = signed_award(verification={"type": "SignedBadge", "creator": f"{ISSUER}#key-1"})

    assert report_on(older.token(award, RSA), resources).verdict is Verdict.VALID


def test_of_several_keys_the_named_one_is_taken():
    entries = [older.key(EC, id=f"{ISSUER}#key-1"), older.key(RSA, id=f"{ISSUER}#key-2")]
    resources = older.world(older.badge(), older.issuer(publicKey=entries))
    award = signed_award(verification={"type": "signed", "creator": f"{ISSUER}#key-2"})

    assert report_on(older.token(award, RSA), resources).verdict is Verdict.VALID
    assert report_on(older.token(award, EC), resources).verdict is Verdict.INVALID


def test_a_key_document_may_have_a_fragment_in_its_own_name():
    name = f"{HOST}/keys#1"
    resources = older.world(older.badge(), older.issuer(publicKey=name))
    resources[f"{HOST}/keys"] = Resource("", write(older.key(RSA, id=name)))
    award = signed_award(verification={"type": "signed", "creator": name})

    assert report_on(older.token(award, RSA), resources).verdict is Verdict.VALID


def test_a_fragment_that_its_document_does_not_have_is_no_key():
    name = f"{HOST}/keys#2"
    resources = older.world(older.badge(), older.issuer(publicKey=name))
    resources[f"{HOST}/keys"] = Resource("", write({"id": f"{HOST}/keys", "publicKey": [older.key(RSA, id=f"{HOST}/keys#1")]}))
    award = signed_award(verification={"type": "signed", "creator": name})

    assert report_on(older.token(award, RSA), resources).code == "key_not_issuers"


def test_a_key_named_by_a_fragment_is_found_in_its_document():
    entry = older.key(RSA, id=f"{HOST}/keys#1")
    resources = older.world(older.badge(), older.issuer(publicKey=[f"{HOST}/keys#1"]))
    resources[f"{HOST}/keys"] = Resource("", write({"id": f"{HOST}/keys", "publicKey": [entry]}))
    award = signed_award(verification={"type": "signed", "creator": f"{HOST}/keys#1"})

    assert report_on(older.token(award, RSA), resources).verdict is Verdict.VALID


def test_without_creator_the_only_key_of_the_issuer_is_meant():
    assert report_on(older.token(signed_award(verification={"type": "signed"}), RSA)).verdict is Verdict.VALID


def test_without_creator_two_keys_leave_nobody_meant():
    resources = documents(issuer={"publicKey": [KEY, f"{HOST}/key2"]})

    assert report_on(older.token(signed_award(verification={"type": "signed"}), RSA), resources).code == "key_not_issuers"


@pytest.mark.conformance("OB2-05")
class TestKeysOfOthers:
    def test_a_key_that_the_issuer_does_not_list_is_not_its_key(self):
        stranger = older.key(RSA, id="https://evil.example/key", owner="https://evil.example/issuer")
        award = signed_award(verification={"type": "signed", "creator": "https://evil.example/key"})

        report = report_on(older.token(award, RSA), {**documents(EC), **older.world(stranger)})

        assert (report.verdict, report.code) == (Verdict.INVALID, "key_not_issuers")

    @pytest.mark.parametrize("owner", ["https://evil.example/issuer", None, 7])
    def test_a_listed_key_must_name_its_owner(self, owner):
        report = report_on(older.token(signed_award(), RSA), documents(key={"owner": owner}))

        assert (report.verdict, report.code) == (Verdict.INVALID, "key_not_issuers")

    def test_an_issuer_without_keys_signs_nothing(self):
        report = report_on(older.token(signed_award(), RSA), documents(issuer={"publicKey": None}))

        assert (report.verdict, report.code) == (Verdict.INVALID, "key_not_issuers")

    def test_a_key_that_calls_itself_by_another_address_is_not_it(self):
        resources = documents()
        resources[KEY] = Resource(KEY, write(older.key(RSA, id=f"{HOST}/another")))

        assert report_on(older.token(signed_award(), RSA), resources).code == "key_not_issuers"

    def test_an_issuer_written_into_the_token_proves_nothing(self):
        mine = older.issuer(id="urn:uuid:1", publicKey=[older.key(RSA, owner="urn:uuid:1")])
        award = signed_award(badge={**older.badge(id="urn:uuid:2"), "issuer": mine})

        report = report_on(older.token(award, RSA), {})

        assert (report.verdict, report.code) == (Verdict.INVALID, "key_not_issuers")

    def test_a_copy_of_the_issuer_in_the_token_is_not_believed(self):
        other = generate(KeyKind.RSA)
        mine = older.issuer(publicKey=[older.key(other)])
        award = signed_award(badge={**older.badge(), "issuer": mine})

        report = report_on(older.token(award, other), documents(RSA))

        assert (report.verdict, report.code) == (Verdict.INVALID, "proof_invalid")

    @pytest.mark.parametrize("name", [BADGE, ISSUER, KEY])
    def test_what_cannot_be_seen_leaves_it_open(self, name):
        resources = {**documents(), name: FetchFailure(name, "timeout")}

        report = report_on(older.token(signed_award(), RSA), resources)

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "key_unresolvable")

    def test_an_unencrypted_key_is_refused(self):
        plain = KEY.replace("https", "http")
        resources = documents(issuer={"publicKey": plain}, key={"id": plain})
        award = signed_award(verification={"type": "signed", "creator": plain})

        report = report_on(older.token(award, RSA), resources)

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "host_refused")

    @pytest.mark.parametrize("pem", ["", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"])
    def test_a_key_that_cannot_be_read_leaves_it_open(self, pem):
        assert report_on(older.token(signed_award(), RSA), documents(key={"publicKeyPem": pem})).verdict is Verdict.UNKNOWN


@pytest.mark.conformance("OB2-05")
class TestTokens:
    def test_a_token_of_another_key_does_not_hold(self):
        report = report_on(older.token(signed_award(), generate(KeyKind.RSA)))

        assert (report.verdict, report.code) == (Verdict.INVALID, "proof_invalid")

    @pytest.mark.parametrize("alg", ["none", "HS256", "EdDSA", "PS256", "ES256", "rs256", None, 7])
    def test_an_algorithm_that_is_not_allowed_or_not_the_keys_is_refused(self, alg):
        data = older.token(signed_award(), RSA, header={"alg": alg} if alg is not None else {"typ": "JWT"})

        report = report_on(data)

        assert (report.verdict, report.code) == (Verdict.INVALID, "proof_unsupported")

    def test_an_extension_that_must_be_understood_is_refused(self):
        data = older.token(signed_award(), RSA, header={"alg": "RS256", "crit": ["x"], "x": 1})

        assert report_on(data).code == "proof_unsupported"

    def test_an_award_that_says_that_it_is_signed_must_be(self):
        report = report_on(write(signed_award()))

        assert (report.verdict, report.code) == (Verdict.INVALID, "proof_missing")

    def test_a_token_that_says_that_it_is_hosted_is_judged_where_it_stands(self):
        report = report_on(older.token(older.award(), RSA), older.hosted_world())

        assert report.verdict is Verdict.VALID
        assert any("signed too" in note for note in report.notes)

    @given(st.data())
    def test_one_character_changed_is_never_valid(self, data):
        token = bytearray(older.token(signed_award(), EC))
        place = data.draw(st.integers(0, len(token) - 1))
        token[place] = data.draw(st.sampled_from(b"ABCabc123-_.").filter(lambda byte: byte != token[place]))

        report = check(bytes(token), network=NoNetwork(), policy=Policy(), at=NOON, own=EC_WORLD.get)

        assert report.verdict is not Verdict.VALID

    @pytest.mark.parametrize(
        "change",
        [
            {"issuedOn": "2020-01-01T00:00:00Z"},
            {"expires": "2099-01-01T00:00:00Z"},
            {"recipient": {"type": "email", "identity": "mallory@evil.example", "hashed": False}},
            {"badge": f"{HOST}/badges/doctor"},
            {"id": "urn:uuid:6"},
        ],
        ids=str,
    )
    def test_another_text_under_the_same_signature_does_not_hold(self, change):
        good = older.token(signed_award(), RSA).split(b".")
        other = older.token(signed_award(**change), generate(KeyKind.RSA)).split(b".")
        resources = {**documents(), f"{HOST}/badges/doctor": Resource("", write(older.badge(id=f"{HOST}/badges/doctor")))}

        report = report_on(b".".join((good[0], other[1], good[2])), resources)

        assert (report.verdict, report.code) == (Verdict.INVALID, "proof_invalid")


@pytest.mark.conformance("OB2-06")
class TestRevoked:
    def report(self, entries, **changes):
        body = {"@context": older.V2, "id": LIST, "type": "RevocationList", "revokedAssertions": entries, **changes}
        resources = documents(issuer={"revocationList": LIST})
        resources[LIST] = Resource(LIST, write(older.changed(body, {})))
        return report_on(older.token(signed_award(uid="award-1"), RSA), resources)

    @pytest.mark.parametrize(
        "entry",
        [
            NAME,
            "award-1",
            {"id": NAME, "revocationReason": "Awarded in error"},
            {"uid": "award-1", "revocationReason": "Awarded in error"},
        ],
        ids=str,
    )
    def test_an_entry_of_any_form_revokes_it(self, entry):
        report = self.report(["urn:uuid:another", entry])

        assert (report.verdict, report.code) == (Verdict.INVALID, "revoked")
        if isinstance(entry, dict):
            assert "Awarded in error" in check_of(report, "status").detail

    @pytest.mark.parametrize("entries", [[], ["urn:uuid:another"], [{"uid": "award-2"}], [{"id": NAME, "revoked": False}]], ids=str)
    def test_a_list_without_it_leaves_it_valid(self, entries):
        assert self.report(entries).verdict is Verdict.VALID

    @pytest.mark.parametrize("entries", [[7], [{}], [{"revocationReason": "x"}], [[NAME]], [None], [""]], ids=str)
    def test_a_broken_list_leaves_it_open(self, entries):
        report = self.report(entries)

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "status_invalid")

    @pytest.mark.parametrize("body", [{}, {"message": "Not found"}, {"revokedAssertions": None}], ids=str)
    def test_an_error_in_the_lists_place_is_no_list(self, body):
        resources = {**documents(issuer={"revocationList": LIST}), LIST: Resource(LIST, write(body))}

        assert report_on(older.token(signed_award(), RSA), resources).code == "status_invalid"

    def test_a_list_of_somebody_else_leaves_it_open(self):
        assert self.report([], issuer="https://evil.example/issuer").code == "status_invalid"

    def test_a_list_of_another_address_leaves_it_open(self):
        assert self.report([], id="https://evil.example/list").code == "status_invalid"

    @pytest.mark.parametrize("reason", ["unreachable", "refused", "timeout"])
    def test_an_unreachable_list_leaves_it_open(self, reason):
        resources = {**documents(issuer={"revocationList": LIST}), LIST: FetchFailure(LIST, reason)}

        report = report_on(older.token(signed_award(), RSA), resources)

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "status_unavailable")

    def test_an_unencrypted_list_is_not_opened(self):
        plain = LIST.replace("https", "http")
        resources = documents(issuer={"revocationList": plain})
        resources[plain] = Resource(plain, write({"revokedAssertions": []}))

        assert report_on(older.token(signed_award(), RSA), resources).code == "status_unavailable"

    def test_a_token_may_say_itself_that_it_was_revoked(self):
        assert report_on(older.token(signed_award(revoked=True), RSA)).code == "revoked"


names = st.text(min_size=1, max_size=20)


@pytest.mark.conformance("OB2-06")
@given(st.lists(st.one_of(names, st.builds(lambda n: {"id": n}, names), st.builds(lambda n: {"uid": n}, names))), names)
def test_a_name_is_revoked_exactly_when_an_entry_says_it(entries, name):
    said = {entry if isinstance(entry, str) else next(iter(entry.values())) for entry in entries}

    found = revocation_list.read({"id": LIST, "revokedAssertions": entries}, url=LIST)

    assert (found.reason([name]) is not None) is (name in said)
    assert all(found.reason([other]) is not None for other in said)


@pytest.mark.parametrize("document", [{"type": "Thing"}, {"@context": older.V2}, {"award-1": 7}, {"id": "https://evil.example/"}])
def test_what_is_no_list_is_refused(document):
    with pytest.raises(StatusListMalformed):
        revocation_list.read(document, url=LIST)


@pytest.mark.conformance("BSL-06")
@pytest.mark.conformance("OB3-P-13")
@pytest.mark.parametrize("member", ["revokedCredential", "revokedCredentials"])
def test_the_list_of_3_0_is_read_under_both_names(member):
    entries = [{"id": NAME, "revoked": True, "revocationReason": "x"}, {"id": "urn:2", "revoked": False}, {"id": "urn:3"}]

    found = revocation_list.read({"id": LIST, "issuer": {"id": ISSUER}, member: entries}, url=LIST)

    assert (found.issuer, found.reason([NAME]), found.reason(["urn:2"]), found.reason(["urn:3"])) == (ISSUER, "x", None, "")
