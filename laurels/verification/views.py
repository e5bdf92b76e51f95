"""Check a badge: no account, nothing stored."""

from __future__ import annotations

from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.verification import limiting, selectors, services
from laurels.verification.forms import CheckForm


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a badge in any form; answer with its verdict on the same address."""
    form = CheckForm(request.POST or None, request.FILES or None, initial={"address": request.GET.get("address", "")})
    if request.method == "POST" and form.is_valid():
        try:
            limiting.count(request)
            return _verdict(request, form)
        except HouseError as problem:
            form.add_error(None, problem.for_people())
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "verification/check.html", {"form": form}, status=status)


def _verdict(request: HttpRequest, form: CheckForm) -> HttpResponse:
    """The page of one verdict, with the same badge ready for a further question."""
    at, given = now(), form.given()
    data = given if given is not None else services.fetch(form.cleaned_data["address"])
    day = form.cleaned_data["on"]
    on = datetime.combine(day, time(23, 59, 59), tzinfo=timezone.get_default_timezone()) if day else None
    report = services.check(data, at=at, recipient=form.cleaned_data["recipient"], on=on)
    page = selectors.verdict_page(report, at=at, on=on, data=data)
    return render(request, "verification/verdict.html", {"page": page, "form": form})


@require_GET
def how(request: HttpRequest) -> HttpResponse:
    """How checking works, in words."""
    return render(request, "verification/how.html")
