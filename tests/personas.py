"""The three people of every house test, their organisations and their browsers.

``owner`` and ``colleague`` work at the small ``pantry``; ``outsider`` owns the assured ``trust`` and nothing of theirs.
"""

from __future__ import annotations

import pytest
from django.test import Client
from laurels.people.models import Organisation, Person
from laurels.people.rules import Mode
from tests.making import make_member, make_organisation, make_person


@pytest.fixture
def owner(db: None) -> Person:
    return make_person("Mira Lund", email="mira@kettle.example")


@pytest.fixture
def pantry(owner: Person) -> Organisation:
    return make_organisation("Kettle Lane", founder=owner)


@pytest.fixture
def colleague(pantry: Organisation) -> Person:
    person = make_person("Jonas Hale", email="jonas@kettle.example")
    make_member(pantry, person)
    return person


@pytest.fixture
def outsider(db: None) -> Person:
    return make_person("Vera Stone", email="vera@trust.example")


@pytest.fixture
def trust(outsider: Person) -> Organisation:
    return make_organisation("Northgate Trust", founder=outsider, mode=Mode.ASSURED)


def _signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def as_owner(owner: Person, pantry: Organisation) -> Client:
    return _signed_in(owner)


@pytest.fixture
def as_colleague(colleague: Person) -> Client:
    return _signed_in(colleague)


@pytest.fixture
def as_outsider(outsider: Person, trust: Organisation) -> Client:
    return _signed_in(outsider)


@pytest.fixture
def as_stranger(db: None) -> Client:
    return Client()
