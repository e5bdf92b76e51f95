"""The installation moves from its first address to a public one: earlier badges keep their ids, their list and its signer."""

from __future__ import annotations

import importlib
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from laurels.keys import services as keys
from laurels.keys.errors import NoSigningKey
from laurels.keys.models import SigningKey
from laurels.sealing import published, statuses
from laurels.sealing import services as sealing
from laurels.sealing.models import PublishedDocument, SealedCredential, StatusEntry, StatusList
from laurels.verification import services as verification
from tests.foreign import Answers
from tests.issuing.making import make_award
from tests.making import NOON, make_member

from openbadgekit.reading import read_object
from openbadgekit.shell.checking import check
from openbadgekit.verify.policy import Policy

pytestmark = pytest.mark.django_db
PUBLIC = "https://badges.pantry.example"
DAY = timedelta(days=1)


def as_stranger_sees(sealed: SealedCredential, *, at=NOON):
    """The verdict of somebody who knows nothing of us, on a network that serves our published bytes at the badge's addresses."""
    answers = {}
    for entry in entries_of(sealed):
        path = entry["statusListCredential"].partition("/status/")[2]
        answers[entry["statusListCredential"]] = published.answer(f"/status/{path}", "*/*").body
    issuer = issuer_of(sealed)
    if issuer.startswith("did:web:"):
        path = "/" + "/".join(issuer.split(":")[3:]) + "/did.json"
        answers[f"{PUBLIC}{path}"] = published.answer(path, "*/*").body
    return check(bytes(sealed.json), network=Answers(answers), policy=Policy(), at=at)


def entries_of(sealed: SealedCredential) -> list[dict]:
    found = read_object(bytes(sealed.json))["credentialStatus"]
    return found if isinstance(found, list) else [found]


def issuer_of(sealed: SealedCredential) -> str:
    return read_object(bytes(sealed.json))["issuer"]["id"]


@pytest.fixture
def moved(sealed, settings):
    """A badge of before, seen from after."""
    settings.ORIGIN = PUBLIC
    return sealed


def test_a_badge_of_before_is_valid_and_after_its_revocation_revoked(moved):
    assert as_stranger_sees(moved).verdict == "valid"

    sealing.revoke(credential=moved, at=NOON + DAY)

    report = as_stranger_sees(moved, at=NOON + DAY)
    assert (report.verdict, report.code) == ("invalid", "revoked")


def test_our_own_pages_judge_it_the_same_without_a_network(moved):
    assert verification.check(bytes(moved.json), at=NOON).verdict == "valid"

    sealing.revoke(credential=moved, at=NOON + DAY)

    assert verification.check(bytes(moved.json), at=NOON + DAY).code == "revoked"


def test_its_list_keeps_address_and_signer_when_it_is_signed_anew(moved):
    before = json.loads(bytes(PublishedDocument.objects.get(path__startswith="/status/").body))

    assert statuses.renew_old_lists(at=NOON + DAY * 2) == 1

    after = json.loads(bytes(PublishedDocument.objects.get(path__startswith="/status/").body))
    assert (after["id"], after["issuer"]) == (before["id"], before["issuer"])
    assert after["id"].startswith("http://localhost:8000/status/")
    assert after["issuer"] == issuer_of(moved)
    assert after["proof"]["verificationMethod"].startswith(issuer_of(moved))
    assert after["validFrom"] != before["validFrom"]
    assert as_stranger_sees(moved, at=NOON + DAY * 2).verdict == "valid"


def test_a_key_that_is_exchanged_afterwards_still_signs_that_list_and_no_badge(moved, version, owner, pantry):
    keys.rotate_key(organisation=pantry, actor=None, at=NOON)

    sealing.revoke(credential=moved, at=NOON + DAY)
    award = make_award(version, make_member(pantry).person, owner, at=NOON + DAY)

    assert as_stranger_sees(moved, at=NOON + DAY).code == "revoked"
    assert keys.signer_for(organisation=pantry).verification_method.endswith("#key-2")
    assert read_object(bytes(award.sealed.json))["proof"]["verificationMethod"].endswith("#key-2")


def test_new_badges_name_the_new_origin_and_a_list_of_their_own(moved, version, owner, pantry):
    award = make_award(version, make_member(pantry).person, owner, at=NOON)

    assert read_object(bytes(award.sealed.json))["id"].startswith(f"{PUBLIC}/c/")
    assert issuer_of(award.sealed).startswith("did:web:badges.pantry.example:o:")
    assert [entry["statusListCredential"].startswith(f"{PUBLIC}/status/") for entry in entries_of(award.sealed)] == [True]
    assert as_stranger_sees(award.sealed).verdict == "valid"
    assert StatusList.objects.count() == 2


def test_revoking_a_new_one_touches_no_old_one(moved, version, owner, pantry):
    award = make_award(version, make_member(pantry).person, owner, at=NOON)

    sealing.revoke(credential=award.sealed, at=NOON)

    assert as_stranger_sees(award.sealed).code == "revoked"
    assert as_stranger_sees(moved).verdict == "valid"


def test_a_place_that_was_reserved_and_never_signed_moves_along(pantry, settings):
    keys.ensure_key(organisation=pantry, at=NOON)
    intention = uuid4()
    (before,) = statuses.reserve(organisation=pantry, intention=intention, at=NOON)
    settings.ORIGIN = PUBLIC

    (after,) = statuses.reserve(organisation=pantry, intention=intention, at=NOON)

    assert before["statusListCredential"].startswith("http://localhost:8000/")
    assert after["statusListCredential"].startswith(PUBLIC)
    assert StatusEntry.objects.get(intention=intention).list.issuer.startswith("did:web:")


def test_a_disabled_key_signs_nothing_for_nobody(moved, pantry):
    SigningKey.objects.filter(organisation=pantry).update(state="disabled")

    with pytest.raises(NoSigningKey):
        keys.signer_as(organisation=pantry, issuer=issuer_of(moved))
    with pytest.raises(NoSigningKey):
        sealing.revoke(credential=moved, at=NOON)
    assert not StatusEntry.objects.filter(bit=True).exists()


def test_nobody_signs_as_the_key_of_another_organisation(moved, outsider, trust):
    keys.ensure_key(organisation=trust, at=NOON)

    with pytest.raises(NoSigningKey):
        keys.signer_as(organisation=trust, issuer=issuer_of(moved))


def test_an_address_that_no_list_of_ours_ever_had_is_not_ours(moved):
    assert published.own_document(f"http://localhost:8000/status/{uuid4()}") is None
    assert published.own_document("https://elsewhere.example/status/1") is None


def test_lists_of_before_the_columns_are_filled_from_their_own_bytes(sealed, pantry):
    silent = StatusList.objects.create(organisation=pantry, purpose="suspension", made_at=NOON)
    expected = StatusList.objects.values_list("address", "issuer").get(purpose="revocation")
    StatusList.objects.update(address="", issuer="")
    migration = importlib.import_module("laurels.sealing.migrations.0003_lists_keep_their_address_and_issuer")

    migration.read_own_bytes(apps, None)

    assert StatusList.objects.values_list("address", "issuer").get(purpose="revocation") == expected
    silent.refresh_from_db()
    assert (silent.address, silent.full) == ("", True)
