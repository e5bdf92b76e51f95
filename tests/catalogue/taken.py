"""A version that was published long ago, as its rows would stand: whatever it says, unfinished or not."""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction
from laurels import journal
from laurels.catalogue.models import Achievement, AchievementVersion, Strategy
from laurels.catalogue.pictures import choosing, raster
from laurels.catalogue.pictures.choices import choices_of
from laurels.catalogue.rules import State
from laurels.catalogue.services.rows import write_rows
from laurels.catalogue.services.texts import move, publish_document
from laurels.catalogue.versions import VersionData
from laurels.keys import services as keys
from laurels.people.models import Organisation, Person


@transaction.atomic
def take_in(*, organisation: Organisation, data: VersionData, author: Person | None, at: datetime) -> AchievementVersion:
    """The version, published on its day; the one before it is superseded. A second call returns the first version."""
    achievement, _ = Achievement.objects.get_or_create(
        organisation=organisation, handle=data.handle, defaults={"kind": data.kind, "made_at": at}
    )
    known = AchievementVersion.objects.filter(achievement=achievement, number=data.number).first()
    if known is not None:
        return known
    day = datetime.combine(data.published_on or at.date(), time(12), tzinfo=at.tzinfo)
    previous = AchievementVersion.objects.filter(achievement=achievement, state=State.PUBLISHED).first()
    version = AchievementVersion(
        achievement=achievement, previous=previous, author=author, published_by=author, published_at=day,
        number=data.number, state=State.APPROVED, state_since=day, changed_at=day, **data.columns(),
    )  # fmt: skip
    if data.picture is not None:
        version.picture_svg, version.picture_small, version.picture_alt = choosing.drawn(data.picture)
        version.picture_choices = choices_of(data.picture).kept()
    version.picture_png = raster.png_of(version.picture_svg)
    version.save()
    write_rows(version, data)
    Strategy.objects.filter(version=version).update(confirmed_at=day)
    keys.ensure_key(organisation=organisation, at=at)
    if previous is not None:
        move(previous, State.SUPERSEDED, at=day)
    move(version, State.PUBLISHED, at=day)
    publish_document(version, at=at)
    actor = author.ref() if author else None
    journal.record("version.published", subject=version.ref(), organisation=organisation.ref(), actor=actor, at=day)
    return version
