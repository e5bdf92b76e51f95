"""Searching one framework, or all that count."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from laurels.common.text import as_sentence, counted
from laurels.frameworks.errors import ItemNotFound, SeveralItems
from laurels.frameworks.models import Framework, Item
from laurels.frameworks.rules import LONGEST_SEARCHED, State, Status
from laurels.frameworks.selectors.items import ItemLine, found, line_of, search_items
from laurels.people.models import Organisation

SHOWN = 50
"""Items that a page shows [count]; more words find fewer."""


@dataclass(frozen=True)
class SearchPage:
    """What was found; ``says`` in a sentence, ``cut`` that there is more."""

    slug: str
    organisation: str
    text: str
    within: Framework | None
    lines: tuple[ItemLine, ...]
    cut: bool

    @property
    def says(self) -> str:
        """What was found, in a sentence."""
        if not self.text:
            return "What are you looking for?"
        if not self.lines:
            return "Nothing holds all of these words."
        if self.cut:
            return f"The first {len(self.lines)} items with these words."
        return as_sentence(f"{counted(len(self.lines), 'item holds', 'items hold')} these words")


def item_named(organisation: Organisation, named: str, *, beside: Item) -> Item | None:
    """The item of this code or official address among those that count, first in the framework of another item; None for nothing.

    Raises:
        ItemNotFound: there is none. SeveralItems: there are several, so nobody knows which.
    """
    if not named:
        return None
    current = Q(framework__organisation=organisation, framework__state=State.CURRENT, status=Status.CURRENT)
    rows = Item.objects.filter(current & (Q(human_code__iexact=named) | Q(uri=named))).select_related("framework").order_by("pk")
    found = list(rows[:20])
    near = [item for item in found if item.framework_id == beside.framework_id] or found
    if not near:
        raise ItemNotFound
    if len(near) > 1:
        raise SeveralItems
    return near[0]


def search_page(organisation: Organisation, text: str, within: Framework | None = None) -> SearchPage:
    """Items that hold every word: one query."""
    text = " ".join(text[:LONGEST_SEARCHED].replace("\0", "").split())
    if within is None:
        lines = search_items(organisation, text, SHOWN + 1)
    else:
        lines = tuple(line_of(item) for item in found(Item.objects.filter(framework=within), text)[: SHOWN + 1])
    return SearchPage(organisation.slug, organisation.display_name, text, within, lines[:SHOWN], len(lines) > SHOWN)
