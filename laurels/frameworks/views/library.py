"""Frameworks of an organisation: the list, one of them, an item, and what is said about it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.common.panels import panels
from laurels.frameworks import access, selectors, services
from laurels.frameworks.exporting import package
from laurels.frameworks.forms import DemandForm, DeprecateForm
from laurels.frameworks.models import Framework
from laurels.people.access import PersonRequest, signed_in


@signed_in
@require_safe
def frameworks(request: PersonRequest, slug: str) -> HttpResponse:
    """Every framework that is here."""
    organisation, roles = access.get_library(request.person, slug)
    page = selectors.library_page(organisation, may_keep=access.may_keep(organisation, roles))
    return render(request, "frameworks/library.html", {"page": page})


@signed_in
@require_safe
def search(request: PersonRequest, slug: str) -> HttpResponse:
    """Items by their words, in all frameworks that count or in one."""
    if code := as_code(request.GET.get("in", "")):
        within, _ = access.get_framework(request.person, slug, code)
        organisation = within.organisation
    else:
        within, organisation = None, access.get_library(request.person, slug)[0]
    page = selectors.search_page(organisation, request.GET.get("q", ""), within)
    return render(request, "frameworks/search.html", {"page": page})


@signed_in
@require_safe
def framework(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """One framework, two levels of its tree at a time."""
    found, may_keep = access.get_framework(request.person, slug, code)
    page = selectors.shelf_page(found, level_of(request))
    context = {"page": page, "slug": slug, "organisation": found.organisation.display_name, "may_keep": may_keep}
    return render(request, "frameworks/framework.html", context)


@signed_in
@require_safe
def export(request: PersonRequest, slug: str, code: UUID) -> HttpResponseBase:
    """The whole framework as CASE 1.1."""
    found, _ = access.get_framework(request.person, slug, code)
    return as_package(found)


@signed_in
@require_safe
def item(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """One item; what is aligned to it stands in panels."""
    return _item(request, slug, code)


@signed_in
@require_POST
def demand(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """In demand from now on, or no more."""
    found, _ = access.get_item(request.person, slug, code, to=access.KEEP)
    form = DemandForm(request.POST)
    if not form.is_valid():
        return _item(request, slug, code, demand_form=form, status=422)
    wanted = request.POST.get("wanted") == "yes"
    services.mark_in_demand(item=found, wanted=wanted, note=form.cleaned_data["note"], actor=request.person, at=now())
    messages.success(request, "Marked in demand." if wanted else "No longer marked in demand.")
    return redirect("frameworks:item", slug, code)


@signed_in
@require_POST
def deprecate(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """It no longer counts; badges that are aligned to it are reviewed."""
    found, _ = access.get_item(request.person, slug, code, to=access.KEEP)
    form = DeprecateForm(request.POST)
    if form.is_valid():
        try:
            named = selectors.item_named(found.framework.organisation, form.cleaned_data["replacement"], beside=found)
            services.deprecate(item=found, replacement=named, actor=request.person, at=now())
        except HouseError as problem:
            form.add_error("replacement", problem.for_people())
        else:
            messages.success(request, "Kept. It no longer counts; badges that are aligned to it keep their words.")
            return redirect("frameworks:item", slug, code)
    return _item(request, slug, code, deprecate_form=form, status=422)


@signed_in
@require_POST
def restore(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Take back what was said here."""
    found, _ = access.get_item(request.person, slug, code, to=access.KEEP)
    if services.restore(item=found, actor=request.person, at=now()):
        messages.success(request, "It counts again.")
    else:
        messages.error(request, "The framework itself says that it no longer counts.")
    return redirect("frameworks:item", slug, code)


def _item(
    request: PersonRequest,
    slug: str,
    code: UUID,
    *,
    demand_form: DemandForm | None = None,
    deprecate_form: DeprecateForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of an item, with what was typed."""
    found, may_keep = access.get_item(request.person, slug, code)
    context = {
        "page": selectors.item_page(found),
        "slug": slug,
        "may_keep": may_keep,
        "demand_form": demand_form or DemandForm(initial={"note": found.demand_note}),
        "deprecate_form": deprecate_form or DeprecateForm(),
        "panels": panels.at("frameworks:item", request, found),
    }
    return render(request, "frameworks/item.html", context, status=status)


def as_package(framework: Framework) -> StreamingHttpResponse:
    """A framework as a file, written while it is sent."""
    answer = StreamingHttpResponse(package(framework), content_type="application/json")
    name = slugify(f"{framework.title} {framework.version}")[:60] or "framework"
    answer["Content-Disposition"] = f'attachment; filename="{name}.case.json"'
    return answer


def level_of(request: HttpRequest) -> selectors.Level:
    """Which level and page of a tree an address asks for; anything else is the beginning."""
    number = request.GET.get("page", "1")
    asked = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    return selectors.Level(as_code(request.GET.get("under", "")), asked)


def as_code(text: str) -> UUID | None:
    """A code from an address."""
    try:
        return UUID(text)
    except ValueError:
        return None
