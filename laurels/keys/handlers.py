"""A new organisation gets its first key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from laurels.journal import Fact, answers
from laurels.keys import services
from laurels.people.models import Organisation


@answers("organisation.created")
def make_first_key(facts: Sequence[Fact], *, at: datetime) -> None:
    """Make the key that will sign its first badge."""
    for organisation in Organisation.objects.filter(code__in=[fact.subject.code for fact in facts]):
        services.ensure_key(organisation=organisation, at=at)
