"""What an owner reads first about awards: a few counts, and the last few lines of the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from laurels.common.dates import day_in
from laurels.issuing.models import Award
from laurels.issuing.rules import State
from laurels.issuing.selectors.register import AwardRow, rows_of
from laurels.people.models import Organisation

LATELY, SOON = 30, 60
"""What "lately" and "soon" mean in figures [days]."""


@dataclass(frozen=True)
class Figures:
    """Counts over one organisation's register.

    Attributes:
        standing: signed, not revoked, not ended. lately: awarded in the last ``LATELY`` days. ending: of those that stand, how many
            end within the next ``SOON`` days.
    """

    standing: int
    lately: int
    ending: int


def figures(organisation: Organisation, *, at: datetime) -> Figures:
    """The counts, in one query."""
    stands = Q(state=State.ISSUED) & (Q(valid_until__isnull=True) | Q(valid_until__gte=at))
    since = day_in(at, organisation.time_zone) - timedelta(days=LATELY)
    found = Award.objects.filter(organisation=organisation).aggregate(
        standing=Count("pk", filter=stands),
        lately=Count("pk", filter=Q(state=State.ISSUED, awarded_on__gt=since)),
        ending=Count("pk", filter=stands & Q(valid_until__lte=at + timedelta(days=SOON))),
    )
    return Figures(**found)


def latest(organisation: Organisation, *, limit: int, at: datetime) -> tuple[AwardRow, ...]:
    """The last few awards."""
    found = Award.objects.filter(organisation=organisation).order_by("-awarded_at", "-pk")
    return tuple(rows_of(found, limit, organisation.time_zone, at=at)[0])
