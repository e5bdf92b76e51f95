"""Published examples that belong to no single suite, read where they lie: did:key, key documents, the official schema."""

from __future__ import annotations

import json

import pytest
from library.tests.making import ACHIEVEMENT, NOON, draft_of
from library.tests.test_model import PICTURE

from openbadgekit.documents import ob3, vc
from openbadgekit.issue import Form, hashed_identifier, lint, seal
from openbadgekit.keys import did_key, did_web, documents, multikey
from openbadgekit.reading import read_object
from openbadgekit.status import bitstring_list


@pytest.mark.conformance("DID-01")
def test_the_published_did_key_describes_itself_as_published(standards):
    folder = standards / "vectors/did-key"
    for path in sorted(folder.glob("*.json")):
        published = json.loads(path.read_text())
        found = did_key.resolve(published["id"])

        assert [method.id for method in found.methods] == [method["id"] for method in published["verificationMethod"]]
        for method, written in zip(found.methods, published["verificationMethod"], strict=True):
            assert multikey.write(method.key) == written["publicKeyMultibase"]
            for purpose in ("authentication", "assertionMethod", "capabilityDelegation", "capabilityInvocation"):
                assert (purpose in method.purposes) is (method.id in published[purpose])


def test_every_published_key_document_is_read(standards):
    found = 0
    for folder in ("did-key", "did-web", "vc-jose-cose"):
        for path in sorted((standards / "vectors" / folder).glob("*.json")):
            published = json.loads(path.read_text())
            if not isinstance(published, dict) or "verificationMethod" not in published:
                continue
            document = documents.read(published, url=published["id"])
            names = [method["id"] for method in published["verificationMethod"]]
            assert [method.id for method in document.methods][: len(names)] == [
                published["id"] + name if name.startswith("#") else name for name in names
            ]
            found += 1
    assert found >= 3


@pytest.mark.conformance("DID-02")
def test_the_published_did_web_names_an_address(standards):
    path = next((standards / "vectors/did-web").glob("*.json"))

    assert did_web.document_url(json.loads(path.read_text())["id"]).startswith("https://")


@pytest.mark.conformance("BSL-01")
@pytest.mark.conformance("BSL-02")
def test_the_published_status_entries_and_lists_are_read(standards):
    entries, lists = 0, 0
    for path in sorted((standards / "vectors/bitstring-status-list").glob("*.json")):
        published = json.loads(path.read_text())
        status = published.get("credentialStatus", [])
        for entry in status if isinstance(status, list) else [status]:
            if entry.get("type") == "BitstringStatusListEntry":
                assert bitstring_list.read_entry(entry).index == int(entry["statusListIndex"])
                entries += 1
        subject = published.get("credentialSubject", {})
        if isinstance(subject, dict) and str(subject.get("encodedList", "")).startswith("uH4s"):
            bits = bitstring_list.expand(subject["encodedList"])
            assert (len(bits), any(bits.data)) == (bitstring_list.MINIMUM, False)
            lists += 1
    assert entries
    assert lists


WHOLE = {
    "subject": {
        "id": "urn:uuid:1",
        "identifier": [hashed_identifier("ana@pantry.example", salt="0123456789abcdef")],
        "activityStartDate": "2026-01-01T00:00:00Z",
        "activityEndDate": "2026-02-01T00:00:00Z",
        "creditsEarned": 1.5,
        "licenseNumber": "7",
        "narrative": "She turned *every* tin.",
        "role": "Volunteer",
        "term": "Spring",
        "source": {"id": "https://pantry.example/", "type": ["Profile"], "name": "The Pantry"},
    },
    "achievement": {
        **ACHIEVEMENT,
        "image": PICTURE,
        "tag": ["food"],
        "version": "2",
        "inLanguage": "en-GB",
        "humanCode": "K 1",
        "fieldOfStudy": "Food",
        "specialization": "Shelves",
        "creditsAvailable": 2.0,
        "creator": {"id": "https://pantry.example/", "type": ["Profile"], "name": "The Pantry", "official": "x", "phone": "+44 1"},
        "otherIdentifier": [{"type": "IdentifierEntry", "identifier": "1", "identifierType": "systemId"}],
        "related": [{"id": "https://pantry.example/badges/1", "type": ["Related"], "version": "1", "inLanguage": "en"}],
        "alignment": [
            {"type": ["Alignment"], "targetName": "x", "targetUrl": "https://a.example/", "targetType": "CFItem", "targetCode": "1",
             "targetDescription": "y", "targetFramework": "z"}
        ],
    },
    "evidence": [{"id": "https://a.example/e", "type": ["Evidence"], "name": "x", "narrative": "y", "genre": "z", "audience": "w"}],
    "image": PICTURE,
    "description": "What she did.",
    "status": [bitstring_list.entry(list_url="https://pantry.example/status/1", index=3, purpose="revocation")],
}  # fmt: skip


@pytest.mark.conformance("OB3-P-20")
@pytest.mark.parametrize("form", [Form.EDDSA_RDFC_2022, Form.EDDSA_JCS_2022])
@pytest.mark.parametrize("parts", [[], ["subject"], ["achievement"], ["evidence", "image"], ["status"], list(WHOLE)], ids="+".join)
def test_what_we_issue_keeps_the_official_schema_in_every_shape(form, parts, signer, standards):
    import jsonschema_rs

    folder = standards / "schemas/ob-v3p0"
    name = next(path for path in folder.glob("*.json") if "achievementcredential" in path.name)
    schemas = [json.loads(path.read_text()) for path in folder.glob("*.json")]
    registry = jsonschema_rs.Registry([(schema["$id"], schema) for schema in schemas if "$id" in schema])
    validator = jsonschema_rs.validator_for(json.loads(name.read_text()), registry=registry)

    draft = draft_of(signer, **{part: WHOLE[part] for part in parts})
    document = read_object(seal(lint(draft), signer, forms=[form], created=NOON)[form])

    assert [error.message for error in validator.iter_errors(document)] == []
    assert vc.check(document) + ob3.check(document) == ()
