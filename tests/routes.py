"""Every address that the house answers, as its urls write it; what holds for all is asked of each."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, get_resolver


def every_route() -> Iterator[str]:
    """Routes with the names of their places, for instance ``/o/<slug:slug>/people/``."""
    yield from _beneath(get_resolver().url_patterns, "/")


def _beneath(patterns: list, before: str) -> Iterator[str]:
    for entry in patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from _beneath(entry.url_patterns, route)
