"""Items and associations written slice by slice; what a dead worker wrote is found again and not written twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from laurels.frameworks import rules
from laurels.frameworks.entries import Entry, Link
from laurels.frameworks.models import Association, Framework, Item
from laurels.frameworks.tree import Tree

SLICE = 200
"""Rows of one transaction: nobody waits long for the one writer of the embedded database (SPEED 3)."""


class Writer:
    """Writes the rows of one framework; a new writer over the same framework goes on where the last one ended."""

    def __init__(self, framework: Framework, tree: Tree, *, today: date) -> None:
        self.framework, self.tree, self.today = framework, tree, today
        rows = Item.objects.filter(framework=framework).values_list("place", "pk", "key")
        self.by_place: dict[int, int] = {}
        self.by_key: dict[str, int] = {}
        for place, pk, key in rows:
            self.by_place[place], self.by_key[key] = pk, pk

    @transaction.atomic
    def items(self, entries: Sequence[tuple[int, Entry]]) -> None:
        """Write entries with their places, parents before their children."""
        fresh = [(place, entry) for place, entry in entries if place not in self.by_place]
        while fresh:
            ready = self._ready(fresh)
            for item in Item.objects.bulk_create([self._item(place, entry) for place, entry in fresh[:ready]]):
                self.by_place[item.place] = self.by_key[item.key] = item.pk
            fresh = fresh[ready:]

    @transaction.atomic
    def links(self, links: Sequence[tuple[int, Link]]) -> None:
        """Write associations with their places; their items are there by now."""
        rows = [self._association(place, link) for place, link in links]
        Association.objects.bulk_create(rows, ignore_conflicts=True)

    @transaction.atomic
    def replacements(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Point items at what replaces them, by keys; a replacement that is not here stays an association only."""
        for old, new in pairs:
            if old in self.by_key and new in self.by_key and old != new:
                Item.objects.filter(pk=self.by_key[old]).update(replaced_by_id=self.by_key[new])

    def _ready(self, entries: Sequence[tuple[int, Entry]]) -> int:
        """How many of them can be written at once: a parent must have its row, and so its key, before its children."""
        parents = (self.tree.parents[place] for place, _ in entries)
        waits = (number for number, parent in enumerate(parents) if parent is not None and parent not in self.by_place)
        return next(waits, len(entries))

    def _item(self, place: int, entry: Entry) -> Item:
        """The row of an entry."""
        parent = self.tree.parents[place]
        gone = entry.status is rules.Status.DEPRECATED
        return Item(
            framework=self.framework,
            place=place,
            parent_id=None if parent is None else self.by_place[parent],
            position=self.tree.positions[place],
            trail=[self.by_place[above] for above in self.tree.trail(place)],
            deprecated_on=(entry.deprecated_on or self.today) if gone else None,
            search=rules.searched(entry.human_code, entry.short, entry.text),
            **columns_of(entry),
        )

    def _association(self, place: int, link: Link) -> Association:
        """The row of a link."""
        return Association(
            framework=self.framework, key=rules.key_of(link.key), place=place, kind=link.kind,
            origin_id=self.by_key.get(rules.key_of(link.origin)), destination_id=self.by_key.get(rules.key_of(link.destination)),
            destination_uri=link.destination_uri, destination_title=link.destination_title, kept=dict(link.kept),
        )  # fmt: skip


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
        "confirmation": entry.confirmation,
        "kept": dict(entry.kept),
    }
