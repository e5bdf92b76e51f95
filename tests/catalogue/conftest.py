"""A draft of the pantry's owner, for whoever tests what becomes of one."""

from __future__ import annotations

import pytest
from laurels.catalogue.models import AchievementVersion
from laurels.people.models import Organisation, Person
from laurels.people.rules import Mode, Role
from tests.catalogue.making import make_draft
from tests.making import make_member, make_person


@pytest.fixture
def draft(pantry: Organisation, owner: Person) -> AchievementVersion:
    return make_draft(pantry, owner)


@pytest.fixture
def large(pantry: Organisation) -> Organisation:
    """The pantry by the rules of the large."""
    Organisation.objects.filter(pk=pantry.pk).update(mode=Mode.ASSURED)
    pantry.refresh_from_db()
    return pantry


@pytest.fixture
def second(trust: Organisation) -> Person:
    """Another programme owner of the large organisation: the second pair of eyes."""
    return make_member(trust, make_person("Wen Halloran", email="wen@trust.example"), Role.OWNER).person


@pytest.fixture
def designer(trust: Organisation) -> Person:
    """Somebody there who writes badges and owns no programme."""
    return make_member(trust, make_person("Dora Finch", email="dora@trust.example"), Role.DESIGNER).person
