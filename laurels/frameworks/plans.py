"""What would come in: every entry with its verdict, the tree, and what is different from the version before. Pure.

A source is gone through once for its items and once for its links; what is kept in memory is the tree and the keys.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import msgspec

from laurels.common import limits
from laurels.frameworks import rules
from laurels.frameworks.entries import Entry, Head, Link, Refusal
from laurels.frameworks.errors import SourceUnreadable
from laurels.frameworks.readers.source import Source, Unfit
from laurels.frameworks.rules import Kind, Status
from laurels.frameworks.tree import MISSING, Edge, Tree, plant

CHILD, REPLACED = "isChildOf", "replacedBy"


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry with where it stands; ``place`` and ``parent`` count accepted entries from 0."""

    place: int
    parent: int | None
    position: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Placed:
    """A link with its place."""

    place: int
    link: Link


@dataclass
class Plan:
    """What a source would bring.

    Attributes:
        accepted, accepted_links: places in the source of what comes in. replaced: key -> key of its replacement.
        remarks: what is refused or comes in otherwise than it stands. digest: of everything that comes in [hex].
    """

    source: Source
    head: Head
    today: date
    accepted: list[int] = field(default_factory=list)
    accepted_links: list[int] = field(default_factory=list)
    replaced: dict[str, str] = field(default_factory=dict)
    remarks: list[Refusal] = field(default_factory=list)
    tree: Tree = field(default_factory=lambda: Tree([]))
    digest: str = ""

    @property
    def refused(self) -> int:
        """How many entries and links stay outside."""
        return sum(remark.refused for remark in self.remarks)

    def items(self) -> Iterator[Standing]:
        """The accepted entries, parents before their children."""
        for place in self.tree.order:
            entry = self.entry(place)
            yield Standing(place, self.tree.parents[place], self.tree.positions[place], entry)

    def entry(self, place: int) -> Entry:
        """One accepted entry as it comes in."""
        entry = settled(self.source.entry(self.accepted[place]), self.head.kind)
        target = self.replaced.get(entry.key, entry.replaced_by)
        ended = entry.deprecated_on is not None and entry.deprecated_on < self.today
        gone = bool(target) or ended or entry.status is Status.DEPRECATED
        return replace(
            entry,
            replaced_by=target,
            status=Status.DEPRECATED if gone else Status.CURRENT,
            deprecated_on=self.today if gone and not ended else entry.deprecated_on,
        )

    def links(self) -> Iterator[Placed]:
        """The accepted links."""
        for place, number in enumerate(self.accepted_links):
            yield Placed(place, self.source.link(number))


def settled(entry: Entry, kind: Kind) -> Entry:
    """An entry as it is kept: what is no address of the web is none, but what CASE and SKOS name stays its name."""
    if kind is Kind.CSV and entry.uri and not rules.is_address(entry.uri):
        return replace(entry, uri="")
    return entry


def plan(source: Source, *, today: date, own: bool = False) -> Plan:
    """Go through a source; nothing in it but its size makes this fail.

    Args:
        own: whoever brings it wrote it, so every item has an address here and needs no other.
    Raises:
        SourceUnreadable: it has no item that could come in, or too many.
    """
    if source.count > limits.FRAMEWORK_ITEMS:
        raise SourceUnreadable(reason=f"It has {source.count:,} items; at most {limits.FRAMEWORK_ITEMS:,} come in.")
    if source.links > limits.FRAMEWORK_LINKS:
        raise SourceUnreadable(reason=f"It has {source.links:,} associations; at most {limits.FRAMEWORK_LINKS:,} come in.")
    made = Plan(source, replace(source.head, own=own), today, remarks=list(source.remarks))
    digest = hashlib.sha256(msgspec.json.encode(source.head, order="sorted"))
    places, edges = _items(made, digest)
    if not made.accepted and source.count:
        raise SourceUnreadable(reason=f"None of its {source.count:,} items can come in. The first: {made.remarks[0].reason}")
    _links(made, places, edges, digest)
    made.tree = plant(len(made.accepted), edges, deepest=limits.FRAMEWORK_DEPTH)
    for place, oddity in made.tree.oddities:
        entry = source.entry(made.accepted[place])
        made.remarks.append(Refusal(source.number(made.accepted[place]), shown(entry), oddity.value, refused=False))
    made.digest = digest.hexdigest()
    return made


def shown(entry: Entry) -> str:
    """How a person finds an entry in its source."""
    return entry.human_code or rules.name_of(entry.short, entry.text)[:80]


def _items(made: Plan, digest: hashlib._Hash) -> tuple[dict[str, int], list[Edge]]:
    """Accept entries; returns their places by key, and the edges that they name themselves."""
    places: dict[str, int] = {}
    lines: dict[str, int] = {}
    others: dict[str, int] = {}
    wishes: list[tuple[int, str, int | None]] = []
    for number in range(made.source.count):
        line = made.source.number(number)
        try:
            entry = made.source.entry(number)
        except Unfit as why:
            made.remarks.append(Refusal(line, "", str(why)))
            continue
        if entry.key in places:
            made.remarks.append(Refusal(line, shown(entry), f"It stands there already, at {lines[entry.key]}."))
            continue
        place = places[entry.key] = len(made.accepted)
        lines[entry.key] = line
        made.accepted.append(number)
        digest.update(msgspec.json.encode(entry, order="sorted"))
        wishes.append((place, entry.parent, entry.sequence))
        _address(made, entry, line, others)
        if entry.replaced_by:
            made.replaced[entry.key] = entry.replaced_by
    found = others | places  # a table may name a parent by its address
    return places, [Edge(place, found.get(parent, MISSING), sequence) for place, parent, sequence in wishes if parent]


def _address(made: Plan, entry: Entry, line: int, others: dict[str, int]) -> None:
    """Remark on an address that leads nowhere, or to several items."""
    if entry.uri and not rules.is_address(entry.uri) and not made.head.own:
        reason = f"“{entry.uri[:80]}” is no address of the web, so nothing can be aligned to it."
        made.remarks.append(Refusal(line, shown(entry), reason, refused=False))
    elif entry.uri and entry.uri in others:
        reason = "It shares its official address with another item."
        made.remarks.append(Refusal(line, shown(entry), reason, refused=False))
    for other in (entry.uri, entry.human_code):
        if other:
            others.setdefault(other, len(made.accepted) - 1)


def _links(made: Plan, places: dict[str, int], edges: list[Edge], digest: hashlib._Hash) -> None:
    """Accept links; those of the tree become edges, and a replacement is remembered."""
    seen: set[str] = set()
    for number in range(made.source.links):
        try:
            link = made.source.link(number)
        except Unfit as why:
            made.remarks.append(Refusal(number + 1, "association", str(why)))
            continue
        if link.key in seen:
            made.remarks.append(Refusal(number + 1, "association", "It stands there already."))
            continue
        seen.add(link.key)
        made.accepted_links.append(number)
        digest.update(msgspec.json.encode(link, order="sorted"))
        child = places.get(link.origin)
        if child is not None and link.kind == CHILD:
            root = link.destination == made.head.identifier and link.destination not in places
            edges.append(Edge(child, None if root else places.get(link.destination, MISSING), link.sequence))
        elif child is not None and link.kind == REPLACED:
            made.replaced.setdefault(link.origin, link.destination)
