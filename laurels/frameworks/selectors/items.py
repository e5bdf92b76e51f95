"""Items for rooms above: finding one, and the snapshot that becomes an alignment of a badge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from laurels.common.dates import day_in
from laurels.frameworks import rules
from laurels.frameworks.errors import ItemNotFound, NotAlignable
from laurels.frameworks.models import Framework, Item
from laurels.frameworks.places import item_address
from laurels.frameworks.rules import Alignable, Confirmation, State, Status
from laurels.people.models import Organisation


@dataclass(frozen=True)
class ItemLine:
    """One item in a list.

    Attributes:
        address: where a reader finds it, or empty. alignable: whether a badge may be aligned to it.
        note: one line about it: deprecated, not confirmed, without an official address; empty when all is well.
    """

    code: UUID
    human_code: str
    name: str
    framework: str
    framework_code: UUID
    version: str
    kind: str
    address: str
    alignable: bool
    in_demand: bool
    note: str


@dataclass(frozen=True)
class ItemSnapshot:
    """An item as it stood on a day; becomes an ``Alignment`` of Open Badges 3.0.

    Attributes:
        target_url -> targetUrl; name -> targetName; framework -> targetFramework; code -> targetCode ("" is left out);
        target_type -> targetType ("" is left out); description -> targetDescription ("" is left out).
        version: of the framework. item: our own row, for the room that keeps the snapshot.
    """

    item: UUID
    target_url: str
    name: str
    framework: str
    code: str
    target_type: str
    description: str
    version: str
    taken_on: date


def search_items(organisation: Organisation, text: str, limit: int = 20) -> tuple[ItemLine, ...]:
    """Items of the organisation's current frameworks that hold every word of the text, an exact code first: one query.

    Deprecated items are not found; those that nothing can be aligned to are, and say why.
    """
    current = Item.objects.filter(framework__in=_current(organisation), status=Status.CURRENT)
    return tuple(line_of(item) for item in found(current, text)[: max(0, limit)])


def found(items: QuerySet[Item], text: str) -> QuerySet[Item]:
    """Those of the items that hold every word, best first; without a word none."""
    words = rules.words_of(text)
    if not words:
        return items.none()
    for word in words:
        items = items.filter(search__contains=word)
    whole = " ".join(words)
    rank = Case(
        When(human_code__iexact=text.strip(), then=Value(0)),
        When(search__startswith=whole, then=Value(1)),
        When(search__contains=whole, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return items.select_related("framework").annotate(rank=rank).order_by("rank", "framework_id", "place")


def in_demand(organisation: Organisation) -> tuple[ItemLine, ...]:
    """Items marked in demand, for Coverage: one query."""
    marked = Item.objects.filter(framework__in=_current(organisation), in_demand=True).select_related("framework")
    return tuple(line_of(item) for item in marked.order_by("framework_id", "place"))


def snapshot(item_code: UUID, *, organisation: Organisation, at: datetime) -> ItemSnapshot:
    """What an alignment to this item says, as it stands now: one query.

    Raises:
        ItemNotFound: it is in none of the organisation's frameworks.
        NotAlignable: it has no official address, or nobody has confirmed that it exists.
    """
    there = Item.objects.select_related("framework").filter(code=item_code, framework__organisation=organisation)
    item = there.exclude(framework__state=State.ARRIVING).first()
    if item is None:
        raise ItemNotFound
    if (verdict := _alignable(item)) is not Alignable.YES:
        raise NotAlignable(reason=verdict.value)
    return ItemSnapshot(
        item=item.code,
        target_url=address_of(item),
        name=rules.name_of(item.short_text, item.text),
        framework=item.framework.title,
        code=item.human_code,
        target_type=item.framework.target_type,
        description=rules.description_of(item.short_text, item.text),
        version=item.framework.version,
        taken_on=day_in(at, organisation.time_zone),
    )


def codes_by_key(framework: Framework, keys: Iterable[str]) -> dict[str, UUID]:
    """Which item of a framework has which of these keys, for files that name them by key; a key that is not there is left out."""
    wanted = {rules.key_of(key): key for key in keys}
    rows = Item.objects.filter(framework=framework, key__in=list(wanted)).values_list("key", "code")
    return {wanted[key]: code for key, code in rows}


def address_of(item: Item) -> str:
    """Its official address; of the organisation's own framework, its page here; else nothing."""
    if rules.is_address(item.uri):
        return item.uri
    return item_address(item.framework.code, item.code) if item.framework.own else ""


def line_of(item: Item) -> ItemLine:
    """One item as a line; its framework is loaded."""
    return ItemLine(
        code=item.code,
        human_code=item.human_code,
        name=rules.name_of(item.short_text, item.text),
        framework=item.framework.title,
        framework_code=item.framework.code,
        version=item.framework.version,
        kind=item.kind,
        address=address_of(item),
        alignable=_alignable(item) is Alignable.YES,
        in_demand=item.in_demand,
        note=note_of(item),
    )


def note_of(item: Item) -> str:
    """What a reader should know before she uses it."""
    if item.status == Status.DEPRECATED:
        return "It no longer counts."
    return {
        Alignable.NOT_CONFIRMED: "Nobody has confirmed that it exists.",
        Alignable.NO_ADDRESS: "It has no official address.",
        Alignable.YES: "",
    }[_alignable(item)]


def _alignable(item: Item) -> Alignable:
    return rules.alignable(uri=item.uri, own=item.framework.own, confirmation=Confirmation(item.confirmation))


def _current(organisation: Organisation) -> QuerySet[Framework]:
    return Framework.objects.filter(Q(organisation=organisation), state=State.CURRENT)
