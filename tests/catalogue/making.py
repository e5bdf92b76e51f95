"""Plain functions that make badges for tests."""

from __future__ import annotations

from datetime import datetime

from laurels.catalogue import services
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import FiveFields
from laurels.common.clock import now
from laurels.people.models import Organisation, Person

LINES = ("Checks dates and packaging.", "Keeps chilled food cold.")


def make_fields(author: Person, **changes: object) -> FiveFields:
    """Five sound fields; ``judges`` may be persons."""
    judges = changes.pop("judges", [author])
    codes = tuple(str(judge.code) for judge in judges)
    values = {"name": "Safe Shelf", "can_do": LINES, "lasts": "2"} | changes
    return FiveFields(judges=codes, **values)


def make_draft(organisation: Organisation, author: Person, *, at: datetime | None = None, **changes: object) -> AchievementVersion:
    """A draft of Small mode."""
    fields = make_fields(author, **changes)
    return services.draft_from_five(organisation=organisation, fields=fields, author=author, at=at or now())


def publish(version: AchievementVersion, actor: Person, *, at: datetime | None = None) -> AchievementVersion:
    """The same, published."""
    return services.publish(version=version, actor=actor, at=at or now())


def typed(author: Person, **changes: object) -> dict[str, object]:
    """What a browser posts for five sound fields."""
    return {
        "name": "Safe Shelf",
        "can_do": "\n".join(LINES),
        "judges": [str(author.code)],
        "lasts": "2",
        "what_for": "Nobody becomes ill from food that we gave.",
    } | changes
