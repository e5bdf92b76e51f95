"""Endorsements of a programme file: signed with a key that is kept here, on the organisation's own word, and labelled so.

A file has no endorser's address: nobody is written to, and who she is rests on the word of whoever wrote the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from laurels.catalogue.models import AchievementVersion
from laurels.common.dates import noon_of
from laurels.endorsement import services, targets
from laurels.endorsement.models import EndorsementRequest
from laurels.endorsement.rules import Confirmed, Role
from laurels.endorsement.services import Answer, EndorserData
from laurels.endorsement.services.signing import Identity
from laurels.people.models import Organisation
from laurels.programmes.errors import ProgrammeMalformed
from laurels.programmes.reading import EndorserPart, EndorsesPart

ROLES = {
    "professional_institute": Role.INSTITUTE,
    "cpd_provider": Role.CPD_PROVIDER,
    "authority": Role.AUTHORITY,
    "training_partner": Role.TRAINING_PARTNER,
}
"""Roles of a file -> ours."""


def load(
    parts: Sequence[EndorserPart],
    organisation: Organisation,
    versions: Mapping[tuple[str, str], AchievementVersion],
    *,
    at: datetime,
) -> int:
    """Load every endorsement of a file; what was loaded before stays. How many stand now.

    Raises:
        ProgrammeMalformed: a role that nobody knows, or a version that the file does not hold.
    """
    for part in parts:
        if part.role not in ROLES:
            raise ProgrammeMalformed(place=f"endorser {part.code} has the role {part.role}")
        for given in part.endorses:
            version = versions.get((given.achievement, given.version))
            if version is None:
                raise ProgrammeMalformed(place=f"{part.code} endorses {given.achievement} {given.version}, which is not there")
            _loaded(part, given, organisation, version, at=at)
    return sum(len(part.endorses) for part in parts)


def _loaded(
    part: EndorserPart, given: EndorsesPart, organisation: Organisation, version: AchievementVersion, *, at: datetime
) -> None:
    """One endorsement, unless it stands already."""
    endorser = EndorserData(part.name, ROLES[part.role], "", part.url)
    if EndorsementRequest.objects.filter(version=version, endorser__name=endorser.name).exists():
        return
    request = services.enter_request(organisation=organisation, endorser=endorser, version=version, at=at)
    services.sign_hosted(
        request=request,
        answer=Answer(given.comment, part.name, targets.mark_of(version), given.valid_until),
        identity=Identity(Confirmed.WORD),
        signed_at=noon_of(given.signed_on, organisation.time_zone),
        at=at,
    )
