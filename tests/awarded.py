"""A sealed award that waits for Jonas, and a network that answers for Harbour."""

from __future__ import annotations

import pytest
from laurels.backpack.models import Item, Offer
from laurels.catalogue import services as catalogue
from laurels.catalogue.rules import FiveFields
from laurels.issuing import services as issuing
from laurels.issuing.models import Award
from laurels.people.models import Organisation, Person
from tests.foreign import LIST, Answers, Harbour
from tests.journeys import settle
from tests.making import NOON


@pytest.fixture
def harbour() -> Harbour:
    return Harbour()


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch, harbour: Harbour) -> Answers:
    answers = Answers({harbour.document_url: harbour.document(), LIST: harbour.status_list()})
    monkeypatch.setattr("laurels.verification.caching.safe_network", lambda: answers)
    return answers


@pytest.fixture
def award(owner: Person, pantry: Organisation, colleague: Person) -> Award:
    fields = FiveFields("Safe Shelf", ("Checks dates.", "Keeps chilled food cold."), (str(owner.code),), "2", for_job=True)
    draft = catalogue.draft_from_five(organisation=pantry, fields=fields, author=owner, at=NOON)
    version = catalogue.publish(version=draft, actor=owner, at=NOON)
    intended = issuing.intend(version=version, learner=colleague, judge=owner, narrative="She turned every tin.", at=NOON)
    return issuing.seal(award=intended, at=NOON)


@pytest.fixture
def offer(award: Award) -> Offer:
    settle(NOON)
    return Offer.objects.get(award_code=award.code)


@pytest.fixture
def item(offer: Offer, colleague: Person) -> Item:
    from laurels.backpack import services

    return services.accept(offer=offer, person=colleague, identity="address", open_address=True, at=NOON)
