"""Every kind of page of the demonstration, as each kind of its people sees it: none asks the database more than 12 times."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from benchmarks.walking import kind_of, walked
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from laurels.catalogue import services as catalogue
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.common.clock import now
from laurels.people.models import Membership, Organisation, Person
from laurels.people.rules import Role
from laurels.programmes import reading
from tests.journeys import settle
from tests.programmes.test_demo import as_demo, loaded  # noqa: F401

QUERIES, PAGES = 12, 400
FEWEST = 60
"""Kinds of pages that the walk must find, so that a broken link at the start does not make it an easy one."""


@pytest.fixture
def shown(db, as_demo, monkeypatch):  # noqa: F811
    """A demonstration of a small organisation and a large one, each with a draft, its facts answered, and every query kept."""
    monkeypatch.setattr(reading, "shipped", lambda: ["customer-care", "small-charity"])
    loaded()
    for organisation in Organisation.objects.order_by("pk"):
        owner = Person.objects.filter(memberships__organisation=organisation, memberships__grants__role=Role.OWNER).first()
        version = AchievementVersion.objects.filter(achievement__organisation=organisation, state=State.PUBLISHED).first()
        catalogue.begin_next(version=version, author=owner, at=now())
    settle(now())
    with CaptureQueriesContext(connection):
        yield


def visitors() -> Iterator[tuple[str, Client]]:
    """A stranger, then the first of everybody who may do the same in an organisation."""
    yield "a stranger", Client()
    kinds: dict[tuple[object, ...], Person] = {}
    for member in Membership.objects.select_related("person").prefetch_related("grants").order_by("pk"):
        roles = sorted(grant.role for grant in member.grants.all())
        kinds.setdefault((member.organisation_id, *roles), member.person)
    for (_, *roles), person in kinds.items():
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        yield " and ".join(map(str, roles)) or "a learner", client


def test_no_page_asks_the_database_more_than_twelve_times(shown):
    costs: dict[str, tuple[int, str, str]] = {}
    for who, client in visitors():
        for page, queries in walked(client, most=PAGES, of_a_kind=1):
            costs[kind_of(page)] = max(costs.get(kind_of(page), (0, "", "")), (queries, who, page))

    assert len(costs) >= FEWEST
    assert {kind: cost for kind, cost in costs.items() if cost[0] > QUERIES} == {}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/o/kettle-lane/design/?page=2&sort=title", "/o/…/design/?page&sort"),
        ("/badges/7f1b0f6e-6f0e-4f4e-9f0a-3d8f3e8e2a11", "/badges/…"),
        ("/c/Vq3h-xx/", "/c/…/"),
        ("/check/how/", "/check/how/"),
    ],
)
def test_pages_of_one_kind_are_known_as_such(path, kind):
    assert kind_of(path) == kind
