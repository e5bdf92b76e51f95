"""One start page for each actor: what waits first, then what she runs, then what she holds and what she can earn."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from laurels.catalogue import services as catalogue
from laurels.common.clock import now
from laurels.issuing import services as issuing
from laurels.issuing.models import Award
from laurels.people.models import Membership
from laurels.people.rules import Role
from tests.catalogue.making import make_draft, publish
from tests.journeys import settle
from tests.making import make_member, make_person

pytestmark = pytest.mark.django_db


def opened(client: Client) -> str:
    """The page's words without its mark-up."""
    page = client.get("/home/").content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def award(version, learner, judge, **more) -> Award:
    made = issuing.intend(version=version, learner=learner, judge=judge, at=now(), **more)
    return issuing.seal(award=made, at=now())


class TestAnOwner:
    def test_is_asked_what_people_should_be_able_to_do(self, as_owner):
        page = opened(as_owner)

        assert "What should people here be able to do?" in page
        assert "Write your first badge." in page

    def test_of_a_draft_is_led_to_it(self, as_owner, pantry, owner):
        make_draft(pantry, owner)

        page = as_owner.get("/home/").content.decode()

        assert "Finish your first badge." in page
        assert 'href="/o/kettle-lane/design/"' in page

    def test_of_a_published_badge_adds_people_then_awards(self, as_owner, pantry, owner):
        publish(make_draft(pantry, owner), owner)
        assert "Your badge is ready. Who can earn it?" in opened(as_owner)

        make_member(pantry)

        assert "Who has shown it already?" in opened(as_owner)

    def test_reads_figures_with_what_they_count(self, as_owner, pantry, owner, colleague):
        version = publish(make_draft(pantry, owner), owner)
        award(version, colleague, owner)

        page = opened(as_owner)

        assert "One badge was awarded in the last 30 days." in page
        assert re.search(r"badges that stand 1 awarded in the last 30 days 1 end within 60 days 0", page)
        assert "A badge stands when it is signed, not revoked and not ended." in page

    def test_is_told_what_ends_soon(self, as_owner, pantry, owner, colleague):
        version = publish(make_draft(pantry, owner, lasts="1"), owner)
        award(version, colleague, owner, awarded_on=(now() - timedelta(days=330)).date())

        assert "One badge ends within 60 days." in opened(as_owner)

    def test_never_reads_what_her_own_first_badge_could_be(self, as_owner, pantry, owner):
        publish(make_draft(pantry, owner), owner)

        assert "Your first badge could be" not in opened(as_owner)

    def test_sees_the_last_three_awards_only(self, as_owner, pantry, owner):
        version = publish(make_draft(pantry, owner), owner)
        for number in range(4):
            award(version, make_member(pantry, make_person(f"Learner {number}")).person, owner)

        page = opened(as_owner)

        assert "Learner 3" in page
        assert "Learner 1" in page
        assert "Learner 0" not in page


class TestOthersWhoWork:
    def test_an_assessor_is_asked_whom_she_has_seen(self, pantry, owner):
        member = make_member(pantry, make_person("Idris Vale"), Role.ASSESSOR)
        publish(make_draft(pantry, owner, judges=[owner, member.person]), owner)

        page = opened(client_of(member.person))

        assert "Who at Kettle Lane has shown what she can do?" in page
        assert "Award your first badge." in page
        assert "end within 60 days" not in page

    def test_a_designer_sees_no_register(self, pantry, owner, colleague):
        version = publish(make_draft(pantry, owner), owner)
        award(version, colleague, owner)
        member = make_member(pantry, make_person("Dora Quill"), Role.DESIGNER)

        page = opened(client_of(member.person))

        assert "Badges of Kettle Lane" in page
        assert "Jonas Hale" not in page

    def test_every_link_of_the_page_may_be_opened(self, pantry, owner, colleague):
        version = publish(make_draft(pantry, owner), owner)
        award(version, colleague, owner)
        for roles in (
            [Role.OWNER],
            [Role.DESIGNER],
            [Role.ASSESSOR],
            [Role.ADMIN],
            [Role.MANAGER],
            [],
            [Role.OWNER, Role.DESIGNER],
        ):
            member = make_member(pantry, make_person(f"Somebody {len(roles)} {roles}"), *roles)
            client = client_of(member.person)
            page = client.get("/home/").content.decode()
            for address in set(re.findall(r'href="(/(?:o|badges|my-badges|account|catalogue)/[^"]*)"', page)):
                assert client.get(address).status_code == 200, (roles, address)


class TestALearner:
    def test_reads_what_could_be_her_first_badge(self, as_colleague, pantry, owner):
        publish(make_draft(pantry, owner), owner)

        page = opened(as_colleague)

        assert "Your first badge could be “Safe Shelf”." in page
        assert "Awards" not in page

    def test_sees_an_offer_before_anything_else(self, as_colleague, pantry, owner, colleague):
        version = publish(make_draft(pantry, owner), owner)
        award(version, colleague, owner)
        settle(now())

        page = opened(as_colleague)

        assert "“Safe Shelf” waits for you." in page
        assert page.index("Look and accept") < page.index("Only you see this page.")
        assert "What you can earn" not in page

    def test_an_accepted_badge_stands_among_hers_and_no_longer_among_those_to_earn(self, as_colleague, pantry, owner, colleague):
        version = publish(make_draft(pantry, owner), owner)
        award(version, colleague, owner)
        settle(now())
        offer = colleague.offers.get()
        as_colleague.post(f"/my-badges/offers/{offer.code}/", {"open_address": "on"})

        page = as_colleague.get("/home/").content.decode()

        assert "You hold one badge. It is yours, also after you leave." in page
        assert 'alt="Safe Shelf"' in page
        assert "What you can earn" not in page

    def test_sees_nothing_of_the_owners_part(self, as_colleague):
        page = opened(as_colleague)

        assert "Write your first badge." not in page
        assert "end within 60 days" not in page

    def test_with_nothing_at_all_is_told_what_may_come(self, as_colleague):
        page = opened(as_colleague)

        assert "Here is where your badges will stand." in page
        assert "Add a badge from elsewhere" in page

    def test_who_has_left_is_offered_nothing_there(self, as_colleague, pantry, owner, colleague):
        publish(make_draft(pantry, owner), owner)
        Membership.objects.filter(person=colleague).update(state=Membership.State.LEFT, left_at=now())

        assert "Safe Shelf" not in opened(as_colleague)

    def test_is_not_offered_a_retired_badge(self, as_colleague, pantry, owner):
        version = publish(make_draft(pantry, owner), owner)
        catalogue.retire(version=version, actor=owner, at=now())

        assert "Safe Shelf" not in opened(as_colleague)


class TestDoors:
    def test_a_stranger_signs_in_first(self, as_stranger, pantry):
        answer = as_stranger.get("/home/")

        assert answer.status_code == 302
        assert answer["Location"] == "/sign-in/?next=/home/"

    def test_an_outsider_sees_her_own_organisation_only(self, as_outsider, pantry, owner):
        publish(make_draft(pantry, owner), owner)

        page = opened(as_outsider)

        assert "Kettle Lane" not in page
        assert "Safe Shelf" not in page
        assert "Badges of Northgate Trust" in page

    def test_it_takes_no_posts(self, as_owner):
        assert as_owner.post("/home/").status_code == 405


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "\u202eflehS efaS", "S" * 120, "Safe & “Sound” <b>"])
def test_a_hostile_name_is_shown_as_text(name, as_colleague, as_owner, pantry, owner):
    publish(make_draft(pantry, owner, name=name), owner)

    for client in (as_colleague, as_owner):
        page = client.get("/home/").content.decode()
        assert "<script>alert" not in page
        assert "<b>" not in page


def test_the_page_costs_few_queries_and_the_same_for_one_and_thirty(pantry, owner, django_assert_max_num_queries):
    client = client_of(owner)
    version = publish(make_draft(pantry, owner), owner)
    award(version, make_member(pantry).person, owner)
    client.get("/home/")
    with django_assert_max_num_queries(13) as few:
        client.get("/home/")

    for number in range(29):
        publish(make_draft(pantry, owner, name=f"Badge {number}"), owner)
        make_member(pantry, make_person(f"Learner {number}"))
    with django_assert_max_num_queries(13) as many:
        client.get("/home/")

    assert len(few) == len(many)
