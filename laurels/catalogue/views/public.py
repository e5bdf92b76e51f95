"""Pages of badges for everybody."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from laurels.catalogue import access, selectors
from laurels.catalogue.errors import BadgeNotFound
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.selectors import Sought
from laurels.catalogue.structured import credential
from laurels.common.clock import now
from laurels.common.panels import panels
from laurels.common.text import counted
from laurels.people.models import Person
from laurels.people.rules import Act, Mode

PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every badge that can be earned here, searched and narrowed down."""
    page = selectors.public_catalogue(Sought.of(request.GET.dict()))
    found = counted(page.total, "badge", "badges")
    context = {
        "page": page,
        "found": f"{found[:1].upper()}{found[1:]}" + (" fit." if page.sought.is_narrowed and page.total != 1 else "."),
        "narrowed": page.sought.is_chosen,
        "without_item": page.sought.query(item=""),
    }
    return render(request, "catalogue/catalogue.html", context)


@require_GET
def badge(request: HttpRequest, code: UUID) -> HttpResponse:
    """The public page of one version: it stays for ever."""
    version = access.get_public(code)
    page = selectors.badge_page(version, at=now())
    context = {
        "page": page,
        "panels": panels.at("catalogue:badge", request, version),
        "european": version.achievement.organisation.mode == Mode.ASSURED
        and selectors.may_be_shown(version, selectors.european_description(version)),
        "linked": credential(selectors.described(version)),
    }
    return render(request, "catalogue/badge.html", context)


@require_GET
def picture(request: HttpRequest, code: UUID, cut: str) -> HttpResponse:
    """A badge's picture in its full or small cut; a draft's only for whoever may see it."""
    version = AchievementVersion.objects.filter(code=code).first()
    if version is None or cut not in ("full", "small"):
        raise BadgeNotFound
    public = version.state in access.PUBLIC
    if not public:
        if not isinstance(request.user, Person):
            raise BadgeNotFound
        access.get_version(request.user, code, to=Act.SEE_DESIGN)
    body = version.picture_svg if cut == "full" else version.picture_small
    answer = HttpResponse(body, content_type="image/svg+xml")
    answer["Content-Security-Policy"] = PICTURE_POLICY
    answer["Cache-Control"] = "public, max-age=3600" if public else "private, no-cache"
    return answer
