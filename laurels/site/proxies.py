"""Who is asking, where reverse proxies of our own stand in front: limits count visitors, not the proxy.

Source: THREATS "forwarded headers off unless a trusted proxy is set". X-Forwarded-For grows at its end: the last entry was
written by the proxy next to us, so with n proxies the n-th from the end is the visitor; what stands before it is anybody's word.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def visitor(seen: str, forwarded: str, *, proxies: int) -> str:
    """The visitor's address.

    Args:
        seen: whom the connection came from.
        forwarded: the X-Forwarded-For header, or nothing.
        proxies: how many proxies of our own stand in front.
    """
    said = [entry.strip().strip("[]") for entry in forwarded.split(",")]
    if not proxies or len(said) < proxies:
        return seen
    try:
        return str(ipaddress.ip_address(said[-proxies]))
    except ValueError:
        return seen


class VisitorMiddleware:
    """Writes the visitor's address where everybody reads it: ``REMOTE_ADDR``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        seen, forwarded = request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", "")
        request.META["REMOTE_ADDR"] = visitor(seen, forwarded, proxies=settings.PROXIES)
        return self.get_response(request)
