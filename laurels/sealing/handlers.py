"""Key documents follow their keys; status lists stay fresh."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from laurels.journal import Fact, answers
from laurels.people.models import Organisation
from laurels.sealing import identity, statuses
from laurels.worker import every


@answers("key.changed")
def publish_key_documents(facts: Sequence[Fact], *, at: datetime) -> None:
    """Publish the key document of every organisation whose keys changed."""
    codes = [fact.organisation.code for fact in facts if fact.organisation is not None]
    for organisation in Organisation.objects.filter(code__in=codes):
        identity.publish_key_document(organisation=organisation, at=at)


@every(minutes=60, name="sealing.renew-lists")
def renew_lists(*, at: datetime) -> None:
    """Sign old status lists anew; without the master key they stay as they are, and are believed for weeks."""
    statuses.renew_old_lists(at=at)
