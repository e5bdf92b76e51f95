"""The list of a draft's elements: one more, moved, doubled, taken out, a new meaning; and a pasted list of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from laurels.catalogue import rules, services
from laurels.catalogue.forms.begin import LinesForm, PasteForm, StatementForm
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import Part, PastedLine
from laurels.catalogue.selectors import writing as pages
from laurels.catalogue.views.write import Written, opened
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.common.text import as_sentence, counted
from laurels.people.access import PersonRequest, signed_in

Verb = Callable[..., AchievementVersion]
ACTS: Mapping[str, tuple[Verb, Mapping[str, Any], str]] = {
    "up": (services.move_element, {"steps": -1}, "{code} is one further up."),
    "down": (services.move_element, {"steps": 1}, "{code} is one further down."),
    "double": (services.double_element, {}, "A copy of {code} stands below it."),
    "remove": (services.remove_element, {}, "{code} is taken out."),
    "recode": (services.recode_element, {}, "{code} has a new code. Say what of the version before counts for it."),
}
"""Act in the address -> verb, what it is told beside the element, and what is said afterwards."""


@signed_in
@require_http_methods(["GET", "POST"])
def elements(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """The elements of a draft, in their order; one can be added."""
    found = opened(request, slug, code)
    if isinstance(found, HttpResponse):
        return found
    form = StatementForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            new = rules.element_of(PastedLine(as_sentence(form.cleaned_data["statement"])), code="new")
            _, codes = services.add_elements(version=found.version, elements=[new], author=request.person, at=now())
        except HouseError as problem:
            form.add_error(None, problem.for_people())
        else:
            return redirect("catalogue:write-element", slug, code, codes[0])
    return _list(request, found, form)


def _list(request: PersonRequest, found: Written, form: StatementForm) -> HttpResponse:
    page = pages.write_page(found.version, found.data, Part.ELEMENTS, at=now())
    context = {"page": page, "form": form, "lines": pages.element_lines(found.data, page)}
    return render(request, "catalogue/write/elements.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def act(request: PersonRequest, slug: str, code: UUID, element: str, act: str) -> HttpResponse:
    """POST does something with an element; GET of what loses words asks first."""
    found = opened(request, slug, code)
    if isinstance(found, HttpResponse):
        return found
    if act not in ACTS or (request.method == "GET" and act != "remove"):
        raise Http404
    verb, more, said = ACTS[act]
    if request.method == "GET":
        page = pages.write_page(found.version, found.data, Part.ELEMENTS, at=now(), element=element)
        return render(request, "catalogue/write/remove.html", {"page": page, "element": found.data.element(element)})
    try:
        verb(version=found.version, element=element, author=request.person, at=now(), **more)
    except HouseError as problem:
        messages.error(request, problem.for_people())
    else:
        messages.success(request, said.format(code=element))
    return redirect("catalogue:write-elements", slug, code)


@signed_in
@require_http_methods(["GET", "POST"])
def paste(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """A pasted list: first looked over, then added to the draft."""
    found = opened(request, slug, code)
    if isinstance(found, HttpResponse):
        return found
    asked = ask_for_lines(request)
    if isinstance(asked, tuple):
        new = [rules.element_of(line, code="new") for line in asked]
        try:
            services.add_elements(version=found.version, elements=new, author=request.person, at=now())
        except HouseError as problem:
            messages.error(request, problem.for_people())
        else:
            messages.success(request, f"{counted(len(new), 'element is', 'elements are').capitalize()} added.")
            return redirect("catalogue:write-elements", slug, code)
        asked = {"form": PasteForm(request.POST)}
    page = pages.write_page(found.version, found.data, Part.ELEMENTS, at=now())
    return render(request, "catalogue/write/paste.html", asked | {"page": page, "slug": slug})


def ask_for_lines(request: PersonRequest) -> tuple[PastedLine, ...] | dict[str, Any]:
    """The lines that were pasted, looked over and taken; or what the page shows until then."""
    form = PasteForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return {"form": form}
    pasted = rules.pasted(form.cleaned_data["text"])
    if not pasted.lines:
        form.add_error("text", "There is no line in it that could be an element. Paste one thing that somebody does on each line.")
        return {"form": form, "skipped": pasted.skipped}
    lines = LinesForm(request.POST if "take" in request.POST else None, lines=pasted.lines)
    if lines.is_bound and lines.is_valid():
        if taken := lines.taken():
            return taken
        lines.add_error(None, "Leave at least one line ticked.")
    return {"form": form, "lines": lines, "skipped": pasted.skipped}
