"""What the register tells a stranger about a credential of ours: who judged, how, and since when it is revoked."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from laurels.catalogue import selectors as catalogue
from laurels.catalogue.models import AchievementVersion
from laurels.common.clock import now
from laurels.common.dates import in_words
from laurels.endorsement import told as endorsements
from laurels.issuing.models import Award, Revocation
from laurels.issuing.rules import REASONS, State
from laurels.people.rules import Mode
from laurels.sealing import selectors as sealing
from laurels.sealing.models import SealedCredential
from laurels.verification.ports import OwnWords
from openbadgekit.documents.views import profile
from openbadgekit.reading import read_object

PRIVATE_REASONS = frozenset({"malpractice"})
"""Reasons that the register keeps to itself: a stranger reads only that it was revoked."""


def about(credential_id: str, issuer_id: str) -> OwnWords | None:
    """What is known of one of our credentials; nothing for an id that another issuer used, too."""
    award = _awards().filter(sealed__credential_id=credential_id).first() if credential_id else None
    if award is None or award.sealed is None:
        return None
    if profile(read_object(bytes(award.sealed.json)).get("issuer")).id != issuer_id:
        return None
    return _told(award, award.sealed)


def _awards() -> QuerySet[Any]:
    """Awards with all that is told, in one question."""
    done = Revocation.objects.filter(award=OuterRef("pk"), done_at__isnull=False).order_by("pk")
    newer = AchievementVersion.objects.filter(previous=OuterRef("version"), published_at__isnull=False).order_by("pk")
    related = ("version__achievement__organisation", "version__author", "version__strategy", "judge", "sealed")
    pictures = ("version__picture_png", "version__picture_svg", "version__picture_small", "sealed__jwt")
    return (
        Award.objects.select_related(*related)
        .defer(*pictures)
        .annotate(
            newer_number=Subquery(newer.values("number")[:1]),
            newer_at=Subquery(newer.values("published_at")[:1]),
            revoked_at=Subquery(done.values("done_at")[:1]),
            revoked_for=Subquery(done.values("reason")[:1]),
            backed=endorsements.is_backed(OuterRef("sealed")),
        )
    )


def _told(award: Any, sealed: SealedCredential) -> OwnWords:
    """The words for one award; nothing about its holder is among them."""
    revoked, reason = award.state == State.REVOKED, award.revoked_for
    organisation = award.version.achievement.organisation
    small, zone = organisation.mode == Mode.SMALL, organisation.time_zone
    judge = award.judge.name if award.judge and small else ""
    return OwnWords(
        picture=sealing.picture_address(sealed),
        standards=sealing.achievement_address(sealed),
        facts=catalogue.facts_of(award.version),
        judged=_judged(award, judge),
        author=judge if award.one_person else "",
        revoked_at=award.revoked_at if revoked else None,
        reason=REASONS[reason] if revoked and reason in REASONS and reason not in PRIVATE_REASONS else "",
        notes=_newer(award, zone),
        time_zone=zone,
        backing=endorsements.backing(sealed, itself=award.backed, at=now()),
    )


def _newer(award: Any, zone: str) -> tuple[str, ...]:
    """That a newer version exists, in a sentence, when it does."""
    if not award.newer_at:
        return ()
    return (f"Version {award.newer_number} of this badge exists since {in_words(award.newer_at, zone)}.",)


def _judged(award: Award, judge: str) -> str:
    """Who judged and whether anybody checked; names only where the organisation names its judges to everybody (Small)."""
    who = judge or "an assessor of the organisation"
    if award.one_person:
        return f"Judged on {in_words(award.awarded_on)} by {who}, who also wrote the badge. No second person checked."
    return f"Judged on {in_words(award.awarded_on)} by {who}."
