"""Pages of badges: for everybody, and for whoever designs."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from laurels.catalogue import access, selectors, services
from laurels.catalogue.errors import BadgeNotFound
from laurels.catalogue.forms import FiveForm, PictureForm
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.common.panels import panels
from laurels.people.access import PersonRequest, get_organisation, signed_in
from laurels.people.models import Person
from laurels.people.rules import Act

PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every badge that can be earned here."""
    return render(request, "catalogue/catalogue.html", {"badges": selectors.public_catalogue()})


@require_GET
def badge(request: HttpRequest, code: UUID) -> HttpResponse:
    """The public page of one version: it stays for ever."""
    version = access.get_public(code)
    return render(
        request,
        "catalogue/badge.html",
        {"page": selectors.badge_page(version), "panels": panels.at("catalogue:badge", request, version)},
    )


@require_GET
def picture(request: HttpRequest, code: UUID, cut: str) -> HttpResponse:
    """A badge's picture in its full or small cut; a draft's only for whoever may see it."""
    version = AchievementVersion.objects.filter(code=code).first()
    if version is None or cut not in ("full", "small"):
        raise BadgeNotFound
    if version.state == State.DRAFT:
        if not isinstance(request.user, Person):
            raise BadgeNotFound
        access.get_version(request.user, code, to=Act.SEE_DESIGN)
    body = version.picture_svg if cut == "full" else version.picture_small
    answer = HttpResponse(body, content_type="image/svg+xml")
    answer["Content-Security-Policy"] = PICTURE_POLICY
    answer["Cache-Control"] = "no-cache" if version.state == State.DRAFT else "public, max-age=3600"
    return answer


@signed_in
@require_GET
def design(request: PersonRequest, slug: str) -> HttpResponse:
    """Drafts and published badges."""
    organisation = get_organisation(request.person, slug, to=Act.SEE_DESIGN)
    return render(request, "catalogue/design.html", {"page": selectors.design_page(organisation)})


@signed_in
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest, slug: str) -> HttpResponse:
    """The five fields, empty; the first save makes the draft."""
    organisation = get_organisation(request.person, slug, to=Act.DESIGN)
    judges = selectors.judge_choices(organisation)
    own = [code for code, _ in judges if code == str(request.person.code)]
    form = FiveForm(request.POST or None, judges=judges, initial={"judges": own, "lasts": "2"})
    if request.method == "POST" and form.is_valid():
        version = services.draft_from_five(organisation=organisation, fields=form.fields_given(), author=request.person, at=now())
        return _onwards(request, version)
    return render(request, "catalogue/five.html", {"form": form, "slug": slug, "version": None, "advice": []})


@signed_in
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """The five fields of a draft; a published badge has no form, only its page."""
    version = access.get_version(request.person, code, to=Act.DESIGN)
    if version.state != State.DRAFT:
        return redirect("catalogue:badge", code)
    form = _form(request, version)
    if request.method == "POST" and form.is_valid():
        services.update_draft(version=version, fields=form.fields_given(), author=request.person, at=now())
        return _onwards(request, version)
    advice = selectors.advice_of(services.five_of(version))
    return render(request, "catalogue/five.html", {"form": form, "slug": slug, "version": version.code, "advice": advice})


def _form(request: HttpRequest, version: AchievementVersion) -> FiveForm:
    """The form over a draft."""
    judges = selectors.judge_choices(version.achievement.organisation)
    return FiveForm(request.POST or None, judges=judges, initial=FiveForm.initial_of(services.five_of(version)))


def _onwards(request: HttpRequest, version: AchievementVersion) -> HttpResponse:
    """After saving: to the confirmation, or back to the draft."""
    slug = version.achievement.organisation.slug
    if "publish" in request.POST:
        return redirect("catalogue:publish", slug, version.code)
    messages.success(request, "Kept as a draft.")
    return redirect("catalogue:edit", slug, version.code)


@signed_in
@require_POST
def save(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """A draft saves itself while it is typed."""
    version = access.get_version(request.person, code, to=Act.DESIGN)
    form = _form(request, version)
    if not form.is_valid():
        return JsonResponse({"saved": False}, status=422)
    services.update_draft(version=version, fields=form.fields_given(), author=request.person, at=now())
    return JsonResponse({"saved": True, "slug": slug})


@signed_in
@require_http_methods(["GET", "POST"])
def own_picture(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Upload an own picture, or go back to the one that draws itself."""
    version = access.get_version(request.person, code, to=Act.DESIGN)
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and "draw" in request.POST:
        services.set_picture(version=version, author=request.person, data=None, at=now())
        return redirect("catalogue:edit", slug, code)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_picture(version=version, author=request.person, data=form.cleaned_data["picture"].read(), at=now())
        except HouseError as problem:
            form.add_error("picture", problem.for_people())
        else:
            return redirect("catalogue:edit", slug, code)
    page = {"title": version.title, "picture": selectors.picture_path(version, small_cut=False), "alt": version.picture_alt}
    return render(request, "catalogue/picture.html", {"form": form, "slug": slug, "version": code, "page": page})


@signed_in
@require_http_methods(["GET", "POST"])
def publish(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """What was filled in, shown once; one press publishes."""
    version = access.get_version(request.person, code, to=Act.PUBLISH)
    problem = ""
    if request.method == "POST":
        try:
            services.publish(version=version, actor=request.person, at=now())
        except HouseError as found:
            problem = found.for_people()
        else:
            messages.success(request, f"“{version.title}” is published. It can be earned from now on.")
            return redirect("catalogue:badge", code)
    page = selectors.confirm_page(version)
    return render(request, "catalogue/confirm.html", {"page": page, "slug": slug, "problem": problem})


@signed_in
@require_POST
def retire(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Nobody can earn it any more."""
    version = access.get_version(request.person, code, to=Act.PUBLISH)
    services.retire(version=version, actor=request.person, at=now())
    messages.info(request, f"“{version.title}” is retired. Whoever holds it keeps it.")
    return redirect("catalogue:design", slug)
