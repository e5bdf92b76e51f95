"""The whole strategy of a programme on one page: what each badge is for, until when, at which price, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from laurels.catalogue.facts import lasts_in_words
from laurels.catalogue.models import AchievementVersion, Alignment, Element, Proposal, with_review_state
from laurels.catalogue.rules import State, strategy
from laurels.catalogue.rules.strategy import Costs, Overlap, Planned
from laurels.catalogue.selectors.badges import FUNCTION_WORDS
from laurels.catalogue.selectors.cards import STATE_WORDS
from laurels.catalogue.selectors.upkeep import under_review_since
from laurels.common.dates import day_in, in_words
from laurels.people.models import Organisation

PAGE = 60
"""Badges on one page of the programme [count]; sums and gaps are of all of them."""
COMPARED = 4000
"""Statements that are compared with each other [count]; a larger programme compares its alignments only."""
LIVE = (State.PUBLISHED, State.SUSPENDED)
BEGUN = (State.DRAFT, State.IN_REVIEW, State.APPROVED)


@dataclass(frozen=True)
class Wanted:
    """Which badges stand on the page, and in which order.

    Attributes:
        function, state, family: exactly this one, or empty for all. only: ``gaps`` or ``past``, or empty.
        sort: a key of ``ORDERS``; a leading minus turns it round. page: counts from 1.
    """

    function: str = ""
    state: str = ""
    family: str = ""
    only: str = ""
    sort: str = "family"
    page: int = 1


@dataclass(frozen=True)
class PlanRow:
    """One badge of the programme.

    Attributes:
        ready: whether everybody may read its page. next: a next version is being written.
        past: since when its review is overdue, in words; empty while it is not.
    """

    code: UUID
    achievement: UUID
    handle: str
    title: str
    family: str
    ready: bool
    number: str
    function: str
    need: str
    audience: str
    level: str
    lasts: str
    review: str
    past: str
    measures: tuple[tuple[str, str], ...]
    costs: str
    tone: str
    state: str
    next: bool
    owner: str
    gaps: tuple[str, ...]
    day: date | None


@dataclass(frozen=True)
class ProgrammePage:
    """A programme on one page.

    Attributes:
        rows: of this page, after filter and order. found: how many the filter leaves. total: all badges.
        overlaps: (title, title, why). compared: whether statements were compared too.
    """

    slug: str
    organisation: str
    rows: tuple[PlanRow, ...]
    found: int
    total: int
    published: int
    past: int
    with_gaps: int
    costs: str
    unplanned: int
    families: tuple[str, ...]
    overlaps: tuple[tuple[str, str, str], ...]
    compared: bool
    waiting: int
    late: int
    pages: int


ORDERS: Mapping[str, Callable[[PlanRow], Any]] = {
    "family": lambda row: (row.family.casefold() or "\uffff", row.title.casefold()),
    "title": lambda row: row.title.casefold(),
    "function": lambda row: (row.function, row.title.casefold()),
    "level": lambda row: (row.level.casefold(), row.title.casefold()),
    "review": lambda row: (row.day or date.max, row.title.casefold()),
    "state": lambda row: (row.state, row.title.casefold()),
    "owner": lambda row: (row.owner.casefold() or "\uffff", row.title.casefold()),
    "gaps": lambda row: (-len(row.gaps), row.title.casefold()),
}
"""Word of the address -> key of the order."""


def plan_rows(organisation: Organisation, *, at: datetime) -> list[PlanRow]:
    """Every badge of a programme, each once: its published version, else its newest draft, else the last that was retired."""
    return [_row(version, organisation, at=at) for version in _one_of_each(_versions(organisation))]


def programme_page(organisation: Organisation, wanted: Wanted, *, at: datetime) -> ProgrammePage:
    """The page: five queries, however many badges there are."""
    rows = plan_rows(organisation, at=at)
    found = arranged(rows, wanted)
    costs = _costs(organisation)
    alike, compared = _overlaps(organisation)
    titles = {str(row.achievement): row.title for row in rows}
    pages = max(1, -(-len(found) // PAGE))
    start = (min(max(wanted.page, 1), pages) - 1) * PAGE
    today = day_in(at, organisation.time_zone)
    open_ones = Q(answer=Proposal.Answer.OPEN)
    told = Proposal.objects.filter(organisation=organisation).aggregate(
        waiting=Count("pk", filter=open_ones), late=Count("pk", filter=open_ones & Q(due_on__lt=today))
    )
    return ProgrammePage(
        slug=organisation.slug,
        organisation=organisation.display_name,
        rows=tuple(found[start : start + PAGE]),
        found=len(found),
        total=len(rows),
        published=sum(row.ready for row in rows),
        past=sum(bool(row.past) for row in rows),
        with_gaps=sum(bool(row.gaps) for row in rows),
        costs=costs.in_words(),
        unplanned=costs.unplanned,
        families=tuple(sorted({row.family for row in rows if row.family}, key=str.casefold)),
        overlaps=_twice(alike, titles),
        compared=compared,
        waiting=told["waiting"],
        late=told["late"],
        pages=pages,
    )


def _twice(alike: Iterable[Overlap], titles: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Pairs of badges by their titles, each pair and all of them in the order of the alphabet."""
    pairs = [(sorted((titles[one.first], titles[one.second]), key=str.casefold), one.why) for one in alike]
    return tuple(sorted((first, second, why) for (first, second), why in pairs))


def arranged(rows: Iterable[PlanRow], wanted: Wanted) -> list[PlanRow]:
    """Rows that are asked for, in the order that is asked for; an unknown word asks for nothing."""
    name = wanted.sort.removeprefix("-")
    words = {"function": FUNCTION_WORDS.get(wanted.function), "state": STATE_WORDS.get(wanted.state, ("", None))[1]}
    kept = [
        row
        for row in rows
        if (not words["function"] or row.function == words["function"])
        and (not words["state"] or row.state == words["state"])
        and (not wanted.family or row.family == wanted.family)
        and (wanted.only != "gaps" or row.gaps)
        and (wanted.only != "past" or row.past)
    ]
    return sorted(kept, key=ORDERS.get(name, ORDERS["family"]), reverse=wanted.sort.startswith("-"))


def _versions(organisation: Organisation) -> QuerySet[Any]:
    """Versions that may stand for their badge, with all that a row says: one query."""
    wide = ("picture_png", "picture_svg", "picture_small", "criteria", "description")
    aligned = Alignment.objects.filter(version=OuterRef("pk"))
    mine = AchievementVersion.objects.filter(achievement__organisation=organisation, is_starter=False, edition_of=None)
    related = ("achievement__owner", "achievement__organisation", "strategy", "author")
    return with_review_state(mine.select_related(*related).defer(*wide)).annotate(aligned=Exists(aligned)).order_by("pk")


def _one_of_each(versions: Iterable[Any]) -> list[Any]:
    """The version that stands for each badge; ``next_one``: whether a draft stands beside a published one."""
    rank = dict.fromkeys(LIVE, 0) | dict.fromkeys(BEGUN, 1)
    chosen: dict[int, Any] = {}
    begun: set[int] = set()
    for version in versions:
        known = chosen.get(version.achievement_id)
        mine = rank.get(version.state, 2)
        if version.state in BEGUN:
            begun.add(version.achievement_id)
        if known is None or (mine, -version.pk) < (rank.get(known.state, 2), -known.pk):
            chosen[version.achievement_id] = version
    for version in chosen.values():
        version.next_one = version.state in LIVE and version.achievement_id in begun
    return list(chosen.values())


def _row(version: Any, organisation: Organisation, *, at: datetime) -> PlanRow:
    """One badge."""
    plan, achievement = version.strategy, version.achievement
    today = day_in(at, organisation.time_zone)
    since = under_review_since(version, today)
    owner = achievement.owner or version.author
    tone, state = STATE_WORDS[version.state]
    reason = f" ({plan.lifespan_reason})" if plan.lifespan_months is None and plan.lifespan_reason else ""
    return PlanRow(
        code=version.code,
        achievement=achievement.code,
        handle=achievement.handle,
        title=version.title or "A badge without a name yet",
        family=achievement.family,
        ready=version.state in LIVE,
        number=version.number,
        function=FUNCTION_WORDS[plan.function],
        need=plan.business_need,
        audience=plan.audience,
        level=plan.performance_level + (f" ({plan.level_scale})" if plan.level_scale else ""),
        lasts=lasts_in_words(plan.lifespan_months) + reason,
        review=in_words(version.review_day) if version.review_day else "",
        past=in_words(since) if since else "",
        measures=tuple((strategy.measure_in_words(one), str(one.get("owner") or "")) for one in plan.measures),
        costs=strategy.costs_of([plan.costs]).in_words() if plan.costs else "",
        tone=tone,
        state=state,
        next=version.next_one,
        owner=owner.name if owner else "",
        gaps=_gaps(version, today) if version.state in LIVE + BEGUN else (),
        day=version.review_day,
    )


def _gaps(version: Any, today: date) -> tuple[str, ...]:
    """What its strategy lacks."""
    plan = version.strategy
    return strategy.gaps(
        Planned(
            need=plan.business_need,
            audience=plan.audience,
            level=plan.performance_level,
            months=plan.lifespan_months,
            reason=plan.lifespan_reason,
            review_on=version.review_day
            if version.state in LIVE
            else None
            if plan.review_on is None
            else max(plan.review_on, today),
            measures=plan.measures,
            costs=plan.costs,
            owned=version.achievement.owner_id is not None or version.author_id is not None,
            aligned=version.aligned,
        ),
        today=today,
    )


def _costs(organisation: Organisation) -> Costs:
    """What the published badges are planned to cost."""
    live = AchievementVersion.objects.filter(achievement__organisation=organisation, state__in=LIVE, edition_of=None)
    return strategy.costs_of(live.order_by("pk").values_list("strategy__costs", flat=True))


def _overlaps(organisation: Organisation) -> tuple[tuple[Overlap, ...], bool]:
    """Badges that may say the same: two queries."""
    live = Q(version__achievement__organisation=organisation, version__state__in=LIVE, version__edition_of=None)
    items = Alignment.objects.filter(live).values_list("version__achievement__code", "target_url", "target_name")
    statements = list(Element.objects.filter(live).values_list("version__achievement__code", "statement")[: COMPARED + 1])
    compared = len(statements) <= COMPARED
    told = [(str(code), statement) for code, statement in statements] if compared else []
    return strategy.overlaps(told, [(str(code), url, name) for code, url, name in items]), compared


HEADINGS: Sequence[str] = (
    "Badge", "Code", "Family", "Version", "State", "Why people learn it", "Business need", "For whom", "Level", "Lasts",
    "Review date", "Overdue since", "Success measures", "Owners of measures", "Costs", "Looked after by", "Missing",
)  # fmt: skip


def sheet(rows: Iterable[PlanRow]) -> Iterable[tuple[str, ...]]:
    """The rows as cells of a table, in the order of ``HEADINGS``."""
    for row in rows:
        measures = "; ".join(words for words, _ in row.measures)
        owners = "; ".join(owner for _, owner in row.measures if owner)
        yield (
            row.title, row.handle, row.family, row.number, row.state, row.function, row.need, row.audience, row.level, row.lasts,
            row.day.isoformat() if row.day else "", row.past, measures, owners, row.costs, row.owner, "; ".join(row.gaps),
        )  # fmt: skip
