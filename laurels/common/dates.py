"""Arithmetic and words for days."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()


def add_months(day: date, months: int) -> date:
    """The same day so many months later, clamped to the month's end: 2025-08-31 + 6 -> 2026-02-28."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def end_of_day(day: date, time_zone: str) -> datetime:
    """The last second of a day in a zone, as the UTC instant (DOMAIN 6.3)."""
    return datetime.combine(day, time(23, 59, 59, fold=1), tzinfo=ZoneInfo(time_zone)).astimezone(UTC)


def noon_of(day: date, time_zone: str) -> datetime:
    """Noon of a day in a zone, as the UTC instant: the same day in nearly every other zone."""
    return datetime.combine(day, time(12), tzinfo=ZoneInfo(time_zone)).astimezone(UTC)


def day_in(moment: datetime, time_zone: str) -> date:
    """The day that a moment is in a zone."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


def in_words(day: date | datetime, time_zone: str | None = None) -> str:
    """A day in words, for instance ``3 March 2026``; of a moment whose zone nobody knows ``3 March 2026 (UTC)``.

    Args:
        time_zone: whose day it is, for a moment: the organisation's. None where none is known; then the words say UTC.
    """
    if not isinstance(day, datetime):
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return in_words(day_in(day, time_zone or "UTC")) + ("" if time_zone else " (UTC)")


def moment_in_words(moment: datetime, time_zone: str = "UTC") -> str:
    """A moment in words, for instance ``3 March 2026 at 14.05``; the zone is named when it is UTC."""
    local = moment.astimezone(ZoneInfo(time_zone))
    return f"{in_words(local.date())} at {local:%H.%M}" + (" UTC" if time_zone == "UTC" else "")


def weekday_and_time(moment: datetime, time_zone: str = "UTC") -> str:
    """A near moment in words, for instance ``Saturday, 28 November at 14.05``."""
    local = moment.astimezone(ZoneInfo(time_zone))
    return f"{WEEKDAYS[local.weekday()]}, {local.day} {MONTHS[local.month - 1]} at {local:%H.%M}"


def add_working_days(day: date, days: int) -> date:
    """The day so many working days later: Monday to Friday count, public holidays are not known here (DOMAIN 6.14).

    The day itself does not count; from a Saturday or Sunday, one working day later is the Monday.
    """
    weeks, rest = divmod(days, 5)
    monday = day - timedelta(days=day.weekday())
    place = min(day.weekday(), 4) + rest  # a day of the weekend stands where its Friday does
    return monday + timedelta(weeks=weeks + place // 5, days=place % 5)
