"""On the page of an item: which of the organisation's badges rest on it."""

from __future__ import annotations

import json

import pytest
from laurels.catalogue import services
from laurels.catalogue.selectors.resting import resting_on
from laurels.catalogue.serving import on_item_page
from laurels.frameworks.models import Item
from laurels.frameworks.services import Wishes
from laurels.people.rules import Switch
from laurels.people.services import turn_on
from laurels.sealing.models import SealedCredential
from tests.catalogue.making import make_draft, publish
from tests.frameworks.documents import SMALL, as_bytes, uid
from tests.frameworks.importing import imported
from tests.issuing.making import issuing
from tests.making import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(pantry, owner) -> Item:
    """An item of a framework that came in as CASE."""
    turn_on(organisation=pantry, switches=[Switch.FRAMEWORKS], answer_days=15, actor=owner, at=NOON)
    imported(pantry, owner, as_bytes(SMALL))
    return Item.objects.select_related("framework__organisation").get(key=uid(1))


def aligned(pantry, owner, item, *, name="Safe Shelf", element=""):
    draft = make_draft(pantry, owner, name=name, at=NOON)
    code = draft.elements.first().code if element else ""
    return services.align(version=draft, item=item.code, element=code, author=owner, at=NOON)


class TestRestingOn:
    def test_names_published_badges_and_the_elements_that_rest_on_it(self, pantry, owner, one):
        publish(aligned(pantry, owner, one), owner, at=NOON)
        publish(aligned(pantry, owner, one, name="Put It Right", element="first"), owner, at=NOON)
        aligned(pantry, owner, one, name="Only a draft")

        found = resting_on(pantry, one.code, one.uri)

        assert [(badge.title, badge.by) for badge in found.badges] == [
            ("Put It Right", ("Checks dates and packaging.",)),
            ("Safe Shelf", ()),
        ]

    def test_stays_within_the_organisation(self, pantry, owner, one, trust):
        publish(aligned(pantry, owner, one), owner, at=NOON)

        assert resting_on(trust, one.code, one.uri).badges == ()

    def test_costs_one_query(self, pantry, owner, one, django_assert_num_queries):
        publish(aligned(pantry, owner, one), owner, at=NOON)

        with django_assert_num_queries(1):
            resting_on(pantry, one.code, one.uri)


class TestPanel:
    def test_stands_on_the_items_page_and_leads_to_the_catalogue(self, as_colleague, pantry, owner, one):
        path = f"/o/kettle-lane/frameworks/items/{one.code}/"
        assert "No published badge is aligned to it yet." in as_colleague.get(path).content.decode()
        publish(aligned(pantry, owner, one), owner, at=NOON)

        page = as_colleague.get(path).content.decode()

        assert "Safe Shelf" in page
        assert "/catalogue/?item=https%3A%2F%2Fskills.example%2Fitems%2F1" in page
        assert "Safe Shelf" in as_colleague.get("/catalogue/?item=https://skills.example/items/1").content.decode()

    def test_is_of_an_item_only(self):
        assert on_item_page(None, object()) is None

    def test_an_outsider_sees_neither_page_nor_panel(self, as_outsider, one):
        assert as_outsider.get(f"/o/kettle-lane/frameworks/items/{one.code}/").status_code == 404


@pytest.mark.scenario("T2")
def test_a_case_file_is_imported_its_items_are_aligned_to_and_the_alignment_travels_in_the_credential(
    pantry, owner, colleague, one
):
    version = publish(aligned(pantry, owner, one), owner, at=NOON)

    issuing.seal(award=issuing.intend(version=version, learner=colleague, judge=owner, narrative="", at=NOON), at=NOON)

    sealed = json.loads(bytes(SealedCredential.objects.get(achievement_version_code=version.code).json))
    assert sealed["credentialSubject"]["achievement"]["alignment"] == [
        {
            "type": ["Alignment"],
            "targetUrl": "https://skills.example/items/1",
            "targetName": "Do thing number 1 well",
            "targetFramework": "Things to do",
            "targetCode": "T.1",
            "targetType": "CFItem",
        }
    ]


def test_an_own_items_alignment_leads_to_its_page_here(client, pantry, owner):
    turn_on(organisation=pantry, switches=[Switch.FRAMEWORKS], answer_days=15, actor=owner, at=NOON)
    imported(pantry, owner, as_bytes(SMALL).replace(b"https://skills.example/items", b"urn:own"), wishes=Wishes(own=True))
    item = Item.objects.select_related("framework__organisation").get(key=uid(1))

    draft = aligned(pantry, owner, item)

    address = draft.alignments.get().target_url
    assert "Do thing number 1 well" in client.get(address.removeprefix("http://localhost:8000")).content.decode()
