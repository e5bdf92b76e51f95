"""Pages of job tasks: what work needs, for everybody; and the editor of its rule, for whoever plans."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laurels.catalogue import access
from laurels.catalogue.forms.tasks import TaskForm, act_in, lines_in
from laurels.catalogue.models import JobTask
from laurels.catalogue.rules import outline, tree
from laurels.catalogue.rules.outline import Lines
from laurels.catalogue.selectors import tasks as selectors
from laurels.catalogue.services import tasks as services
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.people.access import PersonRequest, enter, signed_in
from laurels.people.models import Membership, Organisation, Person
from laurels.people.rules import Act, Mode, Switch, may

PAGE = "catalogue/plan/task-edit.html"


@require_safe
def task(request: HttpRequest, code: UUID) -> HttpResponse:
    """What a piece of work needs: everybody may read it, as everybody reads the badges."""
    found = access.get_public_task(code)
    may_write = False
    if isinstance(request.user, Person):
        roles = access.roles_of(request.user, found.organisation)
        may_write = may(roles, Act.WRITE_TASKS, mode=Mode(found.organisation.mode))
    return render(request, "catalogue/plan/task.html", {"page": selectors.task_page(found), "may_write": may_write})


@signed_in
@require_safe
def tasks(request: PersonRequest, slug: str) -> HttpResponse:
    """Every job task of the organisation, for everybody who works there."""
    organisation, roles = enter(request.person, slug, to=Act.SEE_ORGANISATION, switch=Switch.PLANNING)
    may_write = may(roles, Act.WRITE_TASKS, mode=Mode(organisation.mode))
    return render(request, "catalogue/plan/tasks.html", {"page": selectors.tasks_page(organisation, may_write=may_write)})


@signed_in
@require_http_methods(["GET", "POST"])
def new_task(request: PersonRequest, slug: str) -> HttpResponse:
    """A new one."""
    organisation, _ = enter(request.person, slug, to=Act.WRITE_TASKS, switch=Switch.PLANNING)
    return _edit(request, organisation, None, outline.EMPTY, {"owner": str(request.person.code)})


@signed_in
@require_http_methods(["GET", "POST"])
def edit_task(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Another text of one."""
    found = access.get_task(request.person, slug, code, to=Act.WRITE_TASKS)
    initial = {
        "title": found.title,
        "owner": str(found.owner.code) if found.owner else "",
        "job_roles": [str(role.job_role.code) for role in found.roles.all()],
    }
    return _edit(request, found.organisation, found, outline.lines_of(tree.parse(found.needs)), initial)


def _edit(
    request: PersonRequest, organisation: Organisation, found: JobTask | None, lines: Lines, initial: Mapping[str, object]
) -> HttpResponse:
    """The one page of both: a button moves a line, another keeps all of it; nothing that was typed is lost on the way."""
    jobs = [(str(code), title) for code, title in organisation.job_roles.order_by("title").values_list("code", "title")]
    posted = request.POST if request.method == "POST" else None
    form = TaskForm(posted, owners=selectors.owner_choices(organisation), jobs=jobs, initial=initial)
    problem, changed = "", False
    if posted is not None:
        lines = lines_in(request.POST)
        if act := act_in(request.POST):
            lines, changed = outline.moved(lines, *act), True
            form = TaskForm(initial=_typed(request), owners=selectors.owner_choices(organisation), jobs=jobs)
        elif form.is_valid():
            try:
                kept = _kept(request, organisation, found, form, lines)
            except HouseError as refused:
                problem = refused.for_people()
            else:
                messages.success(request, f"“{kept.title}” is kept.")
                return redirect("catalogue:task", kept.code)
    page = {
        "form": form,
        "slug": organisation.slug,
        "organisation": organisation.display_name,
        "task": found.code if found else None,
        "title": found.title if found else "",
        "lines": _shown(lines),
        "badges": selectors.badge_choices(organisation),
        "problem": problem,
        "changed": changed,
    }
    return render(request, PAGE, page, status=422 if problem or (form.is_bound and form.errors) else 200)


def _typed(request: PersonRequest) -> dict[str, object]:
    """What stands in the other fields while a line is moved."""
    return {
        "title": request.POST.get("title", ""),
        "owner": request.POST.get("owner", ""),
        "job_roles": request.POST.getlist("job_roles"),
    }


def _kept(request: PersonRequest, organisation: Organisation, found: JobTask | None, form: TaskForm, lines: Lines) -> JobTask:
    """Keep what was typed."""
    return services.keep_task(
        organisation=organisation,
        title=form.cleaned_data["title"],
        needs=outline.data_of(lines),
        owner=_owner(organisation, form.cleaned_data["owner"]),
        job_roles=form.jobs(),
        actor=request.person,
        at=now(),
        task=found,
    )


def _owner(organisation: Organisation, code: str) -> Person | None:
    """Whoever was chosen, of those who work there."""
    if not code:
        return None
    there = Membership.objects.filter(organisation=organisation, state=Membership.State.ACTIVE, person__code=code)
    member = there.select_related("person").first()
    return member.person if member else None


def _shown(lines: Lines) -> list[dict[str, object]]:
    """Lines as the page shows them: with what each may do."""
    return [
        {
            "place": place,
            "line": line,
            "group": line.kind != outline.BADGE,
            "root": place == 0,
            "below": len(outline.children_of(lines, place)) if line.kind != outline.BADGE else 0,
            "up": outline.moved(lines, "up", place) != lines,
            "down": outline.moved(lines, "down", place) != lines,
            "into": outline.moved(lines, "in", place) != lines,
            "out": outline.moved(lines, "out", place) != lines,
        }
        for place, line in enumerate(lines)
    ]


@signed_in
@require_POST
def remove_task(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Take one away."""
    found = access.get_task(request.person, slug, code, to=Act.WRITE_TASKS)
    title = found.title
    services.remove_task(task=found, actor=request.person, at=now())
    messages.info(request, f"“{title}” is taken away. Badges and what people hold stay.")
    return redirect("catalogue:tasks", slug)
