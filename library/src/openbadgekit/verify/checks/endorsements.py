"""Who backs it? Step ``endorsements``: each carries its own verdict and never changes that of the badge (verdict rule 8).

Source: Open Badges 3.0 "Endorsement"; conformance row OB3-P-16.
"""

from __future__ import annotations

from datetime import datetime

from openbadgekit.documents import vc
from openbadgekit.documents.views import CredentialView, listed, object_of, subject_of
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.verify import binding, proving
from openbadgekit.verify.binding import Resources
from openbadgekit.verify.checks import dates
from openbadgekit.verify.receive import Received, receive
from openbadgekit.verify.report import Check, Outcome
from openbadgekit.verify.wording import quoted

MOST = 10


def embedded(view: CredentialView) -> list[Received | OpenBadgeKitError]:
    """Endorsements of the credential, its achievement and its issuer; an unreadable one as the reason why."""
    subject = subject_of(view.raw)
    achievement = object_of(subject.get("achievement"))
    places = (view.raw, achievement, object_of(view.raw.get("issuer")), object_of(achievement.get("creator")))
    found: list[Received | OpenBadgeKitError] = []
    for place in places:
        for item in listed(place.get("endorsement")):
            if isinstance(item, dict):
                found.append(Received("json", b"", b"", None, item))
        for token in listed(place.get("endorsementJwt")):
            try:
                found.append(receive(str(token).encode()))
            except OpenBadgeKitError as problem:
                found.append(problem)
    return found[:MOST]


def check(view: CredentialView, resources: Resources, *, at: datetime) -> list[Check]:
    """One check per endorsement; one that says so when there is none."""
    found = embedded(view)
    if not found:
        return [Check("endorsements", Outcome.NOT_APPLICABLE, None, "Nobody outside has endorsed it.")]
    return [_one(item, resources, at=at) for item in found]


def _one(item: Received | OpenBadgeKitError, resources: Resources, *, at: datetime) -> Check:
    """One endorsement by the same rules as a badge, without a recipient."""
    if isinstance(item, OpenBadgeKitError):
        return Check("endorsements", Outcome.FAILED, "endorsement_invalid", item.sentence)
    view = item.view()
    who = quoted(view.issuer.name or view.issuer.id)
    if vc.check(item.document) or "EndorsementCredential" not in view.types:
        return Check("endorsements", Outcome.FAILED, "endorsement_invalid", f"What {who} is said to back is no endorsement.")
    proven = proving.prove(item.document, item.jws, binding.keys_of(view.issuer.id, resources), issuer_id=view.issuer.id, at=at)
    held = dates.check(view, at=at)
    if Outcome.FAILED in (proven.proof.outcome, proven.key.outcome, held.outcome):
        failed = next(part for part in (proven.proof, proven.key, held) if part.outcome is Outcome.FAILED)
        return Check("endorsements", Outcome.FAILED, "endorsement_invalid", f"{who}: {failed.detail}")
    if not proven.good:
        return Check("endorsements", Outcome.UNKNOWN, "endorsement_invalid", f"{who}: {proven.key.detail}")
    return Check("endorsements", Outcome.PASSED, None, f"{who} endorses it. {held.detail}")
