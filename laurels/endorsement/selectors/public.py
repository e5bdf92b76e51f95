"""An endorsement's own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from laurels.endorsement import targets
from laurels.endorsement.models import Endorsement
from laurels.endorsement.selectors.backing import Backer, backer
from laurels.sealing import endorsements as sealing
from laurels.sealing import selectors as sealed


@dataclass(frozen=True)
class PublicPage:
    """Who endorsed what, and where the signed document stands.

    Attributes:
        badge: code of the version's public page. credential: public address of the credential. id: what exactly is endorsed.
        files: (name, address) of each form that there is.
    """

    backer: Backer
    organisation: str
    about: str
    kind: str
    number: str
    id: str
    badge: UUID | None
    credential: str
    files: tuple[tuple[str, str], ...]


def public_page(endorsement: Endorsement, *, at: datetime) -> PublicPage:
    """The page of an endorsement, whatever became of it."""
    request, signed = endorsement.request, endorsement.sealed
    version, credential = request.version, request.credential
    path = sealing.path_of(endorsement.code)
    forms = [("As JSON, with its proof", f"{path}.json")] if signed.json else []
    forms += [("As a signed token (JWT)", f"{path}.jwt")] if signed.jwt else []
    return PublicPage(
        backer=backer(endorsement, at=at),
        organisation=request.organisation.display_name,
        about=targets.title_of(request),
        kind=request.kind,
        number=version.number if version else "",
        id=signed.about,
        badge=version.code if version and version.published_at else None,
        credential=sealed.credential_address(credential) if credential and credential.open else "",
        files=tuple(forms),
    )
