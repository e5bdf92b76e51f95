"""Known issuers: when first seen, under which key; a key that changes is said, whatever name it bears."""

from __future__ import annotations

from datetime import timedelta

import pytest
from laurels.verification import services
from laurels.verification.models import KnownIssuer, KnownKey
from laurels.verification.selectors import known_words, verdict_page
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

    assert "First seen here on 24 November 2026, key unchanged." in who(report, LATER)
    assert KnownKey.objects.count() == 1


def test_another_key_under_the_same_name_is_said(network, harbour, settings):
    services.check(harbour.badge(), at=NOON)
    taken_over = Harbour()  # the same address and the same key name, but a key of its own
    network.answers[harbour.document_url] = taken_over.document()
    from django.core.cache import cache

    cache.clear()

    report = services.check(taken_over.badge(), at=LATER)

    assert report.verdict == "valid"
    expected = "First seen here on 24 November 2026. This key is another one, first seen on 3 January 2027."
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
