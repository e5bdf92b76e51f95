"""Pages of awards."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from laurels.catalogue import access as badges
from laurels.catalogue import services as catalogue
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.common.panels import panels
from laurels.issuing import access, selectors, services
from laurels.issuing.errors import NotAMember
from laurels.issuing.forms import AwardForm, RevokeForm
from laurels.issuing.models import Award, Revocation
from laurels.people.access import PersonRequest, get_organisation, signed_in
from laurels.people.models import Organisation, Person
from laurels.people.rules import Act


@signed_in
@require_GET
def register(request: PersonRequest, slug: str) -> HttpResponse:
    """The award register, newest first."""
    organisation = get_organisation(request.person, slug, to=Act.SEE_AWARDS)
    page = selectors.register(organisation, at=now(), after=request.GET.get("after"))
    return render(request, "issuing/register.html", {"page": page})


@signed_in
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest, slug: str) -> HttpResponse:
    """Award one person: the intention is committed first, then sealed in the same request."""
    organisation = get_organisation(request.person, slug, to=Act.AWARD)
    badge_choices = selectors.badge_choices(organisation, request.person)
    learner_choices = selectors.learner_choices(organisation, request.person)
    form = AwardForm(
        request.POST or None,
        badges=badge_choices,
        learners=learner_choices,
        initial={"badge": request.GET.get("badge"), "learner": request.GET.get("learner")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _awarded(request.person, organisation, form)
        except HouseError as problem:
            form.add_error(None, problem.for_people())
        else:
            return redirect("issuing:award", slug, made.code)
    ready = {"badges": bool(badge_choices), "learners": bool(learner_choices)}
    return render(request, "issuing/new.html", {"form": form, "slug": slug, "ready": ready})


def _awarded(judge: Person, organisation: Organisation, form: AwardForm) -> Award:
    """Intend, then seal; what cannot be sealed now stays intended and the worker tries again."""
    data = form.cleaned_data
    version = badges.get_version(judge, UUID(data["badge"]), to=Act.AWARD)
    learner = Person.objects.filter(code=data["learner"], memberships__organisation=organisation).first()
    if learner is None:
        raise NotAMember
    made = services.intend(
        version=version, learner=learner, judge=judge, narrative=data["narrative"], evidence=form.evidence(), at=now()
    )
    return services.seal(award=made, at=now())


@signed_in
@require_GET
def award(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """One award with the verdict of its sealed bytes."""
    found = access.get_award(request.person, code, to=Act.SEE_AWARDS)
    page = selectors.award_page(found, at=now())
    context = {"award": page, "page": page.verdict, "slug": slug, "panels": panels.at("issuing:award", request, found)}
    return render(request, "issuing/award.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def revoke(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Ask for a revocation, with a reason."""
    found = access.get_award(request.person, code, to=Act.REVOKE)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_revocation(award=found, actor=request.person, at=now(), **form.cleaned_data)
        except HouseError as problem:
            form.add_error(None, problem.for_people())
        else:
            return redirect("issuing:award", slug, code)
    page = selectors.award_page(found, at=now())
    hours = found.organisation.waiting_hours
    return render(request, "issuing/revoke.html", {"form": form, "award": page, "slug": slug, "hours": hours})


@signed_in
@require_POST
def stop(request: PersonRequest, slug: str, code: UUID, revocation: UUID) -> HttpResponse:
    """Stop a revocation that still waits."""
    found = access.get_award(request.person, code, to=Act.REVOKE)
    waiting = get_object_or_404(Revocation, code=revocation, award=found)
    try:
        services.stop_revocation(revocation=waiting, actor=request.person, at=now())
        messages.success(request, "Stopped. The award stands as it was.")
    except HouseError as problem:
        messages.error(request, problem.for_people())
    return redirect("issuing:award", slug, code)


@signed_in
@require_POST
def take_back_badge(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Undo publishing a badge while nobody was awarded it."""
    version = badges.get_version(request.person, code, to=Act.PUBLISH)
    try:
        catalogue.take_back(version=version, actor=request.person, awards=selectors.holders(version), at=now())
    except HouseError as problem:
        messages.error(request, problem.for_people())
        return redirect("catalogue:badge", code)
    messages.info(request, "Taken back. It is a draft again.")
    return redirect("catalogue:edit", slug, code)
