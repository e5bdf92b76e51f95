"""Verbs of a version that others see: published, taken back, put on hold, brought back, retired."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from laurels import journal
from laurels.catalogue import ports, rules
from laurels.catalogue.errors import (
    AnotherIsCurrent,
    DraftIncomplete,
    MovedMeanwhile,
    NotReviewed,
    ReasonNeeded,
    SecondPersonNeeded,
    TooLateToTakeBack,
    WorkOpen,
)
from laurels.catalogue.models import AchievementVersion, EquivalenceMap, Standing, Strategy
from laurels.catalogue.pictures import raster
from laurels.catalogue.rules import State
from laurels.catalogue.selectors import five_of, has_small_lines
from laurels.catalogue.selectors.history import begun_at
from laurels.catalogue.services import guarding
from laurels.catalogue.services.picturing import check_readable
from laurels.catalogue.services.texts import move, publish_document
from laurels.common.dates import day_in
from laurels.common.text import counted
from laurels.keys import services as keys
from laurels.people import access
from laurels.people.models import Person
from laurels.people.rules import Act, Mode
from laurels.sealing import services as sealing


def publish(*, version: AchievementVersion, actor: Person | None, at: datetime) -> AchievementVersion:
    """Publish an approved version; from now on its text never changes. Fact ``version.published``.

    In Small mode a draft is published at once: its author may approve it herself, and an undo window stands in for the second
    person. The version before it is superseded. Editions in other languages that are approved are published with it.

    Args:
        actor: None for what a programme's file brings.
    Raises:
        DraftIncomplete: a field of the five is missing. NotReady: something stops publishing. NotReviewed: a draft, with the
        rules of the large. SecondPersonNeeded: so would her own be. BeforeOnHold, AnotherIsCurrent: by its other versions.
        PictureUnreadable: nobody could read its picture.
        EditionAlone, EditionDiffers: by the version that it translates.
        MovedMeanwhile: it is neither. keys.NoMasterKey: nothing can be signed now.
    """
    organisation = version.achievement.organisation
    guarding.allow(actor, organisation, to=Act.PUBLISH)
    review_on = _ready(version, actor, at=at)
    guarding.takes_its_place(version)
    keys.ensure_key(organisation=organisation, at=at)  # the worker may not have made the first one yet
    editions = list(version.editions.select_related("achievement__organisation", "strategy").filter(state=State.APPROVED))
    for one in (version, *editions):
        check_readable(one)
        one.picture_png = bytes(one.picture_png) if one.picture_own else raster.png_of(one.picture_svg)
    with transaction.atomic():
        if version.state == State.DRAFT:
            move(version, State.APPROVED, at=at)
        _put_out(version, actor, review_on, at=at)
        for edition in editions:
            guarding.nothing_blocks(edition, at=at)
            guarding.takes_its_place(edition)
            _put_out(edition, actor, edition.strategy.review_on, at=at)
        for one in (version, *editions):
            publish_document(one, at=at)
    return version


def _put_out(version: AchievementVersion, actor: Person | None, review_on: date | None, *, at: datetime) -> None:
    """The rows of an approved version as those of a published one."""
    version.published_by, version.published_at = actor, at
    version.save(update_fields=["published_by", "published_at", "picture_png"])
    Strategy.objects.filter(version=version).update(confirmed_at=at, review_on=review_on)
    _make_way(version, at=at)
    move(version, State.PUBLISHED, at=at)
    waited = max(0, int((at - begun_at(version)).total_seconds() // 60))
    _record("version.published", version, actor, at, minutes=waited)


def _ready(version: AchievementVersion, actor: Person | None, *, at: datetime) -> date | None:
    """The review day of a version that may be published now.

    Raises:
        see ``publish``.
    """
    organisation = version.achievement.organisation
    small = organisation.mode == Mode.SMALL
    if version.state == State.APPROVED:
        guarding.nothing_blocks(version, at=at)
        return version.strategy.review_on
    if version.state != State.DRAFT:
        raise MovedMeanwhile
    if not small:
        alone = actor is not None and not rules.may_approve(author=version.author_id, actor=actor.pk, small=small)
        raise SecondPersonNeeded if alone else NotReviewed
    if not has_small_lines(version):
        guarding.nothing_blocks(version, at=at)
        guarding.map_is_there(version, at=at)
        return version.strategy.review_on
    guarding.no_starter(version)
    fields = five_of(version)
    if problems := rules.faults(fields):
        raise DraftIncomplete(reasons="; ".join(problems) + ".")
    today = day_in(at, organisation.time_zone)
    return rules.derive(fields, handle=version.achievement.handle, published_on=today).review_on


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
    for edition in version.editions.select_related("achievement__organisation", "strategy").filter(state=State.PUBLISHED):
        move(edition, State.DRAFT, at=at)
        sealing.withdraw_achievement(version_code=edition.code)
        _record("version.taken-back", edition, actor, at)
    move(version, State.DRAFT, at=at)
    if version.previous is not None and version.previous.state == State.SUPERSEDED:
        move(version.previous, State.PUBLISHED, at=at)  # it can be earned again, as before
    sealing.withdraw_achievement(version_code=version.code)
    _record("version.taken-back", version, actor, at)


@transaction.atomic
def suspend(*, version: AchievementVersion, reason: str, actor: Person | None, at: datetime) -> None:
    """Put a published version on hold: no new work and no award, open work is kept. Fact ``version.suspended``.

    Raises:
        ReasonNeeded: without words; the badge's page shows them. MovedMeanwhile: it is not published.
    """
    guarding.allow(actor, version.achievement.organisation, to=Act.PUBLISH)
    if version.state != State.PUBLISHED:
        raise MovedMeanwhile
    if not reason.strip():
        raise ReasonNeeded
    move(version, State.SUSPENDED, at=at)
    _stand(version, actor, reason, at)
    _record("version.suspended", version, actor, at)


@transaction.atomic
def resume(*, version: AchievementVersion, actor: Person | None, at: datetime) -> None:
    """Bring a version back that was on hold; it can be earned again. Fact ``version.resumed``.

    Raises:
        MovedMeanwhile: it is not on hold. AnotherIsCurrent: another version stands for the badge now.
    """
    guarding.allow(actor, version.achievement.organisation, to=Act.PUBLISH)
    if version.state != State.SUSPENDED:
        raise MovedMeanwhile
    beside = AchievementVersion.objects.filter(achievement=version.achievement_id, state=State.PUBLISHED, edition_of=None)
    other = beside.first()
    if other is not None and version.edition_of_id is None:
        raise AnotherIsCurrent(number=other.number)
    move(version, State.PUBLISHED, at=at)
    _stand(version, actor, "", at)
    _record("version.resumed", version, actor, at)


@transaction.atomic
def retire(*, version: AchievementVersion, actor: Person | None, at: datetime, reason: str = "") -> None:
    """Nobody can earn it any more; its page stays for ever. Fact ``version.retired``.

    Raises:
        WorkOpen: people are under way, and the last date for the old version has not passed.
        MovedMeanwhile: it is neither published nor an older version.
    """
    organisation = version.achievement.organisation
    guarding.allow(actor, organisation, to=Act.PUBLISH)
    if not rules.may_move(State(version.state), State.RETIRED):
        raise MovedMeanwhile
    under_way = ports.open_work(version, at=at)
    today = day_in(at, organisation.time_zone)
    if not rules.may_retire(open_work=under_way, last_date=_last_date(version), today=today):
        raise WorkOpen(people=counted(under_way, "person is", "people are").capitalize())
    move(version, State.RETIRED, at=at)
    _stand(version, actor, reason, at)
    _record("version.retired", version, actor, at)


def _last_date(version: AchievementVersion) -> date | None:
    """The last day on which the version may still be finished, as its published successor says; None where none is set."""
    followed = EquivalenceMap.objects.filter(version__previous=version, version__published_at__isnull=False)
    return followed.values_list("transition_end", flat=True).first()


def _stand(version: AchievementVersion, actor: Person | None, reason: str, at: datetime) -> None:
    """Keep the words of a move where the version's page finds them."""
    Standing.objects.create(version=version, state=version.state, reason=" ".join(reason.split())[:600], by=actor, at=at)


def _record(kind: str, version: AchievementVersion, actor: Person | None, at: datetime, **data: object) -> None:
    organisation = version.achievement.organisation.ref()
    journal.record(kind, subject=version.ref(), organisation=organisation, actor=actor.ref() if actor else None, at=at, data=data)
