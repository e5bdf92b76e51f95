"""The people of an organisation: list, add, print a code, give roles, let go."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.common.panels import panels
from laurels.people import access, selectors, services
from laurels.people.access import PersonRequest, signed_in
from laurels.people.forms import AddPeopleForm, EndForm, JobForm, PageForm, PlaceForm, RemoveForm, WantedForm
from laurels.people.printing import Paper, printed_code
from laurels.people.rules import GRANTABLE, Act, Role


@signed_in
@require_safe
def people(request: PersonRequest, slug: str) -> HttpResponse:
    """Everybody who works there."""
    organisation, roles = access.enter(request.person, slug, to=Act.SEE_PEOPLE)
    wanted = WantedForm.wanted_in(request.GET)
    page = selectors.people_page(organisation, roles=roles, number=PageForm.number_in(request.GET), wanted=wanted)
    query = request.GET.copy()
    query.pop("page", None)
    context = {"organisation": organisation, "page": page, "wanted": wanted, "query": query.urlencode()}
    return render(request, "people/members/people.html", context | {"panels": panels.at("people:people", request, organisation)})


@signed_in
@require_http_methods(["GET", "POST"])
def add(request: PersonRequest, slug: str) -> HttpResponse:
    """Paste a list, look at what will happen, add; refused rows stay in the box to be mended."""
    organisation = access.get_organisation(request.person, slug, to=Act.ADD_PEOPLE)
    form = AddPeopleForm(request.POST or None, members=selectors.member_addresses(organisation))
    if request.method == "POST" and form.is_valid() and "add" in request.POST:
        added = services.add_people(organisation=organisation, rows=form.good(), actor=request.person, at=now())
        said = ngettext("%(n)d person is added.", "%(n)d people are added.", len(added)) % {"n": len(added)}
        messages.success(request, said)
        if not form.refused():
            return redirect("people:people", slug)
        form = AddPeopleForm({"people": form.refused_text()}, members=selectors.member_addresses(organisation))
        form.is_valid()
    context = {"organisation": organisation, "form": form, "rows": form.preview() if form.is_bound else []}
    return render(request, "people/members/add.html", context)


@signed_in
@require_safe
def member(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """One of them."""
    return _member(request, slug, code)


def _member(
    request: PersonRequest,
    slug: str,
    code: UUID,
    *,
    problem: str | None = None,
    status: int = 200,
    place: PlaceForm | None = None,
    job: JobForm | None = None,
) -> HttpResponse:
    organisation, roles = access.enter(request.person, slug, to=Act.SEE_PEOPLE)
    membership = access.get_member(organisation, code)
    page = selectors.member_page(membership, roles=roles)
    context = {
        "organisation": organisation,
        "page": page,
        "problem": problem,
        "place": place or PlaceForm.of(membership),
        "job": job or JobForm(),
        "ending": EndForm(),
    }
    return render(request, "people/members/member.html", context, status=status)


@signed_in
@require_POST
def place(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Say where a member works and for whom."""
    organisation = access.get_organisation(request.person, slug, to=Act.KEEP_REGISTER)
    membership = access.get_member(organisation, code)
    form = PlaceForm(request.POST, membership=membership)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("team", "site", "staff_number")}
        try:
            with transaction.atomic():
                services.change_place(membership=membership, actor=request.person, at=now(), **said)
                services.set_manager(membership=membership, manager=form.chosen, actor=request.person, at=now())
        except HouseError as problem:
            form.add_error(None, problem.for_people())
        else:
            messages.success(request, _("The place of %(name)s is kept.") % {"name": membership.person.name})
            return redirect("people:member", slug, code)
    return _member(request, slug, code, status=422, place=form)


@signed_in
@require_POST
def begin_job(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Give a member a job."""
    organisation = access.get_organisation(request.person, slug, to=Act.KEEP_REGISTER)
    membership = access.get_member(organisation, code)
    form = JobForm(request.POST)
    if form.is_valid():
        try:
            services.begin_job(membership=membership, actor=request.person, at=now(), **form.cleaned_data)
        except HouseError as problem:
            form.add_error(None, problem.for_people())
        else:
            return redirect("people:member", slug, code)
    return _member(request, slug, code, status=422, job=form)


@signed_in
@require_POST
def end_job(request: PersonRequest, slug: str, code: UUID, job: UUID) -> HttpResponse:
    """Give a job its last day."""
    organisation = access.get_organisation(request.person, slug, to=Act.KEEP_REGISTER)
    held = access.get_job(access.get_member(organisation, code), job)
    form = EndForm(request.POST)
    problem = str(_("Choose the last day."))
    if form.is_valid():
        try:
            services.end_job(job=held, to_on=form.cleaned_data["to_on"], actor=request.person, at=now())
        except HouseError as trouble:
            problem = trouble.for_people()
        else:
            return redirect("people:member", slug, code)
    return _member(request, slug, code, problem=problem, status=422)


@signed_in
@require_POST
def roles(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Give and withdraw roles until they are the ones that were ticked."""
    organisation = access.get_organisation(request.person, slug, to=Act.GRANT_ROLE)
    membership = access.get_member(organisation, code)
    wanted = {role for role in GRANTABLE if role.value in request.POST.getlist("role")}
    try:
        services.set_roles(membership=membership, roles=wanted, actor=request.person, at=now())
    except HouseError as problem:
        return _member(request, slug, code, problem=problem.for_people(), status=409)
    messages.success(request, _("The roles of %(name)s are changed.") % {"name": membership.person.name})
    if membership.person == request.person and Role.OWNER not in wanted and Role.ADMIN not in wanted:
        return redirect("people:account")  # she can no longer open the page that she came from
    return redirect("people:member", slug, code)


@signed_in
@never_cache
@require_POST
def print_code(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """The paper that lets a member in; its code is shown this once."""
    organisation = access.get_organisation(request.person, slug, to=Act.PRINT_CODE)
    membership = access.get_member(organisation, code)
    try:
        text = services.print_code(membership=membership, actor=request.person, at=now())
    except HouseError as problem:
        return _member(request, slug, code, problem=problem.for_people(), status=409)
    papers = [Paper(membership.person.name, printed_code(text))]
    context = {"papers": papers, "organisation": organisation, "days": services.CODE_DAYS, "member": membership.code}
    return render(request, "people/codes/print.html", context)


@signed_in
@never_cache
@require_POST
def print_codes(request: PersonRequest, slug: str) -> HttpResponse:
    """One paper for everybody who has no address and has not come in yet."""
    organisation, roles = access.enter(request.person, slug, to=Act.PRINT_CODE)
    papers = [
        Paper(
            member.person.name,
            printed_code(services.print_code(membership=member, actor=request.person, at=now())),
        )
        for member in selectors.waiting_for_paper(organisation, roles=roles)
    ]
    if not papers:
        messages.info(request, _("Everybody has come in, or has an address that a letter went to."))
        return redirect("people:people", slug)
    context = {"papers": papers, "organisation": organisation, "days": services.CODE_DAYS}
    return render(request, "people/codes/print.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def remove(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Let somebody go: type her name, and read what stays hers."""
    organisation = access.get_organisation(request.person, slug, to=Act.REMOVE_PERSON)
    membership = access.get_member(organisation, code)
    form = RemoveForm(request.POST or None, name=membership.person.name)
    if request.method == "POST" and form.is_valid():
        try:
            services.leave(membership=membership, actor=request.person, at=now())
        except HouseError as problem:
            form.add_error(None, problem.for_people())
        else:
            messages.success(request, _("%(name)s has left.") % {"name": membership.person.name})
            return redirect("people:people", slug)
    context = {"organisation": organisation, "name": membership.person.name, "code": code, "form": form}
    return render(request, "people/members/remove.html", context, status=422 if form.errors else 200)
