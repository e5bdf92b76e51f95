"""Known issuers: when first seen, under which key; a key that changes is said, whatever name it bears."""

from __future__ import annotations

from datetime import timedelta

import pytest
from laurels.common import limits
from laurels.verification import caching, services
from laurels.verification.models import KnownIssuer, KnownKey
from laurels.verification.selectors import known_words, verdict_page
from laurels.verification.texts import host_of
from tests.foreign import Harbour, foreign
from tests.making import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=40)


def who(report, at) -> str:
    return verdict_page(report, at=at).rows[0].sentence


def test_a_new_issuer_is_seen_today(network, harbour):
    report = services.check(harbour.badge(), at=NOON)

    assert "First seen here today." in who(report, NOON)
    assert KnownIssuer.objects.get().issuer_id == "did:web:harbour.example"


def test_an_old_friend_is_known_by_the_same_key(network, harbour):
    services.check(harbour.badge(), at=NOON)

    report = services.check(harbour.badge(), at=LATER)

    assert "First seen here on 24 November 2026 (UTC), key unchanged." in who(report, LATER)
    assert KnownKey.objects.count() == 1


def test_another_key_under_the_same_name_is_said(network, harbour, settings):
    services.check(harbour.badge(), at=NOON)
    taken_over = Harbour()  # the same address and the same key name, but a key of its own
    network.answers[harbour.document_url] = taken_over.document()
    caching.cache.clear()

    report = services.check(taken_over.badge(), at=LATER)

    assert report.verdict == "valid"
    expected = "First seen here on 24 November 2026 (UTC). This key is another one, first seen on 3 January 2027 (UTC)."
    assert expected in who(report, LATER)
    assert KnownKey.objects.count() == 2


def test_looking_again_at_an_old_badge_does_not_call_its_key_new(network, harbour):
    first = services.check(harbour.badge(), at=NOON)
    KnownKey.objects.create(issuer=KnownIssuer.objects.get(), fingerprint="f" * 64, method="x", first_seen=LATER)

    assert "key unchanged" in known_words(harbour.did, first.fingerprint, at=LATER + timedelta(days=1))


@pytest.mark.parametrize("unproven", ["forged", "unreachable", "bare key"])
def test_nobody_becomes_known_by_saying_so(unproven, network, harbour):
    data = harbour.badge()
    if unproven == "forged":
        data = data.replace(b"Drove one.", b"Drove two.")
    elif unproven == "unreachable":
        network.answers.clear()
    else:
        data = foreign()

    services.check(data, at=NOON)

    assert not KnownIssuer.objects.exists()


def test_a_question_about_another_day_writes_nothing(network, harbour):
    services.check(harbour.badge(), at=NOON, on=NOON - timedelta(days=3))

    assert not KnownIssuer.objects.exists()


def test_looking_often_writes_once_a_day(network, harbour, django_assert_num_queries):
    data = harbour.badge()
    services.check(data, at=NOON)
    services.check(data, at=NOON + timedelta(hours=1))
    assert KnownIssuer.objects.get().last_seen == NOON

    services.check(data, at=NOON + timedelta(days=2))

    assert KnownIssuer.objects.get().last_seen == NOON + timedelta(days=2)


def test_a_name_beyond_all_measure_is_cut(network, harbour):
    services.check(harbour.badge(issuer={"name": "Har\u202ebour " * 200}), at=NOON)

    name = KnownIssuer.objects.get().name
    assert len(name) <= 300
    assert "\u202e" not in name


def test_a_forged_badge_under_an_issuers_own_key_does_not_rename_the_issuer(network, harbour):
    services.check(harbour.badge(), at=NOON)
    forged = harbour.badge().replace(b"Harbour Training", b"Kettle Lane Ltd.")

    report = services.check(forged, at=LATER)

    assert report.verdict == "invalid"
    known = KnownIssuer.objects.get()
    assert (known.name, known.last_seen) == ("Harbour Training", NOON)


def test_a_forged_badge_makes_no_issuer_known_though_the_key_is_the_issuers(network, harbour):
    services.check(harbour.badge().replace(b"Harbour Training", b"Kettle Lane Ltd."), at=NOON)

    assert not KnownIssuer.objects.exists()


@pytest.mark.parametrize("spelling", ["did:web:{}.flood.example", "did:web:flood.example:o:{}", "did:web:flood.example%3A{}000"])
def test_one_registered_name_fills_no_table(network, harbour, monkeypatch, spelling):
    monkeypatch.setattr(limits, "ISSUERS_OF_A_HOST", 2)
    for number in range(1, 5):
        house = Harbour(did=spelling.format(number))
        network.answers[house.document_url] = house.document()
        assert services.check(house.badge(), at=NOON).verdict == "valid"
    services.check(harbour.badge(), at=NOON)

    assert KnownIssuer.objects.filter(host="flood.example").count() == 2
    assert KnownIssuer.objects.filter(issuer_id=harbour.did).exists()


def test_one_issuer_with_a_new_key_each_time_fills_no_table(network, monkeypatch):
    monkeypatch.setattr(limits, "KEYS_OF_AN_ISSUER", 2)
    for _ in range(4):
        house = Harbour()
        network.answers[house.document_url] = house.document()
        caching.cache.clear()
        assert services.check(house.badge(), at=NOON).verdict == "valid"

    assert KnownKey.objects.count() == 2


@pytest.mark.parametrize(
    ("issuer", "host"),
    [
        ("did:web:harbour.example", "harbour.example"),
        ("did:web:a.b.harbour.example%3A8443:x", "harbour.example"),
        ("https://WWW.Harbour.example./issuer?x=1", "harbour.example"),
        ("did:web:badges.town.ac.uk:o:x", "town.ac.uk"),
        ("did:web:localhost", "localhost"),
        ("urn:uuid:1", "urn:uuid:1"),
    ],
)
def test_an_issuer_is_counted_under_the_name_that_somebody_registered(issuer, host):
    assert host_of(issuer) == host
