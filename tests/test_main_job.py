"""The main job from end to end through the pages: plan, publish, award, accept, share, verify, revoke, verify again."""

from __future__ import annotations

import json
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from laurels.catalogue.models import AchievementVersion
from laurels.common.clock import now
from laurels.issuing.models import Award
from laurels.people.models import Organisation, Person
from laurels.people.rules import Role
from laurels.sealing.models import SealedCredential
from laurels.site.public import PublicDocuments
from tests.journeys import settle
from tests.making import make_member, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def prompt(pantry: Organisation) -> Organisation:
    """The pantry without a waiting time."""
    Organisation.objects.filter(pk=pantry.pk).update(waiting_hours=0)
    pantry.refresh_from_db()
    return pantry


def five(owner: Person) -> dict[str, object]:
    return {
        "name": "Safe Shelf",
        "can_do": "Checks dates and packaging.\nKeeps chilled food cold.",
        "judges": [str(owner.code)],
        "lasts": "2",
        "what_for": "Nobody becomes ill from food that we gave.",
        "publish": "yes",
    }


def published(client: Client, owner: Person) -> AchievementVersion:
    client.post("/o/kettle-lane/design/new/", five(owner))
    version = AchievementVersion.objects.get()
    answer = client.post(f"/o/kettle-lane/design/{version.code}/publish/")
    assert answer.status_code == 302
    version.refresh_from_db()
    return version


def award_form(version: AchievementVersion, learner: Person) -> dict[str, str]:
    ticked = {f"level_{place}": "on" for place in range(version.elements.count())}
    seen = {"learner": str(learner.code), "narrative": "She turned every tin."}
    return {"badge": str(version.code), "once": str(uuid4()), **seen, **ticked}


def awarded(client: Client, version: AchievementVersion, learner: Person) -> Award:
    data = award_form(version, learner)
    answer = client.post("/o/kettle-lane/awards/new/", data)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return Award.objects.get(version=version, person=learner)


def public_get(path: str, accept: str = "") -> tuple[int, dict[str, str], bytes]:
    seen: dict[str, object] = {}

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        seen.update(status=int(status[:3]), headers=dict(headers))

    layer = PublicDocuments(lambda environ, start_response: (start_response("404 Not Found", []), [b""])[1])
    body = b"".join(layer({"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_ACCEPT": accept}, start))
    return seen["status"], seen["headers"], body


@pytest.mark.conformance("OB3-C-02")
@pytest.mark.scenario("20")
@pytest.mark.scenario("39")
def test_a_badge_goes_from_plan_to_a_strangers_verdict_and_back(as_owner, as_colleague, as_stranger, owner, colleague, prompt):
    version = published(as_owner, owner)
    award = awarded(as_owner, version, colleague)
    page = as_owner.get(f"/o/kettle-lane/awards/{award.code}/").content.decode()
    assert "Valid." in page
    assert "Designed and judged by one person" in page
    token = award.sealed.token
    assert as_stranger.get(f"/c/{token}").status_code == 404
    assert public_get(f"/c/{token}.json")[0] == 404

    settle(now())
    offer = colleague.offers.get()
    assert as_colleague.get(f"/my-badges/offers/{offer.code}/").status_code == 200
    answer = as_colleague.post(f"/my-badges/offers/{offer.code}/", {"open_address": "on"})
    assert answer.status_code == 302
    item = colleague.items.get()
    assert as_stranger.get(f"/c/{token}").status_code == 200
    for form, kind in (("json", "application/vc+ld+json"), ("png", "image/png"), ("svg", "image/svg+xml"), ("jwt", "text/plain")):
        status, headers, body = public_get(f"/c/{token}.{form}")
        assert (status, headers["Content-Type"].split(";")[0]) == (200, kind)
        upload = BytesIO(body)
        upload.name = f"badge.{form}"
        verdict = as_stranger.post("/check/", {"file": upload}).content.decode()
        assert "Valid." in verdict, form
    assert "Jonas Hale" not in as_stranger.get(f"/c/{token}").content.decode()

    as_colleague.post(f"/my-badges/{item.code}/share/", {"name": "yes"})
    share = item.shares.get()
    assert "Jonas Hale" in as_stranger.get(f"/s/{share.token}/").content.decode()

    as_owner.post(f"/o/kettle-lane/awards/{award.code}/revoke/", {"reason": "awarded-in-error", "words": ""})
    assert "Revoked." in as_stranger.get(f"/c/{token}").content.decode()
    as_colleague.post(f"/my-badges/{item.code}/unshare/")
    assert as_stranger.get(f"/s/{share.token}/").status_code == 404


@pytest.mark.conformance("OB3-H-05")
def test_the_sealed_document_names_nobody_and_says_that_one_person_did_it(as_owner, owner, colleague, prompt):
    award = awarded(as_owner, published(as_owner, owner), colleague)

    document = json.loads(bytes(SealedCredential.objects.get().json))

    text = json.dumps(document)
    assert "Jonas" not in text
    assert "jonas@kettle.example" not in text
    assert "Designed and judged by one person; not independently checked." in document["credentialSubject"]["narrative"]
    assert document["credentialSubject"]["id"] == award.membership.subject_id
    assert document["issuer"]["address"]["addressCountryCode"] == "GB"
    assert len(document["credentialSubject"]["result"]) == 2


def test_nobody_awards_herself(as_owner, owner, colleague, prompt):
    version = published(as_owner, owner)

    as_owner.post("/o/kettle-lane/awards/new/", award_form(version, owner))

    assert Award.objects.count() == 0


def test_a_waiting_revocation_can_be_stopped(as_owner, owner, colleague, pantry):
    award = awarded(as_owner, published(as_owner, owner), colleague)
    as_owner.post(f"/o/kettle-lane/awards/{award.code}/revoke/", {"reason": "wrong-person", "words": "Sorry."})
    waiting = award.revocations.get()
    assert "will be revoked" in as_owner.get(f"/o/kettle-lane/awards/{award.code}/").content.decode()

    as_owner.post(f"/o/kettle-lane/awards/{award.code}/stop/{waiting.code}/")
    settle(waiting.effective_at)

    award.refresh_from_db()
    assert award.state == "issued"


def test_an_outsider_finds_none_of_it(as_outsider, as_owner, owner, colleague, prompt):
    version = published(as_owner, owner)
    award = awarded(as_owner, version, colleague)

    for path in (
        "/o/kettle-lane/design/",
        "/o/kettle-lane/design/new/",
        "/o/kettle-lane/awards/",
        "/o/kettle-lane/awards/new/",
        f"/o/kettle-lane/awards/{award.code}/",
        f"/o/kettle-lane/awards/{award.code}/revoke/",
        f"/o/kettle-lane/design/{version.code}/publish/",
    ):
        assert as_outsider.get(path).status_code == 404, path


def test_a_second_judge_makes_it_two_persons(as_owner, owner, colleague, prompt):
    helper = make_person("Idris Vale", email="idris@kettle.example")
    make_member(prompt, helper, Role.ASSESSOR)
    client = Client()
    client.force_login(helper, backend="allauth.account.auth_backends.AuthenticationBackend")
    data = five(owner) | {"judges": [str(owner.code), str(helper.code)]}
    as_owner.post("/o/kettle-lane/design/new/", data)
    version = AchievementVersion.objects.get()
    as_owner.post(f"/o/kettle-lane/design/{version.code}/publish/")

    award = awarded(client, version, colleague)

    assert not award.one_person
    assert "judged by one person" not in json.dumps(json.loads(bytes(award.sealed.json)))
