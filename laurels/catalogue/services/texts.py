"""What a version says: its rows written while it is free, and its document once it is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from laurels.catalogue import documents, rules
from laurels.catalogue.errors import MovedMeanwhile
from laurels.catalogue.final import FINAL
from laurels.catalogue.models import AchievementVersion, Alignment, Element
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
    if {old, to} <= set(FINAL) and version.edition_of_id is None:
        _take_along(version, old, to, at=at)


def _take_along(version: AchievementVersion, old: State, to: State, *, at: datetime) -> None:
    """What happens to a published version happens to its language editions: whoever holds one holds the badge."""
    for edition in version.editions.select_related("achievement__organisation", "strategy").filter(state=old):
        move(edition, to, at=at)


def publish_document(version: AchievementVersion, *, at: datetime) -> None:
    """The version for machines, with its pictures, at its address for ever."""
    sealing.publish_achievement(
        version_code=version.code,
        document=document_of(version),
        picture_svg=version.picture_svg.encode(),
        picture_png=bytes(version.picture_png),
        at=at,
    )


def document_of(version: AchievementVersion, *, elements: Iterable[Element] | None = None, alone: bool = False) -> JsonObject:
    """The achievement document of a version, as it is embedded in every credential: the same bytes for ever.

    Args:
        elements: with their levels, where they were just read; else they are read now.
        alone: without its editions in other languages, for whoever shows none of them.
    """
    previous, standards = version.previous, list(version.alignments.all())
    rows = version.elements.prefetch_related("levels") if elements is None else elements
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
        elements=tuple(_element_text(element, standards) for element in rows),
        previous=(address_of(previous), previous.number) if previous else None,
        editions=tuple((address_of(other), other.language, other.number) for other in ([] if alone else editions_beside(version))),
        alignments=tuple(_alignment_text(row) for row in standards if row.element_id is None),
        points=version.cpd_points,
        tags=tuple(filter(None, [version.achievement.family])),
    )
    return documents.achievement(text, creator=identities.creator_of(version.achievement.organisation))


def editions_beside(version: AchievementVersion) -> list[AchievementVersion]:
    """The same version in other languages, as far as they were published by the time that this one was."""
    original = version.edition_of or version
    by_then = Q(published_at__lte=version.published_at) if version.published_at else Q()
    others = AchievementVersion.objects.filter(by_then, Q(edition_of=original) | Q(pk=original.pk), state__in=FINAL)
    return list(others.exclude(pk=version.pk).order_by("language", "pk"))


def _element_text(element: Element, standards: Sequence[Alignment]) -> documents.ElementText:
    """An element's row as frozen text."""
    levels = tuple(documents.LevelText(level.code, level.label, level.description) for level in element.levels.all())
    serves = tuple(_alignment_text(row) for row in standards if row.element_id == element.pk)
    return documents.ElementText(element.code, element.statement, element.required_level, levels, serves)


def _alignment_text(row: Alignment) -> documents.AlignmentText:
    """A standard's row as frozen text."""
    return documents.AlignmentText(
        url=row.target_url,
        name=row.target_name,
        framework=row.target_framework,
        code=row.target_code,
        kind=row.target_type,
        description=row.target_description,
    )


def address_of(version: AchievementVersion) -> str:
    """The public address of a version; it never changes."""
    return f"{settings.ORIGIN}/badges/{version.code}"
