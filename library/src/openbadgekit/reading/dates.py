"""Dates and times as credentials write them.

Source: W3C XML Schema 1.1 Part 2, "dateTimeStamp"; VC Data Model 2.0, section 4.9 "Validity Period".
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from openbadgekit.errors import Malformed

_DATE_TIME = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_USUAL = len("2026-11-24T10:00:00Z")


def parse_datetime(text: Any, *, path: str = "") -> datetime:
    """Read an XSD dateTimeStamp; the zone is required.

    Returns:
        An aware datetime in UTC; fractions of a second beyond microseconds are cut.
    Raises:
        Malformed: another shape, no zone, or no real moment.
    """
    try:
        if type(text) is str and len(text) == _USUAL:
            return _remembered(text)
        return _read(text)
    except _NoDate:
        raise Malformed(f"{path or 'A date'} is not a date and time with a zone.", path=path) from None
    except (ValueError, OverflowError):
        raise Malformed(f"{path or 'A date'} names no real moment.", path=path) from None


class _NoDate(Exception):
    """Another shape."""


def _read(text: Any) -> datetime:
    """The moment that a text names."""
    found = _DATE_TIME.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise _NoDate
    if len(text) == _USUAL and text[11:13] != "24":
        return datetime.fromisoformat(text)
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    micro = int(((found[7] or ".0")[1:] + "000000")[:6])
    zone = UTC if found[8] == "Z" else _offset(found[8])
    midnight = timedelta(days=1) if (hour, minute, second, micro) == (24, 0, 0, 0) else timedelta()
    moment = datetime(year, month, day, 0 if midnight else hour, minute, second, micro, tzinfo=zone)
    return (moment + midnight).astimezone(UTC)


@lru_cache(maxsize=256)
def _remembered(text: str) -> datetime:
    """The moment of a text of the usual length: a badge says its own more than once, and a batch says one for all."""
    return _read(text)


def _offset(text: str) -> timezone:
    """+05:30 as a zone; at most 14 hours (XSD)."""
    minutes = int(text[1:3]) * 60 + int(text[4:6])
    if minutes > 14 * 60 or int(text[4:6]) > 59:
        raise ValueError
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def write_datetime(moment: datetime) -> str:
    """A dateTimeStamp in UTC with whole seconds, for instance ``2026-11-24T10:00:00Z``.

    Raises:
        ValueError: a naive datetime, which names no moment.
    """
    if moment.tzinfo is None:
        raise ValueError("a naive datetime names no moment")
    return _written(moment.astimezone(UTC))


@lru_cache(maxsize=256)
def _written(utc: datetime) -> str:
    """Remembered by UTC: in a zone with summer time two moments of one autumn night are equal as keys."""
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ")
