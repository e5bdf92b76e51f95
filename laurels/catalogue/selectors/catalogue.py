"""The public catalogue: searched and narrowed down, readable without an account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from laurels.catalogue.models import FUNCTIONS, KINDS, AchievementVersion, Alignment, Listing
from laurels.catalogue.rules.searching import sought
from laurels.catalogue.selectors.badges import FUNCTION_WORDS
from laurels.catalogue.selectors.cards import PAGE, BadgeCard, card, versions
from laurels.catalogue.structured import Described

MOST_PAGES = 1000


@dataclass(frozen=True)
class Sought:
    """What somebody looks for; every part may be empty.

    Attributes:
        item: public address of a framework's item. organisation: its slug. page: from 1.
    """

    text: str = ""
    function: str = ""
    kind: str = ""
    level: str = ""
    item: str = ""
    organisation: str = ""
    endorsed: bool = False
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Sought:
        """What an address asks for; what we do not know is passed over."""
        page = query.get("page", "")
        function, kind = query.get("function", ""), query.get("kind", "")
        return cls(
            text=query.get("q", "").strip()[:200],
            function=function if function in FUNCTIONS else "",
            kind=kind if kind in KINDS else "",
            level=query.get("level", "")[:120],
            item=query.get("item", "")[:600],
            organisation=query.get("organisation", "")[:60],
            endorsed=query.get("endorsed", "") == "yes",
            page=min(int(page), MOST_PAGES) if page.isascii() and page.isdigit() and 0 < len(page) < 6 and int(page) else 1,
        )

    def query(self, **changed: object) -> str:
        """The address' query for this search with something changed; a change begins at the first page again."""
        parts = {
            "q": self.text, "function": self.function, "kind": self.kind, "level": self.level, "item": self.item,
            "organisation": self.organisation, "endorsed": "yes" if self.endorsed else "", **changed,
        }  # fmt: skip
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    @property
    def is_chosen(self) -> bool:
        """Whether anything besides words is asked for."""
        return self.query(q="") != "?"

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for."""
        return self.query() != "?"


@dataclass(frozen=True)
class Choice:
    """One way to narrow the list down: its value, its words, how many badges it leaves."""

    value: str
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class CataloguePage:
    """One page of what was found.

    Attributes:
        item: the name of the framework item that it is narrowed to. older, newer: queries of the neighbouring pages.
    """

    sought: Sought
    badges: tuple[BadgeCard, ...]
    total: int
    functions: tuple[Choice, ...] = ()
    kinds: tuple[Choice, ...] = ()
    levels: tuple[Choice, ...] = ()
    endorsed: int = 0
    item: str = ""
    older: str = ""
    newer: str = ""
    feed: str = ""
    json: str = ""
    number: int = 1
    pages: int = 1


def public_catalogue(wanted: Sought, *, limit: int = PAGE) -> CataloguePage:
    """What is published here and fits, best matches first, then the newest."""
    found = listings(wanted)
    facts = list(found.order_by().values_list("function", "kinds", "level", "endorsed"))
    pages = max(1, ceil(len(facts) / limit))
    page = min(wanted.page, pages)
    codes = list(ranked(found, wanted)[(page - 1) * limit : page * limit].values_list("version", flat=True))
    rows = versions().in_bulk(codes)
    return CataloguePage(
        sought=wanted,
        badges=tuple(card(rows[code]) for code in codes),
        total=len(facts),
        functions=_choices((row[0] for row in facts), FUNCTION_WORDS, wanted.function),
        kinds=_choices((kind for row in facts for kind in row[1].split()), KIND_WORDS, wanted.kind),
        levels=_choices((row[2] for row in facts if row[2]), {}, wanted.level),
        endorsed=sum(row[3] for row in facts),
        item=_item_name(wanted),
        older=wanted.query(page=page + 1) if page < pages else "",
        newer=wanted.query(page=page - 1 if page > 2 else "") if page > 1 else "",
        feed=f"/catalogue.atom{wanted.query()}".rstrip("?"),
        json=f"/catalogue.json{wanted.query()}".rstrip("?"),
        number=page,
        pages=pages,
    )


KIND_WORDS = {
    "knowledge": "Knowledge",
    "skill": "Skill",
    "competence": "Competence",
    "behaviour": "Behaviour",
    "milestone": "Milestone",
    "participation": "Taking part",
}


def listings(wanted: Sought) -> QuerySet[Listing]:
    """The search rows that fit, in no order."""
    found = Listing.objects.all()
    for word in sought(wanted.text):
        found = found.filter(words__contains=word)
    if wanted.function:
        found = found.filter(function=wanted.function)
    if wanted.kind:
        found = found.filter(kinds__contains=f" {wanted.kind} ")
    if wanted.level:
        found = found.filter(level=wanted.level)
    if wanted.organisation:
        found = found.filter(organisation__slug=wanted.organisation)
    if wanted.endorsed:
        found = found.filter(endorsed=True)
    if wanted.item:
        found = found.filter(Exists(Alignment.objects.filter(version=OuterRef("version"), target_url=wanted.item)))
    return found


def ranked(found: QuerySet[Listing], wanted: Sought) -> QuerySet[Listing]:
    """Names that hold every word first, then those that hold one, then the newest."""
    words = sought(wanted.text)
    if not words:
        return found.order_by("-published_at", "-version")
    every, some = Q(), Q()
    for word in words:
        every &= Q(title_words__contains=word)
        some |= Q(title_words__contains=word)
    place = Case(When(every, then=Value(0)), When(some, then=Value(1)), default=Value(2), output_field=IntegerField())
    return found.annotate(place=place).order_by("place", "-published_at", "-version")


def newest_cards(*, limit: int) -> tuple[BadgeCard, ...]:
    """The newest badges, for pages that show a few."""
    return tuple(card(version) for version in newest(Sought(), limit=limit))


def newest(wanted: Sought, *, limit: int) -> list[AchievementVersion]:
    """Versions that fit, newest first, for feeds."""
    codes = list(listings(wanted).order_by("-published_at", "-version").values_list("version", flat=True)[:limit])
    rows = versions().in_bulk(codes)
    return [rows[code] for code in codes]


def public_places(*, limit: int) -> list[tuple[UUID, datetime]]:
    """(code, day on which its text became final) of every badge that can be earned, newest first; nothing else is read."""
    rows = Listing.objects.order_by("-published_at", "-version").values_list("version__code", "published_at")
    return list(rows[:limit])


def _choices(values: Iterable[str], words: Mapping[str, str], chosen: str) -> tuple[Choice, ...]:
    """Ways to narrow down, in the order of ``words`` or of the alphabet; none where nothing is to be chosen."""
    counts = Counter(values)
    order = [value for value in words if value in counts] or sorted(counts)
    found = tuple(Choice(value, words.get(value, value), counts[value], value == chosen) for value in order)
    return found if len(found) > 1 or chosen else ()


def _item_name(wanted: Sought) -> str:
    """The name of the item that the list is narrowed to, as one of the badges states it."""
    if not wanted.item:
        return ""
    named = Alignment.objects.filter(target_url=wanted.item).values_list("target_name", flat=True).first()
    return named or wanted.item


def described(version: AchievementVersion) -> Described:
    """What a search engine is told of a version; its lines and alignments are loaded with it."""
    organisation, strategy = version.achievement.organisation, version.strategy
    standards = dict.fromkeys((alignment.target_name, alignment.target_url) for alignment in version.alignments.all())
    return Described(
        address=f"{settings.ORIGIN}/badges/{version.code}",
        title=version.title,
        description=version.description,
        kind=version.achievement.kind,
        language=version.language,
        published=f"{version.published_at:%Y-%m-%d}" if version.published_at else "",
        organisation=organisation.display_name,
        organisation_url=organisation.url,
        level=f"{version.level_scheme} {version.level_value}".strip(),
        standards=tuple(standards),
        statements=tuple(element.statement for element in version.elements.all()),
        months=strategy.lifespan_months,
    )
