"""The register: newest first, in pages without a gap or a double, filtered, in the organisation's own days."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from laurels.issuing import selectors, services
from laurels.issuing.models import Award
from laurels.issuing.selectors import Wanted
from laurels.people.models import Organisation
from tests.issuing.making import make_award, make_badge
from tests.making import NOON, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(version, owner, colleague, pantry) -> dict[str, Award]:
    """One that stands, one that ended, one that will be revoked."""
    warm = make_badge(pantry, owner, name="Warm Welcome", lasts="1")
    ended = make_award(warm, make_member(pantry).person, owner)
    stands = make_award(version, colleague, owner, at=NOON + timedelta(days=1))
    leaving = make_award(version, make_member(pantry).person, owner, at=NOON + timedelta(days=2))
    services.ask_revocation(award=leaving, actor=owner, reason="malpractice", words="", at=NOON + timedelta(days=2))
    return {"ended": ended, "stands": stands, "leaving": leaving}


EVERYTHING = Wanted()


def found(pantry, wanted=EVERYTHING, *, at=NOON + timedelta(days=400), after=None):
    return [row.code for row in selectors.register(pantry, at=at, wanted=wanted, after=after).rows]


def test_the_newest_stands_first(three, pantry):
    assert found(pantry) == [three["leaving"].code, three["stands"].code, three["ended"].code]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(name="jonas"), ["stands"]),
        (Wanted(name="nobody"), []),
        (Wanted(badge="WARM-WELCOME"), ["ended"]),
        (Wanted(state="expired"), ["ended"]),
        (Wanted(state="issued"), ["leaving", "stands"]),
        (Wanted(state="waiting"), ["leaving"]),
        (Wanted(state="revoked"), []),
        (Wanted(state="awarded"), []),
        (Wanted(name="hale", badge="SAFE-SHELF", state="issued"), ["stands"]),
    ],
)
def test_each_filter_finds_what_people_see(wanted, names, three, pantry):
    assert found(pantry, wanted) == [three[name].code for name in names]


def test_pages_hold_every_award_once_also_when_moments_are_equal(version, owner, pantry, monkeypatch):
    monkeypatch.setattr(import_module("laurels.issuing.selectors.register"), "PAGE", 3)
    made = {make_award(version, make_member(pantry).person, owner).code for _ in range(8)}
    Award.objects.update(awarded_at=NOON)

    seen, after = [], None
    for _ in range(4):
        page = selectors.register(pantry, at=NOON, after=after)
        seen += [row.code for row in page.rows]
        after = page.rows[-1].code if page.rows else after

    assert len(seen) == len(set(seen)) == 8
    assert set(seen) == made


def test_the_way_to_older_awards_keeps_the_filters(version, owner, pantry, as_owner, monkeypatch):
    monkeypatch.setattr(import_module("laurels.issuing.selectors.register"), "PAGE", 1)
    for _ in range(2):
        make_award(version, make_member(pantry).person, owner)

    page = as_owner.get("/o/kettle-lane/awards/?name=ola&state=issued&badge=SAFE-SHELF").content.decode()

    assert "name=ola&amp;badge=SAFE-SHELF&amp;state=issued&amp;after=" in page


@pytest.mark.parametrize("query", ["after=nothing", "state=else", "badge=else", "name=%00", f"name={'a' * 300}", "after="])
def test_an_odd_address_is_a_page_all_the_same(query, as_owner, version, pantry):
    assert as_owner.get(f"/o/kettle-lane/awards/?{query}").status_code == 200


def test_the_end_is_the_organisations_own_day(owner, colleague, pantry):
    Organisation.objects.filter(pk=pantry.pk).update(time_zone="America/New_York")
    pantry.refresh_from_db()
    make_award(make_badge(pantry, owner, lasts="1"), colleague, owner)

    (row,) = selectors.register(pantry, at=NOON).rows

    assert (row.day, row.until) == ("24 November 2026", "Good until 24 November 2027")


def test_an_award_of_another_house_is_no_place_to_begin(version, owner, colleague, pantry, outsider, trust):
    award = make_award(version, colleague, owner)

    assert selectors.register(trust, at=NOON, after=award.code).rows == ()
