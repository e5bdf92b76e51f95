"""What keeps awards from being sealed, for whoever can do something about it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count

from laurels.common.errors import HouseError
from laurels.issuing.models import Award, Revocation
from laurels.issuing.rules import State
from laurels.keys.errors import KeyMixedUp, NoMasterKey, NoSigningKey
from laurels.sealing.errors import ClockWentBack, SealRefused, SelfCheckFailed

ALARM_AFTER = timedelta(minutes=10)
"""An award that is younger may still be on its way: the worker tries again by itself."""

_HINDRANCES: dict[str, type[HouseError]] = {
    error.code: error for error in (SealRefused, SelfCheckFailed, ClockWentBack, NoMasterKey, NoSigningKey, KeyMixedUp)
}


def what_to_do(hindrance: str) -> str:
    """Words for the judge whose award waits; empty while nothing is known to hinder it."""
    error = _HINDRANCES.get(hindrance)
    return str(error.hint) if error else ""


class Hindrance(NamedTuple):
    """Something that an operator must know."""

    sentence: str
    hint: str


def hindrances(*, at: datetime) -> list[Hindrance]:
    """Awards that are not signed and revocations that are late, with what to do: alarms for `laurels check`."""
    stuck = Award.objects.filter(state=State.AWARDED, awarded_at__lte=at - ALARM_AFTER)
    grave = Award.objects.filter(state=State.AWARDED, hindrance=SelfCheckFailed.code)
    found = [
        Hindrance(
            f"{row['n']} award(s) are not signed: {row['hindrance'] or 'the worker has not tried yet'}.", _hint(row["hindrance"])
        )
        for row in (stuck | grave).values("hindrance").annotate(n=Count("pk")).order_by("hindrance")
    ]
    late = Revocation.objects.filter(effective_at__lte=at - ALARM_AFTER, stopped_at__isnull=True, done_at__isnull=True).count()
    if late:
        found.append(
            Hindrance(f"{late} revocation(s) are late.", "See that the worker runs and the master key is there; it tries again.")
        )
    return found


def _hint(code: str) -> str:
    """What an operator does about one kind of hindrance."""
    if code == SelfCheckFailed.code:
        return "What was signed did not verify and was thrown away: look into the log for “did not pass our own check”."
    error = _HINDRANCES.get(code)
    return str(error.hint) if error else "See that the worker runs; it tries again every five minutes."
