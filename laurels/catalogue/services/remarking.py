"""What a reviewer says, element by element: agreed, or what should change (DOMAIN 5.1; scenarios 28, 48)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from laurels.catalogue.errors import MovedMeanwhile, ReasonNeeded
from laurels.catalogue.models import AchievementVersion, ElementReview, Review
from laurels.catalogue.rules import State
from laurels.catalogue.services import guarding
from laurels.people.models import Person
from laurels.people.rules import Act

AROUND = ""
"""The code under which a reviewer speaks of everything around the elements."""


@transaction.atomic
def say(
    *, version: AchievementVersion, element_code: str, agreed: bool, words: str, actor: Person | None, at: datetime
) -> ElementReview:
    """Agree to one element, or ask for a change in words; the last word counts. No fact: it travels with the review's end.

    Args:
        element_code: of the element, or empty for everything around the elements.
    Raises:
        ReasonNeeded: a change is asked for without words. MovedMeanwhile: it is not in review, or has no such element.
        SecondPersonNeeded: the author reviews herself.
    """
    review = _open_review(version, actor)
    if not agreed and not words.strip():
        raise ReasonNeeded
    if element_code != AROUND and not version.elements.filter(code=element_code).exists():
        raise MovedMeanwhile
    line, _ = ElementReview.objects.update_or_create(
        review=review,
        element_code=element_code,
        defaults={"agreed": agreed, "words": " ".join(words.split())[:600], "at": at},
    )
    return line


@transaction.atomic
def agree_to_the_rest(*, version: AchievementVersion, actor: Person | None, at: datetime) -> int:
    """Agree to everything of which nothing was said yet; how much that was [count]."""
    review = _open_review(version, actor)
    rest = unread(version, review)
    ElementReview.objects.bulk_create([ElementReview(review=review, element_code=code, agreed=True, at=at) for code in rest])
    return len(rest)


def unread(version: AchievementVersion, review: Review) -> list[str]:
    """Codes of which nothing was said, in their order; empty stands for what is around the elements."""
    said = set(review.lines.values_list("element_code", flat=True))
    return [code for code in [*version.elements.values_list("code", flat=True), AROUND] if code not in said]


def _open_review(version: AchievementVersion, actor: Person | None) -> Review:
    """The open review of a version, for somebody who may look at it."""
    organisation = version.achievement.organisation
    guarding.allow(actor, organisation, to=Act.REVIEW)
    guarding.second_person(version, actor)
    review = Review.objects.filter(version=version, outcome=Review.Outcome.OPEN).first()
    if review is None or version.state != State.IN_REVIEW:
        raise MovedMeanwhile
    return review
