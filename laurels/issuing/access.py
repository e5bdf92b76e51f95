"""Load and authorise in one call."""

from __future__ import annotations

from uuid import UUID

from laurels.issuing.errors import AwardNotFound
from laurels.issuing.models import Award
from laurels.people.access import check
from laurels.people.models import Person
from laurels.people.rules import Act


def get_award(person: Person, code: UUID, *, to: Act) -> Award:
    """An award of one of her organisations, for somebody who may do this there; anybody else's is not found."""
    award = (
        Award.objects.select_related("organisation", "person", "judge", "version__achievement", "sealed").filter(code=code).first()
    )
    if award is None:
        raise AwardNotFound
    check(person, award.organisation, to=to)
    return award
