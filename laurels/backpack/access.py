"""Load and authorise in one call: a backpack has one reader, its person."""

from __future__ import annotations

from uuid import UUID

from laurels.backpack.errors import ItemNotFound, OfferNotFound
from laurels.backpack.models import Item, Offer
from laurels.people.models import Person


def get_offer(person: Person, code: UUID) -> Offer:
    """Her offer; anybody else's is not found."""
    offer = Offer.objects.filter(code=code, person=person).select_related("sealed__organisation").first()
    if offer is None:
        raise OfferNotFound
    return offer


def get_item(person: Person, code: UUID) -> Item:
    """Her item; anybody else's is not found."""
    item = Item.objects.filter(code=code, person=person).select_related("sealed__organisation", "person").first()
    if item is None:
        raise ItemNotFound
    return item
