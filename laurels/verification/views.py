"""Check a badge: no account, nothing stored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.common.pictures import data_address
from laurels.verification import limiting, pictures, selectors, services
from laurels.verification.errors import TooManyChecks
from laurels.verification.forms import CheckForm


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a badge in any form; answer with its verdict on the same address."""
    form = CheckForm(*_given(request), at=now(), initial={"address": request.GET.get("address", "")})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            limiting.count(request)
            return _verdict(request, form)
        except HouseError as problem:
            form.add_error(None, problem.for_people())
            status = 429 if isinstance(problem, TooManyChecks) else 422
    elif form.is_bound:
        status = 422
    answer = render(request, "verification/check.html", {"form": form}, status=status)
    if status == 429:
        answer["Retry-After"] = "60"
    return answer


def _given(request: HttpRequest) -> tuple[Any, Any]:
    """What was posted, an empty form included; nothing on a first visit."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _verdict(request: HttpRequest, form: CheckForm) -> HttpResponse:
    """The page of one verdict, with the same badge ready for a further question."""
    given = form.given()
    data = given if given is not None else services.fetch(form.cleaned_data["address"])
    on = form.moment()
    report = services.check(data, at=form.at, recipient=form.cleaned_data["recipient"], on=on)
    page = selectors.verdict_page(report, at=form.at, on=on, again=services.as_text(data), ask_at=reverse("verification:check"))
    if page.picture is None and (png := pictures.picture_of(data)):
        page = replace(page, picture=data_address(png))
    return render(request, "verification/verdict.html", {"page": page, "form": form})


@require_GET
def how(request: HttpRequest) -> HttpResponse:
    """How checking works, in words."""
    return render(request, "verification/how.html")
