"""Items and associations written slice by slice; a slice needs nothing but itself and the rows before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from laurels.frameworks import rules
from laurels.frameworks.entries import Entry
from laurels.frameworks.models import Association, Framework, Item
from laurels.frameworks.plans import Placed, Standing
from laurels.frameworks.services.rows import Row, insert

SLICE = 200
"""Rows of one transaction: nobody waits long for the one writer of the embedded database (SPEED 3)."""
Above = dict[int, tuple[int, list[int]]]
"""Place -> key of the row and the keys above it."""


class Writer:
    """Writes the rows of one framework; parents come before their children."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework

    @transaction.atomic
    def items(self, standings: Sequence[Standing]) -> None:
        """Write entries."""
        above = self._above({one.parent for one in standings if one.parent is not None})
        todo = list(standings)
        while todo:
            ready = next((n for n, one in enumerate(todo) if one.parent is not None and one.parent not in above), len(todo))
            insert(Item, [self._item(one, above) for one in todo[:ready]])
            todo = todo[ready:]
            above |= self._above({one.parent for one in todo if one.parent is not None} - set(above))

    @transaction.atomic
    def links(self, placed: Sequence[Placed]) -> None:
        """Write associations; all items are there by now."""
        ends = {rules.key_of(end) for one in placed for end in (one.link.origin, one.link.destination) if end}
        by_key = dict(Item.objects.filter(framework=self.framework, key__in=ends).values_list("key", "pk"))
        insert(Association, [self._association(one, by_key) for one in placed])

    @transaction.atomic
    def replacements(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Point items at what replaces them, by keys; a replacement that is not here is known by its association only."""
        named = {rules.key_of(key) for pair in pairs for key in pair}
        by_key = dict(Item.objects.filter(framework=self.framework, key__in=named).values_list("key", "pk"))
        for old, new in pairs:
            row, target = by_key.get(rules.key_of(old)), by_key.get(rules.key_of(new))
            if row and target and row != target:
                Item.objects.filter(pk=row).update(replaced_by_id=target)

    def _above(self, places: set[int]) -> Above:
        """Parents that are here already: one query."""
        if not places:
            return {}
        rows = Item.objects.filter(framework=self.framework, place__in=places).values_list("place", "pk", "trail")
        return {place: (pk, trail) for place, pk, trail in rows}

    def _item(self, one: Standing, above: Above) -> Row:
        """The row of an entry."""
        pk, trail = above[one.parent] if one.parent is not None else (None, [])
        return {
            "framework_id": self.framework.pk,
            "place": one.place,
            "position": one.position,
            "parent_id": pk,
            "trail": [*trail, pk] if pk is not None else [],
            "search": rules.searched(one.entry.human_code, one.entry.short, one.entry.text),
            **columns_of(one.entry),
        }

    def _association(self, one: Placed, by_key: dict[str, int]) -> Row:
        """The row of a link."""
        link = one.link
        return {
            "framework_id": self.framework.pk,
            "key": rules.key_of(link.key),
            "place": one.place,
            "kind": link.kind,
            "origin_id": by_key.get(rules.key_of(link.origin)),
            "destination_id": by_key.get(rules.key_of(link.destination)),
            "destination_uri": link.destination_uri,
            "destination_title": link.destination_title,
            "kept": dict(link.kept),
        }


def columns_of(entry: Entry) -> dict[str, Any]:
    """The columns that an entry fills by itself."""
    return {
        "key": rules.key_of(entry.key),
        "identifier": entry.identifier,
        "uri": entry.uri,
        "human_code": entry.human_code,
        "text": entry.text,
        "short_text": entry.short,
        "kind": entry.kind,
        "language": entry.language,
        "status": entry.status,
        "deprecated_on": entry.deprecated_on,
        "confirmation": entry.confirmation,
        "kept": dict(entry.kept),
    }
