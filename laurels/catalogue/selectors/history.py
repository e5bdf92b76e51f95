"""What happened to a version, from its first letters to its end."""

from __future__ import annotations

from datetime import datetime

from laurels.catalogue.models import AchievementVersion
from laurels.journal.selectors import facts_about


def begun_at(version: AchievementVersion) -> datetime:
    """When somebody had the idea: the first word of its draft, else the day on which its badge was made."""
    begun = facts_about(version.ref(), kinds=("draft.begun",))
    return begun[0].at if begun else version.achievement.made_at if version.previous_id is None else version.state_since
