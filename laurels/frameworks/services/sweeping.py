"""What nobody needs any more: imports that were never confirmed, and frameworks that never arrived."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from laurels.frameworks.models import Association, Framework, Import, Item
from laurels.frameworks.rules import ImportState, State
from laurels.frameworks.services.writing import SLICE
from laurels.people.access import check
from laurels.people.models import Person
from laurels.people.rules import Act
from laurels.worker import every
from laurels.worker.selectors import progress

KEPT = timedelta(days=7)
"""How long an import waits for somebody to confirm it."""
MOST = 50
"""Slices of one sweep [count]; the next one goes on."""


@transaction.atomic
def discard(*, row: Import, person: Person) -> bool:
    """Throw an import away that nobody confirmed; False when it has begun."""
    check(person, row.organisation, to=Act.DESIGN)
    deleted, _ = Import.objects.filter(pk=row.pk, state=ImportState.LOOKED).delete()
    return bool(deleted)


@every(minutes=60, name="frameworks.sweep")
def sweep(*, at: datetime) -> None:
    """Throw away what was never confirmed, and in slices the rows of frameworks whose import failed."""
    Import.objects.filter(state=ImportState.LOOKED, made_at__lt=at - KEPT).delete()
    failed = Import.objects.filter(state=ImportState.RUNNING, framework__state=State.ARRIVING, made_at__lt=at - KEPT)
    for row in failed.select_related("framework").defer("data", "remarks")[:MOST]:
        work = progress(row.work, at=at) if row.work else None
        if (work is None or work.is_over) and row.framework is not None and _emptied(row.framework):
            row.delete()


def _emptied(framework: Framework) -> bool:
    """Take its rows away, children before their parents; whether nothing is left of it."""
    for model in (Association, Item):
        for _ in range(MOST):
            rows = model.objects.filter(framework=framework).order_by("-place").values_list("pk", flat=True)[:SLICE]
            if not (keys := list(rows)):
                break
            model.objects.filter(pk__in=keys).delete()
        else:
            return False
    framework.delete()
    return True
