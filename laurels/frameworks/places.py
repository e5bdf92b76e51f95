"""Where frameworks stand: addresses that everybody can open, and the entry in the menu."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from laurels.common.navigation import Entry
from laurels.people.models import Person
from laurels.people.navigation import places
from laurels.people.rules import Switch


def framework_address(code: UUID) -> str:
    """The stable address of an own framework."""
    return f"{settings.ORIGIN}/frameworks/{code}"


def item_address(framework: UUID, code: UUID) -> str:
    """The stable address of an item of an own framework."""
    return f"{settings.ORIGIN}/frameworks/{framework}/items/{code}"


def entries(request: HttpRequest) -> Iterable[Entry]:
    """The frameworks of each organisation that uses them, in the menu: everybody there may read them."""
    if isinstance(request.user, Person):
        for place in places(request, request.user):
            if place.uses(Switch.FRAMEWORKS):
                address = reverse("frameworks:frameworks", args=[place.slug])
                yield Entry(_("Frameworks"), address, "menu", 15, under=place.name)
