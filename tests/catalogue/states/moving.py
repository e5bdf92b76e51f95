"""What the tests of the state machine share: a version at any state, the facts that were left."""

from __future__ import annotations

from datetime import timedelta

from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.journal.models import FactRow
from tests.making import NOON

DAY = timedelta(days=1)


def at_state(version: AchievementVersion, state: State) -> AchievementVersion:
    """The same version in any state, by the back door of its status column."""
    if state not in (State.DRAFT, State.IN_REVIEW, State.APPROVED) and version.published_at is None:
        AchievementVersion.objects.filter(pk=version.pk).update(published_at=NOON)
    AchievementVersion.objects.filter(pk=version.pk).update(state=state)
    return AchievementVersion.objects.select_related("achievement__organisation", "strategy").get(pk=version.pk)


def but(*states: State) -> list[State]:
    return [state for state in State if state not in states]


def kinds() -> list[str]:
    return list(FactRow.objects.filter(subject_kind="version").order_by("at", "id").values_list("kind", flat=True))
