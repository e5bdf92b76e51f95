"""The data model of Open Badges 3.0: what is issued keeps it to the letter, what is read is taken as it was meant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from library.tests.making import ACHIEVEMENT, NOON, draft_of, issuer_of

from openbadgekit import contexts, proofs
from openbadgekit.documents import ob3
from openbadgekit.documents.views import view
from openbadgekit.errors import LintRefused
from openbadgekit.issue import Draft, Form, lint, seal
from openbadgekit.proofs import eddsa_jcs_2022
from openbadgekit.reading import read_object, write
from openbadgekit.verify.judge import judge
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict

BASE = "https://purl.imsglobal.org/spec/ob/v3p0/"


def judged(document, signer):
    """The report on a document that is truly signed, whatever it says."""
    bare = proofs.without_proof(document)
    signed = proofs.attach(bare, eddsa_jcs_2022.make(bare, signer, created=NOON))
    return judge(receive(write(signed)), {}, policy=Policy(), at=NOON)


def refusals(draft):
    """What lint says, as (code, path)."""
    try:
        lint(draft)
    except LintRefused as problem:
        return [(finding.code, finding.path) for finding in problem.findings]
    return []


def with_achievement(signer, **changes):
    return draft_of(signer, achievement={name: value for name, value in {**ACHIEVEMENT, **changes}.items() if value is not ...})


def with_members(signer, **members):
    draft = draft_of(signer)
    return Draft({name: value for name, value in {**draft.document, **members}.items() if value is not ...}, is_badge=True)


@pytest.mark.conformance("OB3-M-01")
@pytest.mark.conformance("OB3-M-03")
def test_a_new_badge_names_its_contexts_in_their_order_and_both_its_types(document):
    assert document["@context"] == [contexts.VC2, f"{BASE}context-3.0.3.json"]
    assert document["type"] == ["VerifiableCredential", "OpenBadgeCredential"]


@pytest.mark.conformance("OB3-M-01")
@pytest.mark.parametrize(
    "named",
    [
        contexts.VC2,
        [contexts.OB3, contexts.VC2],
        [contexts.VC2],
        [contexts.VC2, f"{BASE}context-3.0.2.json"],
        [contexts.VC2, f"{BASE}extensions.json", contexts.OB3],
        [contexts.VC2, contexts.OB3, {"salary": "https://example.com/salary"}],
        [],
    ],
    ids=str,
)
def test_other_contexts_are_not_signed(named, signer):
    assert refusals(with_members(signer, **{"@context": named}))


def test_an_extension_context_may_follow(signer):
    assert not refusals(draft_of(signer, extra_contexts=[f"{BASE}extensions.json"]))


@pytest.mark.conformance("OB3-M-03")
@pytest.mark.parametrize("kinds", [["VerifiableCredential"], ["OpenBadgeCredential"], [], "OpenBadgeCredential", ...])
def test_a_badge_that_does_not_say_both_types_is_not_signed(kinds, signer):
    assert refusals(with_members(signer, type=kinds))


@pytest.mark.conformance("OB3-M-02")
@pytest.mark.parametrize("name", ["context.json", "context-3.0.1.json", "context-3.0.2.json", "context-3.0.3.json"])
@pytest.mark.parametrize("base", [contexts.VC1, contexts.VC2])
def test_every_published_context_is_read_with_either_data_model(name, base, signer):
    document = {**draft_of(signer).document, "@context": [base, BASE + name]}
    if base == contexts.VC1:
        document["issuanceDate"] = document.pop("validFrom")
        document["expirationDate"] = document.pop("validUntil")

    assert judged(document, signer).verdict is Verdict.VALID


@pytest.mark.conformance("OB3-M-02")
@pytest.mark.parametrize(
    "address", ["context-4.json", "context-3.0.3.jsonld", "context-3.0.99.json", "../v3p1/context.json", "context-3.0.3.json#x"]
)
def test_an_address_that_only_looks_like_one_is_refused(address, signer):
    report = judged({**draft_of(signer).document, "@context": [contexts.VC2, BASE + address]}, signer)

    assert (report.verdict, report.code) == (Verdict.INVALID, "context_refused")


@pytest.mark.conformance("OB3-M-04")
def test_both_names_of_the_class_are_the_same_badge(signer):
    for name in ("OpenBadgeCredential", "AchievementCredential"):
        report = judged({**draft_of(signer).document, "type": ["VerifiableCredential", name]}, signer)
        assert (report.verdict, report.credential.generation) == (Verdict.VALID, "ob3")


@pytest.mark.conformance("OB3-M-05")
@pytest.mark.parametrize("member", ["@context", "id", "type", "issuer", "validFrom", "credentialSubject"])
def test_a_badge_without_one_of_its_members_is_not_signed(member, signer):
    assert refusals(with_members(signer, **{member: ...}))


@pytest.mark.conformance("OB3-M-05")
@pytest.mark.parametrize("name", ["not an address", "/badges/1", "1", ["urn:uuid:1", "urn:uuid:2"], 5, ""])
def test_an_id_that_is_no_address_is_not_signed(name, signer):
    assert refusals(with_members(signer, id=name))


@pytest.mark.conformance("OB3-M-06")
@pytest.mark.parametrize("name", [..., "", None, 5])
def test_a_badge_without_a_name_is_not_signed(name, signer):
    assert refusals(with_members(signer, name=name))


@pytest.mark.conformance("OB3-M-07")
@pytest.mark.parametrize("subject", [{}, {"identifier": []}, {"id": ""}, {"narrative": "Somebody."}])
def test_a_badge_about_nobody_is_not_signed_and_invalid(subject, signer):
    draft = draft_of(signer, subject=subject)

    assert refusals(draft)
    assert judged(draft.document, signer).verdict is Verdict.INVALID


@pytest.mark.conformance("OB3-M-07")
def test_a_badge_about_two_people_is_invalid(signer):
    subject = draft_of(signer).document["credentialSubject"]

    report = judged({**draft_of(signer).document, "credentialSubject": [subject, subject]}, signer)

    assert (report.verdict, report.code) == (Verdict.INVALID, "malformed")


def test_a_name_alone_is_judged_with_a_note(signer):
    document = draft_of(signer).document
    subject = {**document["credentialSubject"], "name": "Ana"}
    del subject["id"]

    report = judged({**document, "credentialSubject": subject}, signer)

    assert report.verdict is Verdict.VALID
    assert any("by a name alone" in note for note in report.notes)


@pytest.mark.conformance("OB3-M-08")
@pytest.mark.parametrize("member", ["id", "type", "name", "description", "criteria"])
def test_an_achievement_without_one_of_its_members_is_not_signed(member, signer):
    assert refusals(with_achievement(signer, **{member: ...}))


@pytest.mark.conformance("OB3-M-08")
@pytest.mark.parametrize("criteria", [{}, {"type": "Criteria"}, {"id": ""}, {"narrative": ""}, "https://pantry.example/", []])
def test_criteria_that_say_nothing_are_not_signed(criteria, signer):
    assert refusals(with_achievement(signer, criteria=criteria))


@pytest.mark.conformance("OB3-M-09")
@pytest.mark.parametrize(
    "members",
    [
        {"evidence": {"type": ["Evidence"], "name": "x"}},
        {"evidence": []},
        {"evidence": None},
        {"validFrom": "2026-03-01T00:00:00"},
        {"validFrom": "2026-03-01"},
        {"validFrom": 1_772_323_200},
        {"image": "https://pantry.example/picture.png"},
        {"name": "half a pair \ud800"},
        {"description": float("nan")},
    ],
    ids=str,
)
def test_what_is_not_written_as_the_model_has_it_is_not_signed(members, signer):
    assert refusals(with_members(signer, **members))


@pytest.mark.conformance("OB3-M-10")
def test_single_values_are_read_with_a_note(signer):
    document = draft_of(signer).document
    subject = {**document["credentialSubject"], "type": "AchievementSubject"}
    changed = {**document, "credentialSubject": subject, "evidence": {"type": "Evidence", "name": "A photograph"}}

    report = judged(changed, signer)

    assert report.verdict is Verdict.VALID
    assert any("should be a list" in note for note in report.notes)


RESULT = {"type": ["Result"], "resultDescription": "https://pantry.example/badges/safe-shelf#2"}
DESCRIPTION = {
    "id": "https://pantry.example/badges/safe-shelf#2", "type": ["ResultDescription"], "name": "Points",
    "resultType": "RawScore", "valueMin": "0", "valueMax": "10",
}  # fmt: skip


@pytest.mark.conformance("OB3-M-11")
@pytest.mark.parametrize(
    ("description", "result", "fits"),
    [
        ({}, {"value": "10"}, True),
        ({}, {"value": "0"}, True),
        ({}, {"value": "11"}, False),
        ({}, {"value": "-1"}, False),
        ({}, {"status": "Completed"}, True),
        ({}, {"status": "Done"}, False),
        ({}, {"status": "ext:Done"}, False),
        ({}, {"achievedLevel": "https://pantry.example/#none"}, False),
        ({}, {"resultDescription": "https://pantry.example/#none"}, False),
        ({"allowedValue": ["A", "B"]}, {"value": "A"}, True),
        ({"allowedValue": ["A", "B"]}, {"value": "C"}, False),
        ({"allowedValue": ["A", "B"]}, {"value": ["A"]}, False),
        ({"requiredLevel": "https://pantry.example/#none"}, {}, False),
        ({}, {"achievedLevel": ["https://pantry.example/#1"]}, False),
        ({"rubricCriterionLevel": [{"id": ["x"], "type": ["RubricCriterionLevel"], "name": "x"}]}, {"achievedLevel": "x:y"}, False),
    ],
    ids=str,
)
def test_a_result_is_signed_only_where_its_description_allows_it(description, result, fits, signer):
    achievement = {**ACHIEVEMENT, "resultDescription": [{**DESCRIPTION, **description}]}
    subject = {"id": "urn:uuid:1e3b8f4a-0a94-4f0e-8a3e-2f6a1f9f0b11", "result": [{**RESULT, **result}]}

    assert (refusals(draft_of(signer, achievement=achievement, subject=subject)) == []) is fits


def test_a_value_that_no_double_holds_is_a_finding_and_no_fault(signer):
    achievement = {**ACHIEVEMENT, "resultDescription": [DESCRIPTION]}
    subject = {
        "id": "urn:uuid:1",
        "type": ["AchievementSubject"],
        "achievement": achievement,
        "result": [{**RESULT, "value": 10**399}],
    }

    assert ob3.check({**draft_of(signer).document, "credentialSubject": subject})


@pytest.mark.conformance("OB3-M-12")
@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        ({"achievementType": "Badge"}, True),
        ({"achievementType": "MicroCredential"}, True),
        ({"achievementType": "ext:Pantry_Badge-1.2"}, True),
        ({"achievementType": "Program"}, False),
        ({"achievementType": "badge"}, False),
        ({"achievementType": "ext:"}, False),
        ({"achievementType": "ext:two words"}, False),
        ({"achievementType": "ext:ümlaut"}, False),
        ({"achievementType": ["Badge"]}, False),
        (
            {"alignment": [{"type": ["Alignment"], "targetName": "x", "targetUrl": "https://a.example/", "targetType": "CFItem"}]},
            True,
        ),
        (
            {"alignment": [{"type": ["Alignment"], "targetName": "x", "targetUrl": "https://a.example/", "targetType": "Item"}]},
            False,
        ),
        ({"otherIdentifier": [{"type": "IdentifierEntry", "identifier": "1", "identifierType": "systemId"}]}, True),
        ({"otherIdentifier": [{"type": "IdentifierEntry", "identifier": "1", "identifierType": "number"}]}, False),
        ({"resultDescription": [{**DESCRIPTION, "resultType": "Percent"}]}, True),
        ({"resultDescription": [{**DESCRIPTION, "resultType": "Points"}]}, False),
    ],
    ids=str,
)
def test_a_term_is_one_of_its_vocabulary_or_says_that_it_is_an_extension(changes, fits, signer):
    draft = draft_of(signer, achievement={**ACHIEVEMENT, **changes}, subject={"id": "urn:uuid:1"})

    assert (refusals(draft) == []) is fits


@pytest.mark.conformance("OB3-M-12")
def test_a_bare_term_of_others_is_read_with_a_note(signer):
    report = judged(with_achievement(signer, achievementType="Program").document, signer)

    assert report.verdict is Verdict.VALID
    assert any("Program" in note for note in report.notes)


PICTURE = {"id": "data:image/png;base64,iVBORw0KGgo=", "type": "Image", "caption": "A shelf"}


@pytest.mark.conformance("OB3-M-13")
@pytest.mark.parametrize(
    ("picture", "fits"),
    [
        (PICTURE, True),
        ({"id": "https://pantry.example/shelf.png", "type": "Image"}, True),
        ("https://pantry.example/shelf.png", False),
        ({"id": "https://pantry.example/shelf.png"}, False),
        ({"type": "Image"}, False),
        ({**PICTURE, "id": "shelf.png"}, False),
        ([PICTURE], False),
    ],
    ids=str,
)
def test_a_picture_is_an_object_with_an_address(picture, fits, signer):
    assert (refusals(with_achievement(signer, image=picture)) == []) is fits
    assert (refusals(draft_of(signer, image=picture)) == []) is fits


@pytest.mark.conformance("OB3-M-14")
def test_the_first_award_date_is_kept_when_it_is_signed_again(signer):
    first = datetime(2024, 5, 1, tzinfo=UTC)

    again = draft_of(signer, valid_from=NOON, valid_until=NOON + timedelta(days=400), awarded_date=first)

    sealed = seal(lint(again), signer, forms=[Form.EDDSA_JCS_2022], created=NOON)[Form.EDDSA_JCS_2022]
    assert view(read_object(sealed)).awarded_date == first
    assert view(again.document).valid_from == NOON


@pytest.mark.conformance("OB3-M-15")
@pytest.mark.conformance("OB3-M-16")
@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        ({"version": "2", "related": [{"id": "https://pantry.example/badges/1", "type": ["Related"], "version": "1"}]}, True),
        ({"inLanguage": "cy", "related": [{"id": "https://pantry.example/en", "type": ["Related"], "inLanguage": "en-GB"}]}, True),
        ({"inLanguage": "zh-Hans-CN"}, True),
        ({"version": 2}, False),
        ({"inLanguage": "English"}, False),
        ({"inLanguage": "en_GB"}, False),
        ({"related": {"id": "https://pantry.example/badges/1", "type": ["Related"]}}, False),
        ({"related": [{"type": ["Related"], "version": "1"}]}, False),
        ({"related": [{"id": "https://pantry.example/badges/1", "type": ["Related"], "inLanguage": "Welsh"}]}, False),
    ],
    ids=str,
)
def test_versions_and_translations_are_told_by_related_achievements(changes, fits, signer):
    assert (refusals(with_achievement(signer, **changes)) == []) is fits


@pytest.mark.conformance("OB3-M-18")
@pytest.mark.parametrize("form", list(Form))
def test_received_bytes_are_kept_to_the_last_space(form, sealed):
    data = sealed(form, description="Ein Wörtchen 日本")
    spaced = b" \n" + data.replace(b'","', b'" ,\n"') + b"\n" if form is not Form.VC_JWT else data + b"\n"

    received = receive(spaced)

    assert received.raw == spaced
    assert received.payload == spaced


@pytest.mark.conformance("OB3-H-01")
@pytest.mark.parametrize(
    "change",
    [{"type": ...}, {"hashed": ...}, {"hashed": "true"}, {"identityHash": ...}, {"identityHash": 5}, {"identityType": ...},
     {"identityType": "email"}, {"salt": 5}, {"comment": "x"}],
    ids=str,
)  # fmt: skip
def test_an_identity_object_has_its_members_and_no_others(change, signer):
    whole = {"type": "IdentityObject", "hashed": False, "identityHash": "ana", "identityType": "userName", "salt": "x"}
    assert not refusals(draft_of(signer, subject={"identifier": [whole]}))

    changed = {name: value for name, value in {**whole, **change}.items() if value is not ...}

    assert refusals(draft_of(signer, subject={"identifier": [changed]}))


@pytest.mark.conformance("OB3-P-21")
@pytest.mark.parametrize(
    "issuer",
    ["urn:uuid:6f2e33e5-7a29-4155-840a-59483ba10164", "http://pantry.example/", "mailto:us@pantry.example", "", None, 5, []],
)
def test_an_issuer_to_whom_no_key_can_be_bound_is_not_signed(issuer, signer):
    assert refusals(draft_of(signer, issuer={**issuer_of(signer), "id": issuer}))


def test_everything_together_is_sealed_and_valid(signer):
    draft = draft_of(
        signer,
        achievement={**ACHIEVEMENT, "image": PICTURE, "version": "3", "inLanguage": "en", "tag": ["food"], "humanCode": "K 1"},
        image=PICTURE,
        evidence=[{"id": "https://pantry.example/evidence/1", "type": ["Evidence"], "name": "A photograph"}],
        description="What she did.",
    )

    forms = [form for form in Form if not form.value.startswith("ecdsa")]
    sealed = seal(lint(draft), signer, forms=forms, created=NOON)

    for body in sealed.values():
        assert judge(receive(body), {}, policy=Policy(), at=NOON).verdict is Verdict.VALID


@pytest.mark.conformance("CTDL-01")
@pytest.mark.parametrize("kind", ["CTDL", "ceterms:Credential", "ceasn:Competency"])
def test_an_alignment_names_what_it_means_in_a_registry(kind, signer):
    known = "ce-6fdd56d3-0214-4a67-b0c4-bb4c16ce9a13"
    alignment = {
        "type": ["Alignment"],
        "targetName": "Food safety",
        "targetUrl": f"https://credentialengineregistry.org/resources/{known}",
        "targetType": kind,
        "targetCode": known,
    }

    made = seal(
        lint(draft_of(signer, achievement={**ACHIEVEMENT, "alignment": [alignment]})),
        signer,
        forms=[Form.EDDSA_RDFC_2022],
        created=NOON,
    )

    report = judge(receive(made[Form.EDDSA_RDFC_2022]), {}, at=NOON)
    assert (report.verdict, report.notes) == (Verdict.VALID, ())
    assert report.credential.raw["credentialSubject"]["achievement"]["alignment"] == [alignment]
