"""The programme on one page and as a file, and what its badges cover."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from laurels.catalogue.rules import State
from laurels.catalogue.selectors import programme as selectors
from laurels.catalogue.selectors.badges import FUNCTION_WORDS
from laurels.catalogue.selectors.cards import STATE_WORDS
from laurels.catalogue.selectors.coverage import coverage_page
from laurels.catalogue.selectors.programme import Wanted
from laurels.catalogue.services import covering as services
from laurels.common.clock import now
from laurels.common.errors import HouseError, NotFound
from laurels.common.tables import write_csv
from laurels.people.access import PersonRequest, enter, signed_in
from laurels.people.rules import Act, Mode, Switch, may

COLUMNS = (
    ("title", "Badge"),
    ("function", "What for"),
    ("level", "Level and life"),
    ("review", "Review"),
    ("", "Success and cost"),
    ("owner", "Looked after by"),
    ("gaps", "Missing"),
)
"""Key of the order, or empty, and heading."""
SHOWN_STATES = (State.PUBLISHED, State.DRAFT, State.IN_REVIEW, State.APPROVED, State.SUSPENDED, State.RETIRED)


@signed_in
@require_safe
def programme(request: PersonRequest, slug: str) -> HttpResponse:
    """Every badge with what it is for; ordered and narrowed down by its address, without a script."""
    organisation, _ = enter(request.person, slug, to=Act.SEE_STRATEGY, switch=Switch.PLANNING)
    wanted = wanted_in(request)
    page = selectors.programme_page(organisation, wanted, at=now())
    context = {
        "page": page,
        "wanted": wanted,
        "columns": [(heading, _turned(wanted, key), _aria(wanted, key)) for key, heading in COLUMNS],
        "functions": list(FUNCTION_WORDS.items()),
        "states": [(state.value, STATE_WORDS[state][1]) for state in SHOWN_STATES],
        "query": _address(wanted, page=1),
        "earlier": _address(wanted, page=wanted.page - 1) if 1 < wanted.page <= page.pages else "",
        "later": _address(wanted, page=wanted.page + 1) if wanted.page < page.pages else "",
    }
    return render(request, "catalogue/plan/programme.html", context)


@signed_in
@require_safe
def sheet(request: PersonRequest, slug: str) -> StreamingHttpResponse:
    """The same badges, in the same order, as a table for a spreadsheet."""
    organisation, _ = enter(request.person, slug, to=Act.SEE_STRATEGY, switch=Switch.PLANNING)
    rows = selectors.arranged(selectors.plan_rows(organisation, at=now()), wanted_in(request))
    answer = StreamingHttpResponse(write_csv([selectors.HEADINGS, *selectors.sheet(rows)]), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="programme-{organisation.slug}.csv"'
    return answer


@signed_in
@require_safe
def coverage(request: PersonRequest, slug: str) -> HttpResponse:
    """What is in demand and has no badge; what has one; what rests on nothing."""
    organisation, roles = enter(request.person, slug, to=Act.SEE_STRATEGY, switch=Switch.PLANNING)
    page = coverage_page(organisation, may_write=may(roles, Act.DESIGN, mode=Mode(organisation.mode)))
    return render(request, "catalogue/plan/coverage.html", {"page": page})


@signed_in
@require_POST
def begin_for_item(request: PersonRequest, slug: str, item: UUID) -> HttpResponse:
    """Begin a badge for something that is in demand."""
    organisation, _ = enter(request.person, slug, to=Act.DESIGN, switch=Switch.PLANNING)
    try:
        draft = services.begin_for_item(organisation=organisation, item=item, author=request.person, at=now())
    except NotFound:
        raise
    except HouseError as problem:
        messages.error(request, problem.for_people())
        return redirect("catalogue:coverage", slug)
    messages.success(request, "The draft is begun, and aligned already.")
    return redirect("catalogue:edit", slug, draft.code)


def wanted_in(request: HttpRequest) -> Wanted:
    """What an address asks for; anything unknown asks for nothing."""
    asked = request.GET
    number = asked.get("page", "1")
    return Wanted(
        function=asked.get("function", ""),
        state=asked.get("state", ""),
        family=asked.get("family", "")[:80],
        only=asked.get("only", ""),
        sort=asked.get("sort", "family")[:20],
        page=int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 1,
    )


def _address(wanted: Wanted, **changes: object) -> str:
    """The same page with something else asked for."""
    asked = {name: getattr(wanted, name) for name in ("function", "state", "family", "only", "sort")} | changes
    usual = {"sort": "family", "page": 1}
    return "?" + urlencode({name: value for name, value in asked.items() if value and value != usual.get(name)})


def _turned(wanted: Wanted, key: str) -> str:
    """Where a heading leads: the order by it, turned round when it is the order already; empty for one without an order."""
    return _address(wanted, sort=f"-{key}" if wanted.sort == key else key) if key else ""


def _aria(wanted: Wanted, key: str) -> str:
    """How a heading says that it orders the table."""
    if not key or wanted.sort.removeprefix("-") != key:
        return ""
    return "descending" if wanted.sort.startswith("-") else "ascending"
