"""How a badge of full size begins, and the page that says how it came to be and what can follow."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from laurels.catalogue import access, rules, selectors, services
from laurels.catalogue.errors import BadgeNotFound
from laurels.catalogue.forms.begin import LanguageForm, NameForm, PasteForm
from laurels.catalogue.forms.writing import LANGUAGES
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import PastedLine
from laurels.catalogue.selectors import beginning as pages
from laurels.catalogue.versions import StrategyData, VersionData
from laurels.catalogue.views.write_elements import ask_for_lines
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.people.access import PersonRequest, get_organisation, signed_in
from laurels.people.errors import MemberNotFound, NotYours, OrganisationNotFound
from laurels.people.models import Organisation
from laurels.people.rules import Act

CHANGE_WORDS = {
    "wording": "Only its wording: everything asked stays the same",
    "smaller": "Something small: an element is added, or asks a little more",
    "larger": "What it is about",
}
"""How much a next version changes, as a designer is asked."""


@signed_in
@require_http_methods(["GET", "POST"])
def begin(request: PersonRequest, slug: str) -> HttpResponse:
    """A name, a pattern, a copy, or a pasted list."""
    organisation = get_organisation(request.person, slug, to=Act.DESIGN)
    if not selectors.writes_in_full(organisation):
        return redirect("catalogue:new", slug)
    form = NameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = new_badge(form.cleaned_data["title"])
        try:
            made = services.begin_draft(organisation=organisation, data=data, author=request.person, at=now())
        except HouseError as problem:
            form.add_error(None, problem.for_people())
        else:
            return redirect("catalogue:write", slug, made.code)
    context = {"page": pages.begin_page(organisation), "form": form}
    return render(request, "catalogue/write/begin.html", context, status=422 if form.errors else 200)


def new_badge(title: str) -> VersionData:
    """A badge of which there is only the name: what can be assumed is filled in, and can be changed."""
    strategy = StrategyData(performance_level="competent", lifespan_months=24, window_days=90, grace_days=30)
    criteria = "Show each required element at the level that is needed, with your own recent evidence from work."
    return VersionData(handle="", title=title, number="1.0", criteria=criteria, strategy=strategy)


@signed_in
@require_http_methods(["GET", "POST"])
def paste(request: PersonRequest, slug: str) -> HttpResponse:
    """A new badge from a pasted list: its name and its lines, looked over before anything is kept."""
    organisation = get_organisation(request.person, slug, to=Act.DESIGN)
    if not selectors.writes_in_full(organisation):
        return redirect("catalogue:new", slug)
    name = NameForm(request.POST if request.method == "POST" else None)
    asked = ask_for_lines(request)
    if isinstance(asked, tuple):
        if name.is_valid():
            data = with_lines(new_badge(name.cleaned_data["title"]), asked, taken=selectors.handles_of(organisation))
            try:
                made = services.begin_draft(organisation=organisation, data=data, author=request.person, at=now())
            except HouseError as problem:
                messages.error(request, problem.for_people())
            else:
                return redirect("catalogue:write-elements", slug, made.code)
        asked = {"form": PasteForm(request.POST)}
    return render(request, "catalogue/write/paste.html", asked | {"name": name, "slug": slug})


def with_lines(data: VersionData, lines: Sequence[PastedLine], *, taken: Collection[str]) -> VersionData:
    """A badge under a code of its own, with an element for each line."""
    handle = rules.handle_of(data.title, taken=taken)
    elements = tuple(rules.element_of(line, code=f"{handle[:50]}-{place}") for place, line in enumerate(lines, 1))
    return replace(data, handle=handle, elements=elements)


@signed_in
@require_POST
def copy(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """A new badge that begins with everything another one says: one of hers, or a public one."""
    organisation = get_organisation(request.person, slug, to=Act.DESIGN)
    source = _seen(request, code)
    try:
        made = services.begin_copy(source=source, organisation=organisation, author=request.person, at=now())
    except HouseError as problem:
        messages.error(request, problem.for_people())
        return redirect("catalogue:begin", slug)
    messages.success(request, f"This is a copy of “{source.title}”. Change what you like; the other one stays as it is.")
    return redirect("catalogue:edit", slug, made.code)


def _seen(request: PersonRequest, code: UUID) -> AchievementVersion:
    """A version that she may see: a public one, or one of a house where she designs."""
    try:
        return access.get_version(request.person, code, to=Act.SEE_DESIGN)
    except (BadgeNotFound, NotYours, OrganisationNotFound, MemberNotFound):
        return access.get_public(code)


@signed_in
@require_GET
def about(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """How a badge came to be, its versions and languages, and what can follow."""
    version = access.get_version(request.person, code, to=Act.SEE_DESIGN, slug=slug)
    page = pages.about_page(version, names=dict(LANGUAGES))
    context = {
        "page": page,
        "changes": [(change, number, CHANGE_WORDS[change]) for change, number in page.numbers],
        "language_form": LanguageForm(there=page.languages) if page.may_translate else None,
        "may_write": may_write(request, version.achievement.organisation),
        "in_full": selectors.writes_in_full(version.achievement.organisation),
    }
    return render(request, "catalogue/write/about.html", context)


def may_write(request: PersonRequest, organisation: Organisation) -> bool:
    """Whether she designs there, and does not only look."""
    try:
        get_organisation(request.person, organisation.slug, to=Act.DESIGN)
    except HouseError:
        return False
    return True


@signed_in
@require_POST
def edition(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Begin the same version in another language."""
    version = access.get_version(request.person, code, to=Act.DESIGN, slug=slug)
    form = LanguageForm(request.POST, there=())
    if not form.is_valid():
        messages.error(request, "Choose a language first.")
        return redirect("catalogue:about", slug, code)
    try:
        made = services.begin_edition(version=version, language=form.cleaned_data["language"], author=request.person, at=now())
    except HouseError as problem:
        messages.error(request, problem.for_people())
        return redirect("catalogue:about", slug, code)
    return redirect("catalogue:write-part", slug, made.code, "says")


@signed_in
@require_POST
def pattern(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Let others begin with a draft, or no longer."""
    version = access.get_version(request.person, code, to=Act.DESIGN, slug=slug)
    is_starter = request.POST.get("pattern") == "yes"
    try:
        services.make_starter(version=version, author=request.person, is_starter=is_starter, at=now())
    except HouseError as problem:
        messages.error(request, problem.for_people())
    else:
        said = "is a pattern now: others begin with a copy of it." if is_starter else "is a draft again, and no pattern."
        messages.success(request, f"“{version.title}” {said}")
    return redirect("catalogue:about", slug, code)
