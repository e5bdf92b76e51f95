"""Issuing's place in the menu, and what it adds to a badge's page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.common.navigation import Entry
from laurels.common.panels import Panel
from laurels.people.access import roles_of
from laurels.people.models import Person
from laurels.people.navigation import places
from laurels.people.rules import Act, Mode, may


def entries(request: HttpRequest) -> Iterable[Entry]:
    """ "Awards" for whoever sees the register, once per organisation."""
    if isinstance(request.user, Person):
        for place, roles in places(request, request.user).items():
            if may(roles, Act.SEE_AWARDS, mode=place.mode):
                url = reverse("issuing:register", args=[place.slug])
                yield Entry(f"Awards of {place.name}", url, "menu", 20)


def on_badge_page(request: HttpRequest, version: Any) -> Panel | None:
    """The next step for a judge: award this badge."""
    if not isinstance(version, AchievementVersion) or not isinstance(request.user, Person):
        return None
    organisation = version.achievement.organisation
    roles = roles_of(request.user, organisation)
    if not may(roles, Act.SEE_DESIGN, mode=Mode(organisation.mode)):
        return None
    judges = version.state == State.PUBLISHED and version.judges.filter(person=request.user).exists()
    return Panel(
        "issuing/parts/badge-panel.html",
        {"slug": organisation.slug, "code": version.code, "may_award": judges, "published": version.state == State.PUBLISHED},
    )
