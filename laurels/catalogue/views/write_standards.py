"""The standards of a draft: which items of frameworks its elements serve."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from laurels.catalogue import services
from laurels.catalogue.forms.begin import SearchForm
from laurels.catalogue.rules import Part
from laurels.catalogue.selectors import writing as pages
from laurels.catalogue.views.write import Written, opened
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.frameworks import selectors as frameworks
from laurels.people.access import PersonRequest, signed_in, uses
from laurels.people.rules import Switch

FEW = 12


@signed_in
@require_GET
def standards(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """What each element rests on, and a search in the organisation's frameworks."""
    found = opened(request, slug, code)
    if isinstance(found, HttpResponse):
        return found
    organisation = found.version.achievement.organisation
    form = _form(request, found)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    context = {
        "page": pages.write_page(found.version, found.data, Part.STANDARDS, at=now()),
        "form": form,
        "words": words,
        "element": form.cleaned_data.get("element", "") if form.is_valid() else "",
        "confidence": (form.cleaned_data.get("confidence") or "sure") if form.is_valid() else "sure",
        "items": frameworks.search_items(organisation, words, limit=FEW) if words else (),
        "served": pages.served(found.data),
        "has_frameworks": uses(organisation, Switch.FRAMEWORKS),
    }
    return render(request, "catalogue/write/standards.html", context)


def _form(request: PersonRequest, found: Written) -> SearchForm:
    """The search, over the elements of the draft."""
    choices = [(element.code, f"{element.code}: {element.statement}"[:80]) for element in found.data.elements]
    given = request.GET if request.method == "GET" else request.POST
    return SearchForm(given, elements=choices)


@signed_in
@require_POST
def align(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Say that an element serves an item."""
    found = opened(request, slug, code)
    if isinstance(found, HttpResponse):
        return found
    form = _form(request, found)
    try:
        item = UUID(request.POST.get("item", ""))
    except ValueError:
        item = UUID(int=0)
    if form.is_valid():
        element, confidence = form.cleaned_data["element"], form.cleaned_data["confidence"] or "sure"
        try:
            services.align(
                version=found.version, item=item, element=element, confidence=confidence, author=request.person, at=now()
            )
        except HouseError as problem:
            messages.error(request, problem.for_people())
        else:
            messages.success(request, "Kept.")
        query = {"q": form.cleaned_data["q"], "element": element}
        return redirect(f"{reverse('catalogue:write-standards', args=[slug, code])}?{urlencode(query)}")
    return redirect("catalogue:write-standards", slug, code)


@signed_in
@require_POST
def unalign(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Take a standard away."""
    found = opened(request, slug, code)
    if isinstance(found, HttpResponse):
        return found
    url, element = request.POST.get("url", ""), request.POST.get("element", "")
    try:
        services.unalign(version=found.version, target_url=url, element=element, author=request.person, at=now())
    except HouseError as problem:
        messages.error(request, problem.for_people())
    return redirect("catalogue:write-standards", slug, code)
