"""Opening and withdrawing a public page."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from laurels import journal
from laurels.backpack import rules
from laurels.backpack import services as backpack
from laurels.backpack.models import Item
from laurels.people.models import Person
from laurels.sharing.errors import NotForSharing
from laurels.sharing.models import Share


@transaction.atomic
def share(*, item: Item, person: Person, show_name: bool, at: datetime) -> Share:
    """Open a public page for one badge; sharing again closes the page before, so an old address stops working.

    Args:
        show_name: whether the page says her name, as it is now; without it the page says "the holder".
    Raises:
        NotForSharing: not confirmed as hers, or not valid when last checked.
    """
    if not rules.may_be_public(state=item.state, verdict=item.verdict):
        raise NotForSharing
    withdraw(item=item, person=person, at=at)
    made = Share.objects.create(item=item, person=person, name_shown=person.name if show_name else "", consented_at=at)
    backpack.mark_public(item=item, public=True)
    journal.record("share.made", subject=made.ref(), organisation=None, actor=person.ref(), at=at, data={"named": show_name})
    return made


@transaction.atomic
def withdraw(*, item: Item, person: Person, at: datetime) -> None:
    """Close the open page of this badge, at once; nothing happens when none is open."""
    for open_share in Share.objects.filter(item=item, person=person, withdrawn_at__isnull=True):
        Share.objects.filter(pk=open_share.pk).update(withdrawn_at=at)
        backpack.mark_public(item=item, public=False)
        journal.record("share.withdrawn", subject=open_share.ref(), organisation=None, actor=person.ref(), at=at, data={})
