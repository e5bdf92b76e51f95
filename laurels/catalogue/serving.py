"""What a badge serves, on its public page: job tasks, items of frameworks, how many hold it, and who first proposed it;
on the page of an item of a framework, which badges serve it.

The first is a panel of our own room: the page of a badge has many parts, and each stands in its own file.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.selectors.resting import resting_on
from laurels.catalogue.selectors.serving import serves
from laurels.common.clock import now
from laurels.common.panels import Panel
from laurels.frameworks.models import Item
from laurels.frameworks.selectors import address_of


def on_badge_page(request: HttpRequest, version: Any) -> Panel | None:  # noqa: ARG001
    """What it serves; nothing where it serves nothing that is named."""
    if not isinstance(version, AchievementVersion):
        return None
    found = serves(version, at=now())
    return Panel("catalogue/parts/serves.html", {"page": found}) if found.is_told else None


def on_item_page(request: HttpRequest, item: Any) -> Panel | None:  # noqa: ARG001
    """Which of the organisation's badges rest on an item of its frameworks."""
    if not isinstance(item, Item):
        return None
    found = resting_on(item.framework.organisation, item.code, address_of(item))
    return Panel("catalogue/parts/resting.html", {"page": found})
