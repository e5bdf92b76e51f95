"""Load and authorise in one call."""

from __future__ import annotations

from uuid import UUID

from laurels.catalogue.errors import BadgeNotFound
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.people.access import check
from laurels.people.models import Person
from laurels.people.rules import Act

PUBLIC = (State.PUBLISHED, State.SUSPENDED, State.SUPERSEDED, State.RETIRED)


def get_version(person: Person, code: UUID, *, to: Act) -> AchievementVersion:
    """A version of one of her organisations, for somebody who may do this there; anybody else's is not found."""
    version = AchievementVersion.objects.select_related("achievement__organisation", "strategy").filter(code=code).first()
    if version is None:
        raise BadgeNotFound
    check(person, version.achievement.organisation, to=to)
    return version


def get_public(code: UUID) -> AchievementVersion:
    """A version that was published, for anybody; a draft is not there."""
    version = (
        AchievementVersion.objects.select_related("achievement__organisation", "strategy", "previous", "author")
        .filter(code=code, state__in=PUBLIC)
        .first()
    )
    if version is None:
        raise BadgeNotFound
    return version
