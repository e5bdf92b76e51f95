"""The catalogue's places in the head."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from laurels.common.navigation import Entry
from laurels.people.models import Person
from laurels.people.navigation import places
from laurels.people.rules import Act, may


def entries(request: HttpRequest) -> Iterable[Entry]:
    """The catalogue for everybody; "Design" for whoever designs, at the first of her organisations."""
    yield Entry("Catalogue", reverse("catalogue:catalogue"), "main", 40)
    if isinstance(request.user, Person):
        for place, roles in places(request, request.user).items():
            if may(roles, Act.DESIGN, mode=place.mode):
                yield Entry("Design", reverse("catalogue:design", args=[place.slug]), "main", 30)
                return
