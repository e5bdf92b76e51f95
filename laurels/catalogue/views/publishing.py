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
from laurels.catalogue.forms.reviewing import ReasonForm
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import JUDGES_MAY_CHANGE, State
from laurels.catalogue.selectors.history import approved_page
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.people.access import PersonRequest, signed_in
from laurels.people.rules import Act, Mode


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
    elif (elsewhere := _elsewhere(version, slug)) is not None:
        return elsewhere
    if version.state == State.APPROVED or not selectors.has_small_lines(version):
        page = approved_page(version, at=now())
        return render(request, "catalogue/review/publish.html", {"page": page, "slug": slug, "problem": problem})
    confirm = selectors.confirm_page(version, at=now())
    return render(request, "catalogue/confirm.html", {"page": confirm, "slug": slug, "problem": problem})


def _elsewhere(version: AchievementVersion, slug: str) -> HttpResponse | None:
    """Where somebody goes who cannot publish this yet, or any more; None where she can."""
    if version.state == State.IN_REVIEW:
        return redirect("catalogue:review", slug, version.code)
    if version.state not in (State.DRAFT, State.APPROVED):
        return redirect("catalogue:badge", version.code)
    if version.state == State.DRAFT and version.achievement.organisation.mode != Mode.SMALL:
        return redirect("catalogue:submit", slug, version.code)
    return None


@signed_in
@require_http_methods(["GET", "POST"])
def suspend(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """GET says what it would mean, POST puts the badge on hold with a reason."""
    version = access.get_version(request.person, code, to=Act.PUBLISH, slug=slug)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.suspend(version=version, reason=form.cleaned_data["reason"], actor=request.person, at=now())
        except HouseError as problem:
            form.add_error("reason", problem.for_people())
        else:
            messages.info(request, f"“{version.title}” is on hold. Whoever holds it keeps it.")
            return redirect("catalogue:badge", code)
    page = {"form": form, "slug": slug, "version": code, "title": version.title}
    return render(request, "catalogue/review/suspend.html", page, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def resume(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """GET asks, POST brings a badge back that was on hold."""
    version = access.get_version(request.person, code, to=Act.PUBLISH, slug=slug)
    if request.method == "POST":
        try:
            services.resume(version=version, actor=request.person, at=now())
        except HouseError as problem:
            messages.error(request, problem.for_people())
        else:
            messages.success(request, f"“{version.title}” is back. It can be earned again.")
        return redirect("catalogue:badge", code)
    return render(request, "catalogue/review/resume.html", {"title": version.title, "slug": slug, "version": code})


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
