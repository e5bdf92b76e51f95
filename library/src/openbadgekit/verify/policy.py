"""What the asker wants to know beyond "is it valid"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

SKEW = timedelta(seconds=60)
"""How far two clocks may be apart, at both ends of every date (verdict rule 7)."""


@dataclass(frozen=True)
class Policy:
    """How to judge.

    Attributes:
        recipient: an address, DID or other identifier that the asker compares; never kept in the report.
        status_at: the moment at which status lists must be in date, when another than the one that is judged: a list tells
            only what holds today.
        allow_local: plain http and loopback addresses may be asked: demonstrations and tests only, named in the report.
        as_common: tell in notes what the common validator would have said otherwise; no verdict changes.
    """

    recipient: str | None = None
    allow_local: bool = False
    status_at: datetime | None = None
    as_common: bool = False
