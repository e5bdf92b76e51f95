"""Pages of training plans: whose there are, a new one, and one with its items, for the person and for whoever plans."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laurels.catalogue import access
from laurels.catalogue.access import SeenPlan
from laurels.catalogue.errors import PlanNotFound
from laurels.catalogue.forms.training import DoneForm, ItemForm, PlanForm
from laurels.catalogue.models import TrainingPlan
from laurels.catalogue.rules import training as rules
from laurels.catalogue.selectors import tasks as badges
from laurels.catalogue.selectors import training as selectors
from laurels.catalogue.services import training as services
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.people.access import PersonRequest, enter, signed_in
from laurels.people.models import Organisation, Person
from laurels.people.rules import Act, Mode, Switch, may


@signed_in
@require_safe
def plans(request: PersonRequest, slug: str) -> HttpResponse:
    """Her own plans, and those of the people for whom she plans."""
    organisation, roles = enter(request.person, slug, to=Act.SEE_ORGANISATION, switch=Switch.PLANNING)
    page = selectors.plans_page(
        organisation,
        request.person,
        everybody=rules.may_plan_for_jobs(roles),
        may_write=may(roles, Act.PLAN_TRAINING, mode=Mode(organisation.mode)),
        at=now(),
    )
    return render(request, "catalogue/plan/plans.html", {"page": page})


@signed_in
@require_http_methods(["GET", "POST"])
def new_plan(request: PersonRequest, slug: str) -> HttpResponse:
    """A plan for one of her people, or for everybody in a job."""
    organisation, roles = enter(request.person, slug, to=Act.PLAN_TRAINING, switch=Switch.PLANNING)
    everybody = rules.may_plan_for_jobs(roles)
    people = selectors.planned_for(organisation, request.person, everybody=everybody) if request.method == "POST" else []
    jobs = selectors.job_choices(organisation) if everybody else []
    form = PlanForm(request.POST or None, people=people, jobs=jobs, initial={"person": request.GET.get("for", "")})
    if request.method == "POST" and form.is_valid():
        try:
            plan = _made(request, organisation, form)
        except HouseError as problem:
            form.add_error(None, problem.for_people())
        else:
            return redirect("catalogue:plan", slug, plan.code)
    page = {"form": form, "slug": slug, "organisation": organisation.display_name}
    return render(request, "catalogue/plan/plan-new.html", page, status=422 if form.errors else 200)


def _made(request: PersonRequest, organisation: Organisation, form: PlanForm) -> TrainingPlan:
    """The plan that was typed."""
    data = form.cleaned_data
    return services.make_plan(
        organisation=organisation,
        title=data["title"],
        person=Person.objects.get(code=data["person"]) if data["person"] else None,
        job_role=organisation.job_roles.get(code=data["job_role"]) if data.get("job_role") else None,
        source=data["source"],
        starts_on=data["starts_on"],
        ends_on=data["ends_on"],
        actor=request.person,
        at=now(),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def plan(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """One plan; whoever writes it adds things here."""
    seen = access.get_plan(request.person, slug, code, of=_code(request.GET.get("of", "")))
    form = None
    if seen.may_write:
        choices = badges.badge_choices(seen.plan.organisation)
        form = ItemForm(request.POST or None, badges=choices, initial={"due_on": seen.plan.ends_on})
        if request.method == "POST" and form.is_valid():
            try:
                services.add_item(plan=seen.plan, item=form.item(), actor=request.person, at=now())
            except HouseError as problem:
                form.add_error(None, problem.for_people())
            else:
                messages.success(request, "Added.")
                return redirect("catalogue:plan", slug, code)
    elif request.method == "POST":
        enter(request.person, slug, to=Act.PLAN_TRAINING)  # refuses
        raise PlanNotFound
    page = selectors.plan_page(seen.plan, viewer=request.person, person=seen.person, may_write=seen.may_write, at=now())
    context = {"page": page, "form": form, "done_form": DoneForm(auto_id=False)}
    return render(request, "catalogue/plan/plan.html", context, status=422 if form is not None and form.errors else 200)


@signed_in
@require_POST
def done(request: PersonRequest, slug: str, code: UUID, item: UUID) -> HttpResponse:
    """Say that something is done, or take that back."""
    seen, found = _seen(request, slug, code, item)
    person = seen.person
    if person is None:
        raise PlanNotFound
    form = DoneForm(request.POST)
    try:
        if "open" in request.POST:
            services.mark_open(item=found, person=person, actor=request.person, at=now())
            messages.info(request, "It is open again.")
        elif form.is_valid():
            services.mark_done(item=found, person=person, note=form.cleaned_data["note"], actor=request.person, at=now())
            messages.success(request, f"“{found.title}” is done.")
        else:
            messages.error(request, "Write in a few words how you know. A note of up to 300 characters is enough.")
    except HouseError as problem:
        messages.error(request, problem.for_people())
    return _back(seen, person, slug, code)


@signed_in
@require_POST
def remove_item(request: PersonRequest, slug: str, code: UUID, item: UUID) -> HttpResponse:
    """Take something out of a plan."""
    _, found = _seen(request, slug, code, item)
    services.remove_item(item=found, actor=request.person, at=now())
    messages.info(request, f"“{found.title}” is taken out.")
    return redirect("catalogue:plan", slug, code)


@signed_in
@require_POST
def remove_plan(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Take a whole plan away."""
    seen = access.get_plan(request.person, slug, code)
    services.remove_plan(plan=seen.plan, actor=request.person, at=now())
    messages.info(request, f"“{seen.plan.title}” is taken away. What anybody holds stays.")
    return redirect("catalogue:plans", slug)


def _seen(request: PersonRequest, slug: str, code: UUID, item: UUID) -> tuple[SeenPlan, selectors.PlanItem]:
    """A plan that she may see, and one thing of it."""
    seen = access.get_plan(request.person, slug, code, of=_code(request.POST.get("of", "")))
    return seen, access.get_item(seen, item)


def _back(seen: SeenPlan, person: Person, slug: str, code: UUID) -> HttpResponse:
    """To the plan; of a whole job's plan, to that person's."""
    answer = redirect("catalogue:plan", slug, code)
    if seen.plan.person is None:
        answer["Location"] += f"?of={person.code}"
    return answer


def _code(text: str) -> UUID | None:
    """A code from an address; anything else is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
