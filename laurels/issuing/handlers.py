"""What issuing does by itself: an intention is sealed, a revocation whose time has come is carried out."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from laurels.issuing import services
from laurels.issuing.models import Award, Revocation
from laurels.issuing.rules import State
from laurels.journal import Fact, answers
from laurels.worker import every

log = logging.getLogger(__name__)
AT_ONCE = 100
"""Awards or revocations that one run takes [count]."""
SETTLED = timedelta(minutes=1)
"""A younger intention is still in the hands of the request that made it."""


@answers("award.intended")
def seal_intentions(facts: Sequence[Fact], *, at: datetime) -> None:
    """Seal what the request that made it could not."""
    for award in Award.objects.filter(code__in=[fact.subject.code for fact in facts], state=State.AWARDED):
        services.seal(award=award, at=at)


@every(minutes=5, name="issuing.seal-waiting")
def seal_waiting(*, at: datetime) -> None:
    """The repair run: what could not be sealed is tried again, for as long as it takes; one that fails holds up no other."""
    waiting = Award.objects.filter(state=State.AWARDED, awarded_at__lte=at - SETTLED).order_by("hindrance", "awarded_at", "pk")
    for award in waiting[:AT_ONCE]:
        try:
            services.seal(award=award, at=at)
        except Exception:
            log.exception("the award %s cannot be sealed yet", award.code)


@every(minutes=1, name="issuing.revoke-due")
def revoke_due(*, at: datetime) -> None:
    """Carry out revocations that nobody stopped in time; one that fails waits for the next minute and holds up no other."""
    due = Revocation.objects.filter(effective_at__lte=at, stopped_at__isnull=True, done_at__isnull=True)
    for revocation in due.select_related("award__organisation", "asked_by").order_by("effective_at", "pk")[:AT_ONCE]:
        try:
            services.carry_out(revocation=revocation, at=at)
        except Exception:
            log.exception("the revocation %s cannot be carried out yet", revocation.code)
