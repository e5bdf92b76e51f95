"""My badges takes any badge from anyone, keeps it as it came, and shows it to nobody else."""

from __future__ import annotations

import base64
import io
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from laurels.backpack import rules, selectors, services
from laurels.backpack.errors import BackpackFull, NotABadge
from laurels.backpack.handlers import look_again_at_old_ones
from laurels.backpack.models import Item
from laurels.issuing import services as issuing
from laurels.issuing.models import Revocation
from laurels.mail.models import Letter
from laurels.verification import services as verification
from laurels.verification.selectors import verdict_page
from PIL import Image
from tests.foreign import LIST, entry, foreign
from tests.journeys import settle
from tests.making import NOON

from openbadgekit.baking import png, svg
from openbadgekit.issue import Form, hashed_identifier
from openbadgekit.reading import read_object, write

pytestmark = pytest.mark.django_db


@pytest.mark.scenario("25")
def test_a_badge_of_another_issuer_is_kept_exactly_and_checked(colleague):
    data = foreign()

    item = services.take_in(person=colleague, data=data, at=NOON)

    assert bytes(item.raw) == data
    assert (item.verdict, item.state, item.origin, item.issuer) == ("valid", "mine", "foreign", "Harbour Training")


def test_somebody_elses_badge_is_kept_but_not_confirmed(colleague):
    item = services.take_in(person=colleague, data=foreign("somebody@else.example"), at=NOON)

    assert item.state == "not-confirmed"
    assert not rules.may_be_public(state=item.state, verdict=item.verdict)


def test_an_ended_badge_is_kept_and_says_so(colleague):
    item = services.take_in(person=colleague, data=foreign(valid_until=NOON - timedelta(days=1)), at=NOON)

    assert (item.verdict, item.verdict_code) == ("invalid", "expired")


def test_the_same_badge_again_and_again_in_any_form_is_one(colleague, harbour, network):
    data, token = harbour.badge(), harbour.badge(form=Form.VC_JWT)
    forms = [data, token, png.bake(picture(), data), svg.bake(DRAWING, data)]

    for number in range(100):
        services.take_in(person=colleague, data=forms[number % 4], at=NOON)

    assert Item.objects.count() == 1


def test_a_forgery_does_not_push_out_the_true_one(colleague):
    data = foreign()
    services.take_in(person=colleague, data=data, at=NOON)

    services.take_in(person=colleague, data=data.replace(b"Drove one.", b"Drove two."), at=NOON)

    assert bytes(Item.objects.get().raw) == data


@pytest.mark.parametrize(
    "data", [b"", b"noise", b"{}", b"\x89PNG\r\n\x1a\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"a.b.c"]
)
def test_what_is_no_badge_is_refused_in_words(data, colleague):
    with pytest.raises(NotABadge) as refused:
        services.take_in(person=colleague, data=data, at=NOON)

    assert refused.value.for_people()


def test_the_page_keeps_what_was_typed(as_colleague):
    answer = as_colleague.post("/my-badges/take-in/", {"text": "this is no badge"})

    assert answer.status_code == 422
    assert "this is no badge" in answer.content.decode()


def test_nobody_else_reads_a_backpack(as_owner, as_outsider, as_stranger, colleague):
    item = services.take_in(person=colleague, data=foreign(), at=NOON)

    for path in (f"/my-badges/{item.code}/", f"/my-badges/{item.code}/download/json/", f"/my-badges/{item.code}/take-out/"):
        assert as_owner.get(path).status_code == 404
        assert as_outsider.get(path).status_code == 404
        assert as_stranger.get(path).status_code == 302


@pytest.mark.conformance("OB3-M-18")
def test_it_leaves_as_it_came(as_colleague, colleague):
    data = foreign()
    item = services.take_in(person=colleague, data=data, at=NOON)

    answer = as_colleague.get(f"/my-badges/{item.code}/download/json/")

    assert answer.content == data
    assert "attachment" in answer["Content-Disposition"]


def test_a_badge_that_was_taken_out_is_gone(as_colleague, colleague):
    item = services.take_in(person=colleague, data=foreign(), at=NOON)

    as_colleague.post(f"/my-badges/{item.code}/take-out/")

    assert not Item.objects.exists()


def test_my_badges_costs_the_same_for_one_and_for_twenty(as_colleague, colleague, django_assert_max_num_queries):
    for number in range(20):
        services.take_in(person=colleague, data=foreign(credential_id=f"urn:uuid:0d7d1a3c-6d5a-4b5d-9d57-{number:012d}"), at=NOON)

    with django_assert_max_num_queries(12):
        as_colleague.get("/my-badges/")


@given(st.text(min_size=1), st.text(min_size=1))
def test_the_same_ids_are_the_same_credential(issuer, credential):
    one = {"issuer": issuer, "id": credential, "name": "x"}
    other = {"issuer": {"id": f" {issuer} "}, "id": f"{credential} ", "name": "y"}

    if issuer.strip() and credential.strip():
        assert rules.digest(one) == rules.digest(other)


def upload(data: bytes, name: str = "badge.json") -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = name
    return file


def picture(width: int = 8) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, width), (28, 91, 61, 255)).save(out, "PNG")
    return out.getvalue()


DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" onload="badinput()"/></svg>'


class TestOneDoor:
    @pytest.mark.parametrize("form", ["json", "jwt", "png", "svg"])
    def test_every_form_comes_in_and_leaves_as_it_came(self, form, as_colleague, colleague):
        data = foreign()
        given = {
            "json": data,
            "jwt": foreign(form=Form.VC_JWT),
            "png": png.bake(picture(), data),
            "svg": svg.bake(DRAWING, data),
        }[form]

        answer = as_colleague.post("/my-badges/take-in/", {"file": upload(given, f"badge.{form}")})

        item = Item.objects.get()
        assert answer["Location"] == f"/my-badges/{item.code}/"
        assert (bytes(item.raw), item.form, item.verdict, item.state) == (given, form, "valid", "mine")
        assert as_colleague.get(f"/my-badges/{item.code}/download/{form}/").content == given

    def test_a_pasted_text_comes_in(self, as_colleague):
        as_colleague.post("/my-badges/take-in/", {"text": f"\n  {foreign().decode()}  \n"})

        assert Item.objects.get().verdict == "valid"

    def test_an_address_comes_in(self, as_colleague, network, harbour):
        network.answers["https://harbour.example/7"] = harbour.badge()

        as_colleague.post("/my-badges/take-in/", {"address": "https://harbour.example/7"})

        assert bytes(Item.objects.get().raw) == network.answers["https://harbour.example/7"]

    def test_an_address_that_gives_nothing_is_kept_in_the_form(self, as_colleague, network):
        answer = as_colleague.post("/my-badges/take-in/", {"address": "https://nobody.example/7"})

        assert answer.status_code == 422
        assert 'value="https://nobody.example/7"' in answer.content.decode()
        assert not Item.objects.exists()

    @pytest.mark.parametrize("given", [{}, {"text": "   "}, {"address": "no address"}])
    def test_nothing_is_said_in_words(self, given, as_colleague):
        assert as_colleague.post("/my-badges/take-in/", given).status_code == 422

    def test_two_badges_in_one_file_are_refused_and_said(self, as_colleague):
        baked = png.bake(picture(), foreign())
        second = png.bake(picture(), foreign(credential_id="urn:uuid:0d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d99"))
        chunk = second[second.index(b"iTXt") - 4 : -12]
        both = baked[:-12] + chunk + baked[-12:]

        answer = as_colleague.post("/my-badges/take-in/", {"file": upload(both, "two.png")})

        assert answer.status_code == 422
        assert "two badges" in answer.content.decode()

    def test_the_door_counts_like_that_of_checking(self, as_colleague, monkeypatch):
        monkeypatch.setattr("laurels.common.limits.CHECKS_A_MINUTE", 0)

        answer = as_colleague.post("/my-badges/take-in/", {"text": foreign().decode()})

        assert "Wait a minute" in answer.content.decode()
        assert "0d7d1a3c" in answer.content.decode()

    def test_a_full_backpack_says_so(self, colleague, monkeypatch):
        data = foreign()
        services.take_in(person=colleague, data=data, at=NOON)
        monkeypatch.setattr("laurels.common.limits.BACKPACK_ITEMS", 1)

        services.take_in(person=colleague, data=data, at=NOON)  # the same one needs no room
        with pytest.raises(BackpackFull):
            services.take_in(person=colleague, data=foreign(credential_id="urn:uuid:0d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d98"), at=NOON)

    @pytest.mark.parametrize("verdict", ["revoked", "unknown", "forged"])
    def test_no_badge_is_refused_for_its_verdict(self, verdict, colleague, network, harbour):
        data = harbour.badge(status=[entry()])
        if verdict == "revoked":
            network.answers[LIST] = harbour.status_list(7)
        elif verdict == "unknown":
            network.answers.clear()
        else:
            data = data.replace(b"Drove one.", b"Drove two.")

        item = services.take_in(person=colleague, data=data, at=NOON)

        assert (item.verdict, bytes(item.raw)) == ("unknown" if verdict == "unknown" else "invalid", data)


class TestSameness:
    def test_a_forgery_that_came_first_does_not_keep_the_true_one_out(self, colleague):
        data = foreign()
        services.take_in(person=colleague, data=data.replace(b"Drove one.", b"Drove two."), at=NOON)

        services.take_in(person=colleague, data=data, at=NOON)

        item = Item.objects.get()
        assert (bytes(item.raw), item.verdict) == (data, "valid")

    def test_a_renewed_one_takes_the_place_of_the_old(self, colleague, network, harbour):
        services.take_in(person=colleague, data=harbour.badge(), at=NOON)
        newer = harbour.badge(valid_from=NOON - timedelta(days=1))

        services.take_in(person=colleague, data=newer, at=NOON)
        services.take_in(person=colleague, data=harbour.badge(), at=NOON)

        assert bytes(Item.objects.get().raw) == newer

    def test_the_same_ids_of_another_issuer_are_another_badge(self, colleague, network, harbour):
        services.take_in(person=colleague, data=harbour.badge(), at=NOON)
        services.take_in(person=colleague, data=foreign(), at=NOON)

        assert Item.objects.count() == 2

    def test_two_people_keep_the_same_badge_each(self, colleague, owner):
        for person in (colleague, owner):
            services.take_in(person=person, data=foreign(did="", name="Forklift"), at=NOON)

        assert Item.objects.count() == 2


class TestWhoseItIs:
    def test_proving_the_address_later_makes_it_hers(self, as_colleague, colleague):
        item = services.take_in(person=colleague, data=foreign("jonas@home.example"), at=NOON)
        assert item.state == "not-confirmed"
        assert "Not confirmed as yours." in as_colleague.get(f"/my-badges/{item.code}/").content.decode()
        EmailAddress.objects.create(user=colleague, email="jonas@home.example", verified=True)

        as_colleague.post(f"/my-badges/{item.code}/look-again/")

        item.refresh_from_db()
        assert item.state == "mine"

    def test_an_address_that_she_only_typed_proves_nothing(self, colleague):
        EmailAddress.objects.create(user=colleague, email="jonas@home.example", verified=False)

        assert services.take_in(person=colleague, data=foreign("jonas@home.example"), at=NOON).state == "not-confirmed"

    def test_a_forged_copy_in_her_name_does_not_make_the_true_one_hers(self, colleague, as_colleague):
        true = foreign("somebody@else.example")
        services.take_in(person=colleague, data=true, at=NOON)
        document = read_object(true)
        document["credentialSubject"] = {
            **document["credentialSubject"],
            "identifier": [hashed_identifier("jonas@kettle.example", salt="0123456789abcdef")],
        }

        services.take_in(person=colleague, data=write(document), at=NOON)

        item = Item.objects.get()
        assert (bytes(item.raw), item.state) == (true, "not-confirmed")

    def test_what_is_not_hers_is_never_public(self, as_colleague, colleague):
        item = services.take_in(person=colleague, data=foreign("somebody@else.example"), at=NOON)

        as_colleague.post(f"/my-badges/{item.code}/share/", {"name": "yes"})

        assert not item.shares.exists()


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
        cache.clear()

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

        cache.clear()
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
