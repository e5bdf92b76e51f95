"""A framework's page: two levels of its tree at a time, by pages, and what stands in its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from laurels.common.dates import in_words
from laurels.frameworks import rules
from laurels.frameworks.models import Framework, Item
from laurels.frameworks.places import framework_address
from laurels.frameworks.rules import Kind, State, Status
from laurels.frameworks.selectors.library import KIND_WORDS

LEVEL = 50
"""Items of one level on a page [count]."""
BENEATH = 400
"""Items of the next level on a page [count]; more are a link."""


@dataclass(frozen=True)
class Level:
    """Which items a page shows: those right under one, or at the top; which page of them, from 1."""

    under: UUID | None = None
    number: int = 1


TOP = Level()


@dataclass(frozen=True)
class Leaf:
    """One item in the tree; ``more`` says that others stand under it."""

    code: UUID
    human_code: str
    name: str
    gone: bool
    in_demand: bool
    more: bool


@dataclass(frozen=True)
class Branch:
    """An item with those right under it, as far as the page holds them."""

    leaf: Leaf
    count: int
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True)
class Head:
    """What a framework says of itself, and what we say of it. ``rows`` are (name, value, address or nothing)."""

    code: UUID
    title: str
    eyebrow: str
    description: str
    rows: tuple[tuple[str, str, str], ...]
    newer: UUID | None
    newer_words: str
    older: UUID | None
    public: str
    given_up: str


@dataclass(frozen=True)
class ShelfPage:
    """One level of a framework.

    Attributes:
        trail: what this level lies under, from the top.
        earlier, later: numbers of the pages beside this one, or 0.
    """

    head: Head
    trail: tuple[Leaf, ...]
    branches: tuple[Branch, ...]
    number: int
    pages: int
    earlier: int
    later: int


def shelf_page(framework: Framework, asked: Level = TOP) -> ShelfPage:
    """One level: five queries, however large the framework is."""
    parent = Item.objects.filter(framework=framework, code=asked.under).first() if asked.under else None
    level = Item.objects.filter(framework=framework, parent=parent)
    pages = max(1, -(-level.count() // LEVEL))
    number = min(max(1, asked.number), pages)
    shown = list(level.order_by("position", "pk")[(number - 1) * LEVEL : number * LEVEL])
    return ShelfPage(
        head=head_of(framework),
        trail=trail_of(parent) if parent else (),
        branches=_branches(shown),
        number=number,
        pages=pages,
        earlier=number - 1,
        later=number + 1 if number < pages else 0,
    )


def head_of(framework: Framework) -> Head:
    """The head of a framework whose versions beside it are loaded."""
    newer: Framework | None = getattr(framework, "successor", None)
    newer = newer if newer and newer.state != State.ARRIVING else None
    zone = framework.organisation.time_zone
    said = (
        ("Publisher", framework.publisher, ""),
        ("Version", framework.version, ""),
        ("Official address", *_address(framework.uri)),
        ("Licence", *_linked(framework.licence)),
        ("Language", framework.language, ""),
        ("Items", f"{framework.item_count:,}", ""),
        ("Read from", f"{KIND_WORDS[Kind(framework.kind)]} on {in_words(framework.imported_at, zone)}", ""),
        ("Fetched at", *_linked(framework.source_address)),
    )
    given_up = in_words(framework.deprecated_on) if framework.deprecated_on and framework.state == State.DEPRECATED else ""
    return Head(
        code=framework.code,
        title=framework.title,
        eyebrow="Our own framework" if framework.own else "Framework",
        description=framework.description[:2000],
        rows=tuple(row for row in said if row[1]),
        newer=newer.code if newer else None,
        newer_words=newer.version if newer else "",
        older=framework.previous.code if framework.previous else None,
        public=framework_address(framework.code) if framework.own else "",
        given_up=given_up,
    )


def trail_of(item: Item) -> tuple[Leaf, ...]:
    """What an item stands under, from the top, and itself: one query."""
    above = {row.pk: row for row in Item.objects.filter(pk__in=item.trail)} if item.trail else {}
    return tuple(leaf_of(row) for row in [*(above[pk] for pk in item.trail if pk in above), item])


def leaf_of(item: Item, *, more: bool = False) -> Leaf:
    """One item in the tree."""
    name = rules.name_of(item.short_text, item.text)
    return Leaf(item.code, item.human_code, name, item.status == Status.DEPRECATED, item.in_demand, more)


def _branches(shown: Sequence[Item]) -> tuple[Branch, ...]:
    """Items with the level under them: two queries."""
    keys = [item.pk for item in shown]
    counts = dict(Item.objects.filter(parent__in=keys).values_list("parent").annotate(Count("pk")).order_by())
    deeper = Exists(Item.objects.filter(parent=OuterRef("pk")))
    beneath = Item.objects.filter(parent__in=keys).annotate(more=deeper).order_by("parent__position", "position", "pk")
    found: dict[int | None, list[Leaf]] = {}
    for row in beneath[:BENEATH] if counts else ():
        found.setdefault(row.parent_id, []).append(leaf_of(row, more=row.more))
    return tuple(Branch(leaf_of(item), counts.get(item.pk, 0), tuple(found.get(item.pk, ()))) for item in shown)


def _address(uri: str) -> tuple[str, str]:
    """An address, when it is one."""
    return (uri, uri) if rules.is_address(uri) else ("", "")


def _linked(text: str) -> tuple[str, str]:
    """A text, and where it leads when it is an address."""
    return text, text if rules.is_address(text) else ""
