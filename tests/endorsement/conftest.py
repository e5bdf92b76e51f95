"""A small organisation that asks endorsers, and a badge that it asks about."""

from __future__ import annotations

import pytest
from laurels.catalogue.models import AchievementVersion
from laurels.endorsement.models import EndorsementRequest
from laurels.people.models import Organisation, Person
from tests.endorsement.making import make_request, sent
from tests.issuing.making import make_badge
from tests.making import NOON


@pytest.fixture
def pantry(pantry: Organisation) -> Organisation:
    """The pantry, with endorsements turned on."""
    Organisation.objects.filter(pk=pantry.pk).update(switches=["endorsements"])
    pantry.refresh_from_db()
    return pantry


@pytest.fixture
def version(owner: Person, pantry: Organisation) -> AchievementVersion:
    return make_badge(pantry, owner)


@pytest.fixture
def draft(owner: Person, pantry: Organisation, version: AchievementVersion) -> EndorsementRequest:
    return make_request(pantry, owner, version)


@pytest.fixture
def link(owner: Person, draft: EndorsementRequest) -> str:
    """The token in the letter about the badge; the request is sent."""
    return sent(draft, owner, at=NOON)
