"""A house whose network is a dictionary, and an address for its visitors."""

from __future__ import annotations

import pytest
from tests.foreign import LIST, Answers, Harbour


@pytest.fixture
def harbour() -> Harbour:
    return Harbour()


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch, harbour: Harbour) -> Answers:
    """Harbour's keys and its status list answer; everybody else is unreachable."""
    answers = Answers({harbour.document_url: harbour.document(), LIST: harbour.status_list()})
    monkeypatch.setattr("laurels.verification.caching.safe_network", lambda: answers)
    return answers
