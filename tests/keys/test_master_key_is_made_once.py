"""The master key is made for an empty installation only: a new one beside old keys would hide that the right one is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from laurels.keys import services
from laurels.keys.errors import NoMasterKey
from laurels.keys.models import SigningKey
from tests.making import NOON, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(settings) -> Path:
    return Path(settings.MASTER_KEY_FILE)


def test_is_made_when_nothing_was_wrapped_yet(path):
    assert services.prepare_master_key() == path
    assert len(path.read_bytes()) == 32
    assert path.stat().st_mode & 0o077 == 0


def test_is_never_made_anew_beside_keys_that_it_would_not_open(path, pantry):
    services.ensure_key(organisation=pantry, at=NOON)
    path.unlink()

    services.prepare_master_key()

    assert not path.exists()


def test_without_it_no_further_key_is_made_and_the_words_say_why(path, pantry):
    services.ensure_key(organisation=pantry, at=NOON)
    path.unlink()

    with pytest.raises(NoMasterKey):
        services.ensure_key(organisation=make_organisation("Northgate"), at=NOON)

    assert SigningKey.objects.count() == 1
    assert not path.exists()
