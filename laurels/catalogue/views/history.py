"""What happened to a version, and what it says otherwise than another."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from laurels.catalogue import access
from laurels.catalogue.errors import BadgeNotFound
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.selectors import history as selectors
from laurels.common.clock import now
from laurels.people.access import PersonRequest, signed_in
from laurels.people.rules import Act


@signed_in
@require_safe
def history(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """States, reviewers, answers, who published, and the time from the idea to publishing."""
    version = access.get_version(request.person, code, to=Act.SEE_DESIGN, slug=slug)
    page = selectors.history_page(version)
    return render(request, "catalogue/review/history.html", {"page": page, "slug": slug})


@signed_in
@require_safe
def compared(request: PersonRequest, slug: str, code: UUID, other: UUID) -> HttpResponse:
    """Any two versions of one badge, the older one first."""
    one = access.get_version(request.person, code, to=Act.SEE_DESIGN, slug=slug)
    two = AchievementVersion.objects.select_related("strategy").filter(code=other, achievement=one.achievement_id).first()
    if two is None:
        raise BadgeNotFound
    two.achievement = one.achievement
    old, new = sorted((one, two), key=lambda version: version.pk)
    page = selectors.compare_page(old, new, public=False, at=now())
    return render(request, "catalogue/review/compare.html", {"page": page, "slug": slug})


@require_safe
def changes(request: HttpRequest, code: UUID) -> HttpResponse:
    """What changed since the version before, for everybody: both are published."""
    before, version = access.get_public_successor(code)
    page = selectors.compare_page(before, version, public=True, at=now())
    return render(request, "catalogue/review/compare.html", {"page": page})
