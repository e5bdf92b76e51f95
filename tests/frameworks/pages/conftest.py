"""A small organisation that has turned frameworks on."""

from __future__ import annotations

import pytest
from laurels.people.models import Organisation
from laurels.people.rules import Switch
from laurels.people.services import turn_on
from tests.making import NOON


@pytest.fixture
def pantry(pantry: Organisation, owner) -> Organisation:
    """The small house, with frameworks turned on."""
    turn_on(organisation=pantry, switches=[Switch.FRAMEWORKS], answer_days=15, actor=owner, at=NOON)
    return pantry
