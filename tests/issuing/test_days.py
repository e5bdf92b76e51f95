"""The day of an award is the issuer's day: late in the evening west of Greenwich it is not tomorrow yet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from laurels.backpack import services as backpack
from laurels.backpack.models import Item, Offer
from laurels.backpack.selectors import my_badges
from laurels.catalogue.models import AchievementVersion
from laurels.issuing.models import Award, Revocation
from laurels.issuing.selectors.figures import figures
from laurels.issuing.services import carry_out
from laurels.people.models import Organisation, Person
from laurels.sharing.selectors import Question, credential_page
from laurels.verification import services as verification
from laurels.verification.selectors import verdict_page
from tests.foreign import foreign
from tests.issuing.making import make_award, make_badge
from tests.journeys import settle

pytestmark = pytest.mark.django_db
LATE = datetime(2026, 12, 1, 4, 30, tzinfo=UTC)
"""30 November, half past eight in the evening, in Los Angeles; 1 December in UTC and in London."""


@pytest.fixture
def western(pantry: Organisation) -> Organisation:
    Organisation.objects.filter(pk=pantry.pk).update(time_zone="America/Los_Angeles")
    pantry.refresh_from_db()
    return pantry


@pytest.fixture
def version(western: Organisation, owner: Person) -> AchievementVersion:
    return make_badge(western, owner, at=LATE)


@pytest.fixture
def item(version: AchievementVersion, colleague: Person, owner: Person) -> Item:
    award = make_award(version, colleague, owner, at=LATE)
    settle(LATE)
    offer = Offer.objects.get(award_code=award.code)
    return backpack.accept(offer=offer, person=colleague, identity="address", open_address=True, at=LATE)


def page_of(item: Item, *, at: datetime = LATE):
    return verdict_page(verification.check(bytes(item.raw), at=at), at=at)


def test_the_verdict_tells_the_issuers_day(item):
    page = page_of(item)

    assert page.sentence == "Kettle Lane awarded “Safe Shelf” on 30 November 2026. It is good until 30 November 2028."
    assert (page.issued, page.until) == ("30 November 2026", "30 November 2028")
    assert page.days == "Days are those of the issuer’s time zone, America/Los_Angeles."


def test_no_row_of_it_names_the_next_day(item):
    rows = {row.name: row.sentence for row in page_of(item).rows}

    assert rows["good"].startswith("Yes. It is good until 30 November 2028.")
    assert rows["unchanged"].endswith("signed on 30 November 2026.")
    assert rows["judged"].startswith("Two things to show")
    assert not any("December" in sentence for sentence in rows.values())


def test_an_expired_one_ended_on_the_issuers_day(item):
    page = page_of(item, at=datetime(2029, 1, 1, tzinfo=UTC))

    assert page.word == "Expired."
    assert "It was good until 30 November 2028." in page.sentence
    assert next(row for row in page.rows if row.name == "good").sentence == "No. It was good until 30 November 2028."


def test_the_day_of_its_revocation_is_the_issuers_too(item, owner):
    award = Award.objects.get(sealed=item.sealed)
    asked = Revocation.objects.create(award=award, reason="wrong-person", asked_by=owner, asked_at=LATE, effective_at=LATE)
    carry_out(revocation=asked, at=LATE)

    page = page_of(item)

    assert page.revoked == "30 November 2026"


def test_my_badges_and_the_page_at_its_address_agree(item, colleague):
    row = my_badges(colleague).items[0]
    page = credential_page(item.sealed.token, Question(at=LATE))

    assert (row.day, row.until) == ("30 November 2026", "Good until 30 November 2028")
    assert (page.linked["dateCreated"], page.linked["expires"]) == ("2026-11-30", "2028-11-30")
    assert "30 November 2026" in page.summary


def test_an_offer_waits_since_the_issuers_day(version, colleague, owner):
    make_award(version, colleague, owner, at=LATE)
    settle(LATE)

    assert my_badges(colleague).offers[0].since == "30 November 2026"


def test_a_newer_version_exists_since_the_issuers_day(item, version, owner):
    newer = AchievementVersion.objects.create(
        achievement=version.achievement,
        number="2",
        previous=version,
        state_since=LATE,
        changed_at=LATE,
        published_at=LATE,
        state="retired",
    )

    assert f"Version {newer.number} of this badge exists since 30 November 2026." in page_of(item).notes


def test_the_days_of_strangers_badges_are_told_in_utc_and_say_so(colleague):
    kept = backpack.take_in(person=colleague, data=foreign(valid_from=LATE), at=LATE)

    assert page_of(kept).days == "Days are told in UTC."
    assert "on 1 December 2026." in page_of(kept).says or "on 1 December 2026." in page_of(kept).sentence
    assert my_badges(colleague).items[0].day == "1 December 2026 (UTC)"


def test_the_pages_say_whose_days_they_are(item, as_stranger):
    page = as_stranger.get(f"/c/{item.sealed.token}", headers={"accept": "text/html"}).content.decode()

    assert "Days are those of the issuer’s time zone, America/Los_Angeles." in page


def test_lately_counts_the_issuers_days(item, western):
    last = datetime(2026, 12, 30, 4, 30, tzinfo=UTC)  # 29 December there: the thirtieth day, 30 December in UTC

    assert figures(western, at=last).lately == 1
    assert figures(western, at=last + timedelta(days=1)).lately == 0
