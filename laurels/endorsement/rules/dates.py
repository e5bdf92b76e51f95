"""How long a link opens, when a reminder goes out, when an endorsement ends. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from laurels.common.dates import add_months

LINK_DAYS = 90
"""How long a request may be answered [days]."""
REMIND_AFTER = (30, 60, 80)
"""When an unanswered request is called to mind [days after it was sent]."""
RECONFIRM_MONTHS = 12
"""How often an endorser who chose so says that she still stands by it [months]."""
LONGEST_YEARS = 10
"""An endorsement for longer is taken for a slip [years]."""
CLOCKS = timedelta(minutes=5)
"""How far another's clock may go before ours."""


def link_until(sent_at: datetime) -> datetime:
    """The moment from which a request can no longer be answered."""
    return sent_at + timedelta(days=LINK_DAYS)


def is_request_over(expires_at: datetime | None, *, at: datetime) -> bool:
    """Whether the time to answer is over; a request that was never sent has none."""
    return expires_at is not None and at >= expires_at


def reminder_due(*, sent_at: datetime, reminded: int, at: datetime) -> int | None:
    """Which reminder is due now: 1, 2 or 3, the latest one when several were missed; None when none is.

    Args:
        reminded: the number of the last reminder that went out, 0 for none.
    """
    passed = sum(at >= sent_at + timedelta(days=days) for days in REMIND_AFTER)
    return passed if passed > reminded else None


def has_lapsed(valid_until: datetime | None, *, at: datetime) -> bool:
    """Whether the last moment of an endorsement is over."""
    return valid_until is not None and at > valid_until


def in_force(*, valid_from: datetime, valid_until: datetime | None, at: datetime) -> bool:
    """Whether a moment lies between the ends of an endorsement."""
    return valid_from <= at and not has_lapsed(valid_until, at=at)


def not_reconfirmed_since(*, yearly: bool, confirmed_on: date, today: date) -> date | None:
    """The day of the last word of an endorser who promised one a year and is late; None while she is not."""
    return confirmed_on if yearly and today > add_months(confirmed_on, RECONFIRM_MONTHS) else None


def days_are_sane(*, valid_from: datetime | None, valid_until: datetime | None, at: datetime) -> bool:
    """Whether a document that is handed in now holds now, ends after it begins and within reason."""
    if valid_from is None or valid_from > at + CLOCKS:
        return False
    return valid_until is None or (valid_until > max(valid_from, at) and valid_until <= _years_later(at))


def _years_later(at: datetime) -> datetime:
    return datetime.combine(add_months(at.date(), 12 * LONGEST_YEARS), at.timetz())
