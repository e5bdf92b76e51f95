"""A file that was brought."""

from __future__ import annotations

import pytest
from laurels.people.models import PeopleImport
from tests.people.importing.making import as_file, brought


@pytest.fixture
def taken(pantry, owner) -> PeopleImport:
    return brought(pantry, as_file(("K-1", "Ana Cole", "ana@x.example", "Kitchen"), ("K-2", "", "")), actor=owner)
