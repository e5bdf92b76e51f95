"""What My badges does when something happens to an award."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from laurels.backpack import rules, services
from laurels.backpack.models import Item, Offer
from laurels.issuing.models import Award
from laurels.issuing.rules import State
from laurels.journal import Fact, answers
from laurels.mail import services as mail
from laurels.people import selectors as people
from laurels.worker import every

BATCH = 50
"""Badges that one run of the daily job checks: others' servers are asked gently."""


@answers("award.sealed")
def offer_awards(facts: Sequence[Fact], *, at: datetime) -> None:
    """Each sealed award waits for its holder."""
    codes = [fact.subject.code for fact in facts]
    standing = Award.objects.filter(code__in=codes, state=State.ISSUED)  # one that was taken back meanwhile is offered to nobody
    for award in standing.select_related("person", "sealed__organisation", "version"):
        if award.sealed is not None:
            services.make_offer(award_code=award.code, person=award.person, sealed=award.sealed, badge=award.version.title, at=at)


@answers("offer.made")
def tell_learners(facts: Sequence[Fact], *, at: datetime) -> None:
    """A letter to the first proven address; who has none sees the offer on her page."""
    offers = Offer.objects.filter(code__in=[fact.subject.code for fact in facts], state=Offer.State.OPEN)
    for offer in offers.select_related("person"):
        addresses = people.addresses(offer.person)
        if addresses:
            mail.send(
                to=addresses[0],
                subject=f"{offer.issuer} awarded you “{offer.badge}”",
                template="backpack/letter-offer",
                context={
                    "name": offer.person.name,
                    "badge": offer.badge,
                    "issuer": offer.issuer,
                    "address": settings.ORIGIN + reverse("backpack:offer", args=[offer.code]),
                },
                key=f"offer:{offer.code}",
                at=at,
            )


@answers("award.revoked")
def note_revocations(facts: Sequence[Fact], *, at: datetime) -> None:
    """What was revoked is offered no more, or looked at again at once where she keeps it, and its holder is told."""
    codes = [fact.subject.code for fact in facts]
    for award in Award.objects.filter(code__in=codes).select_related("person", "sealed__organisation", "version"):
        services.withdraw_offer(award=award, at=at)
        for item in Item.objects.filter(sealed__isnull=False, sealed=award.sealed).select_related("person"):
            services.look_again(item=item, at=at)
        addresses = people.addresses(award.person)
        if addresses:
            mail.send(
                to=addresses[0],
                subject=f"“{award.version.title}” was taken back",
                template="backpack/letter-revoked",
                context={
                    "name": award.person.name,
                    "badge": award.version.title,
                    "issuer": award.organisation.display_name,
                    "address": settings.ORIGIN + reverse("backpack:home"),
                },
                key=f"revoked:{award.code}",
                at=at,
            )


@every(minutes=60, name="backpack.look-again")
def look_again_at_old_ones(*, at: datetime) -> None:
    """Badges that nobody has looked at for a day are checked anew, the oldest first."""
    due = Item.objects.filter(checked_at__lte=at - rules.LOOK_AGAIN_AFTER).order_by("checked_at")
    for item in due.select_related("person")[:BATCH]:
        services.look_again(item=item, at=at)
