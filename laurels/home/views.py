"""The front page, the start page, the first questions."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from laurels.backpack.places import note_offers
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.home import selectors
from laurels.home.forms import StartForm
from laurels.people import selectors as people
from laurels.people import services
from laurels.people.access import PersonRequest, signed_in
from laurels.people.entrance import let_in
from laurels.people.models import Person
from laurels.people.navigation import places


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """For a stranger: who this is and what can be done without an account; somebody signed in goes home."""
    if settings.DEMO:
        return redirect("/demo/")
    if isinstance(request.user, Person):
        return redirect("home:home")
    if not people.is_set_up():
        return render(request, "home/not-set-up.html", status=503)
    return render(request, "home/front.html", {"page": selectors.front_page()})


@signed_in
@require_GET
def home(request: PersonRequest) -> HttpResponse:
    """The start page of whoever is signed in."""
    page = selectors.home_page(request.person, places=places(request, request.person), at=now())
    note_offers(request, len(page.offers))  # the head shows the same number and need not ask again
    return render(request, "home/home.html", {"page": page})


@never_cache
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    """The first questions, opened by the code that only the operator has seen; then straight to the first badge."""
    services.check_setup_code(code)
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person, organisation = services.complete_setup(code=code, person=form.person(), answers=form.answers(), at=now())
        except HouseError as problem:
            form.add_error(None, problem.for_people())
        else:
            let_in(request, person, method="code")
            first_badge = reverse("catalogue:new", args=[organisation.slug])
            return redirect(first_badge if form.person().password else reverse("mfa_add_webauthn"))
    return render(request, "home/start.html", {"form": form})
