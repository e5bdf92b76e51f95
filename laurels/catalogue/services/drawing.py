"""The picture that draws itself, for a draft whose picture nobody chose."""

from __future__ import annotations

from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.services.picturing import redraw


def draw_itself(version: AchievementVersion) -> None:
    """Draw a draft's picture anew after its name or kind changed; what somebody uploaded stays."""
    redraw(version)
    version.save(update_fields=["picture_svg", "picture_small", "picture_alt"])
