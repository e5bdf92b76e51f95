"""A published badge, an award that is only intended, and one that is sealed."""

from __future__ import annotations

import pytest
from laurels.catalogue.models import AchievementVersion
from laurels.issuing import services as issuing
from laurels.issuing.models import Award
from laurels.people.models import Organisation, Person
from tests.issuing.making import make_award, make_badge
from tests.making import NOON


@pytest.fixture
def version(owner: Person, pantry: Organisation) -> AchievementVersion:
    return make_badge(pantry, owner)


@pytest.fixture
def intended(version: AchievementVersion, owner: Person, colleague: Person) -> Award:
    return issuing.intend(version=version, learner=colleague, judge=owner, narrative="She did it.", at=NOON)


@pytest.fixture
def award(version: AchievementVersion, owner: Person, colleague: Person) -> Award:
    return make_award(version, colleague, owner, narrative="She did it.")


@pytest.fixture
def prompt(pantry: Organisation) -> Organisation:
    """The pantry without a waiting time."""
    Organisation.objects.filter(pk=pantry.pk).update(waiting_hours=0)
    pantry.refresh_from_db()
    return pantry
