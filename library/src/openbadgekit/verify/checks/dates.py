"""Does it hold at this moment? Step ``dates``; 60 seconds of skew at both ends (verdict rule 7)."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from openbadgekit.documents.views import CredentialView
from openbadgekit.verify.policy import SKEW
from openbadgekit.verify.report import Check, Outcome
from openbadgekit.verify.wording import day


def check(view: CredentialView, *, at: datetime, zone: tzinfo = UTC) -> Check:
    """The beginning and the end against the moment that is judged; differences, because sums leave the calendar at its ends.

    Args:
        zone: in which the days are told; it decides nothing.
    """
    if view.valid_from is not None and view.valid_from - at > SKEW:
        return Check("dates", Outcome.FAILED, "not_yet_valid", f"It begins on {day(view.valid_from, zone)}.")
    if view.valid_until is not None and at - view.valid_until > SKEW:
        return Check("dates", Outcome.FAILED, "expired", f"It was good until {day(view.valid_until, zone)}.")
    end = f"It is good until {day(view.valid_until, zone)}." if view.valid_until else "It does not expire."
    return Check("dates", Outcome.PASSED, None, end)
