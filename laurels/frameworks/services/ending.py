"""What ends by the clock: items and frameworks whose publisher named a last day."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from django.db import transaction

from laurels import journal
from laurels.common.dates import day_in
from laurels.frameworks.models import Framework, Item
from laurels.frameworks.rules import State, Status
from laurels.frameworks.services.writing import SLICE
from laurels.worker import every


@every(minutes=60, name="frameworks.end")
def end_what_is_over(*, at: datetime) -> None:
    """Items whose last day is over no longer count, a slice at a time; then frameworks. Fact ``item.deprecated``."""
    while _ended(at=at) == SLICE:
        pass
    current = Framework.objects.filter(state=State.CURRENT, deprecated_on__lt=at.date()).select_related("organisation")
    for framework in current:
        if framework.deprecated_on and framework.deprecated_on < day_in(at, framework.organisation.time_zone):
            Framework.objects.filter(pk=framework.pk, state=State.CURRENT).update(state=State.DEPRECATED)


@transaction.atomic
def _ended(*, at: datetime) -> int:
    """One slice; how many items it held."""
    over = Item.objects.filter(status=Status.CURRENT, deprecated_on__lt=at.date(), framework__state=State.CURRENT)
    found = list(over.select_related("framework__organisation").order_by("framework__organisation_id", "pk")[:SLICE])
    Item.objects.filter(pk__in=[item.pk for item in found]).update(status=Status.DEPRECATED)
    for organisation, items in groupby(found, key=lambda item: item.framework.organisation):
        subjects = [item.ref() for item in items]
        journal.record_many("item.deprecated", subjects=subjects, organisation=organisation.ref(), actor=None, at=at)
    return len(found)
