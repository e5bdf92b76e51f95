"""Pages of the second person: a draft submitted, read element by element, returned or approved."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from laurels.catalogue import access, services
from laurels.catalogue.errors import JudgeUnknown
from laurels.catalogue.forms.reviewing import RemarksForm
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.catalogue.selectors import reviews
from laurels.catalogue.selectors.readiness import readiness, with_last_reason
from laurels.catalogue.selectors.reviews import ReviewPage
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.people.access import PersonRequest, signed_in
from laurels.people.models import Person
from laurels.people.navigation import places
from laurels.people.rules import Act, Mode, may


@signed_in
@require_http_methods(["GET", "POST"])
def submit(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """What stands between a draft and its reviewer; one press submits it."""
    rows = with_last_reason(AchievementVersion.objects.all())
    version = access.get_version(request.person, code, to=Act.DESIGN, slug=slug, rows=rows)
    if version.achievement.organisation.mode == Mode.SMALL and version.state == State.DRAFT and request.method == "GET":
        return redirect("catalogue:publish", slug, code)  # nobody else needs to look at it first
    problem = ""
    if request.method == "POST":
        try:
            chosen = _reviewer(version, request.POST.get("reviewer", ""))
            services.submit(version=version, actor=request.person, reviewer=chosen, at=now())
        except HouseError as found:
            problem = found.for_people()
        else:
            messages.success(request, f"“{version.title}” waits for its reviewer. You are told how it ends.")
            return redirect("catalogue:review", slug, code)
    return _ready(request, version, problem)


def _reviewer(version: AchievementVersion, code: str) -> Person | None:
    """The person who is asked; None asks everybody who could approve."""
    if not code:
        return None
    found = {str(member.person.code): member.person for member in services.approvers(version)}
    if code not in found:
        raise JudgeUnknown
    return found[code]


def _ready(request: PersonRequest, version: AchievementVersion, problem: str = "") -> HttpResponse:
    reviewers = tuple((str(member.person.code), member.person.name) for member in services.approvers(version))
    page = readiness(version, reviewers=reviewers, at=now())
    context = {"page": page, "problem": problem, "slug": page.slug}
    return render(request, "catalogue/review/submit.html", context, status=422 if problem else 200)


@signed_in
@require_POST
def answer(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Answer one finding of the linter with a reason."""
    rows = with_last_reason(AchievementVersion.objects.all())
    version = access.get_version(request.person, code, to=Act.DESIGN, slug=slug, rows=rows)
    rule, _, subject = request.POST.get("finding", "").partition("/")
    try:
        services.override(
            version=version,
            rule=rule,
            subject=subject,
            reason=request.POST.get("reason", "")[:300],
            actor=request.person,
            at=now(),
        )
    except HouseError as problem:
        return _ready(request, version, problem.for_people())
    return redirect("catalogue:submit", slug, code)


@signed_in
@require_http_methods(["GET", "POST"])
def review(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """One screen for the second person: every element, what changed, what the linter says, and the end of it."""
    rows = reviews.with_review(AchievementVersion.objects.all())
    version = access.get_version(request.person, code, to=Act.REVIEW, slug=slug, rows=rows)
    if version.state not in (State.IN_REVIEW, State.APPROVED):
        return redirect("catalogue:history", slug, code)
    page = _page(request, version)
    codes = [element.code for element in page.elements]
    if request.method == "GET":
        return _review(request, page, RemarksForm(codes=codes, initial=RemarksForm.initial_of(_said(page))))
    form = RemarksForm(request.POST, codes=codes)
    if form.is_valid():
        try:
            return _ended(request, version, form, slug)
        except HouseError as found:
            form.add_error(None, found.for_people())
            page = _page(request, version)
    return _review(request, page, form, status=422)


def _page(request: PersonRequest, version: AchievementVersion) -> ReviewPage:
    organisation = version.achievement.organisation
    here = (roles for place, roles in places(request, request.person).items() if place.slug == organisation.slug)
    owns = may(next(here, frozenset()), Act.PUBLISH, mode=Mode(organisation.mode))  # the verb asks the tables again
    return reviews.review_page(version, person=request.person, owns=owns, at=now())


def _said(page: ReviewPage) -> list[tuple[int, bool, str]]:
    """What was said before, by the place in the form."""
    places = [(0, page.said), *((element.place, element.said) for element in page.elements)]
    return [(place, said.agreed, said.words) for place, said in places if said is not None]


def _ended(request: PersonRequest, version: AchievementVersion, form: RemarksForm, slug: str) -> HttpResponse:
    """Keep what was said, then do what was pressed."""
    by: dict[str, Any] = {"version": version, "actor": request.person, "at": now()}
    if version.state == State.IN_REVIEW:
        for element, agreed, words in form.remarks():
            services.say(element_code=element, agreed=agreed, words=words, **by)
    if "rest" in request.POST:
        services.agree_to_the_rest(**by)
    if "approve" in request.POST:
        services.approve(**by)
        messages.success(request, f"“{version.title}” is approved. It can be published now.")
        return redirect("catalogue:publish", slug, version.code)
    if "return" in request.POST:
        services.give_back(reason=form.cleaned_data["reason"], **by)
        messages.success(request, f"“{version.title}” is back with its author, with your words.")
        return redirect("catalogue:design", slug)
    messages.success(request, "Your words are kept.")
    return redirect("catalogue:review", slug, version.code)


def _review(request: PersonRequest, page: ReviewPage, form: RemarksForm, *, status: int = 200) -> HttpResponse:
    """The page, with the form's fields beside the elements."""
    rows = [(element, form[f"said-{element.place}"], form[f"words-{element.place}"]) for element in page.elements]
    around = (form["said-0"], form["words-0"])
    context = {"page": page, "form": form, "rows": rows, "around": around, "slug": page.slug}
    return render(request, "catalogue/review/review.html", context, status=status)
