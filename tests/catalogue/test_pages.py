"""Who comes through which door of the catalogue, what its first page says, and what pages cost."""

from __future__ import annotations

from uuid import uuid4

import pytest
from laurels.catalogue import services
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.common.clock import now
from laurels.people.rules import Role
from tests.catalogue.making import make_draft, publish, typed
from tests.catalogue.pages import NEW, at, words
from tests.making import make_member, make_person
from tests.personas import _signed_in

pytestmark = pytest.mark.django_db


DOORS = ("", "save/", "picture/", "studio/", "studio/save/", "publish/", "judges/", "retire/", "next/", "discard/")


class TestDoors:
    @pytest.mark.parametrize("door", DOORS)
    def test_a_stranger_signs_in_first(self, door, as_stranger, draft):
        for method in (as_stranger.get, as_stranger.post):
            answer = method(at(draft, door))
            assert answer.status_code == 302
            assert answer["Location"].startswith("/sign-in/?next=")

    @pytest.mark.parametrize("door", DOORS)
    def test_for_an_outsider_it_is_not_there(self, door, as_outsider, draft):
        assert as_outsider.post(at(draft, door), {}).status_code == 404

    @pytest.mark.parametrize("door", DOORS)
    def test_beneath_her_own_organisation_it_is_not_there_either(self, door, as_outsider, draft):
        assert as_outsider.post(f"/o/northgate-trust/design/{draft.code}/{door}", {}).status_code == 404

    @pytest.mark.parametrize("door", DOORS)
    def test_a_colleague_may_not(self, door, as_colleague, draft):
        assert as_colleague.post(at(draft, door), {}).status_code == 403

    @pytest.mark.parametrize("door", DOORS)
    def test_what_is_missing_is_missing_for_the_owner_too(self, door, as_owner):
        assert as_owner.post(f"/o/kettle-lane/design/{uuid4()}/{door}", {}).status_code == 404

    @pytest.mark.parametrize(
        ("address", "method"),
        [
            (NEW, "get"),
            (NEW, "post"),
            (f"{NEW}save/", "post"),
            ("/o/kettle-lane/design/", "get"),
            ("/o/kettle-lane/design/family/", "get"),
            ("/o/kettle-lane/design/family/", "post"),
        ],
    )
    def test_the_other_doors_are_shut_alike(self, address, method, as_stranger, as_outsider, as_colleague, pantry):
        assert getattr(as_stranger, method)(address).status_code == 302
        assert getattr(as_outsider, method)(address).status_code == 404
        assert getattr(as_colleague, method)(address).status_code == 403

    @pytest.mark.parametrize("door", ["save/", "studio/save/", "next/", "discard/"])
    def test_nothing_happens_on_a_look(self, door, as_owner, draft):
        assert as_owner.get(at(draft, door)).status_code == 405
        assert AchievementVersion.objects.exists()

    def test_an_assessor_reads_drafts_and_writes_none(self, pantry, draft):
        client = _signed_in(make_member(pantry, make_person("Idris Vale"), Role.ASSESSOR).person)

        page = client.get("/o/kettle-lane/design/").content.decode()

        assert "Safe Shelf" in page
        assert "Write a badge" not in page
        assert at(draft) not in page
        assert client.get(at(draft)).status_code == 403


class TestDesignPage:
    def test_drafts_stand_first_and_each_says_how_it_stands(self, as_owner, owner, pantry, draft):
        publish(make_draft(pantry, owner, name="Warm Welcome"), owner)

        page = words(as_owner.get("/o/kettle-lane/design/"))

        assert page.index("Safe Shelf") < page.index("Warm Welcome")
        assert "Draft changed" in page
        assert "Published" in page

    def test_a_draft_that_was_taken_back_says_when_it_was_changed(self, as_owner, owner, draft):
        publish(draft, owner)
        services.take_back(version=draft, actor=owner, awards=0, at=now())

        assert "Draft changed" in words(as_owner.get("/o/kettle-lane/design/"))

    def test_an_older_version_stands_on_its_successors_page_only(self, as_owner, owner, draft):
        publish(draft, owner)
        AchievementVersion.objects.update(state=State.SUPERSEDED)

        assert "Safe Shelf" not in words(as_owner.get("/o/kettle-lane/design/"))

    def test_an_empty_page_teaches(self, as_owner, pantry):
        page = words(as_owner.get("/o/kettle-lane/design/"))

        assert "Your first badge takes five fields." in page
        assert "Five fields make a badge." in page


@pytest.mark.parametrize("door", ["/o/kettle-lane/design/", "/o/kettle-lane/design/family/", NEW])
def test_a_page_costs_the_same_for_one_and_thirty(door, as_owner, owner, pantry, django_assert_max_num_queries):
    make_draft(pantry, owner)
    publish(make_draft(pantry, owner, name="First"), owner)
    as_owner.get(door)
    with django_assert_max_num_queries(12) as few:
        as_owner.get(door)

    for number in range(29):
        make_draft(pantry, owner, name=f"Draft {number}")
        make_member(pantry, make_person(f"Assessor {number}"), Role.ASSESSOR)
    with django_assert_max_num_queries(12) as many:
        as_owner.get(door)

    assert len(few) == len(many)


@pytest.mark.parametrize("door", ["", "publish/", "picture/", "studio/", "save/"])
def test_a_draft_of_five_lines_costs_few_queries(door, as_owner, owner, pantry, django_assert_max_num_queries):
    version = make_draft(pantry, owner, can_do=tuple(f"Shows {number}." for number in range(5)))
    method = as_owner.post if door == "save/" else as_owner.get
    limit = 45 if door == "save/" else 12

    with django_assert_max_num_queries(limit):
        answer = method(at(version, door), typed(owner) if door == "save/" else {})

    assert answer.status_code == 200
