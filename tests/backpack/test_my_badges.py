"""What somebody sees of her badges, and what happens to them there: pictures, looking again, coming back, taking out."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from laurels.backpack import selectors, services
from laurels.backpack.handlers import look_again_at_old_ones
from laurels.backpack.models import Item
from laurels.issuing import services as issuing
from laurels.issuing.models import Revocation
from laurels.mail.models import Letter
from laurels.verification import caching
from laurels.verification import services as verification
from laurels.verification.selectors import verdict_page
from tests.backpack.pictures import DRAWING, picture
from tests.foreign import LIST, entry, foreign
from tests.journeys import settle
from tests.making import NOON

from openbadgekit.baking import png, svg

pytestmark = pytest.mark.django_db


def test_nobody_else_reads_a_backpack(as_owner, as_outsider, as_stranger, colleague):
    item = services.take_in(person=colleague, data=foreign(), at=NOON)

    for path in (f"/my-badges/{item.code}/", f"/my-badges/{item.code}/download/json/", f"/my-badges/{item.code}/take-out/"):
        assert as_owner.get(path).status_code == 404
        assert as_outsider.get(path).status_code == 404
        assert as_stranger.get(path).status_code == 302


def test_a_badge_that_was_taken_out_is_gone(as_colleague, colleague):
    item = services.take_in(person=colleague, data=foreign(), at=NOON)

    as_colleague.post(f"/my-badges/{item.code}/take-out/")

    assert not Item.objects.exists()


def test_my_badges_costs_the_same_for_one_and_for_twenty(as_colleague, colleague, django_assert_max_num_queries):
    for number in range(20):
        services.take_in(person=colleague, data=foreign(credential_id=f"urn:uuid:0d7d1a3c-6d5a-4b5d-9d57-{number:012d}"), at=NOON)

    with django_assert_max_num_queries(12):
        as_colleague.get("/my-badges/")


class TestOwnBadgesComingBack:
    def test_a_badge_that_was_taken_out_comes_back_as_it_was(self, item, offer, colleague, as_colleague, as_stranger):
        data = as_colleague.get(f"/my-badges/{item.code}/download/png/").content
        as_colleague.post(f"/my-badges/{item.code}/take-out/")
        assert as_stranger.get(f"/c/{offer.sealed.token}").status_code == 404

        back = services.take_in(person=colleague, data=data, at=NOON)

        assert (back.sealed, back.origin, back.state) == (offer.sealed, "own", "mine")
        assert as_stranger.get(f"/c/{offer.sealed.token}").status_code == 404

    def test_somebody_elses_file_gives_no_hand_on_its_address(self, item, offer, owner, as_owner):
        stolen = services.take_in(person=owner, data=bytes(offer.sealed.json), at=NOON)

        assert (stolen.sealed, stolen.state) == (None, "not-confirmed")
        assert as_owner.post(f"/my-badges/{stolen.code}/address/", {"open": "no"}).status_code == 404
        offer.sealed.refresh_from_db()
        assert offer.sealed.open


class TestPictures:
    def test_a_foreign_badge_shows_the_picture_that_was_baked_drawn_anew(self, as_colleague, colleague):
        item = services.take_in(person=colleague, data=png.bake(picture(), foreign()), at=NOON)

        answer = as_colleague.get(f"/my-badges/{item.code}/picture/")

        assert answer["Content-Type"] == "image/png"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert b"openbadge" not in answer.content
        assert f"/my-badges/{item.code}/picture/" in as_colleague.get("/my-badges/").content.decode()

    def test_a_hostile_drawing_is_pixels_when_shown_and_itself_when_downloaded(self, as_colleague, colleague):
        baked = svg.bake(DRAWING, foreign())
        item = services.take_in(person=colleague, data=baked, at=NOON)

        shown = as_colleague.get(f"/my-badges/{item.code}/picture/").content
        left = as_colleague.get(f"/my-badges/{item.code}/download/svg/")

        assert shown.startswith(b"\x89PNG")
        assert b"badinput" not in shown
        assert left.content == baked
        assert left["Content-Disposition"].startswith("attachment")
        assert "sandbox" in left["Content-Security-Policy"]

    def test_a_picture_inside_the_document_is_shown_and_one_at_an_address_is_not_fetched(self, as_colleague, colleague, network):
        inside = f"data:image/png;base64,{base64.b64encode(picture()).decode()}"
        for number, address in enumerate((inside, "https://harbour.example/badge.png")):
            data = foreign(
                credential_id=f"urn:uuid:0d7d1a3c-6d5a-4b5d-9d57-{number:012d}",
                achievement={"image": {"id": address, "type": "Image"}},
            )
            services.take_in(person=colleague, data=data, at=NOON)

        assert [item.picture is not None for item in Item.objects.order_by("pk")] == [True, False]
        assert network.asked == []


class TestLookingAgain:
    def test_the_daily_job_sees_a_revocation_and_writes_the_time(self, colleague, network, harbour):
        item = services.take_in(person=colleague, data=harbour.badge(status=[entry()]), at=NOON)
        network.answers[LIST] = harbour.status_list(7)
        caching.cache.clear()

        look_again_at_old_ones(at=NOON + timedelta(hours=23))
        item.refresh_from_db()
        assert (item.verdict, item.checked_at) == ("valid", NOON)

        look_again_at_old_ones(at=NOON + timedelta(days=1))
        item.refresh_from_db()
        assert (item.verdict, item.verdict_code, item.checked_at) == ("invalid", "revoked", NOON + timedelta(days=1))

    def test_the_page_of_an_old_state_looks_itself_and_that_of_a_fresh_one_asks_nobody(
        self, colleague, as_colleague, network, harbour
    ):
        item = services.take_in(person=colleague, data=harbour.badge(), at=NOON)
        asked = len(network.asked)
        with time_machine.travel(NOON + timedelta(hours=2), tick=False):
            page = as_colleague.get(f"/my-badges/{item.code}/").content.decode()
        assert len(network.asked) == asked
        assert "Checked on 24 November 2026 at 12.00 UTC" in page

        caching.cache.clear()
        with time_machine.travel(NOON + timedelta(days=2), tick=False):
            page = as_colleague.get(f"/my-badges/{item.code}/").content.decode()
        assert len(network.asked) > asked
        assert "Checked on 26 November 2026 at 12.00 UTC" in page

    def test_the_kept_report_gives_the_same_page_as_the_fresh_one(self, colleague, network, harbour):
        data = harbour.badge(status=[entry()])
        item = services.take_in(person=colleague, data=data, at=NOON)
        fresh = verification.check(data, at=NOON)

        again = verification.report_from(item.report, data=bytes(item.raw))

        assert verdict_page(again, at=NOON) == verdict_page(fresh, at=NOON)

    def test_a_revoked_award_is_seen_at_once_and_its_holder_told(self, item, award, owner, colleague, as_colleague):
        issuing.carry_out(
            revocation=Revocation.objects.create(
                award=award, reason="wrong-person", asked_by=owner, asked_at=NOON, effective_at=NOON
            ),
            at=NOON,
        )
        settle(NOON)

        item.refresh_from_db()
        assert (item.verdict, item.verdict_code) == ("invalid", "revoked")
        assert "Taken back by its issuer" in as_colleague.get("/my-badges/").content.decode()
        letter = Letter.objects.get(subject="“Safe Shelf” was taken back")
        assert letter.to == "jonas@kettle.example"


class TestMyBadges:
    def test_an_empty_page_teaches(self, as_colleague):
        page = as_colleague.get("/my-badges/").content.decode()

        assert "Your first badge will stand here." in page
        assert "Add a badge from elsewhere" in page
        assert "Only you see this page." in page

    def test_each_badge_says_who_sees_it(self, as_colleague, item, colleague):
        services.take_in(person=colleague, data=foreign(), at=NOON)

        page = as_colleague.get("/my-badges/").content.decode()

        assert "You, your manager (held or not) and whoever has its address" in page
        assert "Only you see this</span>" in page
        assert "Harbour Training</bdi>, added by you" in page

    @pytest.mark.parametrize("after", ["nonsense", "", "00000000-0000-4000-8000-000000000000", "'; DROP TABLE--"])
    def test_an_odd_place_begins_at_the_top(self, after, as_colleague, item):
        answer = as_colleague.get("/my-badges/", {"after": after})

        assert answer.status_code == 200
        assert "Safe Shelf" in answer.content.decode()

    def test_pages_meet_without_a_gap_and_somebody_elses_place_tells_nothing(self, colleague, owner, monkeypatch):
        monkeypatch.setattr("laurels.backpack.selectors.PAGE", 3)
        for number in range(7):
            data = foreign(credential_id=f"urn:uuid:0d7d1a3c-6d5a-4b5d-9d57-{number:012d}", name=f"Badge {number}")
            services.take_in(person=colleague, data=data, at=NOON + timedelta(minutes=number // 2))
        seen, after = [], None
        while True:
            page = selectors.my_badges(colleague, after=after)
            seen += [row.badge for row in page.items]
            if (after := page.more_after) is None:
                break

        assert seen == [f"Badge {number}" for number in reversed(range(7))]
        assert (page.total, page.issuers) == (7, 1)
        assert selectors.my_badges(owner, after=str(Item.objects.first().code)).items == ()

    def test_hostile_words_stay_words(self, as_colleague, colleague):
        hostile = '<script>badinput()</script>"\u202e'
        services.take_in(person=colleague, data=foreign(name=hostile, issuer={"name": hostile}), at=NOON)
        item = Item.objects.get()

        for path in ("/my-badges/", f"/my-badges/{item.code}/", f"/my-badges/{item.code}/take-out/"):
            page = as_colleague.get(path).content.decode()
            assert "<script>badinput" not in page
            assert "\u202e" not in page

    def test_one_and_thirty_cost_the_same(self, colleague, item, django_assert_num_queries):
        with CaptureQueriesContext(connection) as one:
            selectors.my_badges(colleague)
        for number in range(29):
            data = foreign(credential_id=f"urn:uuid:0d7d1a3c-6d5a-4b5d-9d57-{number:012d}")
            services.take_in(person=colleague, data=data, at=NOON)

        with django_assert_num_queries(len(one)):
            assert len(selectors.my_badges(colleague).items) == 30


class TestTakeOut:
    def test_the_question_says_what_happens_and_offers_the_files_first(self, item, as_colleague):
        page = as_colleague.get(f"/my-badges/{item.code}/take-out/").content.decode()

        assert "its addresses close at once" in page
        assert f"/my-badges/{item.code}/download/json/" in page
        assert Item.objects.exists()

    def test_address_and_public_page_go_with_it(self, item, offer, as_colleague, as_stranger):
        as_colleague.post(f"/my-badges/{item.code}/share/", {"name": "yes"})
        share = item.shares.get()

        as_colleague.post(f"/my-badges/{item.code}/take-out/")

        assert as_stranger.get(f"/s/{share.token}/").status_code == 404
        assert as_stranger.get(f"/c/{offer.sealed.token}").status_code == 404
        assert not Item.objects.exists()
