"""When a badge ends: the worked dates of DOMAIN 6.3, and 600 dates over 12 zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from laurels.catalogue import rules
from laurels.common.dates import add_months, day_in
from tests.examples import examples

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
    assert rules.ends_on(anchor, months, cycle=cycle) == last


@pytest.mark.parametrize(
    ("last", "instant"), [(date(2026, 8, 31), "2026-08-31T22:59:59Z"), (date(2026, 2, 28), "2026-02-28T23:59:59Z")]
)
def test_the_last_second_in_london_as_the_instant_that_is_signed(last, instant):
    end = rules.valid_until(date(2025, 8, 31), 6, "Europe/London", cycle=1 if last.month == 2 else 2)

    assert end == datetime.fromisoformat(instant)


def test_the_window_opens_before_and_grace_lasts_after_the_end():
    assert rules.window_opens(date(2026, 2, 28), 90) == date(2025, 11, 30)
    assert rules.grace_ends(date(2026, 2, 28), 30) == date(2026, 3, 30)
    assert rules.grace_ends(date(2028, 2, 28), 30) == date(2028, 3, 29)


@examples(200, 5000)
@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(1, 60), st.sampled_from(ZONES))
@example(date(2011, 11, 30), 1, "Pacific/Apia")  # the day that Samoa never had
@example(date(2026, 9, 29), 1, "Europe/London")
@example(date(2000, 1, 16), 25, "America/Sao_Paulo")  # the hour before midnight came twice that day: the later one counts
def test_an_end_is_the_last_second_of_a_day_that_is_there(anchor, months, zone):
    end = rules.valid_until(anchor, months, zone)
    last = rules.ends_on(anchor, months)

    assert end.tzinfo is UTC
    local = end.astimezone(ZoneInfo(zone))
    missing = zone == "Pacific/Apia" and last == date(2011, 12, 30)
    assert missing or (local.date(), f"{local:%H:%M:%S}") == (last, "23:59:59")
    assert missing or day_in(end + timedelta(seconds=1), zone) == last + timedelta(days=1)
    assert last.day == min(anchor.day, last.day)
    assert end > datetime(anchor.year, anchor.month, anchor.day, 23, 59, tzinfo=UTC)


def test_what_does_not_expire_has_no_end():
    assert rules.valid_until(date(2026, 1, 1), None, "Europe/London") is None


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 60), st.integers(1, 8))
def test_cycles_never_drift(anchor, months, cycle):
    end = rules.ends_on(anchor, months, cycle=cycle)

    assert end == add_months(anchor, months * cycle)
    assert end.day == anchor.day or (end + timedelta(days=1)).day == 1
