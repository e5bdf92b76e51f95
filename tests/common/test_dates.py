"""Arithmetic and words for days, in the zone of whoever reads them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.common.dates import (
    add_months,
    add_working_days,
    day_in,
    end_of_day,
    in_words,
    moment_in_words,
    noon_of,
    weekday_and_time,
)

ZONES = st.sampled_from(["UTC", "Europe/London", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "Pacific/Apia"])
DAYS = st.dates(date(1970, 1, 2), date(2090, 1, 1))
MOMENT = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)


class TestAddMonths:
    @pytest.mark.parametrize(
        ("day", "months", "end"),
        [
            (date(2025, 8, 31), 6, date(2026, 2, 28)),
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
            (date(2024, 2, 29), 48, date(2028, 2, 29)),
            (date(2026, 12, 15), 1, date(2027, 1, 15)),
            (date(2026, 1, 31), 0, date(2026, 1, 31)),
            (date(2026, 3, 31), -1, date(2026, 2, 28)),
        ],
    )
    def test_it_keeps_the_day_or_the_months_end(self, day, months, end):
        assert add_months(day, months) == end

    @given(DAYS, st.integers(0, 240))
    def test_it_is_always_that_many_months_later(self, day, months):
        end = add_months(day, months)

        assert (end.year - day.year) * 12 + end.month - day.month == months
        assert end.day <= day.day

    @given(DAYS, st.integers(0, 120), st.integers(0, 120))
    def test_later_is_never_earlier(self, day, fewer, more):
        assert add_months(day, fewer) <= add_months(day, fewer + more)


class TestZones:
    @given(DAYS, ZONES)
    def test_the_last_second_of_a_day_is_on_that_day_and_the_next_is_not(self, day, zone):
        end = end_of_day(day, zone)

        assert day_in(end, zone) == day
        assert day_in(end + timedelta(seconds=1), zone) > day

    @given(DAYS, ZONES)
    def test_noon_is_on_its_day(self, day, zone):
        assert day_in(noon_of(day, zone), zone) == day
        assert noon_of(day, zone).astimezone(ZoneInfo(zone)).hour == 12

    def test_summer_time_is_minded(self):
        assert end_of_day(date(2026, 7, 1), "Europe/London") == datetime(2026, 7, 1, 22, 59, 59, tzinfo=UTC)
        assert end_of_day(date(2026, 1, 1), "Europe/London") == datetime(2026, 1, 1, 23, 59, 59, tzinfo=UTC)

    def test_a_day_is_the_readers(self):
        late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)

        assert day_in(late, "Pacific/Auckland") == date(2026, 11, 25)
        assert day_in(late, "America/New_York") == date(2026, 11, 24)


class TestWords:
    @pytest.mark.parametrize(
        ("day", "zone", "words"),
        [
            (date(2026, 3, 3), "UTC", "3 March 2026"),
            (date(2028, 2, 29), "UTC", "29 February 2028"),
            (MOMENT, "UTC", "3 March 2026"),
            (datetime(2026, 3, 3, 23, 30, tzinfo=UTC), "Asia/Kolkata", "4 March 2026"),
        ],
    )
    def test_a_day(self, day, zone, words):
        assert in_words(day, zone) == words

    def test_a_moment_of_no_known_zone_says_that_its_day_is_utc(self):
        late = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)

        assert in_words(late) == "3 March 2026 (UTC)"
        assert in_words(late, "Europe/Berlin") == "4 March 2026"
        assert in_words(date(2026, 3, 3)) == "3 March 2026"

    def test_a_moment_names_its_zone_only_where_it_is_nobodys(self):
        assert moment_in_words(MOMENT) == "3 March 2026 at 14.05 UTC"
        assert moment_in_words(MOMENT, "Europe/London") == "3 March 2026 at 14.05"
        assert moment_in_words(MOMENT, "Asia/Kolkata") == "3 March 2026 at 19.35"

    def test_a_near_moment_has_its_weekday(self):
        assert weekday_and_time(MOMENT) == "Tuesday, 3 March at 14.05"
        assert weekday_and_time(datetime(2026, 11, 28, 14, 5, tzinfo=UTC), "Europe/London") == "Saturday, 28 November at 14.05"

    @given(st.integers(0, 2**32).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)), ZONES)
    def test_the_weekday_is_that_of_the_zone(self, moment, zone):
        assert weekday_and_time(moment, zone).startswith(moment.astimezone(ZoneInfo(zone)).strftime("%A"))


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("day", "days", "end"),
        [
            (date(2026, 11, 24), 15, date(2026, 12, 15)),  # a Tuesday: three weeks
            (date(2026, 11, 27), 1, date(2026, 11, 30)),  # a Friday: the Monday
            (date(2026, 11, 28), 1, date(2026, 11, 30)),  # a Saturday: the Monday
            (date(2026, 11, 29), 5, date(2026, 12, 4)),  # a Sunday: the Friday
            (date(2026, 11, 24), 3, date(2026, 11, 27)),
            (date(2026, 11, 24), 4, date(2026, 11, 30)),
            (date(2026, 11, 24), 0, date(2026, 11, 24)),
        ],
    )
    def test_weekends_do_not_count(self, day, days, end):
        assert add_working_days(day, days) == end

    @given(DAYS, st.integers(1, 400))
    def test_it_is_what_counting_day_by_day_gives(self, day, days):
        found = day
        for _ in range(days):
            found += timedelta(days=1)
            while found.weekday() > 4:
                found += timedelta(days=1)

        assert add_working_days(day, days) == found
