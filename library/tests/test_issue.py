"""Nothing is signed that our own verifier would not accept, and a ticket seals once."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from library.tests.making import ACHIEVEMENT, NOON, draft_of

from openbadgekit.documents import ob3, vc
from openbadgekit.errors import LintRefused, TicketUsed
from openbadgekit.issue import Draft, Form, hashed_identifier, lint, plain, seal


def refused(draft: Draft) -> set[str]:
    with pytest.raises(LintRefused) as problem:
        lint(draft)
    return {finding.code for finding in problem.value.findings}


def changed(draft: Draft, **members: object) -> Draft:
    return Draft({name: value for name, value in {**draft.document, **members}.items() if value is not ...}, draft.is_badge)


@pytest.mark.parametrize(
    "members",
    [
        {"@context": ["https://www.w3.org/ns/credentials/v2"]},
        {"@context": ["https://www.w3.org/2018/credentials/v1", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]},
        {"type": ["VerifiableCredential"]},
        {"id": "not an address"},
        {"issuer": "urn:uuid:1"},
        {"issuer": ...},
        {"validFrom": ...},
        {"validFrom": "2026-03-01"},
        {"validUntil": "2020-01-01T00:00:00Z"},
        {"name": ...},
        {"name": None},
        {"credentialSubject": {}},
        {"salary": "1"},
        {"proof": {"type": "DataIntegrityProof"}},
        {"credentialStatus": {"id": "https://pantry.example/status/1#1"}},
    ],
    ids=lambda members: next(iter(members)) + str(next(iter(members.values())))[:12],
)
def test_a_faulty_draft_is_refused(members, signer):
    assert refused(changed(draft_of(signer), **members))


@pytest.mark.parametrize(
    "change",
    [
        {"criteria": ...},
        {"criteria": {}},
        {"name": ...},
        {"description": ...},
        {"id": "not an address"},
        {"achievementType": "Program"},
        {"type": ["Badge"]},
        {"tag": "one"},
        {"resultDescription": [{"type": ["ResultDescription"], "name": "x", "resultType": "Result"}]},
    ],
)
def test_a_faulty_achievement_is_refused(change, signer):
    achievement = {name: value for name, value in {**ACHIEVEMENT, **change}.items() if value is not ...}

    assert refused(draft_of(signer, achievement=achievement))


def test_a_result_must_belong_to_the_achievement(signer):
    subject = {"id": "urn:uuid:1", "result": [{"type": ["Result"], "resultDescription": "https://other.example/#1"}]}

    assert "schema_failed" in refused(draft_of(signer, subject=subject))


def test_a_badge_says_whom_it_is_about(signer):
    assert "malformed" in refused(draft_of(signer, subject={"narrative": "Somebody did it."}))


def test_a_naive_moment_is_never_signed(signer):
    with pytest.raises(ValueError, match="naive"):
        draft_of(signer, valid_from=datetime(2026, 3, 1))  # noqa: DTZ001 - the point of the test


def test_a_ticket_seals_once(signer):
    ticket = lint(draft_of(signer))
    seal(ticket, signer, forms=[Form.VC_JWT], created=NOON)

    with pytest.raises(TicketUsed):
        seal(ticket, signer, forms=[Form.VC_JWT], created=NOON)


def test_both_forms_come_from_one_ticket(signer):
    sealed = seal(lint(draft_of(signer)), signer, forms=[Form.EDDSA_RDFC_2022, Form.VC_JWT], created=NOON)

    assert json.loads(sealed[Form.EDDSA_RDFC_2022])["proof"]["cryptosuite"] == "eddsa-rdfc-2022"
    assert sealed[Form.VC_JWT].count(b".") == 2


def test_another_credential_is_judged_by_the_plain_rules(signer):
    document = {
        **{name: draft_of(signer).document[name] for name in ("id", "validFrom")},
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": signer.verification_method.partition("#")[0],
        "credentialSubject": {"id": "did:example:x"},
    }

    assert lint(plain(document))


@pytest.mark.conformance("OB3-H-02")
def test_the_hash_of_an_address_is_the_published_one():
    found = hashed_identifier("a@example.com", salt="Kosher")

    assert found["identityHash"] == "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"


@pytest.mark.conformance("OB3-H-06")
def test_an_address_is_hashed_in_its_usual_spelling():
    assert hashed_identifier(" A@Example.com ", salt="x") == hashed_identifier("a@example.com", salt="x")


@pytest.mark.conformance("OB3-M-01")
@pytest.mark.conformance("OB3-M-05")
@pytest.mark.conformance("OB3-P-20")
def test_what_we_issue_keeps_the_official_schema(signer, document, standards):
    import jsonschema_rs

    folder = standards / "schemas/ob-v3p0"
    schemas = {path.name: json.loads(path.read_text()) for path in folder.glob("*.json")}
    name = next(name for name in schemas if "achievementcredential" in name)
    registry = jsonschema_rs.Registry([(schema["$id"], schema) for schema in schemas.values() if "$id" in schema])
    validator = jsonschema_rs.validator_for(schemas[name], registry=registry)

    assert [error.message for error in validator.iter_errors(document)] == []


@pytest.mark.conformance("OB3-M-09")
@pytest.mark.conformance("OB3-M-12")
def test_our_rules_refuse_whatever_the_official_schema_refuses(document, standards):
    import jsonschema_rs

    folder = standards / "schemas/ob-v3p0"
    name = next(path for path in folder.glob("*.json") if "achievementcredential" in path.name)
    validator = jsonschema_rs.validator_for(json.loads(name.read_text()))
    subject = document["credentialSubject"]
    damages = [
        {"credentialSubject": {**subject, "type": "AchievementSubject"}},
        {"credentialSubject": {**subject, "achievement": {**ACHIEVEMENT, "name": 5}}},
        {"credentialSubject": {**subject, "achievement": {k: v for k, v in ACHIEVEMENT.items() if k != "criteria"}}},
        {"credentialSubject": {**subject, "achievement": {**ACHIEVEMENT, "achievementType": "Program"}}},
        {"credentialSubject": {**subject, "result": [{"type": ["Result"], "status": "Done"}]}},
        {"credentialSubject": {**subject, "identifier": [{"type": "IdentityObject", "hashed": True, "identityHash": "x"}]}},
        {"credentialSubject": {**subject, "creditsEarned": "three"}},
        {"issuer": {**document["issuer"], "type": "Profile"}},
        {"evidence": [{"name": "no type"}]},
    ]

    refused_there = 0
    for damage in damages:
        changed_document = {**document, **damage}
        ours = bool(vc.check(changed_document) + ob3.check(changed_document))
        assert ours, damage
        refused_there += not validator.is_valid(changed_document)
    assert refused_there >= 5


def test_dates_outside_utc_are_written_in_utc(signer):
    from datetime import timedelta, timezone

    moment = datetime(2026, 3, 1, 1, tzinfo=timezone(timedelta(hours=2)))

    assert draft_of(signer, valid_from=moment).document["validFrom"] == "2026-02-28T23:00:00Z"
    assert moment.astimezone(UTC).day == 28
