"""Home in the head, for whoever is signed in."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from laurels.common.navigation import Entry
from laurels.people.models import Person


def entries(request: HttpRequest) -> Iterable[Entry]:
    """Home."""
    if isinstance(request.user, Person):
        yield Entry("Home", reverse("home:home"), "main", 10)
