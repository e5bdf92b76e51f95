"""Every kind of status that a badge may name: bits of today and of 2021, names, messages, several at once."""

from __future__ import annotations

import base64
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library.tests.making import NOON, draft_of, issuer_of

from openbadgekit import proofs
from openbadgekit.errors import Malformed, StatusListMalformed
from openbadgekit.issue import Form, lint, seal
from openbadgekit.proofs import eddsa_jcs_2022
from openbadgekit.reading import read_object, write
from openbadgekit.status import bitstring_list, status_list_2021
from openbadgekit.status.bitstring_list import BitList
from openbadgekit.verify.checks import status_names
from openbadgekit.verify.judge import judge
from openbadgekit.verify.needs import needs
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Outcome, Verdict
from openbadgekit.verify.resources import FetchFailure, Resource

LIST, NAMES = "https://pantry.example/status/1", "https://pantry.example/revocations"
V1, LISTS_V1 = "https://www.w3.org/2018/credentials/v1", "https://w3id.org/vc/status-list/2021/v1"
BADGE = "urn:uuid:5d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d10"


@pytest.fixture(scope="session")
def with_status(signer):
    """A badge signed with whatever status it is given; a stranger's software has no lint."""

    def make(status, **members):
        document = {**draft_of(signer).document, **members, "credentialStatus": status}
        return write(proofs.attach(document, eddsa_jcs_2022.make(document, signer, created=NOON)))

    return make


def report_on(data, resources=None, *, policy=Policy()):  # noqa: B008 - frozen
    return judge(receive(data), resources or {}, policy=policy, at=NOON)


def status_of(report):
    return [check for check in report.checks if check.step == "status"]


def signed(document, signer):
    return Resource("", write(proofs.attach(document, eddsa_jcs_2022.make(document, signer, created=NOON))))


def encoded_2021(bits=(), *, length=131_072, plain=False):
    data = bytearray(length // 8)
    for index in bits:
        data[index >> 3] |= 0x80 >> (index & 7)
    packed = gzip.compress(bytes(data), mtime=0)
    return (base64.b64encode(packed) if plain else base64.urlsafe_b64encode(packed).rstrip(b"=")).decode()


@pytest.mark.conformance("BSL-06")
class TestStatusList2021:
    def entry(self, **changes):
        return {
            "id": f"{LIST}#7",
            "type": "StatusList2021Entry",
            "statusPurpose": "revocation",
            "statusListIndex": "7",
            "statusListCredential": LIST,
            **changes,
        }

    def listing(self, signer, *, bits=(), plain=False, **changes):
        subject = {
            "id": f"{LIST}#list",
            "type": "StatusList2021",
            "statusPurpose": "revocation",
            "encodedList": encoded_2021(bits, plain=plain),
        }
        document = {
            "@context": [V1, LISTS_V1],
            "id": LIST,
            "type": ["VerifiableCredential", "StatusList2021Credential"],
            "issuer": issuer_of(signer)["id"],
            "issuanceDate": "2026-01-01T00:00:00Z",
            "credentialSubject": {**subject, **changes.pop("subject", {})},
            **changes,
        }
        return {LIST: signed(document, signer)}

    @pytest.mark.parametrize("plain", [False, True])
    def test_a_clear_bit_is_valid(self, plain, with_status, signer):
        assert report_on(with_status(self.entry()), self.listing(signer, bits=[6, 8], plain=plain)).verdict is Verdict.VALID

    @pytest.mark.parametrize(("purpose", "code"), [("revocation", "revoked"), ("suspension", "suspended")])
    def test_a_set_bit_says_what_it_is_for(self, purpose, code, with_status, signer):
        resources = self.listing(signer, bits=[7], subject={"statusPurpose": purpose})

        report = report_on(with_status(self.entry(statusPurpose=purpose)), resources)

        assert (report.verdict, report.code) == (Verdict.INVALID, code)

    @pytest.mark.parametrize(
        "changes",
        [
            {"issuer": "did:web:stranger.example"},
            {"subject": {"statusPurpose": "suspension"}},
            {"subject": {"type": "BitstringStatusList"}},
            {"subject": {"encodedList": "u" + encoded_2021()}},
            {"subject": {"encodedList": encoded_2021(length=8192)}},
            {"subject": {"encodedList": 7}},
            {"type": ["VerifiableCredential", "BitstringStatusListCredential"]},
            {"expirationDate": "2026-02-01T00:00:00Z"},
            {"issuanceDate": "2027-01-01T00:00:00Z"},
        ],
        ids=str,
    )
    def test_an_unusable_list_leaves_it_open(self, changes, with_status, signer):
        report = report_on(with_status(self.entry()), self.listing(signer, **changes))

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "status_invalid")

    def test_a_changed_list_leaves_it_open(self, with_status, signer):
        body = read_object(self.listing(signer, bits=[7])[LIST].body)
        body["credentialSubject"]["encodedList"] = encoded_2021()

        assert report_on(with_status(self.entry()), {LIST: Resource("", write(body))}).code == "status_invalid"

    @pytest.mark.parametrize(
        "change", [{"statusListIndex": "-1"}, {"statusPurpose": "message"}, {"statusListCredential": 7}], ids=str
    )
    def test_a_malformed_entry_is_invalid(self, change, with_status, signer):
        report = report_on(with_status(self.entry(**change)), self.listing(signer))

        assert (report.verdict, report.code) == (Verdict.INVALID, "malformed")

    def test_its_list_is_asked_for(self, with_status):
        assert [need.url for need in needs(receive(with_status(self.entry())), {})] == [LIST]

    @given(st.sets(st.integers(0, 131_071), max_size=20), st.booleans())
    def test_every_list_opens_to_its_bits(self, bits, plain):
        found = status_list_2021.expand(encoded_2021(bits, plain=plain))

        assert {index for index in bits if found[index]} == bits
        assert sum(byte.bit_count() for byte in found.data) == len(bits)

    @given(st.text(max_size=60))
    def test_any_other_text_is_refused(self, text):
        with pytest.raises(StatusListMalformed):
            status_list_2021.expand(text)


@pytest.mark.conformance("OB3-P-13")
@pytest.mark.conformance("BSL-06")
class TestNames:
    ENTRY = {"id": NAMES, "type": "1EdTechRevocationList"}

    def listing(self, entries, *, member="revokedCredential", **changes):
        return {NAMES: Resource(NAMES, write({"id": NAMES, member: entries, **changes}))}

    @pytest.mark.parametrize("member", ["revokedCredential", "revokedCredentials"])
    @pytest.mark.parametrize("entry", [{"id": BADGE}, {"id": BADGE, "revoked": True, "revocationReason": "Awarded in error"}])
    def test_a_listed_badge_was_revoked(self, entry, member, with_status, signer):
        report = report_on(with_status(self.ENTRY), self.listing([entry], member=member, issuer=issuer_of(signer)["id"]))

        assert (report.verdict, report.code) == (Verdict.INVALID, "revoked")

    @pytest.mark.parametrize("entries", [[], [{"id": "urn:uuid:another"}], [{"id": BADGE, "revoked": False}]], ids=str)
    def test_a_badge_that_is_not_listed_is_valid(self, entries, with_status):
        assert report_on(with_status(self.ENTRY), self.listing(entries)).verdict is Verdict.VALID

    @pytest.mark.parametrize(
        "changes", [{"issuer": "did:web:stranger.example"}, {"issuer": {"name": "x"}, "id": LIST}, {"id": LIST}], ids=str
    )
    def test_a_list_of_somebody_else_leaves_it_open(self, changes, with_status):
        report = report_on(with_status(self.ENTRY), self.listing([], **changes))

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "status_invalid")

    @pytest.mark.parametrize(
        "body",
        [
            b"<html>",
            b"[]",
            b'{"revokedCredential":[{}]}',
            b'{"revokedCredential":[7]}',
            b'{"message":"Not found"}',
            b"{}",
            b'{"revokedCredential":null}',
            b'{"type":"x"}',
        ],
    )
    def test_a_broken_list_leaves_it_open(self, body, with_status):
        assert report_on(with_status(self.ENTRY), {NAMES: Resource(NAMES, body)}).code == "status_invalid"

    def test_a_list_behind_a_redirect_to_another_site_leaves_it_open(self, with_status):
        resources = {NAMES: Resource(NAMES, self.listing([])[NAMES].body, final_url="https://evil.example/list")}

        assert report_on(with_status(self.ENTRY), resources).code == "status_invalid"

    @pytest.mark.parametrize("reason", ["unreachable", "refused", "offline"])
    def test_an_unreachable_list_leaves_it_open(self, reason, with_status):
        report = report_on(with_status(self.ENTRY), {NAMES: FetchFailure(NAMES, reason)})

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "status_unavailable")

    @pytest.mark.parametrize("entry", [{"id": 7}, {"id": "not an address"}, {"id": None}], ids=str)
    def test_an_entry_that_names_no_list_is_invalid(self, entry, with_status):
        report = report_on(with_status({**self.ENTRY, **entry}))

        assert (report.verdict, report.code) == (Verdict.INVALID, "malformed")
        assert needs(receive(with_status({**self.ENTRY, **entry})), {}) == ()

    def test_a_badge_without_a_name_cannot_be_looked_for(self, signer):
        document = {**draft_of(signer).document, "credentialStatus": self.ENTRY}
        view = receive(write({name: value for name, value in document.items() if name != "id"})).view()

        found = status_names.check(self.ENTRY, view, self.listing([]), allow_local=False)

        assert (found.outcome, found.code) == (Outcome.FAILED, "malformed")

    def test_an_unencrypted_list_is_opened_in_demonstrations_only(self, with_status):
        plain = NAMES.replace("https", "http")
        resources = {plain: Resource(plain, write({"id": plain, "revokedCredential": []}))}
        badge = with_status({"id": plain, "type": "1EdTechRevocationList"})

        assert report_on(badge, resources).code == "status_unavailable"
        assert report_on(badge, resources, policy=Policy(allow_local=True)).verdict is Verdict.VALID

    def test_its_list_is_asked_for(self, with_status):
        assert [need.url for need in needs(receive(with_status(self.ENTRY)), {})] == [NAMES]


@pytest.mark.conformance("BSL-04")
class TestSeveral:
    def bits(self, signer, url, purpose, set_bits):
        document = bitstring_list.list_credential(
            list_url=url, issuer=issuer_of(signer)["id"], purpose=purpose,
            encoded=bitstring_list.build(set_bits), valid_from=NOON,
        )  # fmt: skip
        return {url: signed(document, signer)}

    @pytest.mark.parametrize(
        ("revoked", "suspended", "code"), [([], [], None), ([7], [], "revoked"), ([], [7], "suspended"), ([7], [7], "revoked")]
    )
    def test_each_entry_is_looked_at_and_revoked_is_said_first(self, revoked, suspended, code, with_status, signer):
        first, second = f"{LIST}/a", f"{LIST}/b"
        entries = [
            bitstring_list.entry(list_url=second, index=7, purpose="suspension"),
            bitstring_list.entry(list_url=first, index=7, purpose="revocation"),
        ]
        resources = {**self.bits(signer, first, "revocation", revoked), **self.bits(signer, second, "suspension", suspended)}

        report = report_on(with_status(entries), resources)

        assert report.code == code
        assert len(status_of(report)) == 2

    def test_a_list_that_two_entries_name_is_asked_for_once(self, with_status):
        entries = [bitstring_list.entry(list_url=LIST, index=place, purpose="revocation") for place in (1, 2)]

        assert [need.url for need in needs(receive(with_status(entries)), {})] == [LIST]

    def test_an_entry_without_a_list_asks_for_nothing(self, with_status):
        entry = {**bitstring_list.entry(list_url=LIST, index=1, purpose="revocation"), "statusListCredential": 7}

        assert needs(receive(with_status(entry)), {}) == ()

    def test_one_open_entry_leaves_the_whole_open(self, with_status, signer):
        entries = [bitstring_list.entry(list_url=LIST, index=7, purpose="revocation"), {"id": NAMES, "type": "VelocityList"}]

        report = report_on(with_status(entries), self.bits(signer, LIST, "revocation", []))

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "status_unavailable")

    @pytest.mark.parametrize(
        "entries", [[], [None], ["https://pantry.example/status/1"], [{"id": NAMES, "type": "x"}] * 5], ids=str
    )
    def test_entries_that_cannot_be_read_are_invalid(self, entries, with_status):
        assert report_on(with_status(entries)).verdict is Verdict.INVALID


@pytest.mark.conformance("BSL-05")
class TestMessages:
    MESSAGES = [{"status": f"0x{value:x}", "message": word} for value, word in enumerate(["open", "in review", "confirmed", "odd"])]

    def entry(self, **changes):
        made = bitstring_list.entry(list_url=LIST, index=5, purpose="message")
        return {**made, "statusSize": 2, "statusMessage": self.MESSAGES, **changes}

    def listing(self, signer, set_bits, purpose="message"):
        return TestSeveral().bits(signer, LIST, purpose, set_bits)

    @pytest.mark.parametrize(("bits", "word"), [([], "open"), ([11], "in review"), ([10], "confirmed"), ([10, 11], "odd")])
    def test_the_issuers_word_for_the_value_is_told(self, bits, word, with_status, signer):
        report = report_on(with_status(self.entry()), self.listing(signer, bits))

        assert report.verdict is Verdict.VALID
        assert status_of(report)[0].detail == f"Its issuer says of it: “{word}”."

    @pytest.mark.parametrize(("bits", "words"), [([5], "offers a newer copy"), ([], "no newer copy")])
    def test_a_newer_copy_is_told_and_decides_nothing(self, bits, words, with_status, signer):
        entry = bitstring_list.entry(list_url=LIST, index=5, purpose="refresh")

        report = report_on(with_status(entry), self.listing(signer, bits, "refresh"))

        assert report.verdict is Verdict.VALID
        assert words in status_of(report)[0].detail

    @pytest.mark.parametrize(
        "change",
        [
            {"statusMessage": None},
            {"statusMessage": []},
            {"statusMessage": [{"status": "0x0", "message": "a"}] * 4},
            {"statusMessage": [{"status": "0", "message": "a"}]},
            {"statusMessage": [{"status": "0x0"}, {"status": "0x1"}, {"status": "0x2"}, {"status": "0x3"}]},
            {"statusMessage": MESSAGES[:3]},
            {"statusMessage": [*MESSAGES[:3], {"status": "0x9", "message": "beyond"}]},
            {"statusSize": 0},
            {"statusSize": 3},
            {"statusSize": True},
        ],
        ids=str,
    )
    def test_an_entry_that_does_not_say_what_its_values_mean_is_refused(self, change):
        with pytest.raises(Malformed):
            bitstring_list.read_entry({**self.entry(), **change})

    def test_a_place_of_which_only_a_part_is_in_the_list_leaves_it_open(self, with_status, signer):
        report = report_on(with_status(self.entry(statusListIndex="65536")), self.listing(signer, []))

        assert (report.verdict, report.code) == (Verdict.UNKNOWN, "status_invalid")


@given(st.binary(min_size=4, max_size=32), st.integers(1, 8), st.data())
def test_a_value_is_the_number_that_its_bits_write(data, size, draw):
    bits = BitList(data)
    index = draw.draw(st.integers(0, len(bits) // size - 1))

    text = "".join("1" if bits[place] else "0" for place in range(len(bits)))

    assert bits.value(index, size) == int(text[index * size : (index + 1) * size], 2)
    with pytest.raises(IndexError):
        bits.value(len(bits) // size, size)


@pytest.mark.conformance("OB3-P-12")
@pytest.mark.conformance("OB3-P-10")
class TestSchemaAndRefresh:
    SCHEMA = {
        "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
        "type": "1EdTechJsonSchemaValidator2019",
    }

    def report(self, signer, **members):
        document = {**draft_of(signer).document, **members}
        return report_on(write(proofs.attach(document, eddsa_jcs_2022.make(document, signer, created=NOON))))

    def test_a_known_schema_is_kept_by_our_own_rules(self, signer):
        report = self.report(signer, credentialSchema=[self.SCHEMA])

        assert [check.outcome for check in report.checks if check.step == "schema"] == [Outcome.PASSED]

    @pytest.mark.parametrize(
        "schema",
        [
            {**SCHEMA, "id": "https://dead.example/schema.json"},
            {**SCHEMA, "id": SCHEMA["id"].replace("achievementcredential", "endorsementcredential")},
        ],
    )
    def test_any_other_schema_is_a_note_and_no_fetch(self, schema, signer):
        report = self.report(signer, credentialSchema=[schema])

        assert report.verdict is Verdict.VALID
        assert [check.outcome for check in report.checks if check.step == "schema"] == [Outcome.NOT_APPLICABLE]
        assert len(report.notes) == 1
        assert "schema" in report.notes[0]

    def test_what_a_strict_schema_would_refuse_is_a_note(self, signer):
        achievement = {**draft_of(signer).document["credentialSubject"]["achievement"], "achievementType": "Program"}
        subject = {**draft_of(signer).document["credentialSubject"], "achievement": achievement}

        report = self.report(signer, credentialSchema=[self.SCHEMA], credentialSubject=subject)

        assert report.verdict is Verdict.VALID
        assert "A strict reading of the schema that it names would refuse it." in report.notes

    def test_a_newer_copy_is_told_and_never_asked_for(self, signer):
        service = {"id": "https://pantry.example/refresh/1", "type": "1EdTechCredentialRefresh"}
        document = {**draft_of(signer).document, "refreshService": service}
        data = write(proofs.attach(document, eddsa_jcs_2022.make(document, signer, created=NOON)))

        assert needs(receive(data), {}) == ()
        assert "Its issuer offers a newer copy at https://pantry.example/refresh/1; it was not asked for." in report_on(data).notes


def test_criteria_evidence_and_picture_are_shown(signer):
    draft = draft_of(
        signer,
        evidence=[
            {"id": "https://pantry.example/work/1", "type": ["Evidence"], "name": "The shelf", "narrative": "Every tin turned."},
        ],
    )
    view = receive(seal(lint(draft), signer, forms=[Form.EDDSA_JCS_2022], created=NOON)[Form.EDDSA_JCS_2022]).view()

    assert view.criteria.narrative == "Checks dates and packaging."
    assert [(item.id, item.name, item.narrative) for item in view.evidence] == [
        ("https://pantry.example/work/1", "The shelf", "Every tin turned.")
    ]
    assert view.image is None
