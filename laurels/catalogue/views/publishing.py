"""Pages of a version that others see: published, its judges, retired."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from laurels.catalogue import access, selectors, services
from laurels.catalogue.errors import MovedMeanwhile
from laurels.catalogue.forms.five import JudgesForm
from laurels.catalogue.rules import JUDGES_MAY_CHANGE, State
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.people.access import PersonRequest, signed_in
from laurels.people.rules import Act


@signed_in
@require_http_methods(["GET", "POST"])
def publish(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """What was filled in, shown once; one press publishes."""
    version = access.get_version(request.person, code, to=Act.PUBLISH, slug=slug)
    problem = ""
    if request.method == "POST":
        try:
            services.publish(version=version, actor=request.person, at=now())
        except HouseError as found:
            problem = found.for_people()
        else:
            messages.success(request, f"“{version.title}” is published. It can be earned from now on.")
            return redirect("catalogue:badge", code)
    elif version.state != State.DRAFT:
        return redirect("catalogue:badge", code)
    page = selectors.confirm_page(version, request.person, at=now())
    return render(request, "catalogue/confirm.html", {"page": page, "slug": slug, "problem": problem})


@signed_in
@require_http_methods(["GET", "POST"])
def judges(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Who judges a published badge from now on; its text stays."""
    version = access.get_version(request.person, code, to=Act.PUBLISH, slug=slug)
    if version.state not in JUDGES_MAY_CHANGE:
        messages.error(request, MovedMeanwhile().for_people())
        return redirect("catalogue:design", slug)
    form = JudgesForm(
        request.POST if request.method == "POST" else None,
        judges=selectors.judge_choices(version.achievement.organisation),
        initial={"judges": list(selectors.five_of(version).judges)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.change_judges(version=version, judges=form.cleaned_data["judges"], actor=request.person, at=now())
        except HouseError as problem:
            form.add_error(None, problem.for_people())
        else:
            messages.success(request, "Kept. Badges that were awarded keep their judge.")
            return redirect("catalogue:badge", code)
    page = {"form": form, "slug": slug, "version": code, "title": version.title}
    return render(request, "catalogue/judges.html", page, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def retire(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """GET says what it would mean, POST does it: nobody can earn it any more."""
    version = access.get_version(request.person, code, to=Act.PUBLISH, slug=slug)
    if request.method == "POST":
        try:
            services.retire(version=version, actor=request.person, at=now())
        except HouseError as problem:
            messages.error(request, problem.for_people())
            return redirect("catalogue:design", slug)
        messages.info(request, f"“{version.title}” is retired. Whoever holds it keeps it.")
        return redirect("catalogue:badge", code)
    return render(request, "catalogue/retire.html", {"title": version.title, "slug": slug, "version": code})
