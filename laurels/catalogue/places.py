"""The catalogue's places in the head."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from laurels.common.navigation import Entry
from laurels.people.models import Person
from laurels.people.navigation import places
from laurels.people.rules import Act, Switch, may


def entries(request: HttpRequest) -> Iterable[Entry]:
    """The catalogue for everybody; "Design" for whoever designs, at the first of her organisations; plans where they are used."""
    yield Entry("Catalogue", reverse("catalogue:catalogue"), "main", 40)
    if isinstance(request.user, Person):
        yield from _plans(request, request.user)
        for place, roles in places(request, request.user).items():
            if may(roles, Act.DESIGN, mode=place.mode):
                yield Entry("Design", reverse("catalogue:design", args=[place.slug]), "main", 30)
                return


def _plans(request: HttpRequest, person: Person) -> Iterable[Entry]:
    """The programme for whoever plans it, proposing for everybody else, wherever an organisation plans."""
    for place, roles in places(request, person).items():
        if not place.uses(Switch.PLANNING):
            continue
        yield Entry("Training plans", reverse("catalogue:plans", args=[place.slug]), "menu", 48, under=place.name)
        if may(roles, Act.SEE_STRATEGY, mode=place.mode):
            yield Entry("Programme", reverse("catalogue:programme", args=[place.slug]), "menu", 10, under=place.name)
        else:
            yield Entry("Propose a badge", reverse("catalogue:proposals", args=[place.slug]), "menu", 12, under=place.name)
