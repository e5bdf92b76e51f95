"""Whether items still count, asked for many at once by whoever rests on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

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


STANDING = ("item_status", "item_ends", "framework_state", "framework_ends")
"""Columns that ``with_standing`` adds, in the order in which ``standing_of`` takes them."""


def with_standing(rows: QuerySet[Any], *, item: str = "item_code") -> QuerySet[Any]:
    """Rows that name an item by its public code, with how it stands: within their own query.

    Args:
        item: the column that holds the code; None in it, or a code that is not known here, leaves the standing empty.
    """
    found = Item.objects.filter(code=OuterRef(item))
    return rows.annotate(
        item_status=Subquery(found.values("status")[:1]),
        item_ends=Subquery(found.values("deprecated_on")[:1]),
        framework_state=Subquery(found.values("framework__state")[:1]),
        framework_ends=Subquery(found.values("framework__deprecated_on")[:1]),
    )


def standing_of(status: str | None, ends: date | None, state: str | None, framework_ends: date | None) -> ItemStanding:
    """How an item stands, from the columns of ``with_standing``; one that is not known here stands for itself."""
    gone = status == Status.DEPRECATED or state in (State.SUPERSEDED, State.DEPRECATED)
    return ItemStanding(gone, min((day for day in (ends, framework_ends) if day), default=None))
