"""Badges from elsewhere: bring a file, look at what it holds, choose what becomes drafts."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from laurels.catalogue import services
from laurels.catalogue.errors import FileGone
from laurels.catalogue.forms.brought import BringForm, ColumnsForm, TakeForm
from laurels.catalogue.models import BroughtFile
from laurels.catalogue.selectors.brought import reading_of
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.common.text import counted
from laurels.people.access import PersonRequest, enter, signed_in
from laurels.people.rules import Act, Switch


@signed_in
@require_http_methods(["GET", "POST"])
def bring(request: PersonRequest, slug: str) -> HttpResponse:
    """Choose a file."""
    organisation, _ = enter(request.person, slug, to=Act.DESIGN, switch=Switch.WRITING)
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if request.method == "POST" and form.is_valid():
        name, data = form.cleaned_data["definitions"]
        brought = services.bring(organisation=organisation, person=request.person, name=name, data=data, at=now())
        return redirect("catalogue:brought", slug, brought.code)
    status = 422 if form.errors else 200
    return render(request, "catalogue/bring.html", {"form": form, "slug": slug}, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def brought(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """What the file holds; one press makes drafts of what is ticked. Only whoever brought it sees it."""
    organisation, _ = enter(request.person, slug, to=Act.DESIGN, switch=Switch.WRITING)
    kept = BroughtFile.objects.filter(organisation=organisation, person=request.person, code=code).first()
    if kept is None:
        raise FileGone
    given = request.POST if request.method == "POST" else request.GET
    reading, page = reading_of(kept)
    columns = ColumnsForm(given if given else None, page=page)
    if page.columns and given and columns.is_valid() and any(name in given for name, _, _ in page.columns):
        reading, page = reading_of(kept, columns.chosen())
        columns = ColumnsForm(given, page=page)
    form = TakeForm(request.POST if "go" in request.POST else None, page=page)
    if "go" in request.POST and form.is_valid():
        wanted = set(form.cleaned_data["take"])
        chosen = [definition for definition in reading.found if definition.place in wanted]
        try:
            drafts, notes = services.take(brought=kept, definitions=chosen, person=request.person, at=now())
        except HouseError as problem:
            form.add_error(None, problem.for_people())
        else:
            said = counted(len(drafts), "draft is", "drafts are")
            messages.success(request, f"{said[:1].upper()}{said[1:]} here. Nothing is published until you do it.")
            for note in notes:
                messages.warning(request, note)
            return redirect("catalogue:design", slug)
    context = {"page": page, "form": form, "columns": columns, "slug": slug, "ticked": form.ticked()}
    return render(request, "catalogue/brought.html", context, status=422 if form.errors else 200)
