"""Errors become answers here and nowhere else: a page for people, problem+json for machines, one shape for all.

Source: RFC 9457; THREATS rule 4 (never a stack trace, path, query or secret).
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.db import DataError, InterfaceError, OperationalError, connection
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
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
GONE = (OperationalError, InterfaceError)
"""What a database raises that is locked, full, restarting or gone."""
LOOPBACK = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?")
MACHINES = ("application/json", "application/problem+json", "application/ld+json", "application/vc+ld+json")


@dataclass(frozen=True)
class Problem:
    """What is answered: an HTTP status, a code that never changes, a sentence and what to do next."""

    status: int
    code: str
    sentence: str
    hint: str


BAD_REQUEST = Problem(400, "site.bad-request", "This request cannot be answered.", "Go back, load the page anew and try again.")
REFUSED = Problem(403, "site.refused", "You may not open this page.", "Sign in as somebody who may.")
FORM_EXPIRED = Problem(
    403, "site.form-expired", "This form was open for too long.", "Go back, load the page anew and send it again."
)
NOT_FOUND = Problem(404, "site.not-found", "There is nothing at this address.", "Check the address, or begin at the front page.")
WRONG_METHOD = Problem(
    405, "site.wrong-method", "This address is not asked in this way.", "Go back and use the page's own buttons."
)
TOO_LARGE = Problem(413, "site.too-large", "That is more than this page takes.", "Send a smaller file; a badge is at most 10 MB.")
FAULT = Problem(
    500, "site.fault", "Something went wrong on our side.", "Nothing you saved is lost. Try again; if it stays, tell the operator."
)
BUSY = Problem(
    503, "site.busy", "The database cannot be asked just now.", "Wait a minute and try again; if it stays, tell the operator."
)


def of(error: HouseError) -> Problem:
    """An error of ours as a problem; the status is its family's."""
    status = next((status for family, status in STATUS if isinstance(error, family)), 400)
    return Problem(status, error.code, str(error), str(error.hint))


class ProblemMiddleware:
    """Maps what views raise to answers; everything unexpected reaches the log whole and the visitor as a sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, unless its body is larger than anything that a page takes: that is said before it is read.

        Django's own bare refusal of a method gets our shape and keeps its Allow header.
        """
        if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return answer(request, TOO_LARGE)
        if "\0" in request.path:
            return answer(request, NOT_FOUND)
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            return answer(request, WRONG_METHOD, allow=response["Allow"])
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The answer to an error of ours and to a database that is locked, full or gone; the others go to the handlers below."""
        if isinstance(error, HouseError):
            return answer(request, of(error))
        if isinstance(error, GONE):
            log.error("%s: the database cannot be asked", request.path, exc_info=error)
            return answer(request, BUSY)
        if isinstance(error, DataError):  # a number or a character that no page of ours sends and no column holds
            return answer(request, BAD_REQUEST)
        return None


def _length(request: HttpRequest) -> int:
    """How long the body says that it is [bytes]; without a length none is read."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 20 else 0


def answer(request: HttpRequest, problem: Problem, **headers: str) -> HttpResponse:
    """One shape for all: a page in our look, or problem+json for whoever asks for JSON."""
    if any(kind in request.headers.get("accept", "") for kind in MACHINES):
        body: dict[str, str | int] = {"type": f"urn:laurels:{problem.code}", "code": problem.code, "title": problem.sentence}
        body |= {"detail": problem.hint, "status": problem.status}
        return JsonResponse(body, status=problem.status, content_type="application/problem+json", headers=headers)
    try:
        page = render(request, "site/problem.html", {"problem": problem}, status=problem.status)
    except DatabaseError:  # the head of the page asks the database who is signed in; these words need nobody
        words = f"{problem.sentence}\n{problem.hint}\n"
        page = HttpResponse(words, status=problem.status, content_type="text/plain; charset=utf-8")
    for name, value in headers.items():
        page[name] = value
    return page


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: private and missing are the same."""
    del exception
    return answer(request, NOT_FOUND)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 of Django itself."""
    del exception
    return answer(request, REFUSED)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413: a request that no page of ours makes. On this machine itself, another of its names leads to the right one."""
    if isinstance(exception, DisallowedHost) and request.method == "GET" and _calls_itself(request):
        return HttpResponseRedirect(settings.ORIGIN + request.get_full_path())
    return answer(request, TOO_LARGE if isinstance(exception, RequestDataTooBig) else BAD_REQUEST)


def _calls_itself(request: HttpRequest) -> bool:
    """Whether somebody at this machine wrote 127.0.0.1 for localhost, or the other way round; nobody else is told our name."""
    said = request.META.get("HTTP_HOST", "").lower()
    return LOOPBACK.fullmatch(said) is not None and urlsplit(settings.ORIGIN).hostname in ("localhost", "127.0.0.1", "::1")


def fault(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing of the inside is shown. 503 where the database went away outside of any view."""
    return answer(request, BUSY if isinstance(sys.exc_info()[1], GONE) else FAULT)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was open too long, or came from elsewhere."""
    log.info("a form was refused: %s", reason)
    return answer(request, FORM_EXPIRED)


def health(_request: HttpRequest) -> HttpResponse:
    """Whether this process answers and reaches its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        log.exception("the database cannot be asked")
        return HttpResponse("no database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
