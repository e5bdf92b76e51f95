"""Load and authorise in one call."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Prefetch, Q

from laurels.catalogue.errors import BadgeNotFound
from laurels.catalogue.final import FINAL
from laurels.catalogue.models import AchievementVersion, Judge
from laurels.people.access import check
from laurels.people.models import Membership, Person
from laurels.people.rules import Act

PUBLIC = FINAL


def get_version(person: Person, code: UUID, *, to: Act, slug: str | None = None) -> AchievementVersion:
    """A version of one of her organisations, for somebody who may do this there; anybody else's is not found.

    Args:
        slug: the organisation beneath whose address it is asked for; at another's it is not found either.
    """
    version = AchievementVersion.objects.select_related("achievement__organisation", "strategy", "author").filter(code=code).first()
    if version is None or slug not in (None, version.achievement.organisation.slug):
        raise BadgeNotFound
    check(person, version.achievement.organisation, to=to)
    return version


def get_public(code: UUID) -> AchievementVersion:
    """A version that was published, for anybody; a draft is not there.

    With it come its lines, the version after it, and by name those of its judges who still work there.
    """
    there = Q(
        person__memberships__organisation=F("version__achievement__organisation"),
        person__memberships__state=Membership.State.ACTIVE,
    )
    judges = Prefetch("judges", Judge.objects.filter(there).select_related("person").order_by("person__name", "pk"))
    version = (
        AchievementVersion.objects.select_related("achievement__organisation", "strategy", "previous", "successor", "author")
        .prefetch_related(judges, "elements__levels", "alignments")
        .filter(code=code, state__in=PUBLIC)
        .first()
    )
    if version is None:
        raise BadgeNotFound
    return version
