"""What happened to a version, from its first letters to its end."""

from __future__ import annotations

from datetime import datetime

from laurels.catalogue.models import AchievementVersion
from laurels.journal.selectors import facts_about


def begun_at(version: AchievementVersion) -> datetime:
    """When somebody had the idea: the day of a proposal, else the first word of the draft, else the first sign of it here."""
    first = version.previous_id is None and version.edition_of_id is None
    if first and version.achievement.idea_at is not None:
        return version.achievement.idea_at
    begun = facts_about(version.ref(), kinds=("draft.begun",))
    return begun[0].at if begun else version.achievement.made_at if first else version.state_since
