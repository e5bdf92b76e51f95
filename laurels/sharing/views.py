"""Public pages for strangers, and the switch for their owner."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from laurels.backpack.access import get_item
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.people.access import PersonRequest, signed_in
from laurels.sharing import selectors, services
from laurels.sharing.selectors import CredentialPage, Question
from laurels.verification import limiting
from laurels.verification.errors import TooManyChecks
from laurels.verification.forms import AskForm


@never_cache
@require_http_methods(["GET", "POST"])
def credential(request: HttpRequest, token: str) -> HttpResponse:
    """The unlisted address of a credential: its verdict, without a name."""
    return _shown(request, lambda question: selectors.credential_page(token, question))


@never_cache
@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, token: str) -> HttpResponse:
    """The public page that its holder opened."""
    return _shown(request, lambda question: selectors.share_page(token, question))


@never_cache
@require_GET
def picture(_request: HttpRequest, token: str) -> HttpResponse:
    """The picture of a shared foreign badge; gone with the page."""
    answer = HttpResponse(selectors.picture_of_share(token), content_type="image/png")
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _shown(request: HttpRequest, load: Callable[[Question], CredentialPage]) -> HttpResponse:
    """One template for both, and for further questions about it; never indexed and never cached publicly."""
    form = AskForm(request.POST if request.method == "POST" else None, at=now())
    question, status = Question(form.at), 200
    if form.is_bound:
        try:
            limiting.count(request)
            if form.is_valid():
                question = Question(form.at, form.cleaned_data["recipient"], form.moment())
        except TooManyChecks as problem:
            form.add_error(None, problem.for_people())
        status = 422 if form.errors else 200
    page = load(question)
    context = {"credential": page, "page": page.verdict, "ask": form}
    answer = render(request, "sharing/credential.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer


@signed_in
@require_POST
def open_page(request: PersonRequest, code: UUID) -> HttpResponse:
    """Consent: open a public page, with or without the name."""
    mine = get_item(request.person, code)
    try:
        services.share(item=mine, person=request.person, show_name=request.POST.get("name") == "yes", at=now())
        messages.success(request, "Your public page is open. You can close it at any time; it works at once.")
    except HouseError as problem:
        messages.error(request, problem.for_people())
    return redirect("backpack:item", code)


@signed_in
@require_POST
def withdraw(request: PersonRequest, code: UUID) -> HttpResponse:
    """Withdraw: the page is gone at once."""
    services.withdraw(item=get_item(request.person, code), person=request.person, at=now())
    messages.info(request, "Your public page is closed. Its address leads nowhere now.")
    return redirect("backpack:item", code)
