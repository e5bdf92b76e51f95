"""When a badge ends. Pure; DOMAIN 6.3."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from laurels.common.dates import add_months, end_of_day


def ends_on(anchor: date, lifespan_months: int | None, *, cycle: int = 1) -> date | None:
    """The last day of a cycle, always computed from the anchor (no drift); None for a badge that does not expire."""
    return None if lifespan_months is None else add_months(anchor, cycle * lifespan_months)


def valid_until(anchor: date, lifespan_months: int | None, time_zone: str, *, cycle: int = 1) -> datetime | None:
    """The last second of the last day in the issuer's zone, as the UTC instant (DOMAIN 6.3)."""
    day = ends_on(anchor, lifespan_months, cycle=cycle)
    return None if day is None else end_of_day(day, time_zone)


def window_opens(end: date, window_days: int) -> date:
    """The first day on which a renewal may be asked for."""
    return end - timedelta(days=window_days)


def grace_ends(end: date, grace_days: int) -> date:
    """The last day on which a late renewal is still light."""
    return end + timedelta(days=grace_days)
