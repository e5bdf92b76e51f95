"""What a newer version means for the items of the version before: marks are carried over, what is gone no longer counts."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from laurels import journal
from laurels.common.dates import day_in
from laurels.frameworks.models import Framework, Item
from laurels.frameworks.rules import Status
from laurels.frameworks.services.writing import SLICE


@transaction.atomic
def carry(framework: Framework, *, after: int, most: int, at: datetime) -> tuple[int, int]:
    """Go through some items of the version before, in their order; returns the last place and how many there were.

    An item that is in demand stays so in the newer version. One that the newer version has no more, or has as deprecated, no longer
    counts; its replacement is the newer version's, when that names one. Fact ``item.deprecated`` for each slice that has such.
    """
    if framework.previous_id is None:
        return after, 0
    older = list(Item.objects.filter(framework_id=framework.previous_id, place__gt=after).order_by("place")[:most])
    if not older:
        return after, 0
    found = Item.objects.filter(framework=framework, key__in=[item.key for item in older])
    newer = {item.key: item for item in found.defer("kept", "search")}
    gone = [item for item in older if item.status == Status.CURRENT and _is_gone(newer.get(item.key))]
    day = day_in(at, framework.organisation.time_zone)
    for item in gone:
        counterpart = newer.get(item.key)
        item.status, item.deprecated_on, item.deprecated_here = Status.DEPRECATED, day, True
        item.replaced_by_id = counterpart.replaced_by_id if counterpart else None
    Item.objects.bulk_update(gone, ["status", "deprecated_on", "deprecated_here", "replaced_by"])
    _carry_demand(older, newer)
    if gone:
        subjects = [item.ref() for item in gone]
        journal.record_many("item.deprecated", subjects=subjects, organisation=framework.organisation.ref(), actor=None, at=at)
    return older[-1].place, len(older)


def carry_all(framework: Framework, *, at: datetime) -> None:
    """Go through all items of the version before."""
    last, done = carry(framework, after=-1, most=SLICE, at=at)
    while done:
        last, done = carry(framework, after=last, most=SLICE, at=at)


def _is_gone(counterpart: Item | None) -> bool:
    return counterpart is None or counterpart.status == Status.DEPRECATED


def _carry_demand(older: list[Item], newer: dict[str, Item]) -> None:
    """Marks go over to the newer item, or to what replaces it."""
    for item in older:
        counterpart = newer.get(item.key)
        if item.in_demand and counterpart is not None:
            target = counterpart.replaced_by_id or counterpart.pk
            columns = {"in_demand": True, "demand_note": item.demand_note, "demand_on": item.demand_on}
            Item.objects.filter(pk=target).update(**columns)
