"""What stands beside a badge, on its public page: the same version in other languages, and for a designer a copy of it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from laurels.catalogue.final import FINAL
from laurels.catalogue.forms.writing import language_name
from laurels.catalogue.models import AchievementVersion
from laurels.common.panels import Panel
from laurels.people.models import Person
from laurels.people.navigation import places
from laurels.people.rules import Act, Switch, may


def on_badge_page(request: HttpRequest, version: Any) -> Panel | None:
    """Its languages for everybody; for whoever designs somewhere in full, a copy, and where it is hers how it came to be."""
    if not isinstance(version, AchievementVersion):
        return None
    languages = _languages(version) if version.edition_of_id or getattr(version, "translated", True) else []
    house = _designs_in_full(request)
    mine = version.achievement.organisation.slug
    if not languages and not house:
        return None
    own = mine if mine in house else ""
    return Panel(
        "catalogue/parts/beside.html",
        {"languages": languages, "house": own or (house[0] if house else ""), "own": own, "code": version.code},
    )


def _languages(version: AchievementVersion) -> list[tuple[Any, str, str]]:
    """The same version in its other languages: code, the language by its own name, its tag."""
    original = version.edition_of_id or version.pk
    there = Q(pk=original) | Q(edition_of=original)
    rows = AchievementVersion.objects.filter(there, state__in=FINAL).exclude(pk=version.pk).order_by("language")
    return [(code, language_name(tag), tag) for code, tag in rows.values_list("code", "language")]


def _designs_in_full(request: HttpRequest) -> list[str]:
    """Organisations that write in full and where this visitor designs, by their addresses."""
    if not isinstance(request.user, Person):
        return []
    hers = places(request, request.user).items()
    return [place.slug for place, roles in hers if place.uses(Switch.WRITING) and may(roles, Act.DESIGN, mode=place.mode)]
