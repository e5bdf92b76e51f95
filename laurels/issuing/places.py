"""Issuing's place in the menu, and what it adds to a badge's page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import JUDGES_MAY_CHANGE, State, may_take_back, undo_hours
from laurels.catalogue.selectors import is_of_five_fields, published_versions
from laurels.common.clock import now
from laurels.common.dates import weekday_and_time
from laurels.common.navigation import Entry
from laurels.common.panels import Panel
from laurels.issuing.selectors import holders
from laurels.people.access import uses
from laurels.people.models import Organisation, Person
from laurels.people.navigation import places
from laurels.people.rules import Act, Mode, Switch, may


def entries(request: HttpRequest) -> Iterable[Entry]:
    """ "Awards" for whoever sees the register, once per organisation."""
    if isinstance(request.user, Person):
        for place, roles in places(request, request.user).items():
            if may(roles, Act.SEE_AWARDS, mode=place.mode):
                url = reverse("issuing:register", args=[place.slug])
                yield Entry("Awards", url, "menu", 30, under=place.name)


def on_badge_page(request: HttpRequest, version: Any) -> Panel | None:
    """The next step for a judge: award this badge; and for an owner: take publishing back while that is possible, or retire it."""
    if not isinstance(version, AchievementVersion) or not isinstance(request.user, Person):
        return None
    organisation = version.achievement.organisation
    hers, mode = places(request, request.user), Mode(organisation.mode)
    roles = next((held for place, held in hers.items() if place.slug == organisation.slug), set())
    if not may(roles, Act.SEE_DESIGN, mode=mode):
        return None
    published = version.state == State.PUBLISHED
    publishes = may(roles, Act.PUBLISH, mode=mode)
    return Panel(
        "issuing/parts/badge-panel.html",
        {
            "slug": organisation.slug,
            "code": version.code,
            "may_award": published and any(judge.person_id == request.user.pk for judge in version.judges.all()),
            "may_see": may(roles, Act.SEE_AWARDS, mode=mode),
            "next": _next_version(version) if published and may(roles, Act.DESIGN, mode=mode) else "",
            "may_name": publishes and version.state in JUDGES_MAY_CHANGE,
            "may_hold": publishes and published and mode is Mode.ASSURED,
            "may_resume": publishes and version.state == State.SUSPENDED,
            "history": mode is Mode.ASSURED,
            "may_retire": publishes and version.state in (State.PUBLISHED, State.SUPERSEDED),
            "until": _taken_back_until(version, at=now()) if publishes and published else "",
        },
    )


def _next_version(version: AchievementVersion) -> str:
    """What the button for the next version says; empty where five fields cannot write it."""
    if begun := getattr(version, "successor", None):
        return f"Go on with version {begun.number}"
    in_full = uses(version.achievement.organisation, Switch.WRITING)
    return "Write its next version" if in_full or is_of_five_fields(version) else ""


def on_people_page(request: HttpRequest, organisation: Any) -> Panel | None:
    """The next step after people are added, for whoever judges a published badge: award it."""
    if not isinstance(organisation, Organisation) or not isinstance(request.user, Person):
        return None
    if not published_versions(organisation).filter(judges__person=request.user).exists():
        return None
    return Panel("issuing/parts/people-panel.html", {"slug": organisation.slug})


def _taken_back_until(version: AchievementVersion, *, at: datetime) -> str:
    """Until when publishing can be taken back, in words; empty when it no longer can."""
    organisation = version.achievement.organisation
    since = version.published_at
    hours = undo_hours(organisation.waiting_hours, small=organisation.mode == Mode.SMALL)
    if since is None or not may_take_back(published_at=since, at=at, hours=hours, awards=0):
        return ""  # too late, whoever holds it: nobody is counted
    if holders(version):
        return ""
    return weekday_and_time(since + timedelta(hours=hours), organisation.time_zone)
