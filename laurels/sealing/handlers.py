"""Key documents follow their keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from laurels.journal import Fact, answers
from laurels.people.models import Organisation
from laurels.sealing import services


@answers("key.changed")
def publish_key_documents(facts: Sequence[Fact], *, at: datetime) -> None:
    """Publish the key document of every organisation whose keys changed."""
    codes = [fact.organisation.code for fact in facts if fact.organisation is not None]
    for organisation in Organisation.objects.filter(code__in=codes):
        services.publish_key_document(organisation=organisation, at=at)
