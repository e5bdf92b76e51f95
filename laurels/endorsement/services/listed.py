"""The catalogue's filter "backed by somebody outside" follows what stands."""

from __future__ import annotations

from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.services import listing
from laurels.endorsement import targets
from laurels.endorsement.models import Endorsement
from laurels.endorsement.rules import BACKING


def follow(version: AchievementVersion | None) -> None:
    """Say whether a version is endorsed now; called in the transaction of whatever changed it."""
    if version is not None:
        standing = Endorsement.objects.filter(request__version=version, request__state__in=BACKING)
        listing.mark_endorsed(version_code=version.code, endorsed=any(targets.stands_for(row, version) for row in standing))
