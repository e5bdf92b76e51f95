"""One credential of ours as it really leaves the house."""

from __future__ import annotations

import pytest
from laurels.catalogue.models import AchievementVersion
from laurels.issuing import services as issuing
from laurels.issuing.models import Award
from laurels.people.models import Organisation, Person
from laurels.sealing.models import SealedCredential
from laurels.sealing.terms import EvidenceLink
from tests.issuing.making import make_award, make_badge
from tests.making import NOON


@pytest.fixture
def version(owner: Person, pantry: Organisation) -> AchievementVersion:
    return make_badge(pantry, owner, lines=("Checks dates.",))


@pytest.fixture
def intended(version: AchievementVersion, owner: Person, colleague: Person) -> Award:
    return issuing.intend(version=version, learner=colleague, judge=owner, narrative="She did it.", at=NOON)


@pytest.fixture
def award(version: AchievementVersion, owner: Person, colleague: Person) -> Award:
    """With everything that a credential of ours can carry."""
    return make_award(
        version,
        colleague,
        owner,
        narrative="She did it.",
        seen={"SAFE-SHELF-1": "Every tin."},
        evidence=(EvidenceLink("The list", "https://shelf.example/list", "Week 47."), EvidenceLink("Seen on Tuesday")),
    )


@pytest.fixture
def sealed(award: Award) -> SealedCredential:
    return award.sealed
