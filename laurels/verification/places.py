"""Verification's places: for everybody."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from laurels.common.navigation import Entry


def entries(_request: HttpRequest) -> Iterable[Entry]:
    """Check a badge, in the head; how it works, in the foot."""
    yield Entry("Check a badge", reverse("verification:check"), "main", 50)
    yield Entry("How checking works", reverse("verification:how"), "foot", 10)
