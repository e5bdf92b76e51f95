"""What the register says is held, for the catalogue's job tasks and plans: an award that its holder did not decline.

Only states and days pass through, and only of the organisation's own awards: nothing of anybody's backpack (DOMAIN 2.1).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from laurels.backpack.models import Offer
from laurels.catalogue.models import Achievement
from laurels.catalogue.rules.holding import Kept
from laurels.common.dates import day_in, end_of_day
from laurels.issuing.models import Award
from laurels.issuing.rules import State
from laurels.people.models import Organisation


class _Awards:
    """The register of awards, seen with what became of each offer."""

    def kept(self, organisation: Organisation, persons: Collection[int]) -> Mapping[int, tuple[Kept, ...]]:
        """Awards of these people that stand; ended ones too, because a reader may ask of an earlier day."""
        columns = ("person", "version__achievement__code", "version__number", "awarded_on", "valid_until")
        found: dict[int, list[Kept]] = defaultdict(list)
        rows = _standing(Award.objects.filter(organisation=organisation, person__in=persons)).order_by("pk").values_list(*columns)
        for person, achievement, number, awarded_on, until in rows:
            ends_on = day_in(until, organisation.time_zone) if until else None
            found[person].append(Kept(str(achievement), number, awarded_on, ends_on))
        return {person: tuple(kept) for person, kept in found.items()}

    def holders(self, achievement: Achievement, *, on: date) -> int:
        """People, each once."""
        still = Q(valid_until__isnull=True) | Q(valid_until__gte=end_of_day(on, achievement.organisation.time_zone))
        mine = _standing(Award.objects.filter(still, version__achievement=achievement, awarded_on__lte=on))
        return mine.values("person").distinct().count()


def _standing(awards: QuerySet[Award]) -> QuerySet[Any]:
    """Issued, and not declined."""
    declined = Offer.objects.filter(award_code=OuterRef("code"), state=Offer.State.DECLINED)
    return awards.filter(~Exists(declined), state=State.ISSUED)


awards = _Awards()
