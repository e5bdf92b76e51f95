"""Verbs of a version that others see: published, taken back, retired."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from laurels import journal
from laurels.catalogue import rules
from laurels.catalogue.errors import DraftIncomplete, MovedMeanwhile, SecondPersonNeeded, TooLateToTakeBack
from laurels.catalogue.models import AchievementVersion, Strategy
from laurels.catalogue.pictures import raster
from laurels.catalogue.rules import State
from laurels.catalogue.selectors import five_of
from laurels.catalogue.services.texts import move, publish_document
from laurels.common.dates import day_in
from laurels.keys import services as keys
from laurels.people import access
from laurels.people.models import Person
from laurels.people.rules import Act, Mode
from laurels.sealing import services as sealing


def publish(*, version: AchievementVersion, actor: Person, at: datetime) -> AchievementVersion:
    """Publish a draft; from now on its text never changes. In Small mode the author may approve it herself.

    Raises:
        DraftIncomplete: a field is missing. MovedMeanwhile: it is no draft any more.
        SecondPersonNeeded: with the rules of the large, somebody else publishes.
    """
    organisation = version.achievement.organisation
    access.check(actor, organisation, to=Act.PUBLISH)
    if version.state != State.DRAFT:
        raise MovedMeanwhile
    if not rules.may_approve(author=version.author_id, actor=actor.pk, small=organisation.mode == Mode.SMALL):
        raise SecondPersonNeeded
    fields = five_of(version)
    if problems := rules.faults(fields):
        raise DraftIncomplete(reasons="; ".join(problems) + ".")
    derived = rules.derive(fields, handle=version.achievement.handle, published_on=day_in(at, organisation.time_zone))
    picture = bytes(version.picture_png) if version.picture_own else raster.png_of(version.picture_svg)
    keys.ensure_key(organisation=organisation, at=at)  # the worker may not have made the first one yet
    with transaction.atomic():
        move(version, State.APPROVED, at=at)
        version.published_by, version.published_at, version.picture_png = actor, at, picture
        version.save(update_fields=["published_by", "published_at", "picture_png"])
        Strategy.objects.filter(version=version).update(confirmed_at=at, review_on=derived.review_on)
        _make_way(version, at=at)
        move(version, State.PUBLISHED, at=at)
        publish_document(version, at=at)
        journal.record("version.published", subject=version.ref(), organisation=organisation.ref(), actor=actor.ref(), at=at)
    return version


def _make_way(version: AchievementVersion, *, at: datetime) -> None:
    """The version before it is the older one from now on; whoever holds it keeps it."""
    before = version.previous
    if before is not None and before.state == State.PUBLISHED:
        move(before, State.SUPERSEDED, at=at)


@transaction.atomic
def take_back(*, version: AchievementVersion, actor: Person, awards: int, at: datetime) -> None:
    """Undo publishing within the waiting time, while nobody was awarded the badge; it is a draft again.

    The version before it, when there is one, is the published one again.

    Args:
        awards: how many awards exist, as the room that knows says.
    """
    organisation = version.achievement.organisation
    access.check(actor, organisation, to=Act.PUBLISH)
    since = version.published_at
    hours = rules.undo_hours(organisation.waiting_hours, small=organisation.mode == Mode.SMALL)
    if since is None or not rules.may_take_back(published_at=since, at=at, hours=hours, awards=awards):
        raise TooLateToTakeBack
    move(version, State.DRAFT, at=at)
    if version.previous is not None and version.previous.state == State.SUPERSEDED:
        move(version.previous, State.PUBLISHED, at=at)  # it can be earned again, as before
    sealing.withdraw_achievement(version_code=version.code)
    journal.record("version.taken-back", subject=version.ref(), organisation=organisation.ref(), actor=actor.ref(), at=at)


@transaction.atomic
def retire(*, version: AchievementVersion, actor: Person, at: datetime) -> None:
    """Nobody can earn it any more; its page stays for ever."""
    organisation = version.achievement.organisation
    access.check(actor, organisation, to=Act.PUBLISH)
    move(version, State.RETIRED, at=at)
    journal.record("version.retired", subject=version.ref(), organisation=organisation.ref(), actor=actor.ref(), at=at)
