"""Verbs of a badge's picture: chosen in the studio, uploaded, drawn by itself; and of the family that its organisation has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from laurels import journal
from laurels.catalogue.errors import ChoicesUnknown, MovedMeanwhile, PictureMovedOn, PictureUnreadable
from laurels.catalogue.models import AchievementVersion, PictureFamily
from laurels.catalogue.pictures import choosing, family, marks, raster
from laurels.catalogue.pictures.choices import ALTERNATIVE
from laurels.catalogue.pictures.choices import read as choices_from
from laurels.catalogue.rules import State
from laurels.catalogue.selectors.pictures import kept_alternative, picture_faults, picture_of, stands_of, suggested
from laurels.common.lines import one_line
from laurels.people import access
from laurels.people.models import Organisation, Person
from laurels.people.rules import Act

_COLUMNS = ("picture_svg", "picture_small", "picture_png", "picture_alt", "picture_own", "picture_choices", "changed_at")
"""What a picture's verbs write: whoever types the text at the same time loses nothing."""


def redraw(version: AchievementVersion) -> None:
    """Draw the picture of a free version anew, as its name and its choices say; an uploaded one stays. The row is not written."""
    picture = None if version.picture_own else picture_of(version)
    if picture is not None:
        version.picture_svg, version.picture_small, _ = choosing.drawn(picture)
    version.picture_alt = kept_alternative(version) or suggested(version, picture)


@transaction.atomic
def choose_picture(
    *, version: AchievementVersion, choices: Mapping[str, Any] | None, author: Person, at: datetime, stands: str | None = None
) -> None:
    """Keep what was chosen in the studio and draw it; None lets the picture draw itself again. Drafts save themselves: no fact.

    Args:
        stands: ``stands_of`` the picture that its author saw when she chose; None asks nothing.
    Raises:
        ChoicesUnknown: one of them is none that we draw. MovedMeanwhile: it is no draft any more.
        PictureMovedOn: somebody else has changed the picture since.
    """
    _check(version, author)
    if stands not in (None, stands_of(version)):
        raise PictureMovedOn
    if choices is None:
        version.picture_choices = {}
    else:
        found = choices_from(choices)
        if found is None:
            raise ChoicesUnknown
        version.picture_choices = found.kept()
    version.picture_own, version.picture_png = False, b""
    if kept_alternative(version) == suggested(version):
        version.picture_choices["alt"] = ""  # it goes on following the name
    _keep(version, at=at)


@transaction.atomic
def set_picture(*, version: AchievementVersion, author: Person, data: bytes | None, at: datetime, alternative: str = "") -> None:
    """Take an uploaded picture, or with None go back to the one that we draw; what was chosen in the studio is kept beside it.

    Args:
        alternative: what somebody who cannot see it hears; empty for the usual sentence.
    Raises:
        PictureUnusable: no picture, damaged, too large.
        MovedMeanwhile: it is no draft any more.
    """
    _check(version, author)
    version.picture_own = data is not None
    version.picture_choices = {name: value for name, value in version.picture_choices.items() if name != "alt"}
    if data is not None:
        version.picture_svg, version.picture_small, version.picture_png = raster.own_picture(data)
        said = one_line(alternative)[:ALTERNATIVE]
        version.picture_choices = version.picture_choices | {"alt": "" if said == suggested(version) else said}
    _keep(version, at=at)


def check_readable(version: AchievementVersion) -> None:
    """Refuse a picture of ours whose words cannot be read; of an uploaded one only people can say.

    Raises:
        PictureUnreadable: with the colour that would do.
    """
    if faults := picture_faults(version):
        raise PictureUnreadable(reasons=" ".join(faults))


@transaction.atomic
def set_family(
    *, organisation: Organisation, style: Mapping[str, Any], mark: bytes | None, author: Person | None, at: datetime
) -> None:
    """Keep what an organisation's badges share from now on.

    Drafts that draw themselves wear it at once, published badges stay as they are. Fact ``pictures.family-set``.

    Args:
        mark: an SVG of its own for the seal, empty for its letters, None to leave what it has.
    Raises:
        ChoicesUnknown: something in the style is none that we draw. MarkUnusable: the mark is no small drawing.
    """
    if author is not None:
        access.check(author, organisation, to=Act.DESIGN)
    found = family.read(style)
    if found is None:
        raise ChoicesUnknown
    columns: dict[str, Any] = {"style": found.kept(), "changed_at": at}
    if mark is not None:
        columns["mark_drawing"] = marks.mark_cleaned(mark) if mark else ""
    PictureFamily.objects.update_or_create(organisation=organisation, defaults=columns)
    drafts = AchievementVersion.objects.filter(achievement__organisation=organisation, state=State.DRAFT, picture_own=False)
    for version in drafts.select_related("achievement__organisation"):
        if choices_from(version.picture_choices) is None:
            _keep(version, at=at)
    actor = author.ref() if author else None
    journal.record("pictures.family-set", subject=organisation.ref(), organisation=organisation.ref(), actor=actor, at=at)


def _check(version: AchievementVersion, author: Person) -> None:
    """Whether this person may change the picture of this version now."""
    access.check(author, version.achievement.organisation, to=Act.DESIGN)
    if version.state != State.DRAFT:
        raise MovedMeanwhile


def _keep(version: AchievementVersion, *, at: datetime) -> None:
    """Draw what there is to draw, and write the picture's columns alone."""
    redraw(version)
    version.changed_at = at
    version.save(update_fields=_COLUMNS)
