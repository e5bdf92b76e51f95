"""The European description: for everybody when it is complete, with its gaps for whoever designs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from laurels.catalogue import access, selectors
from laurels.catalogue.errors import BadgeNotFound
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.catalogue.rules.european import Described
from laurels.people.access import PersonRequest, signed_in
from laurels.people.rules import Act


@require_GET
def public(request: HttpRequest, code: UUID) -> HttpResponse:
    """A complete description; one with gaps is not there."""
    version = access.get_public(code)
    described = selectors.european_description(version)
    if not selectors.may_be_shown(version, described):
        raise BadgeNotFound
    if request.GET.get("form") == "json":
        rows = [{"element": name, "value": said} for name, said in described.rows]
        return JsonResponse({"badge": f"/badges/{code}", "euDescribed": True, "elements": rows})
    return render(request, "catalogue/european.html", _page(version, described) | {"back": f"/badges/{code}"})


@signed_in
@require_GET
def own(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """The same of a draft or a published version, with what is missing."""
    version = access.get_version(request.person, code, to=Act.SEE_DESIGN, slug=slug)
    described = selectors.european_description(version)
    return render(request, "catalogue/european.html", _page(version, described) | {"slug": slug})


def _page(version: AchievementVersion, described: Described) -> dict[str, Any]:
    """What both pages show."""
    title = version.title or "A badge without a name yet"
    return {"title": title, "code": version.code, "draft": version.state == State.DRAFT, "described": described}
