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
from laurels.common.errors import HouseError, Unavailable
from laurels.common.panels import panels
from laurels.issuing import access, selectors, services
from laurels.issuing.errors import NotAMember
from laurels.issuing.forms import AwardForm, RegisterForm, RevokeForm
from laurels.issuing.models import Award, Revocation
from laurels.issuing.selectors.pages import BadgeToAward
from laurels.people.access import PersonRequest, get_organisation, signed_in
from laurels.people.models import Organisation, Person
from laurels.people.rules import Act
from laurels.sealing import services as sealing


@signed_in
@require_GET
def register(request: PersonRequest, slug: str) -> HttpResponse:
    """The award register, newest first, in pages; filters are a plain address that can be kept."""
    organisation = get_organisation(request.person, slug, to=Act.SEE_AWARDS)
    form = RegisterForm(request.GET, badges=selectors.badges_awarded(organisation))
    wanted = form.wanted()
    page = selectors.register(organisation, at=now(), after=form.page_after(), wanted=wanted)
    return render(request, "issuing/register.html", {"page": page, "form": form})


@signed_in
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest, slug: str) -> HttpResponse:
    """Award one person: which badge first, then whom and what was seen; intended, then sealed in the same request."""
    organisation = get_organisation(request.person, slug, to=Act.AWARD)
    choices = selectors.badge_choices(organisation, request.person)
    badge = _chosen(choices, request.POST.get("badge") or request.GET.get("badge") or "")
    if badge is None:
        status = 422 if request.method == "POST" else 200
        return render(request, "issuing/choose.html", {"badges": choices, "slug": slug}, status=status)
    learners = selectors.learner_choices(organisation, request.person)
    elements = selectors.elements_to_judge(badge.code)
    form = AwardForm(request.POST or None, elements=elements, learners=learners, learner=request.GET.get("learner"))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            made = _intended(request.person, organisation, badge, form)
        except HouseError as problem:
            form.add_error(None, problem.for_people())
            status = 503 if isinstance(problem, Unavailable) else 422
        else:
            return _sealed(request, slug, made)
    elif request.method == "POST":
        status = 422
    context = {"form": form, "slug": slug, "badge": badge, "several": len(choices) > 1, "has_learners": bool(learners)}
    return render(request, "issuing/new.html", context, status=status)


def _chosen(choices: tuple[BadgeToAward, ...], code: str) -> BadgeToAward | None:
    """The badge that was asked for; the only one when there is one."""
    if not code and len(choices) == 1:
        return choices[0]
    return next((badge for badge in choices if str(badge.code) == code), None)


def _intended(judge: Person, organisation: Organisation, badge: BadgeToAward, form: AwardForm) -> Award:
    """The promise, made only while it can be kept."""
    learner = Person.objects.filter(code=form.cleaned_data["learner"], memberships__organisation=organisation).first()
    if learner is None:
        raise NotAMember
    sealing.check_ready(organisation=organisation, at=now())
    return services.intend(
        version=badges.get_version(judge, badge.code, to=Act.AWARD),
        learner=learner,
        judge=judge,
        levels=form.levels(),
        seen=form.seen(),
        narrative=form.cleaned_data["narrative"],
        evidence=form.evidence(),
        once=form.sent(),
        at=now(),
    )


def _sealed(request: PersonRequest, slug: str, made: Award) -> HttpResponse:
    """Its own page, sealed; what cannot be sealed now stays promised, and its page says why."""
    try:
        services.seal(award=made, at=now())
    except HouseError as problem:
        messages.error(request, problem.for_people())
    return redirect("issuing:award", slug, made.code)


@signed_in
@require_GET
def award(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """One award with the verdict of its sealed bytes."""
    found = access.get_award(request.person, code, to=Act.SEE_AWARDS, slug=slug)
    page = selectors.award_page(found, at=now())
    context = {"award": page, "page": page.verdict, "slug": slug, "panels": panels.at("issuing:award", request, found)}
    return render(request, "issuing/award.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def revoke(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Ask for a revocation, with a reason."""
    found = access.get_award(request.person, code, to=Act.REVOKE, slug=slug)
    form = RevokeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.ask_revocation(award=found, actor=request.person, at=now(), **form.cleaned_data)
            except HouseError as problem:
                form.add_error(None, problem.for_people())
                status = 503 if isinstance(problem, Unavailable) else 422
            else:
                return redirect("issuing:award", slug, code)
    page = selectors.award_page(found, at=now())
    context = {"form": form, "award": page, "slug": slug, "hours": found.organisation.waiting_hours}
    return render(request, "issuing/revoke.html", context, status=status)


@signed_in
@require_POST
def stop(request: PersonRequest, slug: str, code: UUID, revocation: UUID) -> HttpResponse:
    """Stop a revocation that still waits."""
    found = access.get_award(request.person, code, to=Act.REVOKE, slug=slug)
    waiting = get_object_or_404(Revocation.objects.select_related("award__organisation"), code=revocation, award=found)
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
    version = badges.get_version(request.person, code, to=Act.PUBLISH, slug=slug)
    try:
        catalogue.take_back(version=version, actor=request.person, awards=selectors.holders(version), at=now())
    except HouseError as problem:
        messages.error(request, problem.for_people())
        return redirect("catalogue:badge", code)
    messages.info(request, "Taken back. It is a draft again.")
    return redirect("catalogue:edit", slug, code)
