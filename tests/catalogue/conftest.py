"""A draft of the pantry's owner, for whoever tests what becomes of one."""

from __future__ import annotations

import pytest
from laurels.catalogue.models import AchievementVersion
from laurels.people.models import Organisation, Person
from tests.catalogue.making import make_draft


@pytest.fixture
def draft(pantry: Organisation, owner: Person) -> AchievementVersion:
    return make_draft(pantry, owner)
