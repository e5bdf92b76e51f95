"""Letters about proposals: sent, answered, late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from laurels.catalogue.models import Proposal
from laurels.catalogue.rules.proposing import LATER, YES
from laurels.catalogue.selectors import proposing
from laurels.common.dates import in_words
from laurels.journal import Fact, answers
from laurels.mail import services as mail
from laurels.people import selectors as people
from laurels.people.models import Membership, Person
from laurels.people.rules import Role
from laurels.worker import every

LATE_AT_ONCE = 200
"""Late proposals that one run writes about, the youngest first [count]; a letter goes once."""


@answers("proposal.sent")
def tell_owners(facts: Sequence[Fact], *, at: datetime) -> None:
    """Whoever answers reads what was proposed; co-proposers read that they are named."""
    for proposal in _proposals(facts):
        days = in_words(proposal.due_on)
        _write(proposal, _owners(proposal), "sent", f"A badge is proposed: {proposal.title}", at=at, day=days)
        first, *others = [one.person for one in proposal.proposers.all()]
        subject = f"{first.name} proposes a badge together with you"
        _write(proposal, others, "together", subject, at=at, day=days, who=first.name)


@answers("proposal.answered")
def tell_proposers(facts: Sequence[Fact], *, at: datetime) -> None:
    """Whoever proposed it reads the answer and its reason; a second answer is a second letter."""
    for proposal in _proposals(facts):
        says = {YES: "will be written", LATER: "comes later"}.get(proposal.answer, "will not be written")
        subject = f"“{proposal.title}” {says}"
        people_of = [one.person for one in proposal.proposers.all()]
        _write(proposal, people_of, "answered", subject, at=at, says=says, reason=proposal.reason, part=proposal.answer)


@every(minutes=12 * 60, name="catalogue.late-proposals")
def tell_late_ones(*, at: datetime) -> None:
    """An answer that was promised and did not come is said to both sides, once."""
    for proposal in proposing.late_ones(at=at, limit=LATE_AT_ONCE):
        everybody = {person.pk: person for person in [*(one.person for one in proposal.proposers.all()), *_owners(proposal)]}
        subject = f"An answer to “{proposal.title}” is late"
        _write(proposal, everybody.values(), "late", subject, at=at, day=in_words(proposal.due_on))


def _proposals(facts: Sequence[Fact]) -> list[Proposal]:
    codes = [fact.subject.code for fact in facts]
    found = Proposal.objects.filter(code__in=codes).select_related("organisation").prefetch_related("proposers__person")
    return list(found)


def _owners(proposal: Proposal) -> list[Person]:
    """Who answers there."""
    there = Membership.objects.filter(
        organisation=proposal.organisation, state=Membership.State.ACTIVE, grants__role=Role.OWNER
    ).select_related("person")
    return [member.person for member in there.order_by("pk")]


def _write(
    proposal: Proposal, to: Iterable[Person], letter: str, subject: str, *, at: datetime, part: str = "", **words: str
) -> None:
    """One letter to each who has a proven address; the rest read it on their start page."""
    address = settings.ORIGIN + reverse("catalogue:proposal", args=[proposal.organisation.slug, proposal.code])
    for person in to:
        if addresses := people.addresses(person):
            mail.send(
                to=addresses[0],
                subject=subject,
                template=f"catalogue/letters/{letter}",
                context={"name": person.name, "title": proposal.title, "need": proposal.need, "address": address, **words},
                key=f"proposal-{letter}{part and '-' + part}:{proposal.code}:{person.code}",
                at=at,
            )
