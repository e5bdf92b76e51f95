"""What issuing does by itself: an intention is sealed, a revocation whose time has come is carried out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from laurels.issuing import services
from laurels.issuing.models import Award, Revocation
from laurels.issuing.rules import State
from laurels.journal import Fact, answers
from laurels.worker import every


@answers("award.intended")
def seal_intentions(facts: Sequence[Fact], *, at: datetime) -> None:
    """Seal what the request that made it could not."""
    for award in Award.objects.filter(code__in=[fact.subject.code for fact in facts], state=State.AWARDED):
        services.seal(award=award, at=at)


@every(minutes=1, name="issuing.revoke-due")
def revoke_due(*, at: datetime) -> None:
    """Carry out revocations that nobody stopped in time."""
    due = Revocation.objects.filter(effective_at__lte=at, stopped_at__isnull=True, done_at__isnull=True)
    for revocation in due.order_by("effective_at")[:100]:
        services.carry_out(revocation=revocation, at=at)
