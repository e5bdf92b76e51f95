"""From offer to item: accepting once, the switch for the unlisted address, the question for a second way in, declining."""

from __future__ import annotations

from datetime import timedelta

import pytest
from laurels.backpack import services
from laurels.backpack.errors import OfferAnswered
from laurels.backpack.models import Acceptance, Item, Offer
from laurels.journal.models import FactRow
from laurels.mail.models import Letter
from laurels.people.rules import Role
from laurels.sealing import selectors as sealed_documents
from tests.journeys import settle
from tests.making import NOON, make_member

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return answer.content.decode()


class TestOffer:
    def test_a_sealed_award_waits_for_its_holder_and_she_is_told_once(self, offer, award, colleague):
        settle(NOON + timedelta(minutes=1))

        assert (offer.person, offer.state, offer.badge, offer.issuer) == (colleague, "open", "Safe Shelf", "Kettle Lane")
        assert Offer.objects.count() == 1
        letters = Letter.objects.filter(subject__contains="Safe Shelf")
        assert letters.count() == 1
        assert "turned every tin" not in letters.get().text  # no private words in a letter

    def test_the_page_asks_with_the_switch_on(self, as_colleague, offer):
        page = text_of(as_colleague.get(f"/my-badges/offers/{offer.code}/"))

        assert "Kettle Lane awarded you “Safe Shelf”." in page
        assert 'name="open_address" value="on" checked' in page
        assert "How do you get in when this job ends" in page or "how do you get in when this job ends" in page

    def test_looking_accepts_nothing(self, as_colleague, offer):
        as_colleague.get(f"/my-badges/offers/{offer.code}/")

        offer.refresh_from_db()
        assert offer.state == "open"

    def test_my_badges_shows_what_waits_with_its_picture(self, as_colleague, offer):
        page = text_of(as_colleague.get("/my-badges/"))

        assert "Look and accept" in page
        assert f"/badges/{offer.sealed.achievement_version_code}/picture.svg" in page


class TestAccept:
    def test_it_is_hers_with_the_address_open(self, as_colleague, offer, colleague):
        answer = as_colleague.post(f"/my-badges/offers/{offer.code}/", {"open_address": "on"})

        item = Item.objects.get()
        assert answer["Location"] == f"/my-badges/{item.code}/"
        assert (item.person, item.state, item.origin, item.verdict) == (colleague, "mine", "own", "valid")
        assert bytes(item.raw) == bytes(offer.sealed.json)
        offer.sealed.refresh_from_db()
        assert offer.sealed.open

    def test_the_switch_can_be_off(self, as_colleague, offer, as_stranger):
        as_colleague.post(f"/my-badges/offers/{offer.code}/", {})

        assert not Acceptance.objects.get().address_opened
        assert as_stranger.get(f"/c/{offer.sealed.token}").status_code == 404

    def test_twice_is_said_and_makes_one(self, as_colleague, offer):
        as_colleague.post(f"/my-badges/offers/{offer.code}/", {"open_address": "on"})

        again = as_colleague.post(f"/my-badges/offers/{offer.code}/", {"open_address": "on"})

        assert again.status_code == 422
        assert "You have accepted it." in text_of(again)
        assert Item.objects.count() == 1

    def test_a_second_address_is_asked_for_once(self, as_colleague, offer, colleague, award):
        as_colleague.post(f"/my-badges/offers/{offer.code}/", {"open_address": "on", "second_address": "jonas@home.example"})

        assert colleague.emailaddress_set.filter(email="jonas@home.example", verified=False).exists()
        other = services.make_offer(award_code=colleague.code, person=colleague, sealed=offer.sealed, badge="Other", at=NOON)
        assert 'name="second_address"' not in text_of(as_colleague.get(f"/my-badges/offers/{other.code}/"))

    def test_a_mistyped_second_address_keeps_everything_and_accepts_nothing(self, as_colleague, offer):
        answer = as_colleague.post(f"/my-badges/offers/{offer.code}/", {"second_address": "jonas@", "open_address": "on"})

        assert answer.status_code == 422
        assert 'value="jonas@"' in text_of(answer)
        assert not Item.objects.exists()

    def test_the_fact_names_nobody_and_says_where_from(self, offer, colleague):
        item = services.accept(offer=offer, person=colleague, identity="code", open_address=False, at=NOON)

        fact = FactRow.objects.get(kind="credential.taken-in")
        assert fact.subject_code == item.code
        assert fact.data == {"award": str(offer.award_code), "origin": "own"}


class TestDecline:
    def test_it_is_listed_nowhere_and_stays_closed(self, as_colleague, offer, as_stranger):
        as_colleague.post(f"/my-badges/offers/{offer.code}/decline/")

        assert "Safe Shelf" not in text_of(as_colleague.get("/my-badges/")).split("<main")[1].split("</ol>")[0].replace(
            "Declined", ""
        )
        assert as_stranger.get(f"/c/{offer.sealed.token}").status_code == 404
        assert "You have declined it." in text_of(as_colleague.get(f"/my-badges/offers/{offer.code}/"))

    def test_it_cannot_be_accepted_any_more(self, offer, colleague):
        services.decline(offer=offer, person=colleague, at=NOON)

        with pytest.raises(OfferAnswered):
            services.accept(offer=offer, person=colleague, identity="code", open_address=True, at=NOON)
        with pytest.raises(OfferAnswered):
            services.decline(offer=offer, person=colleague, at=NOON)


class TestTakenBack:
    def test_an_award_that_was_taken_back_says_so_and_not_that_she_declined(self, offer, award, owner, as_colleague):
        services.take_back_award(award=award, actor=owner, at=NOON + timedelta(minutes=5))

        assert "Its issuer took it back before you answered." in text_of(as_colleague.get(f"/my-badges/offers/{offer.code}/"))
        assert as_colleague.post(f"/my-badges/offers/{offer.code}/", {"open_address": "on"}).status_code == 422
        assert not Item.objects.exists()

    def test_an_award_that_was_taken_back_before_the_worker_came_is_offered_to_nobody(self, award, owner):
        services.take_back_award(award=award, actor=owner, at=NOON)

        settle(NOON)

        assert not Offer.objects.exists()
        assert not Letter.objects.exists()

    def test_the_door_of_another_organisation_does_not_open_it(self, offer, award, as_owner, owner, trust):
        make_member(trust, owner, Role.ASSESSOR)

        answer = as_owner.post(f"/o/northgate-trust/awards/{award.code}/take-back/")

        assert answer.status_code == 404
        award.refresh_from_db()
        assert award.state == "issued"


@pytest.mark.parametrize("path", ["", "decline/"])
class TestOthers:
    def test_an_offer_is_for_its_person_alone(self, path, offer, as_owner, as_outsider, as_stranger):
        where = f"/my-badges/offers/{offer.code}/{path}"

        for client in (as_owner, as_outsider):
            assert client.post(where).status_code == 404
        assert as_stranger.post(where)["Location"].startswith("/sign-in/")
        offer.refresh_from_db()
        assert offer.state == "open"


def test_a_person_without_an_address_sees_the_offer_on_her_page(award, colleague):
    colleague.emailaddress_set.all().delete()

    settle(NOON)

    assert Offer.objects.get().person == colleague
    assert not Letter.objects.filter(subject__contains="Safe Shelf").exists()


class TestDownload:
    def test_all_four_forms_are_byte_for_byte_what_was_sealed(self, item, as_colleague, offer):
        sealed = offer.sealed
        expected = {"json": bytes(sealed.json), "jwt": bytes(sealed.jwt)}
        expected |= {form: sealed_documents.credential_bytes(sealed.token, form) for form in ("png", "svg")}

        for form, body in expected.items():
            answer = as_colleague.get(f"/my-badges/{item.code}/download/{form}/")
            assert answer.content == body, form
            assert answer["Content-Disposition"] == f'attachment; filename="safe-shelf.{form}"'
            assert "sandbox" in answer["Content-Security-Policy"]
            assert answer["X-Content-Type-Options"] == "nosniff"

    def test_a_file_whose_badge_has_no_plain_letters_is_still_called_something(self, item, as_colleague):
        Item.objects.filter(pk=item.pk).update(badge='安全"\r\nX-Evil: 1')
        named = as_colleague.get(f"/my-badges/{item.code}/download/json/")["Content-Disposition"]
        Item.objects.filter(pk=item.pk).update(badge="安全")
        nameless = as_colleague.get(f"/my-badges/{item.code}/download/json/")["Content-Disposition"]

        assert named == 'attachment; filename="x-evil-1.json"'
        assert nameless == 'attachment; filename="badge.json"'

    def test_pictures_hold_exactly_the_sealed_document(self, item, as_colleague, offer):
        from openbadgekit.baking import png, svg

        for form, unbake in (("png", png.unbake), ("svg", svg.unbake)):
            body = as_colleague.get(f"/my-badges/{item.code}/download/{form}/").content
            assert unbake(body).payload == bytes(offer.sealed.json), form

    @pytest.mark.parametrize("form", ["exe", "html", "pdf"])
    def test_there_is_no_other_form(self, form, item, as_colleague):
        assert as_colleague.get(f"/my-badges/{item.code}/download/{form}/").status_code == 404


class TestItemPage:
    def test_it_says_the_verdict_and_who_judged(self, item, as_colleague):
        page = text_of(as_colleague.get(f"/my-badges/{item.code}/"))

        assert 'class="says is-good"' in page
        assert "who also wrote the badge. No second person checked." in page
        assert "<bdi>Mira Lund</bdi> wrote this badge and judged it" in page
        assert "Checks dates." in page
        assert "Badge facts" in page

    def test_it_says_who_sees_it(self, item, as_colleague, colleague):
        page = text_of(as_colleague.get(f"/my-badges/{item.code}/"))
        assert "You, your manager (held or not) and whoever has its address" in page

        as_colleague.post(f"/my-badges/{item.code}/address/", {"open": "no"})
        assert "You and your manager (held or not)." in text_of(as_colleague.get(f"/my-badges/{item.code}/"))

        colleague.memberships.update(state="left", left_at=NOON)
        assert "Only you see this." in text_of(as_colleague.get(f"/my-badges/{item.code}/"))

    def test_the_address_closes_and_opens_at_once(self, item, as_colleague, as_stranger, offer):
        assert as_stranger.get(f"/c/{offer.sealed.token}").status_code == 200

        as_colleague.post(f"/my-badges/{item.code}/address/", {"open": "no"})
        assert as_stranger.get(f"/c/{offer.sealed.token}").status_code == 404

        as_colleague.post(f"/my-badges/{item.code}/address/", {"open": "yes"})
        assert as_stranger.get(f"/c/{offer.sealed.token}").status_code == 200

    def test_it_costs_few_questions(self, item, as_colleague, django_assert_max_num_queries):
        as_colleague.get(f"/my-badges/{item.code}/")

        with django_assert_max_num_queries(12):
            as_colleague.get(f"/my-badges/{item.code}/")


ADDRESSES = ["", "look-again/", "address/", "take-out/", "picture/", "download/json/", "share/", "unshare/"]


@pytest.mark.parametrize("path", ADDRESSES)
class TestNobodyElse:
    def test_reads_or_changes_it(self, path, item, as_owner, as_outsider, as_stranger):
        where = f"/my-badges/{item.code}/{path}"
        before = Item.objects.values().get()

        for client in (as_owner, as_outsider):
            assert client.get(where).status_code in (404, 405), path
            assert client.post(where, {"open": "no", "name": "yes"}).status_code in (404, 405), path
        for answer in (as_stranger.get(where), as_stranger.post(where)):
            assert answer.status_code == 405 or answer["Location"].startswith("/sign-in/"), path

        assert Item.objects.values().get() == before
