"""Public pages for strangers, and the switch for their owner."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from laurels.backpack.access import get_item
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.people.access import PersonRequest, signed_in
from laurels.sharing import selectors, services


@never_cache
@require_GET
def credential(request: HttpRequest, token: str) -> HttpResponse:
    """The unlisted address of a credential: its verdict, without a name."""
    return _shown(request, selectors.credential_page(token, at=now()))


@never_cache
@require_GET
def share(request: HttpRequest, token: str) -> HttpResponse:
    """The public page that its holder opened."""
    return _shown(request, selectors.share_page(token, at=now()))


def _shown(request: HttpRequest, page: selectors.CredentialPage) -> HttpResponse:
    """One template for both; never indexed and never cached publicly."""
    answer = render(request, "sharing/credential.html", {"credential": page, "page": page.verdict})
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
