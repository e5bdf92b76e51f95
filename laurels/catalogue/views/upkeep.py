"""Pages of reviews: what is due, and how one ends."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from laurels.catalogue import access
from laurels.catalogue.forms.planning import StillRightForm
from laurels.catalogue.rules.upkeep import usual_next
from laurels.catalogue.selectors import upkeep as selectors
from laurels.catalogue.services import upkeep as services
from laurels.common.clock import now
from laurels.common.dates import day_in
from laurels.common.errors import HouseError
from laurels.people.access import PersonRequest, enter, signed_in
from laurels.people.rules import Act, Switch


@signed_in
@require_safe
def due(request: PersonRequest, slug: str) -> HttpResponse:
    """What should be looked at again, overdue ones first."""
    organisation, _ = enter(request.person, slug, to=Act.SEE_STRATEGY, switch=Switch.PLANNING)
    return render(request, "catalogue/plan/reviews.html", {"page": selectors.review_page(organisation, at=now())})


@signed_in
@require_http_methods(["GET", "POST"])
def look_again(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """One of them: still right until a day, its next version begun, or retired."""
    task = access.get_review(request.person, slug, code)
    form = StillRightForm(request.POST if "still" in request.POST else None, initial={"next_on": _offered(task)})
    problem = ""
    if request.method == "POST":
        try:
            if (answer := _end(request, task, form, slug)) is not None:
                return answer
        except HouseError as found:
            problem = found.for_people()
    page = {"line": selectors.review_line(task, at=now()), "form": form, "slug": slug, "problem": problem}
    return render(request, "catalogue/plan/review.html", page, status=422 if problem or form.errors else 200)


def _offered(task: selectors.ReviewTask) -> object:
    """The next review date that stands in the field first."""
    zone = task.version.achievement.organisation.time_zone
    published = day_in(task.version.published_at, zone) if task.version.published_at else None
    return usual_next(day_in(now(), zone), task.version.strategy.review_on, published)


def _end(request: PersonRequest, task: selectors.ReviewTask, form: StillRightForm, slug: str) -> HttpResponse | None:
    """Whichever of the three buttons was pressed; None when the day needs another look."""
    title = task.version.title
    words = str(request.POST.get("words", ""))[: form.fields["words"].max_length or 0]  # type: ignore[attr-defined]
    if "next" in request.POST:
        draft = services.next_begun(task=task, words=words, actor=request.person, at=now())
        return redirect("catalogue:edit", slug, draft.code)
    if "retire" in request.POST:
        services.retire_it(task=task, words=words, actor=request.person, at=now())
        messages.info(request, f"“{title}” is retired. Whoever holds it keeps it.")
        return redirect("catalogue:due", slug)
    if not form.is_valid():
        return None
    services.still_right(
        task=task, next_on=form.cleaned_data["next_on"], words=form.cleaned_data["words"], actor=request.person, at=now()
    )
    messages.success(request, f"“{title}” stands as it is. Its new review date is kept.")
    return redirect("catalogue:due", slug)
