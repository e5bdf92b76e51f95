"""Whether items still count, asked for many at once by whoever rests on them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from laurels.frameworks.models import Item
from laurels.frameworks.rules import State, Status


@dataclass(frozen=True)
class ItemStanding:
    """How an item stands.

    Attributes:
        deprecated: it no longer counts, or the version of the framework around it was replaced or given up.
        ends_on: the last day of the item, or of its framework, where one is announced.
    """

    deprecated: bool
    ends_on: date | None


def standings(codes: Collection[UUID]) -> dict[UUID, ItemStanding]:
    """Each of these items that is known here -> how it stands; one query."""
    columns = ("code", "status", "deprecated_on", "framework__state", "framework__deprecated_on")
    found = {}
    for code, status, ends, state, framework_ends in Item.objects.filter(code__in=codes).values_list(*columns):
        gone = status == Status.DEPRECATED or state in (State.SUPERSEDED, State.DEPRECATED)
        found[code] = ItemStanding(gone, min((day for day in (ends, framework_ends) if day), default=None))
    return found
