"""The look of a second person: submitted, read element by element, returned or approved (DOMAIN 5.1)."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from laurels import journal
from laurels.catalogue import rules
from laurels.catalogue.errors import (
    ChangesAsked,
    ElementsUnread,
    MovedMeanwhile,
    NobodyReviews,
    ReasonNeeded,
)
from laurels.catalogue.models import AchievementVersion, Review
from laurels.catalogue.rules import State
from laurels.catalogue.services import guarding
from laurels.catalogue.services.remarking import unread
from laurels.catalogue.services.texts import move
from laurels.people.models import Membership, Person
from laurels.people.rules import Act, Mode, Role


@transaction.atomic
def submit(*, version: AchievementVersion, actor: Person | None, at: datetime, reviewer: Person | None = None) -> Review:
    """Ask a second person to look at a draft. Fact ``version.submitted``.

    Args:
        actor: None for what a programme's file brings. reviewer: who is asked; None asks every programme owner.
    Raises:
        NotReady: something stops publishing; each is named. HintsUnanswered: a finding has no answer.
        NobodyReviews: nobody but the author could. MovedMeanwhile: it is no draft any more.
    """
    organisation = version.achievement.organisation
    guarding.allow(actor, organisation, to=Act.DESIGN)
    if version.state != State.DRAFT:
        raise MovedMeanwhile
    guarding.everything_answered(version, at=at)
    if reviewer is not None or actor is not None:
        _somebody_reviews(version, reviewer)
    move(version, State.IN_REVIEW, at=at)
    try:
        with transaction.atomic():
            review = Review.objects.create(version=version, asked_by=actor, asked_at=at, reviewer=reviewer)
    except IntegrityError:
        raise MovedMeanwhile from None
    _record("version.submitted", version, actor, at)
    return review


def _somebody_reviews(version: AchievementVersion, reviewer: Person | None) -> None:
    """Refuse when nobody could approve: a review that can never end helps nobody."""
    organisation = version.achievement.organisation
    small = organisation.mode == Mode.SMALL
    able = approvers(version)
    if reviewer is not None:
        able = able.filter(person=reviewer)
    if not able.exists() and not (small and reviewer in (None, version.author)):
        raise NobodyReviews


def approvers(version: AchievementVersion) -> QuerySet[Membership]:
    """Memberships of everybody who may approve this version: programme owners, never its author with the rules of the large."""
    organisation = version.achievement.organisation
    found = Membership.objects.filter(
        organisation=organisation, state=Membership.State.ACTIVE, grants__role=Role.OWNER
    ).select_related("person")
    if organisation.mode != Mode.SMALL and version.author_id is not None:
        found = found.exclude(person=version.author_id)
    return found.order_by("person__name", "pk").distinct()


@transaction.atomic
def give_back(*, version: AchievementVersion, reason: str, actor: Person | None, at: datetime) -> None:
    """Return a version to its author with a reason; it is a draft again. Fact ``version.returned``.

    Raises:
        ReasonNeeded: without words. MovedMeanwhile: it is neither in review nor approved. SecondPersonNeeded: the author does.
    """
    guarding.allow(actor, version.achievement.organisation, to=Act.REVIEW)
    guarding.second_person(version, actor)
    if version.state not in rules.RETURNABLE:
        raise MovedMeanwhile
    if not reason.strip():
        raise ReasonNeeded
    if version.state == State.APPROVED:
        version.approved_by, version.approved_at = None, None
        version.save(update_fields=["approved_by", "approved_at"])
        _begin_again(version, actor, at=at)
    move(version, State.DRAFT, at=at)
    _end(version, Review.Outcome.RETURNED, actor, reason=" ".join(reason.split())[:600], at=at)
    _record("version.returned", version, actor, at)


def _begin_again(version: AchievementVersion, actor: Person | None, *, at: datetime) -> None:
    """A look after the approval is a review of its own, so that the approval stays in the history."""
    Review.objects.create(version=version, asked_by=None, asked_at=at, reviewer=actor)


@transaction.atomic
def approve(*, version: AchievementVersion, actor: Person | None, at: datetime) -> None:
    """Approve a version in review: an owner who is not its author; in Small mode she may be. Fact ``version.approved``.

    With the rules of the large every element has been agreed to before.

    Raises:
        NotReady: something stops publishing, or a successor's map is missing or not total.
        ChangesAsked, ElementsUnread: by what was said in the review. SecondPersonNeeded; MovedMeanwhile.
    """
    organisation = version.achievement.organisation
    guarding.allow(actor, organisation, to=Act.PUBLISH)
    guarding.second_person(version, actor)
    if version.state != State.IN_REVIEW:
        raise MovedMeanwhile
    review = Review.objects.filter(version=version, outcome=Review.Outcome.OPEN).first()
    if review is not None:
        if review.lines.filter(agreed=False).exists():
            raise ChangesAsked
        rest = unread(version, review)
        if rest and actor is not None and organisation.mode != Mode.SMALL:
            raise ElementsUnread(places=", ".join(code or "what stands around the elements" for code in rest))
    guarding.nothing_blocks(version, at=at)
    guarding.map_is_there(version, at=at)
    version.approved_by, version.approved_at = actor, at
    version.save(update_fields=["approved_by", "approved_at"])
    move(version, State.APPROVED, at=at)
    _end(version, Review.Outcome.APPROVED, actor, at=at)
    _record("version.approved", version, actor, at)


def _end(version: AchievementVersion, outcome: str, actor: Person | None, *, at: datetime, reason: str = "") -> None:
    """Close the open review; somebody who was faster leaves nothing to close."""
    still_open = Review.objects.filter(version=version, outcome=Review.Outcome.OPEN)
    if not still_open.update(outcome=outcome, reviewer=actor, reason=reason, ended_at=at) and actor is not None:
        raise MovedMeanwhile


def _record(kind: str, version: AchievementVersion, actor: Person | None, at: datetime) -> None:
    organisation = version.achievement.organisation.ref()
    journal.record(kind, subject=version.ref(), organisation=organisation, actor=actor.ref() if actor else None, at=at)
