"""What verdicts tell of endorsements: who keeps the key, with which conditions, and how each stands today."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef

from laurels.common.clock import now
from laurels.endorsement.models import Endorsement
from laurels.endorsement.selectors.backing import Backer, backer, by_codes, of_credential
from laurels.sealing import selectors as sealed
from laurels.sealing.models import SealedCredential
from laurels.verification.ports import OwnWords
from openbadgekit.reading import read_object


def about(credential_id: str, issuer_id: str) -> OwnWords | None:
    """What is known of an endorsement that was signed or taken here, for whoever checks it alone."""
    related = ("request__organisation", "request__endorser", "request__version", "sealed")
    found = Endorsement.objects.select_related(*related).prefetch_related("conditions")
    same = found.filter(sealed__credential_id=credential_id, sealed__issuer=issuer_id).order_by("-signed_at", "-pk")
    row = same.first() if credential_id else None
    if row is None:
        return None
    shown = backer(row, at=now())
    version = row.request.version
    return OwnWords(
        standards=f"/badges/{version.code}" if version and version.published_at else None,
        keeper=f"{shown.keeper} {shown.confirmed}" if shown.hosted else "",
        revoked_at=row.withdrawn_at,
        reason="withdrawn by the endorser" if row.withdrawn_at else "",
        notes=tuple(_notes(shown)),
        time_zone=row.request.organisation.time_zone,
    )


def is_backed(credential: OuterRef) -> Exists:
    """Whether somebody endorses a credential itself, to ask it together with the credential."""
    return Exists(Endorsement.objects.filter(request__credential=credential))


def backing(credential: SealedCredential, *, itself: bool, at: datetime) -> tuple[str, ...]:
    """Of a badge of ours: what must be read beside each endorsement that it carries, and beside those of the badge itself.

    Args:
        itself: what ``is_backed`` says of it.
    """
    inside = sealed.endorsements_in(read_object(bytes(credential.json)))
    carried = by_codes([one.intention for one in inside], at=at) if inside else ()
    own = of_credential(credential, at=at) if itself else ()
    return (*(_sentence(shown) for shown in carried), *(_sentence(shown, itself=True) for shown in own))


def _sentence(shown: Backer, *, itself: bool = False) -> str:
    """One endorsement in a few sentences; that somebody endorses it is said by the check of one that the badge carries."""
    if itself and shown.stands:
        stands = [f"{shown.name} endorses this very award."]
    else:
        stands = [] if shown.word == "Endorsed" else [f"{shown.name}: {shown.word.lower()}."]
    key = [shown.keeper] if shown.hosted else []
    return " ".join([*stands, *key, shown.confirmed, *_notes(shown)])


def _notes(shown: Backer) -> list[str]:
    """What stands beside it."""
    found = [f"Condition: {line.text} ({line.state})." for line in shown.conditions]
    if shown.ended:
        found.append(f"{shown.name} withdrew it on {shown.ended}.")
    elif not shown.stands and shown.until:
        found.append(f"It ended on {shown.until}.")
    return found + ([shown.note] if shown.note else [])
