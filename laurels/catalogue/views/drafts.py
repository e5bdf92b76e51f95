"""Pages of whoever designs: the list, the five fields, a picture, the next version."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from laurels.catalogue import access, rules, selectors, services
from laurels.catalogue.forms.five import FiveForm, PictureForm
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.common.panels import panels
from laurels.people.access import PersonRequest, enter, get_organisation, signed_in
from laurels.people.models import Organisation
from laurels.people.rules import Act, Mode, may


@signed_in
@require_GET
def design(request: PersonRequest, slug: str) -> HttpResponse:
    """Drafts and published badges."""
    organisation, roles = enter(request.person, slug, to=Act.SEE_DESIGN)
    may_write = may(roles, Act.DESIGN, mode=Mode(organisation.mode))
    page = selectors.design_page(organisation, may_write=may_write, at=now())
    return render(request, "catalogue/design.html", {"page": page, "panels": panels.at("catalogue:design", request, organisation)})


@signed_in
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest, slug: str) -> HttpResponse:
    """Five fields for a badge that is not there yet."""
    organisation = get_organisation(request.person, slug, to=Act.DESIGN)
    if request.method == "GET" and selectors.writes_in_full(organisation):
        return redirect("catalogue:begin", slug)
    form = _new_form(request, organisation)
    if request.method == "POST" and form.is_valid():
        try:
            version = _begun(request, organisation, form)
        except HouseError as problem:
            form.add_error(None, problem.for_people())
        else:
            return _onwards(request, version)
    return _five(request, form, organisation, None)


@signed_in
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """The five fields of a draft; a published badge has no form, only its page."""
    version = access.get_version(request.person, code, to=Act.DESIGN, slug=slug)
    if version.state != State.DRAFT:
        return redirect("catalogue:badge", code)
    if selectors.writes_in_full(version.achievement.organisation):
        return redirect("catalogue:write", slug, code)
    form = _form(request, version)
    if request.method == "POST" and form.is_valid():
        try:
            services.update_draft(version=version, fields=form.fields_given(), author=request.person, at=now())
        except HouseError as problem:
            form.add_error(None, problem.for_people())
        else:
            return _onwards(request, version)
    return _five(request, form, version.achievement.organisation, version)


@signed_in
@require_POST
def save_new(request: PersonRequest, slug: str) -> HttpResponse:
    """The first time that a new badge saves itself: it is a draft from now on, and the answer is its page."""
    organisation = get_organisation(request.person, slug, to=Act.DESIGN)
    form = _new_form(request, organisation)
    if not form.is_valid():
        return _five(request, form, organisation, None, status=422)
    return _five(request, form, organisation, _begun(request, organisation, form))


@signed_in
@require_POST
def save(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """A draft saves itself while it is typed; the answer is the page as it stands now."""
    version = access.get_version(request.person, code, to=Act.DESIGN, slug=slug)
    form = _form(request, version)
    if not form.is_valid():
        return _five(request, form, version.achievement.organisation, version, status=422)
    kept = services.update_draft(version=version, fields=form.fields_given(), author=request.person, at=now())
    return _five(request, form, version.achievement.organisation, kept)


def _begun(request: PersonRequest, organisation: Organisation, form: FiveForm) -> AchievementVersion:
    """A draft of what the form holds."""
    return services.draft_from_five(organisation=organisation, fields=form.fields_given(), author=request.person, at=now())


def _new_form(request: PersonRequest, organisation: Organisation) -> FiveForm:
    """The empty form; whoever writes a badge judges it, unless she says otherwise."""
    judges = selectors.judge_choices(organisation)
    own = [code for code, _ in judges if code == str(request.person.code)]
    return FiveForm(request.POST or None, judges=judges, initial={"judges": own, "lasts": "2"})


def _form(request: HttpRequest, version: AchievementVersion) -> FiveForm:
    """The form over a draft."""
    judges = selectors.judge_choices(version.achievement.organisation)
    return FiveForm(request.POST or None, judges=judges, initial=FiveForm.initial_of(selectors.five_of(version)))


def _five(
    request: PersonRequest, form: FiveForm, organisation: Organisation, version: AchievementVersion | None, *, status: int = 200
) -> HttpResponse:
    """The page of the five fields, with what they become beside them."""
    page = selectors.five_page(
        organisation,
        form.fields_so_far(),
        version=version,
        author=version.author if version else request.person,
        judges=form.judge_names(),
        at=now(),
    )
    return render(request, "catalogue/five.html", {"form": form, "page": page}, status=status)


def _onwards(request: HttpRequest, version: AchievementVersion) -> HttpResponse:
    """After saving: to the confirmation, or back to the draft."""
    slug = version.achievement.organisation.slug
    if "publish" in request.POST:
        return redirect("catalogue:publish", slug, version.code)
    messages.success(request, "Kept as a draft.")
    return redirect("catalogue:edit", slug, version.code)


@signed_in
@require_http_methods(["GET", "POST"])
def own_picture(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Upload an own picture, or go back to the one that draws itself."""
    version = access.get_version(request.person, code, to=Act.DESIGN, slug=slug)
    form = PictureForm(request.POST, request.FILES) if request.method == "POST" else PictureForm()
    if request.method == "POST" and "draw" in request.POST:
        services.set_picture(version=version, author=request.person, data=None, at=now())
        return redirect("catalogue:edit", slug, code)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_picture(version=version, author=request.person, at=now(), **form.picture_given())
        except HouseError as problem:
            form.add_error("picture", problem.for_people())
        else:
            return redirect("catalogue:edit", slug, code)
    page = {"title": version.title, "picture": selectors.picture_path(version, small_cut=False), "alt": version.picture_alt}
    return render(request, "catalogue/picture.html", {"form": form, "slug": slug, "version": code, "page": page})


@signed_in
@require_POST
def next_version(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Begin the next version of a published badge, or go on with the draft of it."""
    version = access.get_version(request.person, code, to=Act.DESIGN, slug=slug)
    try:
        change = request.POST.get("change", "larger")
        change = change if change in rules.CHANGES else "larger"
        draft = services.begin_next(version=version, author=request.person, at=now(), change=change)
    except HouseError as problem:
        messages.error(request, problem.for_people())
        return redirect("catalogue:badge", code)
    return redirect("catalogue:edit", slug, draft.code)


@signed_in
@require_POST
def discard(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Throw a draft away that nobody has seen."""
    version = access.get_version(request.person, code, to=Act.DESIGN, slug=slug)
    title = version.title or "The draft"
    try:
        services.discard(version=version, actor=request.person, at=now())
    except HouseError as problem:
        messages.error(request, problem.for_people())
    else:
        messages.info(request, f"“{title}” is thrown away.")
    return redirect("catalogue:design", slug)
