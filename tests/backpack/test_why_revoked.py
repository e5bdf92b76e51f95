"""Why a badge was revoked stands beside it in My badges, for its holder alone; the letter only says where."""

from __future__ import annotations

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from laurels.backpack import selectors, services
from laurels.backpack.models import Item, Offer
from laurels.issuing import services as issuing
from laurels.issuing.models import Award
from laurels.issuing.selectors import why_revoked
from laurels.people.models import Organisation
from tests.foreign import foreign
from tests.issuing.making import make_award, make_badge
from tests.journeys import settle
from tests.making import NOON

pytestmark = pytest.mark.django_db
WORDS = "You were on leave that day; <b>ask</b> Mira."


@pytest.fixture(autouse=True)
def at_once(pantry) -> None:
    Organisation.objects.update(waiting_hours=0)


def revoke(award: Award, actor, *, reason="wrong-person", words=WORDS) -> None:
    award = Award.objects.select_related("organisation").get(pk=award.pk)
    issuing.ask_revocation(award=award, actor=actor, reason=reason, words=words, at=NOON)
    settle(NOON)


def test_the_words_stand_beside_the_badge_in_the_list_and_on_its_page(item, award, owner, as_colleague):
    revoke(award, owner)

    for path in ("/my-badges/", f"/my-badges/{item.code}/"):
        page = as_colleague.get(path).content.decode()
        assert "Revoked on 24 November 2026: awarded to the wrong person." in page
        assert "You were on leave that day; &lt;b&gt;ask&lt;/b&gt; Mira." in page
        assert "Kettle Lane writes to you:" in page


def test_a_reason_that_the_register_keeps_to_itself_is_told_to_the_holder(item, award, owner, as_colleague, as_stranger):
    revoke(award, owner, reason="malpractice")

    assert "malpractice was found" in as_colleague.get(f"/my-badges/{item.code}/").content.decode()
    public = as_stranger.get(f"/c/{item.sealed.token}", headers={"accept": "text/html"}).content.decode().lower()
    assert "revoked" in public
    assert "malpractice" not in public


def test_without_words_the_page_says_so(item, award, owner, as_colleague):
    revoke(award, owner, words="  ")

    assert "Kettle Lane added no words." in as_colleague.get(f"/my-badges/{item.code}/").content.decode()


def test_strangers_and_others_who_keep_a_copy_never_read_them(item, award, owner, outsider, as_outsider, as_stranger):
    services.take_in(person=outsider, data=bytes(item.raw), at=NOON)
    revoke(award, owner)
    copy = Item.objects.get(person=outsider)

    assert WORDS[:20] not in as_stranger.get(f"/c/{item.sealed.token}", headers={"accept": "text/html"}).content.decode()
    assert WORDS[:20] not in as_outsider.get(f"/my-badges/{copy.code}/").content.decode()
    assert as_outsider.get(f"/my-badges/{item.code}/").status_code == 404
    assert why_revoked(outsider, sealed=[award.sealed.pk]) == {}


def test_one_that_still_waits_tells_nothing(item, award, owner, colleague):
    Organisation.objects.update(waiting_hours=24)
    revoke(award, owner)

    assert selectors.my_badges(colleague).items[0].why is None


def test_the_letter_says_where_and_nothing_of_it(item, award, owner, monkeypatch):
    sent = []
    monkeypatch.setattr("laurels.backpack.handlers.mail.send", lambda **letter: sent.append(letter))

    revoke(award, owner)

    (letter,) = sent
    text, html = (render_to_string(f"{letter['template']}.{form}", letter["context"]) for form in ("txt", "html"))
    assert "Why stands beside the badge in My badges, for you alone." in text
    assert "Why stands beside the badge in My badges, for you alone." in html
    assert "leave that day" not in text + html
    assert "wrong person" not in (text + html).lower()


def test_a_valid_badge_and_a_foreign_one_ask_nothing(item, colleague):
    services.take_in(person=colleague, data=foreign(), at=NOON)
    with CaptureQueriesContext(connection) as asked:
        selectors.my_badges(colleague)

    assert not any("issuing_revocation" in query["sql"] for query in asked)


def test_one_and_nine_revoked_cost_the_same(item, award, owner, pantry, colleague, django_assert_num_queries):
    revoke(award, owner)
    with CaptureQueriesContext(connection) as one:
        selectors.my_badges(colleague)
    for number in range(8):
        more = make_award(make_badge(pantry, owner, name=f"Badge {number}"), colleague, owner)
        settle(NOON)
        offer = colleague.offers.get(award_code=more.code)
        services.accept(offer=offer, person=colleague, identity="address", open_address=False, at=NOON)
        revoke(more, owner)

    with django_assert_num_queries(len(one)):
        page = selectors.my_badges(colleague)
    assert [row.why.words for row in page.items] == [WORDS] * 9


class TestBeforeSheAnswered:
    def test_a_revoked_badge_is_offered_no_more(self, offer, award, owner, as_colleague):
        revoke(award, owner)

        assert "waits for you" not in as_colleague.get("/home/").content.decode()
        assert "Look and accept" not in as_colleague.get("/my-badges/").content.decode()
        assert "took it back before you answered" in as_colleague.get(f"/my-badges/offers/{offer.code}/").content.decode()

    def test_it_cannot_be_accepted_any_more(self, offer, award, owner, as_colleague):
        revoke(award, owner)

        as_colleague.post(f"/my-badges/offers/{offer.code}/", {"open_address": "on"})

        assert not Item.objects.exists()

    def test_what_she_accepted_stays_hers_with_its_reason(self, item, award, owner, as_colleague):
        revoke(award, owner)

        assert Offer.objects.get().state == "accepted"
        assert Item.objects.filter(pk=item.pk).exists()
