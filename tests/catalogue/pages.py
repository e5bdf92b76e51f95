"""What tests of the catalogue's pages share."""

from __future__ import annotations

import re

from laurels.catalogue.models import AchievementVersion

NEW = "/o/kettle-lane/design/new/"


def at(version: AchievementVersion, door: str = "") -> str:
    return f"/o/kettle-lane/design/{version.code}/{door}"


def words(answer) -> str:
    """A page's words without its mark-up."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
