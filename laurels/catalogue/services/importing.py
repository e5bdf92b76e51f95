"""A whole version from a programme's file, by the verbs that the pages use: begun, written, submitted, approved, published."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from django.db import transaction

from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.pictures import choosing
from laurels.catalogue.pictures.choices import choices_of
from laurels.catalogue.pictures.drawing import Picture
from laurels.catalogue.rules import State
from laurels.catalogue.services.beginning import begin_draft, begin_next
from laurels.catalogue.services.overriding import answer_all
from laurels.catalogue.services.publishing import publish
from laurels.catalogue.services.reviewing import approve, submit
from laurels.catalogue.services.writing import write_draft
from laurels.catalogue.versions import VersionData
from laurels.keys import services as keys
from laurels.people.models import Organisation, Person

AS_IT_STANDS = "So it stands in the programme’s file."
"""Why a file's badge says what the linter would have somebody mend."""


@transaction.atomic
def import_version(*, organisation: Organisation, data: VersionData, author: Person | None, at: datetime) -> AchievementVersion:
    """Author a version and publish it on its day; the version before it is superseded.

    A second call with the same handle and number returns the first version.

    Args:
        author: who wrote it; None where the file does not say. at: now; the version's own day stands for history.
    Raises:
        NotReady: something stops publishing, or a successor's map is missing or not total. Otherwise as the verbs.
    """
    mine = AchievementVersion.objects.filter(
        achievement__organisation=organisation, achievement__handle=data.handle, edition_of=None
    )
    if (known := mine.filter(number=data.number).first()) is not None:
        return known
    keys.ensure_key(organisation=organisation, at=at)  # not on the version's day: the key is of today
    day = datetime.combine(data.published_on or at.date(), time(12), tzinfo=at.tzinfo)
    previous = mine.filter(state=State.PUBLISHED).select_related("achievement__organisation").first()
    if previous is None:
        version = begin_draft(organisation=organisation, data=replace(data, equivalence=None), author=author, at=day)
    else:
        begun = begin_next(version=previous, author=None, at=day, number=data.number)
        version = write_draft(version=begun, data=data, author=None, at=day)
    if data.picture is not None:
        _draw(version, data.picture)
    answer_all(version=version, reason=AS_IT_STANDS, actor=None, at=day)
    submit(version=_read(version), actor=None, at=day)
    approve(version=_read(version), actor=None, at=day)
    return publish(version=_read(version), actor=author, at=day)


def _read(version: AchievementVersion) -> AchievementVersion:
    """The version as the database holds it."""
    related = ("achievement__organisation", "strategy", "previous", "edition_of", "author")
    return AchievementVersion.objects.select_related(*related).get(pk=version.pk)


def _draw(version: AchievementVersion, picture: Picture) -> None:
    """The picture that the file chose."""
    version.picture_svg, version.picture_small, version.picture_alt = choosing.drawn(picture)
    version.picture_choices = choices_of(picture).kept()
    version.save(update_fields=["picture_svg", "picture_small", "picture_alt", "picture_choices"])
