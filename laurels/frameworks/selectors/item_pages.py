"""An item's page: its words, where it stands, what it hangs together with, what was said about it here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from laurels.common.dates import in_words
from laurels.frameworks import rules
from laurels.frameworks.models import Association, Item
from laurels.frameworks.rules import State, Status
from laurels.frameworks.selectors.items import address_of, note_of
from laurels.frameworks.selectors.shelves import Leaf, leaf_of, trail_of

SHOWN = 50
"""Children, and relations, that the page names [count]."""
KIND_WORDS = {
    "isChildOf": ("Stands under", "Holds"),
    "isPeerOf": ("Stands beside", "Stands beside"),
    "isPartOf": ("Is a part of", "Has as a part"),
    "exactMatchOf": ("Is the same as", "Is the same as"),
    "precedes": ("Comes before", "Comes after"),
    "isRelatedTo": ("Is related to", "Is related to"),
    "replacedBy": ("Is replaced by", "Replaces"),
    "exemplar": ("Has as an example", "Is an example of"),
    "hasSkillLevel": ("Has the level", "Is the level of"),
    "isTranslationOf": ("Is a translation of", "Is translated as"),
}
"""Kind of an association -> how it reads from its origin, and from its destination."""


@dataclass(frozen=True)
class Relation:
    """How this item hangs together with another; ``code`` when that is in one of our frameworks, else ``address``."""

    words: str
    name: str
    code: UUID | None
    address: str


@dataclass(frozen=True)
class ItemPage:
    """One item.

    Attributes:
        note: what stands in the way of aligning to it; empty when nothing does.
        says: what its source says besides, as (name, value).
        replacement_framework: where everybody can read the replacement, when that is the organisation's own.
        gone: since when it no longer counts. ends: its last day, when one is named.
        may_restore: it was put out of use here and may count again.
    """

    code: UUID
    framework: UUID
    framework_title: str
    version: str
    human_code: str
    name: str
    text: str
    kind: str
    address: str
    note: str
    trail: tuple[Leaf, ...]
    children: tuple[Leaf, ...]
    child_count: int
    relations: tuple[Relation, ...]
    in_demand: bool
    demand_note: str
    demand_day: str
    gone: str
    ends: str
    replacement: Leaf | None
    replacement_framework: UUID | None
    may_restore: bool
    says: tuple[tuple[str, str], ...]
    newer_version: bool


def item_page(item: Item) -> ItemPage:
    """Everything about an item: four queries."""
    children = Item.objects.filter(parent=item)
    name = rules.name_of(item.short_text, item.text)
    day = in_words(item.deprecated_on) if item.deprecated_on else ""
    return ItemPage(
        code=item.code,
        framework=item.framework.code,
        framework_title=item.framework.title,
        version=item.framework.version,
        human_code=item.human_code,
        name=name,
        text="" if " ".join(item.text.split()) == name else item.text,
        kind=item.kind,
        address=address_of(item),
        note="" if item.status == Status.DEPRECATED else note_of(item),
        trail=trail_of(item)[:-1],
        children=tuple(leaf_of(row) for row in children.order_by("position", "pk")[:SHOWN]),
        child_count=children.count(),
        relations=_relations(item),
        in_demand=item.in_demand,
        demand_note=item.demand_note,
        demand_day=in_words(item.demand_on) if item.demand_on else "",
        gone=day if item.status == Status.DEPRECATED else "",
        ends=day if item.status == Status.CURRENT else "",
        replacement=leaf_of(item.replaced_by) if item.replaced_by else None,
        replacement_framework=_open_framework(item.replaced_by),
        may_restore=item.deprecated_here and item.framework.state == State.CURRENT,
        says=tuple(_said(item.kept)),
        newer_version=item.framework.state == State.SUPERSEDED,
    )


def _open_framework(item: Item | None) -> UUID | None:
    return item.framework.code if item is not None and item.framework.own else None


def _relations(item: Item) -> tuple[Relation, ...]:
    """Associations from and to an item, but for the tree's own: one query."""
    rows = Association.objects.filter(Q(origin=item) | Q(destination=item)).select_related("origin", "destination")
    found: list[Relation] = []
    for row in rows.order_by("place")[: SHOWN + 1]:
        outwards = row.origin_id == item.pk
        other = row.destination if outwards else row.origin
        if row.kind == "isChildOf" and item.pk in (row.origin_id, row.destination_id) and _is_tree(row, item):
            continue
        words = KIND_WORDS.get(row.kind, (row.kind.removeprefix("ext:"), row.kind.removeprefix("ext:")))[0 if outwards else 1]
        if other is not None:
            found.append(Relation(words, str(leaf_of(other).name), other.code, ""))
        elif outwards:
            address = row.destination_uri if rules.is_address(row.destination_uri) else ""
            found.append(Relation(words, row.destination_title or row.destination_uri, None, address))
    return tuple(found)


def _is_tree(row: Association, item: Item) -> bool:
    """Whether the page shows this already, as the way down or as children."""
    if row.origin_id == item.pk:
        return row.destination_id == item.parent_id
    return row.origin is not None and row.origin.parent_id == item.pk


def _said(kept: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the source says besides: texts, numbers, and lists of them."""
    found: list[tuple[str, str]] = []
    for name, value in kept.items():
        values = value if isinstance(value, list) else [value]
        words = [
            str(one) for one in values if isinstance(one, str | int | float) and not isinstance(one, bool) and str(one).strip()
        ]
        if words and name not in ("identifier", "uri"):
            found.append((name.rsplit("#", 1)[-1].rsplit("/", 1)[-1], ", ".join(words)[:500]))
    return found[:20]
