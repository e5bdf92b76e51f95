"""Errors become answers here and nowhere else: a page for people, problem+json for machines, one shape for all.

Source: RFC 9457; THREATS rule 4 (never a stack trace, path, query or secret).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from laurels.common.errors import Conflict, HouseError, Invalid, NotFound, Refused, Unavailable

log = logging.getLogger(__name__)
STATUS: tuple[tuple[type[HouseError], int], ...] = (
    (NotFound, 404),
    (Refused, 403),
    (Conflict, 409),
    (Invalid, 422),
    (Unavailable, 503),
)
MACHINES = ("application/json", "application/problem+json", "application/ld+json", "application/vc+ld+json")


def status_of(problem: HouseError) -> int:
    """The HTTP status of an error's family."""
    return next((status for family, status in STATUS if isinstance(problem, family)), 400)


class ProblemMiddleware:
    """Maps what views raise to answers; everything unexpected reaches the log whole and the visitor as a sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """The answer to an error of ours; Django's own go to the handlers below."""
        if isinstance(problem, HouseError):
            return answer(request, status_of(problem), problem.code, str(problem), str(problem.hint))
        return None


def answer(request: HttpRequest, status: int, code: str, sentence: str, hint: str) -> HttpResponse:
    """One shape for all: a page in our look, or problem+json for whoever asks for JSON."""
    if any(kind in request.headers.get("accept", "") for kind in MACHINES):
        body = {"type": f"urn:laurels:{code}", "code": code, "title": sentence, "detail": hint, "status": status}
        return JsonResponse(body, status=status, content_type="application/problem+json")
    page = {"status": status, "code": code, "sentence": sentence, "hint": hint, "phrase": HTTPStatus(status).phrase}
    return render(request, "site/problem.html", {"problem": page}, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: private and missing are the same."""
    del exception
    return answer(
        request, 404, "site.not-found", "There is nothing at this address.", "Check the address, or begin at the front page."
    )


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 of Django itself."""
    del exception
    return answer(request, 403, "site.refused", "You may not open this page.", "Sign in as somebody who may.")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: a request that no page of ours makes."""
    if isinstance(exception, RequestDataTooBig):
        return answer(
            request, 413, "site.too-large", "That is more than this page takes.", "Send a smaller file; a badge is at most 10 MB."
        )
    return answer(
        request, 400, "site.bad-request", "This request cannot be answered.", "Go back, load the page anew and try again."
    )


def fault(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing of the inside is shown."""
    return answer(
        request,
        500,
        "site.fault",
        "Something went wrong on our side.",
        "Nothing you saved is lost. Try again; if it stays, tell the operator.",
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was open too long, or came from elsewhere."""
    log.info("csrf: %s", reason)
    return answer(
        request, 403, "site.form-expired", "This form was open for too long.", "Go back, load the page anew and send it again."
    )


def health(_request: HttpRequest) -> HttpResponse:
    """Whether this process answers and reaches its database."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
