"""My badges in the head, and what it adds to an award's page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from laurels.backpack.models import Offer
from laurels.backpack.selectors import offers_waiting
from laurels.common.navigation import Entry
from laurels.common.panels import Panel
from laurels.issuing.models import Award
from laurels.issuing.rules import State
from laurels.people.access import roles_of
from laurels.people.models import Membership, Person
from laurels.people.rules import may_print_for
from laurels.people.selectors import has_arrived


def entries(request: HttpRequest) -> Iterable[Entry]:
    """My badges, with how many wait for an answer."""
    if isinstance(request.user, Person):
        yield Entry("My badges", reverse("backpack:home"), "main", 20, offers_waiting(request.user) or None)


def on_award_page(request: HttpRequest, award: Any) -> Panel | None:
    """Whether the holder has answered; while she has not, the award can be taken back."""
    if not isinstance(award, Award) or award.state != State.ISSUED:
        return None
    offer = Offer.objects.filter(award_code=award.code).first()
    answer = offer.state if offer else Offer.State.OPEN
    return Panel(
        "backpack/parts/award-panel.html",
        {
            "slug": award.organisation.slug,
            "code": award.code,
            "holder": award.person.name,
            "answer": answer,
            "way_in": _way_in(request, award) if answer == Offer.State.OPEN else None,
            "hours": award.organisation.waiting_hours,
        },
    )


def _way_in(request: HttpRequest, award: Award) -> UUID | None:
    """The membership of a holder who has never come in, for somebody who may print her a code."""
    if not isinstance(request.user, Person) or has_arrived(award.person):
        return None
    if not may_print_for(roles_of(request.user, award.organisation), roles_of(award.person, award.organisation)):
        return None
    found = Membership.objects.filter(organisation=award.organisation, person=award.person, state=Membership.State.ACTIVE)
    return found.values_list("code", flat=True).first()
