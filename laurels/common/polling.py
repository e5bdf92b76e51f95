"""A page that asks for itself again while something runs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from laurels.common.progress import Progress


def answer(request: HttpRequest, page: HttpResponse, progress: Progress) -> HttpResponse:
    """The page; when the work has ended meanwhile, the browser is told to load it whole: more than the bar has changed."""
    if request.headers.get("HX-Request") == "true" and progress.is_over:
        page.headers["HX-Refresh"] = "true"
    page.headers["Cache-Control"] = "no-store"
    return page
