"""Bringing a framework: a file or an address, what would come in, the bar, and what stayed outside."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laurels.common import polling
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.common.tables import write_csv
from laurels.frameworks import access, selectors, services
from laurels.frameworks.forms import BringForm, WishesForm
from laurels.frameworks.models import Import
from laurels.frameworks.rules import ImportState
from laurels.people.access import PersonRequest, signed_in
from laurels.worker import services as worker
from laurels.worker.selectors import progress


@signed_in
@require_http_methods(["GET", "POST"])
def bring(request: PersonRequest, slug: str) -> HttpResponse:
    """A file, or an address; it is read at once, and nothing comes in yet."""
    organisation, _ = access.get_library(request.person, slug, to=access.KEEP)
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if form.is_bound and form.is_valid():
        upload, address = form.cleaned_data["file"], form.cleaned_data["address"]
        try:
            data, name = (upload.read(), upload.name) if upload else services.fetched(address)
            row = services.bring(organisation=organisation, person=request.person, data=data, name=name, address=address, at=now())
        except HouseError as problem:
            form.add_error("file" if upload else "address", problem.for_people())
        else:
            return redirect("frameworks:import", slug, row.code)
    context = {"form": form, "slug": slug, "organisation": organisation.display_name}
    return render(request, "frameworks/bring.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def shown(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """What would come in; while it comes in, the bar; afterwards, what came of it."""
    row = access.get_import(request.person, slug, code)
    if row.state == ImportState.LOOKED:
        return _look(request, row)
    came = progress(row.work, at=now()) if row.work else None
    page = render(request, "frameworks/coming.html", {"page": selectors.import_page(row), "progress": came})
    return polling.answer(request, page, came) if came else page


@signed_in
@require_POST
def choose(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Read it again as chosen."""
    row = access.get_import(request.person, slug, code)
    form = WishesForm(request.POST, row=row)
    if form.is_valid():
        try:
            services.choose(row=row, person=request.person, wishes=form.wishes(), at=now())
        except HouseError as problem:
            form.add_error(None, problem.for_people())
        else:
            return redirect("frameworks:import", slug, code)
    return _look(request, access.get_import(request.person, slug, code), form, status=422)


@signed_in
@require_POST
def confirm(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Let exactly what was shown come in."""
    row = access.get_import(request.person, slug, code)
    if request.POST.get("digest") != row.digest:
        messages.error(request, "It has been read in another way meanwhile. Look at it again.")
        return redirect("frameworks:import", slug, code)
    try:
        services.confirm(row=row, person=request.person, at=now())
    except HouseError as problem:
        messages.error(request, problem.for_people())
    return redirect("frameworks:import", slug, code)


@signed_in
@require_POST
def discard(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Throw it away."""
    row = access.get_import(request.person, slug, code)
    if services.discard(row=row, person=request.person):
        messages.info(request, f"“{row.name}” is thrown away. Nothing came in.")
        return redirect("frameworks:frameworks", slug)
    return redirect("frameworks:import", slug, code)


@signed_in
@require_POST
def again(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Go on with an import that failed or was stopped, from where it came to."""
    row = access.get_import(request.person, slug, code)
    if row.work and worker.again(code=row.work, at=now()):
        messages.info(request, "It goes on from where it came to.")
    return redirect("frameworks:import", slug, code)


@signed_in
@require_safe
def remarks(request: PersonRequest, slug: str, code: UUID) -> HttpResponseBase:
    """What stayed outside, and what came in otherwise than it stands, as a table."""
    row = access.get_import(request.person, slug, code)
    answer = StreamingHttpResponse(write_csv(selectors.remark_rows(row)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="remarks.csv"'
    return answer


def _look(request: PersonRequest, row: Import, form: WishesForm | None = None, *, status: int = 200) -> HttpResponse:
    """What would come in, and how it was read."""
    context = {"page": selectors.import_page(row), "form": form or WishesForm(row=row)}
    return render(request, "frameworks/look.html", context, status=status)
