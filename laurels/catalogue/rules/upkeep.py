"""When a published badge is looked at again. Pure; DOMAIN 1 (27), 4 (BadgeStrategy: review date).

The date of a published text never changes, because the text does not. Looking again and finding it still right is a fact about
the version, not a word of it: the new date stands with the review, and the newest one counts.
"""

from __future__ import annotations

from datetime import date, timedelta

from laurels.common.dates import add_months

NOTICE_DAYS = 30
"""So long before its review date a badge enters the queue, so that nobody has to read "under review" first [days]."""
FRAMEWORK_DAYS = 30
"""So long after an item of a framework was given up the badges that rest on it should have been looked at [days]."""
FURTHEST_MONTHS = 24
"""The next review is at most so far away (DOMAIN 4, a default) [months]."""


def raised_from(review_on: date) -> date:
    """The first day on which a review date stands in the queue."""
    return review_on - timedelta(days=NOTICE_DAYS)


def is_past(due_on: date | None, today: date) -> bool:
    """Whether a review is overdue; the day itself is still in time. A past one makes the public page say "under review"."""
    return due_on is not None and due_on < today


def usual_next(today: date, review_on: date | None, published_on: date | None) -> date:
    """The next review date that is offered: as long again as between publishing and the last one, at most the furthest."""
    months = FURTHEST_MONTHS // 2
    if review_on is not None and published_on is not None and published_on < review_on:
        months = max(1, min(FURTHEST_MONTHS, round((review_on - published_on).days / 30.44)))
    return add_months(today, months)


def fault_of_next(next_on: date | None, today: date) -> str:
    """Why a day cannot be the next review date, as a sentence; empty when it can."""
    if next_on is None:
        return "Say until when it is right."
    if next_on <= today:
        return "The next review must be after today."
    if next_on > add_months(today, FURTHEST_MONTHS):
        return f"Look again within {FURTHEST_MONTHS} months: who knows what is right longer than that?"
    return ""
