"""Definitions from elsewhere: a file is brought, looked at, and what is chosen of it becomes drafts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from laurels.catalogue.errors import FileGone, NothingChosen, PictureUnusable
from laurels.catalogue.models import AchievementVersion, BroughtFile
from laurels.catalogue.rules.definitions import Definition
from laurels.catalogue.services.beginning import begin_draft
from laurels.catalogue.services.picturing import set_picture
from laurels.catalogue.taken import as_version
from laurels.common import limits
from laurels.common.dates import day_in
from laurels.people import access
from laurels.people.models import Organisation, Person
from laurels.people.rules import Act

KEPT = timedelta(days=1)
"""How long a file waits for a decision."""


def bring(*, organisation: Organisation, person: Person, name: str, data: bytes, at: datetime) -> BroughtFile:
    """Keep a file until its bringer has looked at it."""
    access.check(person, organisation, to=Act.DESIGN)
    return BroughtFile.objects.create(organisation=organisation, person=person, name=name[:200], data=data, brought_at=at)


@transaction.atomic
def take(
    *, brought: BroughtFile, definitions: Collection[Definition], person: Person, at: datetime
) -> tuple[tuple[AchievementVersion, ...], tuple[str, ...]]:
    """Drafts of these definitions, in their order, and sentences about what was not usable; the file is gone afterwards.

    Raises:
        NothingChosen: there is none. FileGone: somebody was faster.
    """
    organisation = brought.organisation
    access.check(person, organisation, to=Act.DESIGN)
    if not definitions:
        raise NothingChosen
    if not BroughtFile.objects.filter(pk=brought.pk).delete()[0]:
        raise FileGone
    today = day_in(at, organisation.time_zone)
    drafts, notes = [], []
    for definition in definitions:
        draft = begin_draft(organisation=organisation, data=as_version(definition, today=today), author=person, at=at)
        if definition.picture:
            try:
                set_picture(version=draft, author=person, data=definition.picture[: limits.UPLOADED_PICTURE + 1], at=at)
            except PictureUnusable:
                notes.append(f"The picture of “{definition.title}” could not be used; one is drawn instead.")
        drafts.append(draft)
    return tuple(drafts), tuple(notes)


def throw_old_away(*, at: datetime) -> None:
    """Files that nobody decided about."""
    BroughtFile.objects.filter(brought_at__lt=at - KEPT).delete()
