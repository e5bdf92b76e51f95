"""Files of definitions that nobody decided about are thrown away."""

from __future__ import annotations

from datetime import datetime

from laurels.catalogue.services.bringing import throw_old_away
from laurels.worker import every


@every(minutes=60, name="catalogue.throw-files-away")
def throw_files_away(*, at: datetime) -> None:
    """A brought file waits a day for a decision."""
    throw_old_away(at=at)
