"""Letters about reviews: somebody is asked to look, and whoever wrote the badge is told how it ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from laurels.catalogue.models import AchievementVersion, Review
from laurels.catalogue.rules import State
from laurels.catalogue.services.reviewing import approvers
from laurels.journal import Fact, answers
from laurels.mail import services as mail
from laurels.people import selectors as people
from laurels.people.models import Person

MOST = 20
"""Owners of one programme who are written to about one badge [count]; the others read it on their start page."""


@answers("version.submitted")
def ask_reviewers(facts: Sequence[Fact], *, at: datetime) -> None:
    """Whoever is asked reads that a badge waits for her: the one who was named, else everybody who could approve it."""
    for version in _versions(facts, State.IN_REVIEW):
        review = Review.objects.filter(version=version, outcome=Review.Outcome.OPEN).select_related("reviewer").first()
        if review is None:
            continue
        asked = [review.reviewer] if review.reviewer else [member.person for member in approvers(version)[:MOST]]
        by = version.author.name if version.author else version.achievement.organisation.display_name
        _write(version, asked, "look", f"“{version.title}” waits for your look", key=f"look:{review.code}", at=at, by=by)


@answers("version.returned", "version.approved")
def tell_the_author(facts: Sequence[Fact], *, at: datetime) -> None:
    """Whoever wrote it reads how the review ended, with the reviewer's words."""
    ended = {Review.Outcome.RETURNED: State.DRAFT, Review.Outcome.APPROVED: State.APPROVED}
    for version in _versions(facts, *ended.values()):
        review = version.reviews.filter(outcome__in=ended).select_related("reviewer").order_by("-ended_at", "-pk").first()
        if review is None or version.author is None or ended[Review.Outcome(review.outcome)] != version.state:
            continue
        by = review.reviewer.name if review.reviewer else version.achievement.organisation.display_name
        letter = "approved" if review.outcome == Review.Outcome.APPROVED else "returned"
        subject = f"“{version.title}” {'is approved' if letter == 'approved' else 'came back'}"
        _write(version, [version.author], letter, subject, key=f"end:{review.code}", at=at, by=by, reason=review.reason)


def _versions(facts: Sequence[Fact], *states: State) -> list[AchievementVersion]:
    """The versions of these facts that still stand where the fact left them: an old letter would confuse."""
    codes = [fact.subject.code for fact in facts]
    found = AchievementVersion.objects.filter(code__in=codes, state__in=states)
    return list(found.select_related("achievement__organisation", "author").defer("picture_png", "picture_svg", "picture_small"))


DOORS = {"look": "catalogue:review", "returned": "catalogue:edit", "approved": "catalogue:history"}


def _write(
    version: AchievementVersion, to: Iterable[Person], letter: str, subject: str, *, key: str, at: datetime, **words: str
) -> None:
    """One letter to each who has a proven address; the rest read it on their start page."""
    address = settings.ORIGIN + reverse(DOORS[letter], args=[version.achievement.organisation.slug, version.code])
    for person in to:
        if addresses := people.addresses(person):
            mail.send(
                to=addresses[0],
                subject=subject,
                template=f"catalogue/letters/{letter}",
                context={"name": person.name, "badge": version.title, "address": address, **words},
                key=f"{key}:{person.code}",
                at=at,
            )
