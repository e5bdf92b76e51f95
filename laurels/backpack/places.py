"""My badges in the head, and what it adds to an award's page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from laurels.backpack.models import Offer
from laurels.backpack.selectors import offers_waiting
from laurels.common.navigation import Entry
from laurels.common.panels import Panel
from laurels.issuing.models import Award
from laurels.issuing.rules import State
from laurels.people.models import Person


def entries(request: HttpRequest) -> Iterable[Entry]:
    """My badges, with how many wait for an answer."""
    if isinstance(request.user, Person):
        yield Entry("My badges", reverse("backpack:home"), "main", 20, offers_waiting(request.user) or None)


def on_award_page(_request: HttpRequest, award: Any) -> Panel | None:
    """Whether the holder has answered; while she has not, the award can be taken back."""
    if not isinstance(award, Award) or award.state != State.ISSUED:
        return None
    offer = Offer.objects.filter(award_code=award.code).first()
    return Panel(
        "backpack/parts/award-panel.html",
        {
            "slug": award.organisation.slug,
            "code": award.code,
            "holder": award.person.name,
            "answer": offer.state if offer else Offer.State.OPEN,
            "hours": award.organisation.waiting_hours,
        },
    )
