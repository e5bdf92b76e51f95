"""Which badges rest on an item of a framework."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from laurels.catalogue.models import Alignment
from laurels.catalogue.rules import State
from laurels.people.models import Organisation

SHOWN = 20
"""Badges that the part names [count]; the catalogue shows all."""


@dataclass(frozen=True)
class RestingBadge:
    """A published badge that is aligned to an item; ``by``: the elements that rest on it, empty when the whole badge does."""

    code: UUID
    title: str
    by: tuple[str, ...]


@dataclass(frozen=True)
class Resting:
    """The organisation's badges that rest on an item; ``cut``: there are more. ``address``: by which the catalogue finds them."""

    badges: tuple[RestingBadge, ...]
    cut: bool
    address: str


def resting_on(organisation: Organisation, item: UUID, address: str) -> Resting:
    """Published badges of an organisation that are aligned to an item, also those whose file named it by its address: one query."""
    named = Q(item_code=item) | (Q(target_url=address) if address else Q())
    rows = Alignment.objects.filter(named, version__state=State.PUBLISHED, version__achievement__organisation=organisation)
    columns = ("version__code", "version__title", "element__statement")
    found: dict[UUID, RestingBadge] = {}
    for code, title, statement in rows.order_by("version__title", "version_id", "place").values_list(*columns):
        known = found.get(code)
        found[code] = RestingBadge(code, title, (known.by if known else ()) + ((statement,) if statement else ()))
    badges = tuple(found.values())
    return Resting(badges[:SHOWN], len(badges) > SHOWN, address)
