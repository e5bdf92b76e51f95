"""What a badge's picture is drawn from: its own choices, else its name and the family of its organisation."""

from __future__ import annotations

import hashlib
import json

from laurels.catalogue.models import AchievementVersion, PictureFamily
from laurels.catalogue.pictures import choosing, family, readability
from laurels.catalogue.pictures.choices import Choices, read
from laurels.catalogue.pictures.drawing import Picture, alternative
from laurels.catalogue.pictures.family import Family
from laurels.people.models import Organisation

UNASSESSED = ("participation", "behaviour")
"""Kinds that are drawn on paper."""


def family_of(organisation: Organisation) -> Family | None:
    """What the organisation's badges share, or None while nobody has said so."""
    row = PictureFamily.objects.filter(organisation=organisation).first()
    return family.read(row.style, mark_drawing=row.mark_drawing) if row else None


def choices_from(version: AchievementVersion) -> Choices | None:
    """What was chosen for a version; None for a picture that draws itself."""
    return read(version.picture_choices)


def picture_of(version: AchievementVersion, style: Family | None = None) -> Picture:
    """The picture of a version that is not uploaded, ready to be drawn.

    Args:
        style: the family of its organisation, where it is known already; it is asked for otherwise.
    """
    organisation, name = version.achievement.organisation, version.title or "New badge"
    assessed = version.achievement.kind not in UNASSESSED
    shared = style or family_of(organisation)
    chosen = choices_from(version)
    if chosen is not None:
        return chosen.picture(name=name, assessed=assessed, mark_drawing=shared.mark_drawing if shared else "")
    return choosing.picture_for(
        name=name, organisation=organisation.display_name, ink=organisation.brand_ink, assessed=assessed, family=shared
    )


def stands_of(version: AchievementVersion) -> str:
    """A short name for how a picture stands: two of them are equal while nobody has chosen something else."""
    uploaded = version.picture_svg if version.picture_own else ""
    told = json.dumps([version.picture_choices, uploaded], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def kept_alternative(version: AchievementVersion) -> str:
    """The alternative text that somebody wrote, or empty."""
    said = version.picture_choices.get("alt", "")
    return said if isinstance(said, str) else ""


def suggested(version: AchievementVersion, picture: Picture | None = None) -> str:
    """The alternative text that follows from name and choices; of an uploaded picture we know the name alone.

    Args:
        picture: what it is drawn from, where that is known already.
    """
    return f"Badge picture: {version.title}" if version.picture_own else alternative(picture or picture_of(version))


def picture_faults(version: AchievementVersion) -> tuple[str, ...]:
    """Why nobody could read a version's picture, as sentences; of an uploaded one only people can say."""
    return () if version.picture_own else readability.faults(picture_of(version))
