"""Coverage: what a framework's items in demand have of badges, and what of the badges rests on nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from laurels.catalogue.models import AchievementVersion, Alignment
from laurels.catalogue.rules import State
from laurels.frameworks import selectors as frameworks
from laurels.frameworks.selectors import ItemLine
from laurels.people.access import uses
from laurels.people.models import Organisation
from laurels.people.rules import Switch

LIVE = (State.PUBLISHED, State.SUSPENDED)
MOST = 200
"""Badges without an alignment that are named [count]."""


@dataclass(frozen=True)
class CoveredItem:
    """One item in demand.

    Attributes:
        badges: published badges that serve it, as (code, title). drafts: drafts that will, the same.
        may_begin: whether a badge may be aligned to it; otherwise ``note`` says why not.
    """

    code: UUID
    name: str
    framework: str
    badges: tuple[tuple[UUID, str], ...]
    drafts: tuple[tuple[UUID, str], ...]
    may_begin: bool
    note: str


@dataclass(frozen=True)
class FrameworkLine:
    """How much of one framework is served: items that some published badge is aligned to, and these badges [counts]."""

    title: str
    items: int
    badges: int


@dataclass(frozen=True)
class BareBadge:
    """A published badge of which something rests on nothing; ``bare`` of ``total`` elements."""

    code: UUID
    title: str
    bare: int
    total: int


@dataclass(frozen=True)
class CoveragePage:
    """Gaps first: items in demand that no published badge serves."""

    slug: str
    organisation: str
    gaps: tuple[CoveredItem, ...]
    covered: tuple[CoveredItem, ...]
    frameworks: tuple[FrameworkLine, ...]
    bare: tuple[BareBadge, ...]
    has_frameworks: bool
    may_write: bool


def coverage_page(organisation: Organisation, *, may_write: bool) -> CoveragePage:
    """The page: four queries."""
    rows = _alignments(organisation)
    items = [_covered(line, rows) for line in frameworks.in_demand(organisation)]
    return CoveragePage(
        slug=organisation.slug,
        organisation=organisation.display_name,
        gaps=tuple(item for item in items if not item.badges),
        covered=tuple(item for item in items if item.badges),
        frameworks=_frameworks(rows),
        bare=_bare(organisation),
        has_frameworks=uses(organisation, Switch.FRAMEWORKS),
        may_write=may_write,
    )


def gaps_of(organisation: Organisation) -> int:
    """How many items in demand no published badge serves, for a start page [count]: two queries, one where nothing is in demand."""
    lines = frameworks.in_demand(organisation)
    rows = _alignments(organisation) if lines else []
    return sum(not _covered(line, rows).badges for line in lines)


def _alignments(organisation: Organisation) -> list[dict[str, Any]]:
    """What badges and drafts are aligned to: one query."""
    there = Alignment.objects.filter(version__achievement__organisation=organisation, version__edition_of=None)
    now = there.exclude(version__state__in=[State.SUPERSEDED, State.RETIRED])
    columns = ("item_code", "target_url", "target_framework", "version__code", "version__title", "version__state")
    return list(now.order_by("version__title", "version_id", "place").values(*columns))


def _covered(line: ItemLine, rows: list[dict[str, Any]]) -> CoveredItem:
    """One item with the badges that serve it: by our own row, or by its official address."""
    mine = [row for row in rows if row["item_code"] == line.code or (line.address and row["target_url"] == line.address)]
    live = dict.fromkeys((row["version__code"], row["version__title"]) for row in mine if row["version__state"] in LIVE)
    begun = dict.fromkeys((row["version__code"], row["version__title"]) for row in mine if row["version__state"] not in LIVE)
    return CoveredItem(
        code=line.code,
        name=f"{line.human_code} {line.name}".strip(),
        framework=line.framework,
        badges=tuple(live),
        drafts=tuple((code, title or "A badge without a name yet") for code, title in begun),
        may_begin=line.alignable,
        note=line.note,
    )


def _frameworks(rows: list[dict[str, Any]]) -> tuple[FrameworkLine, ...]:
    """What published badges serve, by framework."""
    items: dict[str, set[str]] = defaultdict(set)
    badges: dict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        if row["version__state"] in LIVE:
            title = row["target_framework"] or "Without a framework"
            items[title].add(row["target_url"])
            badges[title].add(row["version__code"])
    return tuple(FrameworkLine(title, len(items[title]), len(badges[title])) for title in sorted(items, key=str.casefold))


def _bare(organisation: Organisation) -> tuple[BareBadge, ...]:
    """Published badges with elements that nothing is said of: neither they nor the whole badge is aligned."""
    whole = Alignment.objects.filter(version=OuterRef("pk"), element=None)
    there = AchievementVersion.objects.filter(achievement__organisation=organisation, state__in=LIVE, edition_of=None)
    total = Count("elements", distinct=True)
    bare = Count("elements", distinct=True, filter=Q(elements__alignments=None))
    rows = there.filter(~Exists(whole)).annotate(total=total, bare=bare).filter(bare__gt=0).order_by("title", "pk")
    return tuple(BareBadge(*row) for row in rows.values_list("code", "title", "bare", "total")[:MOST])
