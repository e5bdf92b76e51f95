"""My badges in the head, and what it adds to an award's page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, FilteredRelation, Q, Subquery
from django.http import HttpRequest
from django.urls import reverse

from laurels.backpack.models import Offer
from laurels.backpack.selectors import offers_waiting
from laurels.common.navigation import Entry
from laurels.common.panels import Panel
from laurels.issuing.models import Award
from laurels.issuing.rules import State
from laurels.people.models import Membership, Person
from laurels.people.navigation import places
from laurels.people.rules import Role, may_print_for
from laurels.people.selectors import ARRIVED


def entries(request: HttpRequest) -> Iterable[Entry]:
    """My badges, with how many wait for an answer."""
    if isinstance(request.user, Person):
        noted: int | None = getattr(request, "_offers_waiting", None)
        waiting = offers_waiting(request.user) if noted is None else noted
        yield Entry("My badges", reverse("backpack:home"), "main", 20, waiting or None)


def note_offers(request: HttpRequest, count: int) -> None:
    """Tell the head of a page how many offers wait, where the page has asked for them already."""
    request._offers_waiting = count  # type: ignore[attr-defined]


def on_award_page(request: HttpRequest, award: Any) -> Panel | None:
    """Whether the holder has answered; while she has not, the award can be taken back."""
    if not isinstance(award, Award) or award.state != State.ISSUED:
        return None
    answer, way_in = _answer(request, award)
    return Panel(
        "backpack/parts/award-panel.html",
        {
            "slug": award.organisation.slug,
            "code": award.code,
            "holder": award.person.name,
            "answer": answer,
            "way_in": way_in if answer == Offer.State.OPEN else None,
            "hours": award.organisation.waiting_hours,
        },
    )


def _answer(request: HttpRequest, award: Award) -> tuple[str, UUID | None]:
    """What the holder answered; and the membership of one who has never come in, for somebody who may print her a code."""
    theirs = Q(memberships__organisation=award.organisation, memberships__state=Membership.State.ACTIVE)
    rows = list(
        Person.objects.filter(pk=award.person_id)
        .annotate(
            answer=Subquery(Offer.objects.filter(award_code=award.code).values("state")[:1]),
            arrived=ExpressionWrapper(ARRIVED, output_field=BooleanField()),
            place=FilteredRelation("memberships", condition=theirs),
        )
        .values_list("answer", "arrived", "place__code", "place__grants__role")
    )
    answer, arrived, member, _ = rows[0]
    answer, held = answer or Offer.State.OPEN.value, {Role.LEARNER, *(Role(role) for *_, role in rows if role)}
    if arrived or not isinstance(request.user, Person):
        return answer, None
    own = next((roles for place, roles in places(request, request.user).items() if place.slug == award.organisation.slug), set())
    return answer, member if may_print_for(own, held) else None
