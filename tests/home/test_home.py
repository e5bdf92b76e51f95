"""One start page for each actor: what waits first, then the one next step."""

from __future__ import annotations

import pytest
from laurels.home.selectors import next_step

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("published", "people", "awards", "url"),
    [(0, 1, 0, "catalogue:new"), (1, 1, 0, "people:add"), (1, 2, 0, "issuing:new"), (3, 30, 9, "issuing:new")],
)
def test_an_owners_next_step_is_a_badge_then_people_then_an_award(published, people, awards, url):
    assert next_step(published=published, people=people, awards=awards).url_name == url


def test_an_owner_is_told_to_write_her_first_badge(as_owner):
    page = as_owner.get("/home/").content.decode()

    assert "Write your first badge." in page


def test_a_colleague_sees_nothing_of_the_owners_part(as_colleague):
    page = as_colleague.get("/home/").content.decode()

    assert "Write your first badge." not in page
    assert "Awards" not in page


def test_a_stranger_signs_in_first(as_stranger, pantry):
    assert as_stranger.get("/home/").status_code == 302


def test_an_outsider_sees_her_own_organisation_only(as_outsider, as_owner, pantry):
    assert "Kettle Lane" not in as_outsider.get("/home/").content.decode()


def test_the_page_costs_few_queries(as_owner, pantry, django_assert_max_num_queries):
    as_owner.get("/home/")

    with django_assert_max_num_queries(12):
        as_owner.get("/home/")
