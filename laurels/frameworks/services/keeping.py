"""What an organisation says about an item: that it is in demand, that it no longer counts and what takes its place."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from laurels import journal
from laurels.common import limits
from laurels.common.dates import day_in
from laurels.common.lines import one_line
from laurels.frameworks.errors import ReplacesItself
from laurels.frameworks.models import Item
from laurels.frameworks.readers.source import day_of
from laurels.frameworks.rules import State, Status
from laurels.people.access import check
from laurels.people.models import Person
from laurels.people.rules import Act


@transaction.atomic
def mark_in_demand(*, item: Item, wanted: bool, note: str = "", actor: Person, at: datetime) -> None:
    """Say that an item is in demand, with a note and the day, or that it is not. Fact ``item.in-demand``."""
    organisation = item.framework.organisation
    check(actor, organisation, to=Act.DESIGN)
    item.in_demand = wanted
    item.demand_note = one_line(note)[: limits.DEMAND_NOTE] if wanted else ""
    item.demand_on = day_in(at, organisation.time_zone) if wanted else None
    item.save(update_fields=["in_demand", "demand_note", "demand_on"])
    said = {"wanted": wanted}
    journal.record("item.in-demand", subject=item.ref(), organisation=organisation.ref(), actor=actor.ref(), at=at, data=said)


@transaction.atomic
def deprecate(*, item: Item, replacement: Item | None, actor: Person, at: datetime) -> None:
    """Say that an item no longer counts, and what takes its place; badges keep their alignment and are reviewed.

    Fact ``item.deprecated``; a second call changes the replacement and records nothing more.

    Raises:
        ReplacesItself: the replacement is the item, does not count itself, or is of another house.
    """
    organisation = item.framework.organisation
    check(actor, organisation, to=Act.DESIGN)
    if replacement is not None and not _can_replace(item, replacement):
        raise ReplacesItself
    fresh = item.status == Status.CURRENT
    if fresh:
        item.status, item.deprecated_on, item.deprecated_here = Status.DEPRECATED, day_in(at, organisation.time_zone), True
    item.replaced_by = replacement
    item.save(update_fields=["status", "deprecated_on", "deprecated_here", "replaced_by"])
    if fresh:
        journal.record_many("item.deprecated", subjects=[item.ref()], organisation=organisation.ref(), actor=actor.ref(), at=at)


@transaction.atomic
def restore(*, item: Item, actor: Person, at: datetime) -> bool:
    """Take back what was said here; False for what the framework itself says, which stays. Fact ``item.restored``."""
    organisation = item.framework.organisation
    check(actor, organisation, to=Act.DESIGN)
    if not item.deprecated_here or item.framework.state != State.CURRENT:
        return False
    announced = day_of(item.kept.get("statusEndDate"))  # the source's own last day, still to come
    item.status, item.deprecated_on, item.deprecated_here, item.replaced_by = Status.CURRENT, announced, False, None
    item.save(update_fields=["status", "deprecated_on", "deprecated_here", "replaced_by"])
    journal.record("item.restored", subject=item.ref(), organisation=organisation.ref(), actor=actor.ref(), at=at)
    return True


def _can_replace(item: Item, replacement: Item) -> bool:
    same_house = replacement.framework.organisation_id == item.framework.organisation_id
    return same_house and replacement.pk != item.pk and replacement.status == Status.CURRENT
