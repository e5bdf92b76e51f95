"""A file of people: brought, its columns chosen, the difference looked at, taken in; and the register as a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laurels.common import polling
from laurels.common.clock import now
from laurels.common.dates import day_in
from laurels.common.errors import HouseError
from laurels.common.tables import write_csv, write_xlsx
from laurels.people import access, selectors, services
from laurels.people.access import PersonRequest, signed_in
from laurels.people.errors import ImportAsked, ImportNotFound
from laurels.people.forms import PageForm
from laurels.people.forms.importing import BeginForm, BringForm, ColumnsForm, LettersForm
from laurels.people.models import Organisation, PeopleImport
from laurels.people.rules import Act


@signed_in
@require_http_methods(["GET", "POST"])
def bring(request: PersonRequest, slug: str) -> HttpResponse:
    """Choose a file; the latest ones stand below, so that each is found again."""
    organisation = access.get_organisation(request.person, slug, to=Act.KEEP_REGISTER)
    form = BringForm(request.POST or None, request.FILES or None) if request.method == "POST" else BringForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            data = file.read(services.MOST_BYTES + 1)
            taken = services.take_file(organisation=organisation, data=data, name=file.name, actor=request.person, at=now())
        except HouseError as problem:
            form.add_error("file", problem.for_people())
        else:
            return redirect("people:import-columns", slug, taken.code)
    latest = selectors.latest_imports(organisation, at=now())
    context = {"organisation": organisation, "form": form, "latest": latest}
    return render(request, "people/importing/bring.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def columns(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Say what the columns are; or, of a CSV file, how it is written."""
    taken = access.get_import(request.person, slug, code)
    if taken.work is not None:
        return redirect("people:import", slug, code)
    page = selectors.columns_page(taken)
    letters = LettersForm(
        request.POST if "reread" in request.POST else None, initial={"encoding": taken.encoding, "delimiter": taken.delimiter}
    )
    form = ColumnsForm(request.POST if request.method == "POST" and "reread" not in request.POST else None, page=page)
    try:
        if letters.is_bound and letters.is_valid():
            services.read_again(taken=taken, actor=request.person, **letters.cleaned_data)
            return redirect("people:import-columns", slug, code)
        if form.is_bound and form.is_valid():
            headed = form.cleaned_data["headed"]
            services.choose_columns(taken=taken, columns=form.columns(), headed=headed, actor=request.person, at=now())
            return redirect("people:import", slug, code)
    except HouseError as problem:
        (letters if letters.is_bound else form).add_error(None, problem.for_people())
    context = {"organisation": taken.organisation, "page": page, "form": form, "letters": letters}
    return render(request, "people/importing/columns.html", context, status=422 if form.errors or letters.errors else 200)


@signed_in
@require_safe
def file(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """The difference; once it was asked for, how far it is and what came of it."""
    return _file(request, access.get_import(request.person, slug, code))


def _file(request: PersonRequest, taken: PeopleImport, *, problem: str | None = None) -> HttpResponse:
    slug = taken.organisation.slug
    context: dict[str, object] = {"organisation": taken.organisation, "problem": problem}
    if taken.work is not None:
        done = selectors.done_page(taken, at=now())
        if done is None:
            raise ImportNotFound
        context |= {"page": done, "progress": done.progress}
        return polling.answer(request, render(request, "people/importing/done.html", context), done.progress)
    if taken.plan is None:
        return redirect("people:import-columns", slug, taken.code)
    number = PageForm.number_in(request.GET)
    page = selectors.difference_page(taken, show=request.GET.get("show", ""), number=number)
    return render(request, "people/importing/difference.html", context | {"page": page}, status=409 if problem else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def missing(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Who works here and does not stand in the file: nobody leaves who is not ticked."""
    taken = access.get_import(request.person, slug, code)
    if taken.work is not None or taken.plan is None:
        return redirect("people:import", slug, code)
    page = selectors.missing_page(taken, number=PageForm.number_in(request.GET))
    if request.method == "POST":
        everybody, nobody = "everybody" in request.POST, "nobody" in request.POST
        whole = selectors.missing_codes(taken) if everybody else ()
        services.choose_leaving(
            taken=taken,
            ticked=whole if everybody else [] if nobody else request.POST.getlist("leaves"),
            shown=None if everybody or nobody else [str(line.code) for line in page.lines],
            actor=request.person,
        )
        messages.success(request, _("%(n)d people are ticked to leave.") % {"n": len(taken.leaving)})
        return redirect("people:import", slug, code)
    return render(request, "people/importing/missing.html", {"organisation": taken.organisation, "page": page})


@signed_in
@require_POST
def begin(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Take the file in."""
    taken = access.get_import(request.person, slug, code)
    form = BeginForm(request.POST)
    leavers = (form.is_valid() and form.cleaned_data["leavers"]) or 0
    try:
        services.begin_import(taken=taken, leavers=leavers, letters="letters" in request.POST, actor=request.person, at=now())
    except HouseError as problem:
        return _file(request, taken, problem=problem.for_people())
    return redirect("people:import", slug, code)


@signed_in
@require_POST
def discard(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Throw the file away."""
    taken = access.get_import(request.person, slug, code)
    try:
        services.discard_import(taken=taken, actor=request.person)
    except ImportAsked:
        return redirect("people:import", slug, code)
    messages.success(request, _("The file is thrown away. Nothing was changed."))
    return redirect("people:import-bring", slug)


@signed_in
@require_POST
def stop(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Let it be; what is taken in stays."""
    services.stop_import(taken=access.get_import(request.person, slug, code), actor=request.person, at=now())
    return redirect("people:import", slug, code)


@signed_in
@require_POST
def go_on(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Go on where it was stopped."""
    services.resume_import(taken=access.get_import(request.person, slug, code), actor=request.person, at=now())
    return redirect("people:import", slug, code)


@signed_in
@never_cache
@require_safe
def refused(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """The refused rows with their reasons, to mend and send again."""
    taken = access.get_import(request.person, slug, code)
    return _download(write_csv(selectors.refused_rows(taken)), "text/csv; charset=utf-8", "refused-rows.csv")


@signed_in
@never_cache
@require_safe
def register(request: PersonRequest, slug: str, form: str) -> HttpResponse:
    """The register as a file."""
    organisation = access.get_organisation(request.person, slug, to=Act.KEEP_REGISTER)
    moment = now()
    rows = selectors.register_rows(organisation, on=day_in(moment, organisation.time_zone))
    name = f"people-{slug}-{_day(organisation, moment)}.{form}"
    if form == "csv":
        return _download(write_csv(rows), "text/csv; charset=utf-8", name)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _download([write_xlsx(rows, sheet="People")], kind, name)


def _day(organisation: Organisation, moment: datetime) -> str:
    return day_in(moment, organisation.time_zone).isoformat()


def _download(pieces: Iterable[bytes], kind: str, name: str) -> HttpResponse:
    """A file to keep, never to be shown within a page."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(b"".join(pieces), content_type=kind, headers=headers)
