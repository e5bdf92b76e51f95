"""The badge studio: choose, see it live, keep it; and the family that an organisation's badges make."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from laurels.catalogue import access, services
from laurels.catalogue.forms.studio import FamilyForm, StudioForm
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.pictures.family import Family
from laurels.catalogue.rules import State
from laurels.catalogue.selectors import studio as selectors
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.people.access import PersonRequest, enter, get_organisation, signed_in
from laurels.people.models import Organisation
from laurels.people.rules import Act, Mode, may

MOST_BEFORE = 4_000
"""Longest text of the choices that a page carries along to go back to [characters]."""


@signed_in
@require_http_methods(["GET", "POST"])
def studio(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """The studio of a draft; a published badge has no studio, only its page."""
    version = access.get_version(request.person, code, to=Act.DESIGN, slug=slug)
    if version.state != State.DRAFT:
        return redirect("catalogue:badge", code)
    form = _form(request, version)
    if request.method == "POST":
        if "undo" in request.POST or "alone" in request.POST:
            return _back(request, version, form)
        if form.is_valid() and _kept(request, version, form):
            return redirect("catalogue:edit" if "use" in request.POST else "catalogue:studio", slug, code)
    return _page(request, form, version)


@signed_in
@require_POST
def save(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """The studio keeps itself with every choice; the answer is the page as it stands now."""
    version = access.get_version(request.person, code, to=Act.DESIGN, slug=slug)
    form = _form(request, version)
    if not form.is_valid() or not _kept(request, version, form):
        return _page(request, form, version, status=422)
    return _page(request, form, version)


def _kept(request: PersonRequest, version: AchievementVersion, form: StudioForm) -> bool:
    """Keep what was chosen; what cannot be kept stands on the form."""
    choices = form.choices_given()
    if takes := request.POST.get("take"):
        choices["ink"] = takes
    try:
        services.choose_picture(
            version=version, choices=choices, author=request.person, at=now(), stands=request.POST.get("stands")
        )
    except HouseError as problem:
        form.add_error(None, problem.for_people())
        return False
    return True


def _back(request: PersonRequest, version: AchievementVersion, form: StudioForm) -> HttpResponse:
    """Undo all since the page was opened, or let the picture draw itself."""
    choices = _before(request) if "undo" in request.POST else None
    try:
        services.choose_picture(version=version, choices=choices, author=request.person, at=now())
    except HouseError as problem:
        form.add_error(None, problem.for_people())
        return _page(request, form, version)
    messages.info(request, "It is as it was when you came." if "undo" in request.POST else "It draws itself from the name.")
    return redirect("catalogue:studio", version.achievement.organisation.slug, version.code)


def _before(request: HttpRequest) -> dict[str, Any] | None:
    """The choices with which the page was opened; None for a picture that drew itself, and for what is no such text."""
    text = request.POST.get("before", "")
    try:
        found = json.loads(text) if len(text) <= MOST_BEFORE else None
    except ValueError:
        return None
    return found if isinstance(found, dict) and found.get("icon") else None


def _form(request: HttpRequest, version: AchievementVersion) -> StudioForm:
    """The form over a draft's choices."""
    begin = selectors.choosing_of(version)
    initial = StudioForm.initial_of(begin.choices, offered=begin.inks, alt=begin.alt)
    return StudioForm(request.POST or None, inks=begin.inks, has_mark=begin.has_mark, initial=initial)


def _page(request: HttpRequest, form: StudioForm, version: AchievementVersion, *, status: int = 200) -> HttpResponse:
    """The studio, with the choices to which "Undo" goes back."""
    before = request.POST.get("before") if request.method == "POST" else json.dumps(version.picture_choices)
    page = {"form": form, "page": selectors.studio_page(version), "before": before}
    return render(request, "catalogue/studio.html", page, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def family(request: PersonRequest, slug: str) -> HttpResponse:
    """What an organisation's badges share, and which of them do not fit."""
    organisation, roles = enter(request.person, slug, to=Act.SEE_DESIGN)
    may_write = may(roles, Act.DESIGN, mode=Mode(organisation.mode))
    if request.method == "POST":
        organisation = get_organisation(request.person, slug, to=Act.DESIGN)
    look = selectors.family_look(organisation)
    form = _family_form(request, organisation, look.family)
    if request.method == "POST" and form.is_valid() and _family_kept(request, organisation, form):
        messages.success(request, "Kept. Drafts that draw themselves wear it now; published badges stay as they are.")
        return redirect("catalogue:family", slug)
    page = selectors.family_page(organisation, look, page=_number(request.GET.get("page", "")), may_write=may_write)
    return render(request, "catalogue/family.html", {"form": form, "page": page}, status=422 if form.errors else 200)


def _family_kept(request: PersonRequest, organisation: Organisation, form: FamilyForm) -> bool:
    try:
        services.set_family(
            organisation=organisation, style=form.style_given(), mark=form.mark_given(), author=request.person, at=now()
        )
    except HouseError as problem:
        form.add_error("drawing" if "mark" in problem.code else None, problem.for_people())
        return False
    return True


def _family_form(request: HttpRequest, organisation: Organisation, style: Family) -> FamilyForm:
    return FamilyForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        inks=selectors.inks_beside(organisation, style),
        has_mark=bool(style.mark_drawing),
        initial=FamilyForm.initial_of(style),
    )


def _number(text: str) -> int:
    """A page's number from an address; anything else is the first."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
