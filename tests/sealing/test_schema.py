"""What we issue against the official schema of Open Badges 3.0, read where it lies beside the project; absent, it is skipped."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from laurels.catalogue import services
from laurels.catalogue.versions import AlignmentData
from laurels.issuing.models import Award
from laurels.sealing.models import PublishedDocument
from tests.catalogue.data import make_element, make_whole
from tests.issuing.making import make_award, make_badge, make_levelled_badge
from tests.making import NOON, make_person

STANDARDS = Path(__file__).resolve().parents[3] / "shared" / "standards" / "data" / "schemas"
pytestmark = pytest.mark.django_db


def official(name: str) -> jsonschema_rs.Validator:
    """The published schema of this name."""
    found = sorted(STANDARDS.glob(f"ob-v3p0/**/*{name}*schema*.json")) if STANDARDS.is_dir() else []
    if not found:
        pytest.skip("the official schemas are not beside the project")
    return jsonschema_rs.validator_for(json.loads(found[0].read_text()), validate_formats=True)


def faults(name: str, document: Any) -> list[str]:
    return [f"{'/'.join(map(str, error.instance_path))}: {error.message}" for error in official(name).iter_errors(document)]


@pytest.mark.conformance("OB3-P-20")
def test_a_credential_with_everything_in_it_validates(award):
    assert faults("achievementcredential", json.loads(bytes(award.sealed.json))) == []


@pytest.mark.parametrize("lasts", ["1", "never"])
def test_a_bare_one_validates(lasts, owner, colleague, pantry):
    award = make_award(make_badge(pantry, owner, lasts=lasts), colleague, owner)

    assert faults("achievementcredential", json.loads(bytes(award.sealed.json))) == []


def test_one_with_levels_above_the_required_validates(owner, colleague, pantry):
    award = make_award(make_levelled_badge(pantry, owner), colleague, owner, levels={"PIR-1": "confident", "PIR-2": "confident"})

    assert faults("achievementcredential", json.loads(bytes(award.sealed.json))) == []


def test_one_under_a_public_origin_validates(settings, owner, colleague, pantry):
    settings.ORIGIN = "https://badges.pantry.example"
    award: Award = make_award(make_badge(pantry, owner), colleague, owner)

    assert faults("achievementcredential", json.loads(bytes(award.sealed.json))) == []


def test_one_for_somebody_without_an_address_validates_and_still_names_a_subject(owner, pantry):
    from tests.making import make_member

    somebody = make_person("Ola Berg")
    make_member(pantry, somebody)
    document = json.loads(bytes(make_award(make_badge(pantry, owner), somebody, owner).sealed.json))

    assert faults("achievementcredential", document) == []
    assert "identifier" not in document["credentialSubject"]
    assert document["credentialSubject"]["id"].startswith("urn:uuid:")


def test_the_schema_is_not_asleep(award):
    document = json.loads(bytes(award.sealed.json))
    del document["credentialSubject"]["achievement"]["criteria"]

    assert faults("achievementcredential", document)


def test_the_badge_at_its_own_address_validates_within_a_credential(award, version):
    published = json.loads(bytes(PublishedDocument.objects.get(path=f"/badges/{version.code}").body))
    contexts = published.pop("@context")
    document = json.loads(bytes(award.sealed.json))

    assert published == document["credentialSubject"]["achievement"]
    assert contexts == document["@context"]


@pytest.fixture
def backed(owner, pantry):
    """A badge that somebody outside endorses, with the organisation that asked."""
    from laurels.people.models import Organisation
    from tests.endorsement.making import make_endorsed_badge

    Organisation.objects.filter(pk=pantry.pk).update(switches=["endorsements"])
    pantry.refresh_from_db()
    return make_endorsed_badge(pantry, owner)


def test_an_endorsement_validates(backed):
    assert faults("endorsementcredential", json.loads(bytes(backed[1].sealed.json))) == []


@pytest.mark.parametrize("kind", ["achievement", "issuer"])
def test_one_that_carries_an_endorsement_validates(kind, backed, owner, colleague, pantry):
    from tests.endorsement.making import endorsed, make_request

    if kind == "issuer":
        endorsed(make_request(pantry, owner), owner)

    document = json.loads(bytes(make_award(backed[0], colleague, owner).sealed.json))

    place = document["issuer"] if kind == "issuer" else document["credentialSubject"]["achievement"]
    assert len(place["endorsement"]) == 1
    assert faults("achievementcredential", document) == []


def test_one_of_a_badge_that_says_all_that_can_be_said_validates(owner, colleague, pantry):
    standard = AlignmentData(
        "https://standards.example/7", "Handle food", date(2026, 11, 24), target_code="F7", target_type="CFItem"
    )
    said = make_whole(
        judges=(str(owner.code),),
        family="Food",
        alignments=(standard, replace(standard, element="PIR-1")),
        elements=(make_element("PIR-1"),),
    )
    draft = services.begin_draft(organisation=pantry, data=said, author=owner, at=NOON)
    services.answer_all(version=draft, reason="So it is here.", actor=owner, at=NOON)
    services.publish(version=draft, actor=owner, at=NOON)

    award = make_award(draft, colleague, owner, levels={"PIR-1": "competent"})

    document = json.loads(bytes(award.sealed.json))
    made = document["credentialSubject"]["achievement"]
    assert (made["creditsAvailable"], made["tag"], len(made["alignment"])) == (6.0, ["Food"], 1)
    assert len(made["resultDescription"][0]["alignment"]) == 1
    assert faults("achievementcredential", document) == []
