"""Pages on which a draft of full size is written, part by part. Each saves itself, and works by its button alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from laurels.catalogue import access, rules, selectors, services
from laurels.catalogue.errors import ElementUnknown, WrittenMeanwhile
from laurels.catalogue.forms.both import both_rows, chosen, typed_again
from laurels.catalogue.forms.mapping import MapForm
from laurels.catalogue.forms.writing import ElementForm, PartForm, SaysForm, StrategyForm, WhoJudgesForm
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import Part, State
from laurels.catalogue.selectors import writing as pages
from laurels.catalogue.versions import ElementData, VersionData
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.people.access import PersonRequest, signed_in
from laurels.people.rules import Act

FORMS = (Part.FOR, Part.SAYS, Part.JUDGES, Part.BEFORE)
"""Parts that are one form; elements and standards are lists."""
WORDS_ONLY = {
    StrategyForm: ("function", "lifespan_months", "lifespan_reason", "window_days", "grace_days"),
    SaysForm: ("kind", "family", "language", "notional_hours", "cpd_points", "level_scheme", "level_value", "prerequisites"),
    ElementForm: (
        "kind", "required", "workplace_only", "renew_always", "critical", "min_items", "kinds", "min_kinds", "min_occasions",
        "max_age_months", "needs_witness",
    ),
}  # fmt: skip
"""Fields that a language edition has no say in."""


@dataclass
class Written:
    """A draft that is open on a page: its rows, and what they say."""

    version: AchievementVersion
    data: VersionData

    @cached_property
    def before(self) -> tuple[ElementData, ...]:
        """The elements of the version before, where there is one."""
        return selectors.elements_of(self.version.previous) if self.version.previous else ()

    @property
    def address(self) -> tuple[str, UUID]:
        """Where it is: what every address of it begins with."""
        return self.version.achievement.organisation.slug, self.version.code


def opened(request: PersonRequest, slug: str, code: UUID, *, part: str = "") -> Written | HttpResponse:
    """A draft of full size for whoever may write it; anything else leads to the page where it is."""
    version = access.get_version(request.person, code, to=Act.DESIGN, slug=slug)
    if version.state != State.DRAFT:
        return redirect("catalogue:about", slug, code)
    if not selectors.writes_in_full(version.achievement.organisation):
        return redirect("catalogue:edit", slug, code)
    data = selectors.whole_of(version, judges=part == Part.JUDGES, standards=part not in (Part.JUDGES, Part.BEFORE))
    return Written(version, data)


@signed_in
@require_GET
def first(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """The first part of a draft."""
    found = opened(request, slug, code)
    return found if isinstance(found, HttpResponse) else redirect("catalogue:write-part", slug, code, Part.FOR.value)


@signed_in
@require_http_methods(["GET", "POST"])
def part(request: PersonRequest, slug: str, code: UUID, part: str) -> HttpResponse:
    """One part of a draft as a form."""
    found = opened(request, slug, code, part=part)
    return found if isinstance(found, HttpResponse) else _part(request, found, _named(part, found), saves_itself=False)


@signed_in
@require_POST
def save(request: PersonRequest, slug: str, code: UUID, part: str) -> HttpResponse:
    """A part saves itself while it is typed; the answer is the page as it stands now."""
    found = opened(request, slug, code, part=part)
    return found if isinstance(found, HttpResponse) else _part(request, found, _named(part, found), saves_itself=True)


@signed_in
@require_http_methods(["GET", "POST"])
def element(request: PersonRequest, slug: str, code: UUID, element: str) -> HttpResponse:
    """One element of a draft as a form."""
    found = opened(request, slug, code)
    if isinstance(found, HttpResponse):
        return found
    return _part(request, found, Part.ELEMENTS, saves_itself=False, element=element)


@signed_in
@require_POST
def save_element(request: PersonRequest, slug: str, code: UUID, element: str) -> HttpResponse:
    """An element saves itself while it is typed."""
    found = opened(request, slug, code)
    if isinstance(found, HttpResponse):
        return found
    return _part(request, found, Part.ELEMENTS, saves_itself=True, element=element)


def _named(name: str, found: Written) -> Part:
    """A part that is one form, by its name in the address."""
    if name not in FORMS or (name == Part.BEFORE and found.version.previous is None):
        raise Http404
    return Part(name)


def _part(request: PersonRequest, found: Written, part: Part, *, saves_itself: bool, element: str = "") -> HttpResponse:
    """A part's form: shown, kept, or with what two people changed side by side."""
    kept = rules.values_of(found.data, part, element)
    if not kept:
        raise ElementUnknown
    form = _form(request, found, part, kept)
    if request.method != "POST":
        return _page(request, form, found, part, element)
    if not form.is_valid():
        return _page(request, form, found, part, element, status=422)
    values = chosen(form.values(), kept, request.POST)
    seen = rules.marks_in(request.POST.get("seen", ""))
    try:
        version = services.write_part(
            version=found.version, part=part, values=values, seen=seen, author=request.person, at=now(), element=element
        )
    except WrittenMeanwhile as problem:
        if saves_itself:
            return _page(request, form, found, part, element, status=409)
        return _both(request, form, found, part, element, problem, values)
    except HouseError as problem:
        form.add_error(None, problem.for_people())
        return _page(request, form, found, part, element, status=422)
    if saves_itself:
        return _page(request, form, Written(version, selectors.whole_of(version)), part, element)
    return _onwards(request, found, part, element)


def _form(request: PersonRequest, found: Written, part: Part, kept: Mapping[str, Any]) -> PartForm:
    """The form of a part over what is kept; in a language edition only its words."""
    data = request.POST if request.method == "POST" else None
    organisation = found.version.achievement.organisation
    form: PartForm
    if part is Part.FOR:
        form = StrategyForm(data, kept=kept)
    elif part is Part.SAYS:
        badges, was_seen = pages.badges_to_hold(found.version)
        form = SaysForm(data, kept=kept, badges=badges)
        if was_seen:
            form.without(["kind", "family"])
    elif part is Part.JUDGES:
        form = WhoJudgesForm(data, kept=kept, people=selectors.judge_choices(organisation))
    elif part is Part.BEFORE:
        form = MapForm(data, kept=kept, new=found.data.elements, old=found.before)
    else:
        form = ElementForm(data, kept=kept)
    if found.version.edition_of_id is not None:
        form.without(WORDS_ONLY.get(type(form), ()))
    return form


def _page(request: PersonRequest, form: PartForm, found: Written, part: Part, element: str, *, status: int = 200) -> HttpResponse:
    """The page of a part; what it is drawn from goes with it, so that two who write see each other."""
    fresh = rules.values_of(found.data, part, element)
    marks = request.POST.get("seen", "") if status != 200 else rules.marks_of(fresh)
    old = found.before if part is Part.BEFORE else ()
    page = pages.write_page(found.version, found.data, part, at=now(), element=element, marks=marks, old=old)
    context = {"page": page, "form": form, "element": element}
    return render(request, f"catalogue/write/{'before' if part is Part.BEFORE else 'part'}.html", context, status=status)


def _both(
    request: PersonRequest,
    form: PartForm,
    found: Written,
    part: Part,
    element: str,
    problem: WrittenMeanwhile,
    values: Mapping[str, Any],
) -> HttpResponse:
    """What both changed, side by side; everything that was typed goes along unseen."""
    now_kept = {name: rules.mark_of(problem.kept.get(name)) for name in problem.both}
    marks = " ".join(f"{name}:{mark}" for name, mark in (rules.marks_in(request.POST.get("seen", "")) | now_kept).items())
    page = pages.write_page(found.version, found.data, part, at=now(), element=element, marks=marks)
    context = {
        "page": page,
        "element": element,
        "rows": both_rows(form, problem.both, values, problem.kept),
        "typed": typed_again(request.POST),
    }
    return render(request, "catalogue/write/both.html", context, status=409)


def _onwards(request: PersonRequest, found: Written, part: Part, element: str) -> HttpResponse:
    """After keeping: the next part, the list of elements, or the same page again."""
    slug, code = found.address
    messages.success(request, "Kept.")
    if element:
        if "onwards" in request.POST:
            return redirect("catalogue:write-elements", slug, code)
        return redirect("catalogue:write-element", slug, code, element)
    follows = pages.write_page(found.version, found.data, part, at=now()).follows
    target = follows if "onwards" in request.POST and follows else part.value
    if target == Part.ELEMENTS:
        return redirect("catalogue:write-elements", slug, code)
    if target == Part.STANDARDS:
        return redirect("catalogue:write-standards", slug, code)
    return redirect("catalogue:write-part", slug, code, target)
