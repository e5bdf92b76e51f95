"""What this room adds to the head and the foot of every page."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from laurels.people.models import Installation, Membership
from laurels.people.navigation import entries, installation
from laurels.people.rules import Role
from laurels.people.services import grant_role
from tests.making import NOON, make_organisation


@pytest.fixture
def seen_by(rf):
    def seen(person):
        request = rf.get("/")
        request.user = person
        return [(entry.under, entry.label, entry.url) for entry in entries(request)]

    return seen


YOU = ("", "You and your ways in", "/account/")


def test_an_owner_finds_people_and_settings(seen_by, owner, pantry):
    assert seen_by(owner) == [
        ("Kettle Lane", "People", "/o/kettle-lane/people/"),
        ("Kettle Lane", "Settings", "/o/kettle-lane/settings/"),
        YOU,
    ]


def test_a_manager_finds_the_people_only(seen_by, colleague):
    grant_role(membership=Membership.objects.get(person=colleague), role=Role.MANAGER, actor=None, at=NOON)

    assert [url for _, _, url in seen_by(colleague)] == ["/o/kettle-lane/people/", "/account/"]


def test_a_colleague_finds_herself(seen_by, colleague):
    assert seen_by(colleague) == [YOU]


def test_a_stranger_finds_nothing(seen_by, pantry):
    assert seen_by(AnonymousUser()) == []


def test_three_organisations_cost_what_one_costs(seen_by, owner, pantry, django_assert_num_queries):
    with django_assert_num_queries(1):
        seen_by(owner)
    for name in ("Second House", "Third House"):
        make_organisation(name, founder=owner)

    with django_assert_num_queries(1):
        assert len(seen_by(owner)) == 7


def test_the_foot_says_who_runs_this_machine(db):
    assert installation().operator == ""

    Installation.objects.create(operator_name="Kettle Lane", operator_contact="hello@kettle.example")

    assert (installation().operator, installation().contact) == ("Kettle Lane", "hello@kettle.example")


class TestRemembering:
    def test_until_it_is_set_up_each_page_asks(self, db):
        row = Installation.objects.create(operator_name="Kettle Lane")
        installation()

        Installation.objects.filter(pk=row.pk).update(operator_name="Another House")

        assert installation().operator == "Another House"

    def test_once_it_is_set_up_no_page_asks_again(self, db, django_assert_num_queries):
        Installation.objects.create(operator_name="Kettle Lane", set_up_at=NOON)

        with django_assert_num_queries(1):
            assert [installation().operator for _ in range(3)] == ["Kettle Lane"] * 3
