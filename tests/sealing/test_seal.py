"""Sealing: nothing visible that a stranger would not find valid; twice is once; faults sign nothing."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.issuing import services as issuing
from laurels.issuing.models import Award
from laurels.keys import services as keys
from laurels.keys.errors import KeyMixedUp, NoMasterKey
from laurels.keys.models import SigningKey
from laurels.sealing import published, statuses
from laurels.sealing import services as sealing
from laurels.sealing.errors import ClockWentBack, SealRefused, SelfCheckFailed
from laurels.sealing.models import PublishedDocument, SealedCredential, StatusEntry
from laurels.verification import services as verification
from tests.examples import examples
from tests.issuing.making import make_suspendable_award
from tests.journeys import settle
from tests.making import NOON

pytestmark = pytest.mark.django_db


def test_the_same_intention_gives_the_same_credential(intended):
    first = issuing.seal(award=intended, at=NOON)
    second = issuing.seal(award=intended, at=NOON + timedelta(minutes=1))

    assert first.sealed == second.sealed
    assert SealedCredential.objects.count() == 1
    assert StatusEntry.objects.count() == 1


def test_an_intention_that_the_request_could_not_seal_is_sealed_by_the_worker(intended):
    settle(NOON)

    intended.refresh_from_db()
    assert intended.state == "issued"


@pytest.mark.parametrize(
    "step", ["laurels.sealing.services.signed", "laurels.sealing.services.self_check", "laurels.sealing.services._kept"]
)
def test_a_crash_at_any_step_loses_nothing_and_doubles_nothing(step, intended, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(step, lambda *_, **__: (_ for _ in ()).throw(ConnectionError("the power went")))
        with pytest.raises(ConnectionError):
            issuing.seal(award=intended, at=NOON)
    assert SealedCredential.objects.count() == 0

    issuing.seal(award=intended, at=NOON)

    assert SealedCredential.objects.count() == 1
    assert StatusEntry.objects.filter(intention=intended.code).count() == 1


@pytest.mark.conformance("OB3-P-20")
def test_a_signer_that_signs_wrongly_leaves_the_award_hidden(intended, monkeypatch):
    class Wrong:
        def __init__(self, real):
            self.kind, self.verification_method = real.kind, real.verification_method

        def sign(self, data):
            return bytes(64)

    real = keys.signer_for
    monkeypatch.setattr("laurels.keys.services.signer_for", real)
    monkeypatch.setattr("laurels.sealing.services.keys.signer_for", lambda **arguments: Wrong(real(**arguments)))

    with pytest.raises(SelfCheckFailed):
        issuing.seal(award=intended, at=NOON)

    intended.refresh_from_db()
    assert intended.state == "awarded"
    assert SealedCredential.objects.count() == 0


def test_a_document_that_our_lint_refuses_uses_no_key(intended, monkeypatch):
    monkeypatch.setattr("laurels.catalogue.services.document_of", lambda version: {"id": "nothing"})
    used = []
    monkeypatch.setattr("openbadgekit.keys.signer.LocalSigner.sign", lambda self, data: used.append(data))

    with pytest.raises((SealRefused, AttributeError, TypeError)):
        issuing.seal(award=intended, at=NOON)

    assert SealedCredential.objects.count() == 0


def test_a_clock_that_jumped_back_stops_signing(intended, version, owner, pantry):
    issuing.seal(award=intended, at=NOON)
    other = Award.objects.get(pk=intended.pk)
    other.pk, other.code, other.basis_key, other.state, other.sealed = None, uuid4(), "another", "awarded", None
    other.save()

    with pytest.raises(ClockWentBack):
        issuing.seal(award=other, at=NOON - timedelta(seconds=6))


def test_without_the_master_key_reading_works_and_signing_says_why(intended, settings, tmp_path):
    sealed = issuing.seal(award=intended, at=NOON).sealed
    settings.MASTER_KEY_FILE = str(tmp_path / "elsewhere")

    with pytest.raises(NoMasterKey):
        keys.signer_for(organisation=intended.organisation)

    assert verification.check(bytes(sealed.json), at=NOON).verdict == "valid"


def test_a_key_of_another_organisation_is_never_used(intended, pantry, outsider, trust):
    keys.ensure_key(organisation=trust, at=NOON)
    theirs = SigningKey.objects.get(organisation=trust)
    SigningKey.objects.filter(organisation=pantry).update(public_multikey=theirs.public_multikey)

    with pytest.raises(KeyMixedUp):
        keys.signer_for(organisation=pantry)


def test_the_private_key_stands_nowhere_in_the_database(pantry):
    key = keys.ensure_key(organisation=pantry, at=NOON)
    private = keys.signer_for(organisation=pantry).private
    from openbadgekit.keys import jwk

    secret = jwk.write_private(private)["d"].encode()

    assert secret not in bytes(key.wrapped) + bytes(key.data_key) + key.public_multikey.encode()


def test_a_closed_credential_is_there_for_nobody(intended):
    sealed = issuing.seal(award=intended, at=NOON).sealed

    for ending in ("", ".json", ".jwt", ".png", ".svg"):
        assert published.answer(f"/c/{sealed.token}{ending}", "application/json") is None
    sealing.open_credential(sealed)
    assert published.answer(f"/c/{sealed.token}.json", "").body == bytes(sealed.json)
    sealing.close_credential(sealed)
    assert published.answer(f"/c/{sealed.token}.json", "") is None


@pytest.mark.conformance("OB3-B-02")
@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/vc+ld+json", "application/vc+ld+json"),
        ("application/json", "application/vc+ld+json"),
        ("text/plain", "text/plain; charset=us-ascii"),
        ("image/png", "image/png"),
        ("text/html,application/json;q=0.9", None),
        ("*/*", None),
        ("", None),
    ],
)
def test_the_form_follows_what_is_asked_for(accept, kind, intended):
    sealed = issuing.seal(award=intended, at=NOON).sealed
    sealing.open_credential(sealed)

    found = published.answer(f"/c/{sealed.token}", accept)

    assert (found.content_type if found else None) == kind


def test_the_badge_stands_at_its_address_for_machines(version):
    document = json.loads(published.answer(f"/badges/{version.code}.json", "").body)

    assert document["name"] == "Safe Shelf"
    assert document["resultDescription"][0]["requiredLevel"].endswith("SAFE-SHELF-1-met")
    assert published.answer(f"/badges/{version.code}", "text/html") is None
    assert published.answer(f"/badges/{version.code}/picture.png", "*/*").content_type == "image/png"


@pytest.mark.conformance("OB3-B-08")
@pytest.mark.conformance("OB3-M-13")
@pytest.mark.parametrize("form", ["png", "svg"])
def test_the_picture_that_is_shown_is_the_one_that_was_baked(form, intended):
    sealed = issuing.seal(award=intended, at=NOON).sealed
    shown = published.answer(f"/badges/{sealed.achievement_version_code}/picture.{form}", "*/*").body
    sealing.open_credential(sealed)

    baked = published.answer(f"/c/{sealed.token}.{form}", "").body

    added = len(baked) - len(shown)
    place = next(at for at in range(len(shown)) if baked[at] != shown[at])
    assert added > len(bytes(sealed.json))
    assert any(baked[:at] + baked[at + added :] == shown for at in range(max(place - 40, 0), place + 1))


def test_a_revocation_is_for_ever(version, owner, colleague):
    sealed = make_suspendable_award(version, colleague, owner).sealed
    sealing.suspend(credential=sealed, value=True, at=NOON)
    assert verification.check(bytes(sealed.json), at=NOON).code == "suspended"
    sealing.suspend(credential=sealed, value=False, at=NOON)
    assert verification.check(bytes(sealed.json), at=NOON).verdict == "valid"

    sealing.revoke(credential=sealed, at=NOON)

    assert verification.check(bytes(sealed.json), at=NOON).code == "revoked"
    with pytest.raises(ValueError, match="for ever"):
        statuses.set_bit(intention=sealed.intention, purpose="revocation", value=False, at=NOON)


@pytest.mark.conformance("BSL-03")
@examples(10, 200)
@given(st.integers(1, 30))
def test_no_two_credentials_share_a_place(pantry, count):
    keys.ensure_key(organisation=pantry, at=NOON)
    for _ in range(count):
        statuses.reserve(organisation=pantry, intention=uuid4(), at=NOON)

    places = StatusEntry.objects.values_list("list_id", "index")
    assert len(places) == len(set(places))


def test_forged_hosts_leave_no_trace(as_owner, intended, client):
    issuing.seal(award=intended, at=NOON)

    answer = client.get("/catalogue/", headers={"host": "evil.example", "x-forwarded-host": "evil.example"})

    assert answer.status_code == 400
    assert b"evil.example" not in b"".join(bytes(body) for body in PublishedDocument.objects.values_list("body", flat=True))
    assert b"evil.example" not in bytes(SealedCredential.objects.get().json)


@pytest.mark.conformance("DID-03")
class TestPublicOrigin:
    @pytest.fixture(autouse=True)
    def _origin(self, settings):
        settings.ORIGIN = "https://badges.pantry.example"

    def test_issuers_are_did_web_and_ids_are_addresses(self, intended, client):
        sealed = issuing.seal(award=intended, at=NOON).sealed
        document = json.loads(bytes(sealed.json))

        assert document["issuer"]["id"] == "did:web:badges.pantry.example:o:kettle-lane"
        assert document["id"] == f"https://badges.pantry.example/c/{sealed.token}"
        assert document["proof"]["verificationMethod"].endswith("#key-1")
        assert json.loads(published.answer("/o/kettle-lane/did.json", "").body)["id"] == document["issuer"]["id"]
        assert verification.check(bytes(sealed.json), at=NOON).verdict == "valid"
