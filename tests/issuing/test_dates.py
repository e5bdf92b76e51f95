"""When a badge begins and ends: the worked dates of DOMAIN 6.3, and 600 dates over 12 zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from laurels.catalogue import rules as badges
from laurels.common.dates import day_in
from laurels.issuing import services as issuing
from laurels.people.models import Organisation
from tests.issuing.making import make_badge
from tests.making import NOON

ZONES = (
    "Europe/London", "Europe/Lisbon", "America/New_York", "America/St_Johns", "America/Sao_Paulo", "Asia/Kolkata",
    "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati", "Africa/Casablanca", "Pacific/Marquesas",
)  # fmt: skip


@pytest.mark.parametrize(
    ("anchor", "months", "cycle", "last"),
    [
        (date(2025, 8, 31), 6, 1, date(2026, 2, 28)),
        (date(2025, 8, 31), 6, 2, date(2026, 8, 31)),
        (date(2026, 4, 15), 6, 1, date(2026, 10, 15)),
        (date(2024, 2, 29), 12, 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 12, 2, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, 4, date(2028, 2, 29)),
        (date(2025, 5, 10), 36, 1, date(2028, 5, 10)),
        (date(2026, 11, 2), 36, 1, date(2029, 11, 2)),
    ],
)
def test_the_worked_dates(anchor, months, cycle, last):
    assert badges.ends_on(anchor, months, cycle=cycle) == last


@pytest.mark.parametrize(
    ("last", "instant"), [(date(2026, 8, 31), "2026-08-31T22:59:59Z"), (date(2026, 2, 28), "2026-02-28T23:59:59Z")]
)
def test_the_last_second_in_london_as_the_instant_that_is_signed(last, instant):
    end = badges.valid_until(date(2025, 8, 31), 6, "Europe/London", cycle=1 if last.month == 2 else 2)

    assert end == datetime.fromisoformat(instant)


def test_the_window_opens_before_and_grace_lasts_after_the_end():
    assert badges.window_opens(date(2026, 2, 28), 90) == date(2025, 11, 30)
    assert badges.grace_ends(date(2026, 2, 28), 30) == date(2026, 3, 30)


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(1, 60), st.sampled_from(ZONES))
@example(date(2011, 11, 30), 1, "Pacific/Apia")  # the day that Samoa never had
@example(date(2026, 9, 29), 1, "Europe/London")
def test_an_end_is_the_last_second_of_a_day_that_is_there(anchor, months, zone):
    end = badges.valid_until(anchor, months, zone)
    last = badges.ends_on(anchor, months)

    assert end.tzinfo is UTC
    local = end.astimezone(ZoneInfo(zone))
    missing = zone == "Pacific/Apia" and last == date(2011, 12, 30)
    assert missing or (local.date(), f"{local:%H:%M:%S}") == (last, "23:59:59")
    assert missing or day_in(end + timedelta(seconds=1), zone) == last + timedelta(days=1)
    assert last.day == min(anchor.day, last.day)
    assert end > datetime(anchor.year, anchor.month, anchor.day, 23, 59, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu"])
def test_an_award_ends_with_its_day_where_the_organisation_is(zone, owner, colleague, pantry):
    Organisation.objects.filter(pk=pantry.pk).update(time_zone=zone)
    pantry.refresh_from_db()
    version = make_badge(pantry, owner, lasts="1")

    award = issuing.intend(version=version, learner=colleague, judge=owner, at=NOON)

    assert award.awarded_on == day_in(NOON, zone)
    assert day_in(award.valid_until, zone) == date(award.awarded_on.year + 1, award.awarded_on.month, award.awarded_on.day)
    assert day_in(award.valid_until + timedelta(seconds=1), zone) > award.awarded_on


@pytest.mark.django_db
def test_history_that_is_loaded_begins_on_its_own_day(version, owner, colleague, pantry):
    award = issuing.intend(version=version, learner=colleague, judge=owner, awarded_on=date(2025, 8, 31), at=NOON)

    assert issuing.begins_at(award) == datetime(2025, 8, 31, 11, tzinfo=UTC)
    assert award.valid_until == datetime(2027, 8, 31, 22, 59, 59, tzinfo=UTC)


@pytest.mark.django_db
def test_a_badge_that_does_not_expire_has_no_end(pantry, owner, colleague):
    version = make_badge(pantry, owner, lasts="never")

    assert issuing.intend(version=version, learner=colleague, judge=owner, at=NOON).valid_until is None


@pytest.mark.django_db
def test_a_moment_without_a_zone_is_refused(version, owner, colleague):
    with pytest.raises((RuntimeWarning, ValueError), match=r"naive|zone"):
        issuing.intend(version=version, learner=colleague, judge=owner, at=NOON.replace(tzinfo=None))
