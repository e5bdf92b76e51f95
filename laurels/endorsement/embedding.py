"""What later badges carry: the endorsements that hold on the day of the award, as they were signed."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from laurels.catalogue.models import AchievementVersion
from laurels.endorsement import rules, targets
from laurels.endorsement.models import Endorsement
from laurels.endorsement.rules import BACKING, Kind
from laurels.people.models import Organisation
from laurels.sealing import endorsements as sealing
from openbadgekit.limits import LIMITS
from openbadgekit.reading import JsonObject

MOST = LIMITS.endorsements // 2
"""Of a version, and of an issuer: a verifier looks at so many in all."""


def for_version(version: AchievementVersion, *, about: str, begins: datetime, at: datetime) -> JsonObject:
    """``endorsement`` and ``endorsementJwt`` of an achievement; nothing where nobody endorsed this very version.

    Args:
        about: the id of the achievement in the badge; an endorsement that names another one is not carried.
        begins: since when the award holds: what was endorsed later is not carried by it.
    """
    rows = Endorsement.objects.filter(request__version=version)
    return _members(rows, about, begins, at, version=version)


def for_issuer(organisation: Organisation, *, about: str, begins: datetime, at: datetime) -> JsonObject:
    """The same of the issuer's profile."""
    rows = Endorsement.objects.filter(request__organisation=organisation, request__kind=Kind.ISSUER)
    return _members(rows, about, begins, at)


def _members(
    rows: QuerySet[Endorsement], about: str, begins: datetime, at: datetime, *, version: AchievementVersion | None = None
) -> JsonObject:
    """Those that hold, the newest first."""
    standing = rows.filter(request__state__in=BACKING, sealed__about=about).select_related("sealed")
    found = [row for row in standing.order_by("-signed_at", "-pk") if _holds(row, begins, at, version)]
    return sealing.members([row.sealed for row in found[:MOST]])


def _holds(row: Endorsement, begins: datetime, at: datetime, version: AchievementVersion | None) -> bool:
    """On the day of the award and now, for what the version says."""
    both = all(rules.in_force(valid_from=row.valid_from, valid_until=row.valid_until, at=moment) for moment in (begins, at))
    return both and (version is None or targets.stands_for(row, version))
