"""Coming in with a code from paper or a letter: a GET shows, a POST uses it up."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.people import services
from laurels.people.entrance import let_in
from laurels.people.forms import CodeForm
from laurels.people.models import OneUseCode, Person

_TRIES = {"claim_code": "20/m/ip"}
"""Beside the five tries of each code: one visitor cannot try many codes."""


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Type a code, or use one up."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, app="laurels.people", action="claim_code", config=_TRIES):
            return ratelimit.respond_429(request)
        claimant = request.user if isinstance(request.user, Person) else None
        try:
            claim = services.claim_code(typed=form.cleaned_data["code"], claimant=claimant, at=now())
        except HouseError as problem:
            form.add_error("code", problem.for_people())
        else:
            if claim.person != claimant:
                let_in(request, claim.person, method="code")
            if claim.kind == OneUseCode.Kind.RECOVERY:
                messages.info(request, _("Your recovery code is used up. Print a new one here."))
                return redirect("people:account")
            return redirect("people:welcome")
    return render(request, "people/codes/code.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_safe
def code_at_hand(request: HttpRequest, typed: str) -> HttpResponse:
    """What the QR on the paper opens: the same page with the code filled in. It tries nothing."""
    return render(request, "people/codes/code.html", {"form": CodeForm(initial={"code": typed}), "at_hand": True})
