"""The way back to the story, and to being somebody else, under everybody's name."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from laurels.common.navigation import Entry


def entries(_request: HttpRequest) -> Iterable[Entry]:
    """One entry in the menu and one in the foot, in the demonstration only."""
    if settings.DEMO:
        yield Entry("Be somebody else", reverse("demo:story"), "menu", 95)
        yield Entry("The story", reverse("demo:story"), "foot", 95)
