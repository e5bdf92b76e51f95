"""What a cache may keep of a page: nothing of a page that was made for somebody.

Source: THREATS "shared pages are never publicly cacheable"; ASVS 5.0 V14.3.2 (no-store for what is sensitive).
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import has_vary_header

FOR_SOMEBODY = "private, no-store"
"""Signed in: after she has signed out, the way back shows nothing; nor does a disk that is shared."""
FOR_A_VISITOR = "private, no-cache"
"""Made with a cookie, though for nobody in particular: no cache in between hands it to the next."""


class PrivacyMiddleware:
    """Writes the policy where a view wrote none; no question is asked of the database for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        answer = self.get_response(request)
        if not answer.has_header("Cache-Control") and has_vary_header(answer, "Cookie"):
            answer["Cache-Control"] = FOR_SOMEBODY if _is_somebody(request) else FOR_A_VISITOR
        return answer


def _is_somebody(request: HttpRequest) -> bool:
    """Whether the page asked who is signed in, and somebody is."""
    person = getattr(request, "_cached_user", None)
    return person is not None and person.is_authenticated
