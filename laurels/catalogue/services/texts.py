"""What a version says: its rows written while it is free, and its document once it is not."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from laurels.catalogue import documents, rules
from laurels.catalogue.errors import MovedMeanwhile
from laurels.catalogue.models import AchievementVersion, Element
from laurels.catalogue.rules import State
from laurels.catalogue.services.listing import list_or_not
from laurels.keys import selectors as identities
from laurels.sealing import services as sealing
from openbadgekit.reading import JsonObject


def move(version: AchievementVersion, to: State, *, at: datetime) -> None:
    """One move of the table; somebody who was faster leaves nothing to move."""
    old = State(version.state)
    if not rules.may_move(old, to):
        raise MovedMeanwhile
    if not AchievementVersion.objects.filter(pk=version.pk, state=old).update(state=to, state_since=at):
        raise MovedMeanwhile
    version.state, version.state_since = to, at
    list_or_not(version)


def publish_document(version: AchievementVersion, *, at: datetime) -> None:
    """The version for machines, with its pictures, at its address for ever."""
    sealing.publish_achievement(
        version_code=version.code,
        document=document_of(version),
        picture_svg=version.picture_svg.encode(),
        picture_png=bytes(version.picture_png),
        at=at,
    )


def document_of(version: AchievementVersion) -> JsonObject:
    """The achievement document of a version, as it is embedded in every credential."""
    previous = version.previous
    text = documents.VersionText(
        address=address_of(version),
        title=version.title,
        description=version.description,
        criteria=version.criteria,
        number=version.number,
        language=version.language,
        handle=version.achievement.handle,
        kind=version.achievement.kind,
        picture_alt=version.picture_alt,
        elements=tuple(_element_text(element) for element in version.elements.prefetch_related("levels")),
        previous=(address_of(previous), previous.number) if previous else None,
    )
    return documents.achievement(text, creator=identities.creator_of(version.achievement.organisation))


def _element_text(element: Element) -> documents.ElementText:
    """An element's row as frozen text."""
    levels = tuple(documents.LevelText(level.code, level.label, level.description) for level in element.levels.all())
    return documents.ElementText(element.code, element.statement, element.required_level, levels)


def address_of(version: AchievementVersion) -> str:
    """The public address of a version; it never changes."""
    return f"{settings.ORIGIN}/badges/{version.code}"
