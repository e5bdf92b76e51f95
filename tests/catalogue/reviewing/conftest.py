"""A badge before and in its review, and the two who look at it."""

from __future__ import annotations

import pytest
from tests.catalogue.reviewing.doors import client_of
from tests.catalogue.whole import make_submitted, make_whole


@pytest.fixture
def as_designer(designer):
    return client_of(designer)


@pytest.fixture
def as_second(second):
    return client_of(second)


@pytest.fixture
def draft(trust, designer, second):
    return make_whole(trust, designer)


@pytest.fixture
def waiting(trust, designer, second):
    return make_submitted(trust, designer)
