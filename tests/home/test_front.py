"""The front page of an installation, before and after it is set up, and the first questions."""

from __future__ import annotations

import pytest
from laurels.home.forms import StartForm
from laurels.people.models import Organisation, Person
from laurels.people.services import issue_setup_code
from tests.catalogue.making import make_draft, publish

pytestmark = pytest.mark.django_db

ANSWERS = {
    "organisation": "Kettle Lane Community Pantry",
    "country": "GB",
    "people_count": "30",
    "name": "Joan Abara",
    "email": "joan@kettlelane.example",
    "password": "correct horse battery",
}


@pytest.fixture
def set_up(as_stranger):
    """An installation whose questions were answered."""
    as_stranger.post(f"/start/{issue_setup_code()}/", ANSWERS)
    as_stranger.logout()
    return Organisation.objects.get()


class TestFrontPage:
    def test_before_the_questions_every_visitor_reads_that_it_is_not_set_up(self, as_stranger, db):
        answer = as_stranger.get("/")

        assert answer.status_code == 503
        assert "has not been set up yet" in answer.content.decode()
        assert "Sign in" in answer.content.decode()

    def test_a_stranger_reads_who_this_is_and_what_she_can_do(self, as_stranger, set_up):
        page = as_stranger.get("/").content.decode()

        assert "Kettle Lane Community Pantry" in page
        for address in ("/sign-in/", "/check/", "/code/"):
            assert f'href="{address}"' in page
        assert "Nothing is published yet." in page

    def test_the_newest_badge_stands_for_all(self, as_stranger, set_up):
        joan = Person.objects.get()
        publish(make_draft(set_up, joan, name="Warm Welcome"), joan)
        version = publish(make_draft(set_up, joan), joan)

        page = as_stranger.get("/").content.decode()

        assert f"/badges/{version.code}/full.svg" in page
        assert "Warm Welcome" in page
        assert "The whole catalogue" in page

    def test_a_draft_does_not_stand_there(self, as_stranger, set_up):
        make_draft(set_up, Person.objects.get(), name="Secret Plan")

        assert "Secret Plan" not in as_stranger.get("/").content.decode()

    def test_somebody_signed_in_goes_home(self, as_owner):
        answer = as_owner.get("/")

        assert (answer.status_code, answer["Location"]) == (302, "/home/")

    def test_it_costs_few_queries(self, as_stranger, set_up, django_assert_max_num_queries):
        joan = Person.objects.get()
        for number in range(8):
            publish(make_draft(set_up, joan, name=f"Badge {number}"), joan)

        with django_assert_max_num_queries(6):
            as_stranger.get("/")


class TestQuestions:
    def test_they_open_only_with_the_code(self, as_stranger, db):
        assert as_stranger.get("/start/guess/").status_code in (403, 404)
        assert as_stranger.post("/start/guess/", ANSWERS).status_code in (403, 404)
        assert not Organisation.objects.exists()

    def test_whoever_answers_becomes_the_owner_and_writes_the_first_badge(self, as_stranger, db):
        answer = as_stranger.post(f"/start/{issue_setup_code()}/", ANSWERS)

        organisation = Organisation.objects.get()
        assert answer["Location"] == f"/o/{organisation.slug}/design/new/"
        assert as_stranger.get(answer["Location"]).status_code == 200
        assert (organisation.mode, organisation.country, organisation.time_zone) == ("small", "GB", "Europe/London")

    def test_the_code_works_once(self, as_stranger, db):
        code = issue_setup_code()
        as_stranger.post(f"/start/{code}/", ANSWERS)

        again = as_stranger.post(f"/start/{code}/", ANSWERS | {"organisation": "Other"})

        assert again.status_code in (403, 404, 409)
        assert Organisation.objects.count() == 1

    def test_fifty_people_begin_with_the_rules_of_the_large(self, as_stranger, db):
        as_stranger.post(f"/start/{issue_setup_code()}/", ANSWERS | {"people_count": "50"})

        assert Organisation.objects.get().mode == "assured"

    def test_without_a_password_the_next_page_makes_a_passkey(self, as_stranger, db):
        answer = as_stranger.post(f"/start/{issue_setup_code()}/", ANSWERS | {"password": "", "email": ""})

        assert answer.status_code == 302
        assert "design/new" not in answer["Location"]

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("organisation", ""),
            ("organisation", "x" * 201),
            ("country", "Nowhere"),
            ("people_count", "0"),
            ("people_count", "many"),
            ("people_count", "-3"),
            ("name", ""),
            ("name", "x" * 201),
            ("email", "no address"),
            ("password", "short"),
        ],
    )
    def test_what_is_wrong_is_said_and_the_rest_is_kept(self, field, value, as_stranger, db):
        answer = as_stranger.post(f"/start/{issue_setup_code()}/", ANSWERS | {field: value})

        page = answer.content.decode()
        assert answer.status_code == 200
        assert f'id="id_{field}-fault"' in page
        for kept in ("organisation", "name", "email"):
            if kept != field:
                assert ANSWERS[kept] in page
        assert ANSWERS["password"] not in page
        assert not Organisation.objects.exists()

    def test_an_answer_is_trimmed(self, db):
        form = StartForm(ANSWERS | {"organisation": "  Kettle Lane  ", "name": " Joan "})

        assert form.is_valid()
        assert (form.answers().name, form.person().name) == ("Kettle Lane", "Joan")
