"""Coming in: password, code by mail, and what a stranger can learn (nothing)."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from laurels.people.models import Person
from tests.making import make_person
from tests.people.letters import last_letter, letters_to

HOME = "/home/"


@pytest.fixture
def mira(db):
    person = make_person("Mira Lund", email="mira@kettle.example")
    person.set_password("three words apart")
    person.save()
    return person


def sign_in(client, login="mira@kettle.example", password="three words apart", **more):
    return client.post("/sign-in/", {"login": login, "password": password, **more})


class TestPassword:
    def test_lets_in_and_turns_the_session_key(self, client, mira):
        client.get("/sign-in/")
        client.session["before"] = True
        client.session.save()
        before = client.session.session_key

        answer = sign_in(client)

        assert answer.status_code == 302
        assert answer["Location"] == HOME
        assert client.session["_auth_user_id"] == str(mira.pk)
        assert client.session.session_key != before

    def test_says_the_same_of_a_wrong_password_and_of_a_stranger(self, client, mira):
        wrong = sign_in(client, password="something else")
        nobody = sign_in(client, login="nobody@kettle.example")

        said = [re.findall(r"This address and this password[^<]*", page.content.decode()) for page in (wrong, nobody)]
        assert said[0] == said[1] != []

    def test_keeps_the_address_that_was_typed(self, client, mira):
        page = sign_in(client, password="something else")

        assert 'value="mira@kettle.example"' in page.content.decode()

    def test_stops_guessing_after_five_tries(self, client, mira):
        for _ in range(5):
            sign_in(client, password="something else")

        answer = sign_in(client)

        assert "That was too often" in answer.content.decode()
        assert "_auth_user_id" not in client.session

    def test_goes_on_to_the_page_that_was_asked_for_but_never_to_another_house(self, client, mira):
        here = sign_in(client, next="/account/")
        client.logout()
        elsewhere = sign_in(client, next="https://evil.example/")

        assert (here["Location"], elsewhere["Location"]) == ("/account/", HOME)

    def test_lets_in_with_an_address_that_is_not_proven_yet(self, client, mira):
        EmailAddress.objects.update(verified=False)

        assert sign_in(client)["Location"] == HOME

    def test_refuses_a_closed_account(self, client, mira):
        Person.objects.update(is_active=False)

        answer = sign_in(client)

        assert "_auth_user_id" not in client.session
        assert answer["Location"] == "/sign-in/closed/"


def code_in(letter) -> str:
    return re.search(r"Your code: (\S+)", letter.text).group(1)


class TestCodeByMail:
    def test_lets_in_with_the_code_from_the_letter(self, client, mira):
        client.post("/sign-in/code/", {"email": "Mira@Kettle.example"})

        answer = client.post("/sign-in/code/enter/", {"code": code_in(last_letter())})

        assert answer["Location"] == HOME
        assert client.session["_auth_user_id"] == str(mira.pk)

    def test_answers_alike_whether_somebody_is_here_or_not(self, client, mira):
        here = client.post("/sign-in/code/", {"email": "mira@kettle.example"}, follow=True)
        client.logout()
        nobody = client.post("/sign-in/code/", {"email": "nina@kettle.example"}, follow=True)

        pages = [re.sub(r'csrfmiddlewaretoken" value="\w+"|mira|nina', "", page.content.decode()) for page in (here, nobody)]
        assert pages[0] == pages[1]
        assert (here.status_code, here.redirect_chain) == (nobody.status_code, nobody.redirect_chain)

    def test_writes_to_a_stranger_that_nobody_is_here(self, client, db):
        client.post("/sign-in/code/", {"email": "nina@kettle.example"})

        (letter,) = letters_to("nina@kettle.example")
        assert "Nobody here has this address" in letter.text

    def test_is_void_after_three_wrong_tries(self, client, mira):
        client.post("/sign-in/code/", {"email": "mira@kettle.example"})
        for _ in range(3):
            client.post("/sign-in/code/enter/", {"code": "WRONG1"})

        client.post("/sign-in/code/enter/", {"code": code_in(last_letter())})

        assert "_auth_user_id" not in client.session

    def test_proves_the_address_of_somebody_who_was_invited_by_it(self, client, db):
        invited = make_person("Nina Voss", email="nina@kettle.example", proven=False)
        client.post("/sign-in/code/", {"email": "nina@kettle.example"})

        client.post("/sign-in/code/enter/", {"code": code_in(last_letter())})

        assert client.session["_auth_user_id"] == str(invited.pk)
        assert EmailAddress.objects.get(user=invited).verified

    def test_does_not_let_anybody_wait_at_an_address_that_she_never_proved(self, client, mira):
        client.force_login(mira)
        EmailAddress.objects.create(user=mira, email="victim@elsewhere.example", verified=False)
        client.logout()

        client.post("/sign-in/code/", {"email": "victim@elsewhere.example"})

        assert "Nobody here has this address" in last_letter().text


class TestSignUp:
    def test_is_closed_unless_the_operator_opens_it(self, client, db):
        page = client.post("/sign-up/", {"name": "A", "email": "a@b.example", "password1": "three words apart"})

        assert "by invitation" in page.content.decode()
        assert not Person.objects.exists()

    def test_asks_for_the_code_before_anybody_is_in(self, client, db, settings):
        settings.OPEN_SIGN_UP = True

        client.post("/sign-up/", {"name": "Ada Moor", "email": "ada@b.example", "password1": "three words apart"})

        assert "_auth_user_id" not in client.session
        client.post("/account/address/", {"code": code_in(last_letter())})
        person = Person.objects.get()
        assert client.session["_auth_user_id"] == str(person.pk)
        assert person.name == "Ada Moor"
        assert EmailAddress.objects.get(user=person).verified

    def test_answers_alike_for_an_address_that_is_here(self, client, mira, settings):
        settings.OPEN_SIGN_UP = True
        typed = {"name": "Ada Moor", "password1": "three words apart"}

        known = client.post("/sign-up/", typed | {"email": "mira@kettle.example"})
        client.cookies.clear()
        fresh = client.post("/sign-up/", typed | {"email": "ada@b.example"})

        assert (known.status_code, known["Location"]) == (fresh.status_code, fresh["Location"])
        assert "You are here already" not in known.content.decode()
        assert "You are here already" in letters_to("mira@kettle.example")[0].text


def test_signing_out_needs_a_press_and_ends_the_session(client, mira):
    sign_in(client)

    client.get("/sign-out/")
    assert "_auth_user_id" in client.session
    client.post("/sign-out/")

    assert "_auth_user_id" not in client.session


STOCK = [
    *("login", "logout", "signup", "email", "confirm-email", "password/change", "password/reset", "2fa", "mfa"),
    *("mfa/recovery-codes", "accounts/login", "accounts/signup", "account/login", "account/email", "account/2fa"),
    *("account/password/reset", "account/inactive", "sign-in/signup", "2fa/totp/activate"),
]


@pytest.mark.parametrize("path", STOCK)
def test_no_page_of_the_library_is_reachable(as_owner, path):
    assert as_owner.get(f"/{path}/").status_code == 404


class TestLettersToStrangers:
    """Any visitor can type any address, and every letter is a row, a fact and a file."""

    def test_one_address_gets_one_a_day(self, client, db):
        for _ in range(3):
            client.post("/sign-in/code/", {"email": "Nina@kettle.example"})

        assert len(letters_to("nina@kettle.example")) == 1

    def test_all_together_get_a_few_in_an_hour_and_the_page_says_the_same(self, mira):
        from laurels.mail.models import Letter

        answers = [
            Client().post("/sign-in/code/", {"email": f"n{number}@kettle.example"}, REMOTE_ADDR=f"203.0.113.{number}")
            for number in range(70)
        ]

        assert Letter.objects.count() == 60
        assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/sign-in/code/enter/")}

    def test_a_person_who_is_here_gets_hers_whatever_strangers_did(self, client, mira):
        for number in range(70):
            Client().post("/sign-in/code/", {"email": f"n{number}@kettle.example"}, REMOTE_ADDR=f"203.0.113.{number}")

        client.post("/sign-in/code/", {"email": "mira@kettle.example"}, REMOTE_ADDR="203.0.113.200")

        assert len(letters_to("mira@kettle.example")) == 1


def test_sessions_that_ended_are_forgotten_and_the_others_stay(client, mira):
    from datetime import timedelta

    from django.contrib.sessions.models import Session
    from laurels.people.handlers import end_sessions

    sign_in(client)
    session = Session.objects.get()

    end_sessions(at=session.expire_date - timedelta(minutes=1))
    assert Session.objects.count() == 1
    end_sessions(at=session.expire_date + timedelta(minutes=1))
    assert not Session.objects.exists()
