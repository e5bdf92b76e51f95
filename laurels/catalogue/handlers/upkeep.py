"""Reviews that are due: raised by the clock and by frameworks, let go when a version is published no more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from laurels.catalogue.models import ReviewTask
from laurels.catalogue.services import upkeep
from laurels.common.dates import in_words
from laurels.journal import Fact, answers
from laurels.mail import services as mail
from laurels.people import selectors as people
from laurels.people.models import Membership, Person
from laurels.worker import every


@every(minutes=60, name="catalogue.raise-reviews")
def raise_reviews(*, at: datetime) -> None:
    """Review dates that come near."""
    upkeep.raise_due(at=at)


@answers("item.deprecated")
def raise_for_items(facts: Sequence[Fact], *, at: datetime) -> None:
    """An item of a framework no longer counts: whatever rests on it is looked at again."""
    codes = [ref.code for fact in facts for ref in (fact.subjects or (fact.subject,))]
    upkeep.raise_for_items(items=codes, at=at)


@answers("item.restored")
def let_items_go(facts: Sequence[Fact], *, at: datetime) -> None:
    """An item counts again: nobody need look because of it."""
    codes = [ref.code for fact in facts for ref in (fact.subjects or (fact.subject,))]
    upkeep.take_back_for_items(items=codes, at=at)


@answers("version.published", "version.retired")
def let_go(facts: Sequence[Fact], *, at: datetime) -> None:
    """What was due of a version that is published no more is due no more."""
    subjects = [fact.subject.code for fact in facts]
    upkeep.let_go(versions=upkeep.with_the_one_before(subjects), at=at)


@answers("review.raised")
def tell_owner(facts: Sequence[Fact], *, at: datetime) -> None:
    """A letter to whoever looks after the badge, or wrote it, while she works there; who has no address sees the queue."""
    codes = [str(fact.data["task"]) for fact in facts]
    waiting = ReviewTask.objects.filter(code__in=codes, done_at__isnull=True)
    for task in waiting.select_related("version__achievement__organisation", "version__achievement__owner", "version__author"):
        version = task.version
        organisation = version.achievement.organisation
        person = version.achievement.owner or version.author
        if person is None or not _works_at(person, organisation.pk) or not (addresses := people.addresses(person)):
            continue
        mail.send(
            to=addresses[0],
            subject=f"“{version.title}” should be looked at again",
            template="catalogue/letters/review",
            context={
                "name": person.name,
                "badge": version.title,
                "day": in_words(task.due_on),
                "address": settings.ORIGIN + reverse("catalogue:look-again", args=[organisation.slug, task.code]),
            },
            key=f"review:{task.code}",
            at=at,
        )


def _works_at(person: Person, organisation: int) -> bool:
    """Whether she is one of its people now."""
    there = Membership.objects.filter(person=person, organisation=organisation, state=Membership.State.ACTIVE)
    return there.exists()
