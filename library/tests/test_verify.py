"""The judge: all checks reported, unknown never valid, the same inputs the same report."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library.tests.judged import SEEN, draft_achievement, leaves, outcomes, verdict_of, with_leaf
from library.tests.making import NOON, draft_of

from openbadgekit import proofs
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.issue import Form
from openbadgekit.keys import did_key, generate
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import eddsa_jcs_2022
from openbadgekit.reading import read_object, write
from openbadgekit.shell.checking import check
from openbadgekit.shell.fetcher import NoNetwork
from openbadgekit.verify.checks import dates
from openbadgekit.verify.judge import decide
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import STEPS, Check, Outcome, Verdict
from openbadgekit.verify.wording import sentence


@pytest.mark.conformance("OB3-P-01")
@pytest.mark.conformance("OB3-P-18")
@pytest.mark.parametrize("form", list(Form))
def test_what_we_issue_is_valid(form, sealed):
    report = verdict_of(sealed(form))

    assert report.verdict is Verdict.VALID
    assert report.code is None
    assert report.sentence == (
        "Valid. Kettle Lane Community Pantry awarded “Safe Shelf” on 1 March 2026. It is good until 1 March 2028."
    )
    assert {check.step for check in report.checks} == set(STEPS)


def test_every_field_changed_one_at_a_time_makes_it_invalid(document):
    paths = list(leaves(document))
    assert len(paths) > 25

    for path in paths:
        changed = with_leaf(document, path, lambda old: f"{old}x" if isinstance(old, str) else None)
        report = verdict_of(write(changed))
        assert report.verdict is not Verdict.VALID, path
        if path[0] != "proof":
            assert report.verdict is Verdict.INVALID, path


def test_every_member_taken_away_makes_it_other_than_valid(document):
    for name in document:
        changed = {member: value for member, value in document.items() if member != name}
        assert verdict_of(write(changed)).verdict is not Verdict.VALID, name


@given(st.data())
def test_one_byte_flipped_is_never_valid(sealed, data):
    original = sealed(data.draw(st.sampled_from([Form.EDDSA_JCS_2022, Form.VC_JWT])))
    place = data.draw(st.integers(0, len(original) - 1))
    flipped = bytearray(original)
    flipped[place] ^= data.draw(st.sampled_from([1, 2, 4, 8, 16, 32, 64, 128]))

    report = check(bytes(flipped), network=NoNetwork(), policy=Policy(), at=NOON)

    assert report.verdict is not Verdict.VALID


def test_a_proof_of_another_badge_does_not_fit(sealed):
    one, other = read_object(sealed()), read_object(sealed(name="Warm Welcome"))

    assert verdict_of(write({**one, "proof": other["proof"]})).code == "proof_invalid"


def test_a_true_badge_wrapped_in_a_false_one_is_not_valid(document):
    wrapped = {**document, "issuer": {"id": "did:web:bank.example", "type": ["Profile"], "name": "The Bank"}}

    assert verdict_of(write(wrapped)).verdict is Verdict.INVALID


@pytest.mark.parametrize("proof", [[], None, {}, "x", [None]])
def test_no_proof_is_no_badge(proof, document):
    changed = {**document, "proof": proof} if proof is not None else proofs.without_proof(document)

    assert verdict_of(write(changed)).verdict is not Verdict.VALID


@pytest.mark.conformance("OB3-P-11")
def test_a_failing_proof_of_the_issuer_spoils_a_good_one(document):
    broken = {**document["proof"], "created": "2020-01-01T00:00:00Z"}

    assert verdict_of(write({**document, "proof": [document["proof"], broken]})).code == "proof_invalid"


@pytest.mark.conformance("OB3-P-11")
def test_a_strangers_proof_beside_a_good_one_is_a_note(document):
    private = generate()
    stranger = eddsa_jcs_2022.make(
        proofs.without_proof(document), LocalSigner(private, did_key.method_of(private.public())), created=NOON
    )

    report = verdict_of(write({**document, "proof": [document["proof"], stranger]}))

    assert report.verdict is Verdict.VALID
    assert report.notes


@pytest.mark.conformance("OB3-P-07")
def test_a_strangers_proof_alone_is_invalid(document):
    private = generate()
    stranger = eddsa_jcs_2022.make(
        proofs.without_proof(document), LocalSigner(private, did_key.method_of(private.public())), created=NOON
    )

    assert verdict_of(write({**document, "proof": stranger})).code == "key_not_issuers"


def test_a_proof_of_an_unknown_suite_alone_is_unknown(document):
    report = verdict_of(write({**document, "proof": {**document["proof"], "cryptosuite": "bbs-2023"}}))

    assert (report.verdict, report.code) == (Verdict.UNKNOWN, "proof_unsupported")


@pytest.mark.conformance("DI-03")
@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("proofPurpose", "authentication"),
        ("expires", "2026-01-01T00:00:00Z"),
        ("verificationMethod", "z6Mk"),
        ("created", "yesterday"),
    ],
)
def test_options_of_a_proof_cannot_be_bent(member, value, document):
    assert verdict_of(write({**document, "proof": {**document["proof"], member: value}})).code == "proof_invalid"


@pytest.mark.conformance("OB3-P-07")
def test_an_issuer_to_whom_no_key_can_be_bound_is_never_valid(sealed, signer):
    document = proofs.without_proof(read_object(sealed()))
    document["issuer"] = {**document["issuer"], "id": "urn:uuid:6f2e33e5-7a29-4155-840a-59483ba10164"}
    signed = proofs.attach(document, eddsa_jcs_2022.make(document, signer, created=NOON))

    assert verdict_of(write(signed)).code == "key_not_issuers"


@pytest.mark.conformance("OB3-P-14")
@pytest.mark.parametrize(("delta", "code"), [(timedelta(seconds=30), None), (timedelta(seconds=90), "expired")])
def test_the_end_allows_a_minute(delta, code, sealed, document):
    from openbadgekit.reading import parse_datetime

    assert verdict_of(sealed(), at=parse_datetime(document["validUntil"]) + delta).code == code


@pytest.mark.conformance("OB3-P-14")
def test_before_the_beginning_it_is_not_yet_valid(sealed):
    assert verdict_of(sealed(), at=NOON - timedelta(days=365)).code == "not_yet_valid"


@given(outcomes)
def test_unknown_or_failed_is_never_valid(checks):
    verdict, deciding = decide(checks)

    bad = [check for check in checks if check.outcome in (Outcome.FAILED, Outcome.UNKNOWN) and check.step != "endorsements"]
    if bad:
        assert verdict is not Verdict.VALID
        assert deciding is not None
    if verdict is Verdict.VALID:
        passed = {check.step for check in checks if check.outcome is Outcome.PASSED}
        assert {"document", "context", "proof", "key", "dates"} <= passed


@pytest.mark.parametrize("missing", SEEN)
def test_what_was_not_seen_to_hold_is_never_valid(missing):
    held = [Check(step, Outcome.PASSED, None, "x") for step in SEEN]
    assert decide(held)[0] is Verdict.VALID

    assert decide([check for check in held if check.step != missing])[0] is Verdict.UNKNOWN


def test_an_unknown_key_is_named_before_anything_else_that_is_unknown():
    steps = [Check(step, Outcome.UNKNOWN, f"{step}_unknown", "x") for step in ("proof", "key", "status")]

    assert decide(steps)[1].code == "key_unknown"


@pytest.mark.parametrize(("seconds", "passes"), [(60, True), (61, False)])
@pytest.mark.parametrize("end", ["valid_from", "valid_until"])
def test_a_minute_of_skew_is_allowed_at_both_ends_and_not_more(end, seconds, passes):
    late = timedelta(seconds=seconds if end == "valid_from" else -seconds)
    view = SimpleNamespace(**{"valid_from": None, "valid_until": None, end: NOON + late})

    assert (dates.check(view, at=NOON).outcome is Outcome.PASSED) is passes


@given(st.binary(max_size=300))
def test_noise_is_unreadable_and_never_a_fault(noise):
    report = check(noise, network=NoNetwork(), policy=Policy(), at=NOON)

    assert report.verdict is not Verdict.VALID


def test_the_same_inputs_give_the_same_report(sealed):
    data = sealed()

    assert verdict_of(data).as_json() == verdict_of(data).as_json()


def test_a_hostile_name_cannot_write_into_the_sentence(sealed):
    report = verdict_of(sealed(name="x", achievement={**draft_achievement(), "name": "Safe\u202e\u0000 Shelf\n\nValid."}))

    assert "\u202e" not in report.sentence
    assert "\n" not in report.sentence


def test_an_older_badge_is_left_open_until_its_address_was_seen():
    data = b'{"@context":"https://w3id.org/openbadges/v2","type":"Assertion","id":"https://a.example/1","recipient":{"type":"email","identity":"a@b.example","hashed":false},"badge":"https://a.example/2","issuedOn":"2020-01-01T00:00:00Z","verification":{"type":"hosted"}}'

    report = verdict_of(data)

    assert (report.verdict, report.code, report.credential.generation) == (Verdict.UNKNOWN, "key_unresolvable", "ob2")


def test_a_badge_class_alone_is_no_badge():
    with pytest.raises(OpenBadgeKitError):
        receive(b'{"@context":"https://w3id.org/openbadges/v2","type":"BadgeClass","id":"https://a.example/1","name":"x"}')


def test_the_report_names_the_key_by_its_fingerprint_whatever_its_name(sealed, signer):
    report = verdict_of(sealed(Form.EDDSA_JCS_2022))

    assert report.fingerprint == signer.private.public().fingerprint
    assert report.fingerprint != generate().public().fingerprint
    assert verdict_of(sealed(Form.VC_JWT)).fingerprint == report.fingerprint
    assert "fingerprint" not in report.as_json()


def test_a_name_stands_also_in_the_sentence_of_a_revocation(sealed):
    view = receive(sealed(Form.EDDSA_JCS_2022)).view()
    named = replace(view, subject=replace(view.subject, name="Idris\u202e Vale"))

    assert sentence("invalid", "revoked", "", named) == (
        "Revoked. Kettle Lane Community Pantry took back “Safe Shelf” from Idris Vale. Do not rely on it."
    )


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"expirationDate": "2026-11-01T00:00:00Z"}, "expired"),
        ({"issuanceDate": "2026-12-01T00:00:00Z"}, "not_yet_valid"),
        ({"expirationDate": "2036-11-01T00:00:00Z", "issuanceDate": "2016-12-01T00:00:00Z"}, None),
    ],
    ids=str,
)
def test_a_badge_that_says_its_dates_by_both_names_holds_while_both_do(more, code, signer):
    document = {**draft_of(signer).document, **more}

    signed = proofs.attach(document, eddsa_jcs_2022.make(document, signer, created=NOON))

    assert verdict_of(write(signed)).code == code
