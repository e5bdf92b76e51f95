"""A badge of the large organisation at each state of its way."""

from __future__ import annotations

import pytest
from tests.catalogue.whole import (
    make_approved,
    make_published,
    make_submitted,
    make_whole,
)


@pytest.fixture
def draft(trust, designer):
    return make_whole(trust, designer)


@pytest.fixture
def waiting(trust, designer, second):
    return make_submitted(trust, designer)


@pytest.fixture
def approved(trust, designer, second):
    return make_approved(trust, designer, second)


@pytest.fixture
def published(trust, designer, second):
    return make_published(trust, designer, second)
