"""Status lists: random places that nobody shares, one list a purpose, signed anew at once, kept fresh, the same for all."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from laurels.keys import services as keys
from laurels.keys.models import SigningKey
from laurels.people.models import Organisation
from laurels.sealing import published, statuses
from laurels.sealing import services as sealing
from laurels.sealing.models import PublishedDocument, StatusEntry, StatusList
from laurels.site.public import PublicDocuments
from laurels.verification import services as verification
from tests.issuing.making import make_suspendable_award
from tests.journeys import settle
from tests.making import NOON

from openbadgekit.status import bitstring_list

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
DAY = timedelta(days=1)


@pytest.fixture
def house(pantry) -> Organisation:
    keys.ensure_key(organisation=pantry, at=NOON)
    return pantry


def body_of(status_list: StatusList) -> dict:
    return json.loads(bytes(PublishedDocument.objects.get(path=statuses.path_of(status_list)).body))


def reserve(organisation, *, intention=None, **more):
    return statuses.reserve(organisation=organisation, intention=intention or uuid4(), at=NOON, **more)


class TestPlaces:
    @pytest.mark.conformance("BSL-01")
    def test_an_entry_says_everything_as_text_and_has_another_address_than_the_list(self, house):
        (entry,) = reserve(house)

        assert entry["type"] == "BitstringStatusListEntry"
        assert entry["statusPurpose"] == "revocation"
        assert entry["statusListIndex"].isdecimal()
        assert entry["id"] != entry["statusListCredential"]
        assert entry["statusListCredential"].startswith("http://localhost:8000/status/")

    def test_the_same_intention_keeps_its_place(self, house):
        intention = uuid4()

        assert reserve(house, intention=intention) == reserve(house, intention=intention)

    def test_each_purpose_and_each_organisation_has_a_list_of_its_own(self, house, outsider, trust):
        keys.ensure_key(organisation=trust, at=NOON)
        urls = [entry["statusListCredential"] for owner in (house, trust) for entry in reserve(owner, may_be_suspended=True)]

        assert len(set(urls)) == 4

    @pytest.mark.conformance("BSL-03")
    def test_places_are_spread_over_the_whole_list(self, house):
        """Chi-squared over 16 parts: 48 would be less than one in ten thousand for even places (15 degrees of freedom)."""
        for _ in range(320):
            reserve(house)
        counts = [0] * 16
        for index in StatusEntry.objects.values_list("index", flat=True):
            counts[index * 16 // bitstring_list.MINIMUM] += 1

        assert sum((count - 20) ** 2 / 20 for count in counts) < 48
        found = list(StatusEntry.objects.order_by("pk").values_list("index", flat=True))
        assert found not in (sorted(found), sorted(found, reverse=True))

    def test_a_place_that_is_taken_is_never_given_again(self, house, monkeypatch):
        (first,) = reserve(house)
        places = iter([int(first["statusListIndex"]), int(first["statusListIndex"]), 7])
        monkeypatch.setattr("laurels.sealing.statuses.secrets.randbelow", lambda length: next(places))

        (second,) = reserve(house)

        assert second["statusListIndex"] == "7"

    def test_the_database_holds_it_too(self, house):
        reserve(house)
        entry = StatusEntry.objects.get()

        with pytest.raises(IntegrityError), transaction.atomic():
            StatusEntry.objects.create(list=entry.list, purpose=entry.purpose, index=entry.index, intention=uuid4())
        with pytest.raises(IntegrityError), transaction.atomic():
            StatusEntry.objects.create(list=entry.list, purpose=entry.purpose, index=entry.index ^ 1, intention=entry.intention)

    def test_somebody_sealing_the_same_intention_meets_the_first_place(self, house, monkeypatch):
        """The second looked before the first had written."""
        intention = uuid4()
        (first,) = reserve(house, intention=intention)
        real, blind = statuses._entry_of, iter([True])
        monkeypatch.setattr("laurels.sealing.statuses._entry_of", lambda *found: None if next(blind, False) else real(*found))

        assert reserve(house, intention=intention) == [first]

    def test_a_list_that_is_a_quarter_full_takes_no_more(self, house, monkeypatch):
        monkeypatch.setattr("laurels.sealing.statuses.FILL", bitstring_list.MINIMUM // 2)
        for _ in range(5):
            reserve(house)

        lists = StatusList.objects.filter(purpose="revocation").order_by("pk")
        assert [(one.full, one.entries.count()) for one in lists] == [(True, 2), (True, 2), (False, 1)]
        assert {body_of(one)["id"] for one in lists} == {one.address for one in lists}


def test_thirty_two_threads_never_share_a_place_on_sqlite(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "tests.sealing.racing", str(tmp_path), "32", "10"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )

    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["entries"] == found["places"] == 32 * 10 + 1
    assert found["lists"] == 1
    assert found["set"] == found["published"] == 32


class TestLists:
    @pytest.mark.conformance("BSL-02")
    def test_a_list_is_a_credential_of_its_own_large_enough_to_hide_somebody(self, house):
        reserve(house)
        document = body_of(StatusList.objects.get())

        assert document["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
        assert document["credentialSubject"]["statusPurpose"] == "revocation"
        assert len(bitstring_list.expand(document["credentialSubject"]["encodedList"])) == 131_072
        assert verification.check(json.dumps(document).encode(), at=NOON).code != "proof_invalid"

    @pytest.mark.conformance("BSL-03")
    def test_it_says_how_long_it_may_be_kept_and_believed(self, house):
        reserve(house)
        document = body_of(StatusList.objects.get())

        assert document["credentialSubject"]["ttl"] == 300_000
        assert (document["validFrom"], document["validUntil"]) == ("2026-11-24T12:00:00Z", "2026-12-25T12:00:00Z")

    def test_a_revocation_is_in_the_bytes_at_once_at_its_place_alone(self, sealed):
        index = StatusEntry.objects.get(intention=sealed.intention).index

        sealing.revoke(credential=sealed, at=NOON)

        bits = bitstring_list.expand(body_of(StatusList.objects.get())["credentialSubject"]["encodedList"])
        assert [place for place in range(len(bits)) if bits[place]] == [index]

    def test_a_hold_is_set_and_cleared_in_its_own_list(self, version, colleague, owner):
        sealed = make_suspendable_award(version, colleague, owner).sealed
        hold = StatusList.objects.get(purpose="suspension")

        for value in (True, False, True):
            sealing.suspend(credential=sealed, value=value, at=NOON)
            bits = bitstring_list.expand(body_of(hold)["credentialSubject"]["encodedList"])
            assert any(bits[place] for place in range(len(bits))) is value
            assert verification.check(bytes(sealed.json), at=NOON).code == ("suspended" if value else None)

    def test_a_badge_that_names_no_suspension_list_cannot_be_put_on_hold(self, sealed):
        with pytest.raises(StatusEntry.DoesNotExist):
            sealing.suspend(credential=sealed, value=True, at=NOON)

    def test_the_bits_of_one_organisation_are_signed_by_nobody_else(self, sealed, outsider, trust):
        keys.ensure_key(organisation=trust, at=NOON)

        document = body_of(StatusList.objects.get())

        assert document["issuer"] == json.loads(bytes(sealed.json))["issuer"]["id"]


class TestFresh:
    def test_lists_are_signed_anew_each_day_by_themselves(self, sealed):
        for day in range(41):
            settle(NOON + DAY * day)

        later = NOON + DAY * 40
        assert verification.check(bytes(sealed.json), at=later).verdict == "valid"
        assert body_of(StatusList.objects.get())["validFrom"] == "2027-01-03T12:00:00Z"

    def test_an_old_copy_decides_nothing_after_a_month(self, sealed):
        late = verification.check(bytes(sealed.json), at=NOON + DAY * 32)

        assert (late.verdict, late.code) == ("unknown", "status_invalid")

    def test_a_list_that_is_younger_is_left_alone(self, sealed):
        before = body_of(StatusList.objects.get())

        assert statuses.renew_old_lists(at=NOON + DAY) == 0
        assert body_of(StatusList.objects.get()) == before

    def test_sealing_after_a_long_absence_of_the_worker_renews_the_list_first(self, sealed, version, owner, pantry):
        from tests.issuing.making import make_award
        from tests.making import make_member

        later = NOON + DAY * 90

        award = make_award(version, make_member(pantry).person, owner, at=later)

        assert verification.check(bytes(award.sealed.json), at=later).verdict == "valid"
        assert verification.check(bytes(sealed.json), at=later).verdict == "valid"

    def test_one_organisation_without_its_key_holds_up_no_other(self, sealed, outsider, trust):
        keys.ensure_key(organisation=trust, at=NOON)
        reserve(trust)
        SigningKey.objects.filter(organisation=trust).update(state="disabled")

        assert statuses.renew_old_lists(at=NOON + DAY * 2) == 1
        assert verification.check(bytes(sealed.json), at=NOON + DAY * 2).verdict == "valid"

    def test_a_renewed_list_keeps_every_bit(self, sealed):
        sealing.revoke(credential=sealed, at=NOON)

        statuses.renew_old_lists(at=NOON + DAY * 2)

        assert verification.check(bytes(sealed.json), at=NOON + DAY * 2).code == "revoked"


class TestServed:
    def test_everybody_gets_the_same_bytes_with_a_tag_and_may_keep_them(self, sealed):
        path = statuses.path_of(StatusList.objects.get())

        answers = [published.answer(path, accept) for accept in ("", "*/*", "application/vc+ld+json", "text/html")]

        assert len({(answer.body, answer.etag) for answer in answers}) == 1
        assert answers[0].content_type == "application/vc+ld+json"
        assert answers[0].cache_policy == "public, max-age=300"

    def test_whoever_has_them_is_told_that_nothing_changed_until_something_does(self, sealed):
        status_list = StatusList.objects.get()
        path = statuses.path_of(status_list)
        seen: dict = {}
        layer = PublicDocuments(lambda environ, start: (start("404 Not Found", []), [b""])[1])

        def ask(**headers):
            environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, **headers}
            body = b"".join(layer(environ, lambda status, given: seen.update(status=status[:3], headers=dict(given))))
            return seen["status"], seen["headers"], body

        status, headers, body = ask()
        assert (status, headers["Cache-Control"], body != b"") == ("200", "public, max-age=300", True)
        assert ask(HTTP_IF_NONE_MATCH=headers["ETag"])[::2] == ("304", b"")
        assert ask(HTTP_IF_NONE_MATCH=f"W/{headers['ETag']}")[0] == "304"

        sealing.revoke(credential=sealed, at=NOON + timedelta(minutes=1))

        assert ask(HTTP_IF_NONE_MATCH=headers["ETag"])[0] == "200"

    def test_an_unknown_list_is_not_there(self, db):
        assert published.answer(f"/status/{uuid4()}", "") is None
