"""What somebody sees and changes about herself, and that nobody else can."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from laurels.people import selectors
from laurels.people.models import Membership, OneUseCode, Person
from laurels.people.services import claim_code, print_code
from tests.making import NOON, make_member, make_person
from tests.people.letters import last_letter, letters_to


def text_of(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def code_in_last_letter() -> str:
    return re.search(r"Your code: (\S+)", last_letter().text).group(1)


class TestPage:
    def test_asks_for_a_second_way_in_while_there_is_one(self, as_owner):
        assert "One way in is not enough." in text_of(as_owner.get("/account/"))

    def test_stops_asking_once_there_are_two(self, as_owner, owner):
        EmailAddress.objects.create(user=owner, email="mira@home.example", verified=True)

        page = text_of(as_owner.get("/account/"))

        assert "you have 2 ways in that stay yours" in page
        assert "not enough" not in page

    def test_names_the_places_and_what_she_is_there(self, as_owner):
        page = text_of(as_owner.get("/account/"))

        assert "Kettle Lane Programme owner, Badge designer, Assessor, Issuer administrator, Manager" in page

    def test_is_for_nobody_who_is_not_signed_in(self, as_stranger):
        for tail in ("", "welcome/", "name/", "password/", "recovery-code/", "addresses/", "leave/kettle-lane/"):
            assert as_stranger.post(f"/account/{tail}")["Location"].startswith("/sign-in/")


class TestName:
    def test_is_changed(self, as_owner, owner):
        as_owner.post("/account/name/", {"name": "Mira Lund-Berg"})

        owner.refresh_from_db()
        assert owner.name == "Mira Lund-Berg"

    @pytest.mark.parametrize("name", ["", "   ", "x" * 1000])
    def test_is_refused_with_the_page_when_it_is_none(self, as_owner, owner, name):
        page = as_owner.post("/account/name/", {"name": name})

        owner.refresh_from_db()
        assert (page.status_code, owner.name) == (422, "Mira Lund")


class TestAddresses:
    def test_one_more_is_kept_only_once_its_code_has_come_back(self, as_owner, owner):
        answer = as_owner.post("/account/addresses/", {"add": "1", "email": "Mira@Home.example"}, follow=True)
        assert "Is mira@home.example yours?" in text_of(answer)
        assert EmailAddress.objects.count() == 1

        as_owner.post("/account/address/", {"code": code_in_last_letter()})

        assert selectors.addresses(owner) == ["mira@kettle.example", "mira@home.example"]

    @pytest.mark.parametrize(("server", "said"), [("", True), ("smtp://mail.example:25", False)])
    def test_the_page_says_whether_letters_leave_this_machine(self, as_owner, settings, server, said):
        settings.EMAIL_URL = server

        page = text_of(as_owner.post("/account/addresses/", {"add": "1", "email": "mira@home.example"}, follow=True))

        assert ("No letter leaves this machine yet." in page) is said

    def test_a_wrong_code_proves_nothing(self, as_owner, owner):
        as_owner.post("/account/addresses/", {"add": "1", "email": "mira@home.example"})

        page = as_owner.post("/account/address/", {"code": "WRONG1"})

        assert "not the code that we sent" in text_of(page)
        assert selectors.addresses(owner) == ["mira@kettle.example"]

    def test_somebody_elses_address_stays_hers_and_is_not_given_away(self, as_owner, owner, outsider):
        first = as_owner.post("/account/addresses/", {"add": "1", "email": "vera@trust.example"}, follow=True)

        as_owner.post("/account/address/", {"code": code_in_last_letter()})

        assert "Is vera@trust.example yours?" in text_of(first)
        assert selectors.person_of("vera@trust.example") == outsider
        assert selectors.addresses(owner) == ["mira@kettle.example"]

    def test_proving_one_brings_what_waited_for_it(self, as_owner, owner, trust):
        place = make_member(trust, make_person("M. Lund", email="mira@home.example", proven=False))
        as_owner.post("/account/addresses/", {"add": "1", "email": "mira@home.example"})

        as_owner.post("/account/address/", {"code": code_in_last_letter()})

        place.refresh_from_db()
        assert place.person == owner
        assert Person.objects.filter(name="M. Lund").count() == 0

    def test_the_one_that_we_write_to_is_chosen_and_the_other_removed(self, as_owner, owner):
        EmailAddress.objects.create(user=owner, email="mira@home.example", verified=True)

        as_owner.post("/account/addresses/", {"primary": "1", "email": "mira@home.example"})
        as_owner.post("/account/addresses/", {"remove": "1", "email": "mira@kettle.example"})

        assert [(row.email, row.primary) for row in EmailAddress.objects.all()] == [("mira@home.example", True)]

    def test_the_last_one_is_not_removed(self, as_owner):
        as_owner.post("/account/addresses/", {"remove": "1", "email": "mira@kettle.example"})

        assert EmailAddress.objects.count() == 1

    def test_somebody_elses_is_not_touched(self, as_owner, outsider):
        for act in ("primary", "remove", "prove"):
            as_owner.post("/account/addresses/", {act: "1", "email": "vera@trust.example"})

        assert EmailAddress.objects.get(email="vera@trust.example").user == outsider
        assert letters_to("vera@trust.example") == []


class TestPassword:
    def test_is_set_and_keeps_this_session(self, as_owner, owner):
        as_owner.post("/account/password/", {"password": "three words apart"})

        owner.refresh_from_db()
        assert owner.check_password("three words apart")
        assert as_owner.get("/account/").status_code == 200

    def test_ends_every_other_session(self, as_owner, owner, client):
        client.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")

        as_owner.post("/account/password/", {"password": "three words apart"})

        assert client.get("/account/").status_code == 302

    @pytest.mark.parametrize("password", ["short", "password1234", "qwertyuiop"])
    def test_refuses_what_everybody_guesses(self, as_owner, owner, password):
        page = as_owner.post("/account/password/", {"password": password})

        owner.refresh_from_db()
        assert page.status_code == 422
        assert not owner.has_usable_password()

    def test_an_old_session_shows_again_who_it_is(self, as_owner, owner):
        owner.set_password("three words apart")
        owner.save()
        as_owner.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")

        asked = as_owner.post("/account/password/", {"password": "four more words here"})
        owner.refresh_from_db()
        assert asked["Location"].startswith("/account/again/")
        assert owner.check_password("three words apart")

        as_owner.post(asked["Location"], {"password": "three words apart"})
        owner.refresh_from_db()
        assert owner.check_password("four more words here")


class TestRecoveryCode:
    def test_is_shown_once_and_lets_her_in(self, as_owner, owner):
        page = as_owner.post("/account/recovery-code/").content.decode()

        code = re.search(r"\w{5}(-\w{5}){5}", page).group()
        assert claim_code(typed=code, claimant=None, at=NOON).person == owner

    def test_counts_as_a_way_in_until_it_is_used(self, as_owner, owner):
        as_owner.post("/account/recovery-code/")
        assert [identity.kind for identity in selectors.identities(owner)] == ["address", "recovery code"]

        OneUseCode.objects.update(used_at=NOON)

        assert [identity.kind for identity in selectors.identities(owner)] == ["address"]


class TestFirstTime:
    """Somebody who came in with a printed code and has nothing yet."""

    @pytest.fixture
    def ola(self, pantry, owner, client):
        member = make_member(pantry)
        client.post("/code/", {"code": print_code(membership=member, actor=owner, at=NOON)})
        return member.person

    def test_an_address_and_a_password_let_her_in_before_the_address_is_proven(self, ola, client):
        typed = {"email": "ola@home.example", "password": "three words apart"}

        answer = client.post("/account/first-password/", typed)
        client.logout()
        cache.clear()  # ten seconds later: allauth lets nobody in while a letter is on its way
        again = client.post("/sign-in/", {"login": "ola@home.example", "password": "three words apart"})

        assert answer["Location"] == "/account/address/"
        assert again["Location"] == "/home/"
        assert selectors.addresses(ola) == []

    def test_the_code_from_the_letter_proves_it(self, ola, client):
        client.post("/account/first-password/", {"email": "ola@home.example", "password": "three words apart"})

        client.post("/account/address/", {"code": code_in_last_letter()})

        assert selectors.addresses(ola) == ["ola@home.example"]

    def test_only_an_address_is_kept_once_it_is_proven(self, ola, client):
        client.post("/account/addresses/", {"add": "1", "email": "ola@home.example"})

        client.post("/account/address/", {"code": code_in_last_letter()})

        assert selectors.addresses(ola) == ["ola@home.example"]

    def test_an_address_that_signs_in_somebody_else_is_refused_and_kept_in_the_box(self, ola, client, owner):
        page = client.post("/account/first-password/", {"email": "mira@kettle.example", "password": "three words apart"})

        assert page.status_code == 422
        assert 'value="mira@kettle.example"' in page.content.decode()
        assert not Person.objects.get(pk=ola.pk).has_usable_password()

    def test_the_question_is_not_asked_twice(self, ola, client):
        client.post("/account/first-password/", {"email": "ola@home.example", "password": "three words apart"})

        assert client.get("/account/welcome/")["Location"] == "/home/"


class TestLeaving:
    def test_says_what_stays_and_ends_the_membership(self, as_colleague, colleague):
        assert "Your badges stay yours." in text_of(as_colleague.get("/account/leave/kettle-lane/"))

        left = as_colleague.post("/account/leave/kettle-lane/", follow=True)

        assert "You have left Kettle Lane. Your badges are still yours." in text_of(left)

        assert Membership.objects.get(person=colleague).state == "left"
        assert as_colleague.get("/account/").status_code == 200

    def test_the_only_owner_stays_until_there_is_another(self, as_owner, owner):
        page = as_owner.post("/account/leave/kettle-lane/")

        assert page.status_code == 409
        assert "at least one programme owner" in text_of(page)

    def test_a_place_that_is_not_hers_is_not_found(self, as_outsider, pantry):
        assert as_outsider.post("/account/leave/kettle-lane/").status_code == 404
