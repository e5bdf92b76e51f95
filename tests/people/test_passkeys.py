"""Passkeys through the pages, with a device in software; the browser's half stands in tests/browser."""

from __future__ import annotations

import html
import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from tests.people.authenticator import USER_PRESENT, Device, data_of, text

NO_ANSWERS = [
    *({}, [], None, "text", 7, {"id": 7}, {"response": {}}, {"response": None}),
    {"id": "a", "rawId": "a", "response": {}},
    {"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": "e30", "attestationObject": "oA"}},
    {"id": "YQ", "rawId": "YQ", "response": {"clientDataJSON": "////", "attestationObject": "YWJj", "signature": "="}},
]


@pytest.fixture
def browser():
    return Client(headers={"host": "localhost"})


@pytest.fixture
def at_home(browser, owner, pantry):
    """Somebody who is signed in; she has nothing but a proven address."""
    browser.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def options_on(page) -> dict:
    found = re.search(r'data-passkey-options="([^"]*)"', page.content.decode())
    return json.loads(html.unescape(found.group(1)))["publicKey"]


def add(browser, device, **more):
    options = options_on(browser.get("/account/passkeys/add/"))
    answer = {"credential": json.dumps(device.create(options)), "name": "Pocket telephone"} | more
    return browser.post("/account/passkeys/add/", answer)


def options_to_sign_in(browser) -> dict:
    answer = browser.get("/sign-in/passkey/", headers={"accept": "application/json"})
    return answer.json()["request_options"]["publicKey"]


def come_in(browser, credential, **more):
    return browser.post("/sign-in/passkey/", {"credential": json.dumps(credential)} | more)


def show_again(browser, device, address):
    return browser.post(address, {"credential": json.dumps(device.get(options_on(browser.get(address))))})


@pytest.fixture
def device(at_home):
    device = Device()
    assert add(at_home, device)["Location"] == "/account/"
    at_home.logout()
    return device


class TestAdding:
    def test_asks_for_a_key_that_stays_on_the_device_and_opens_only_for_its_owner(self, at_home):
        options = options_on(at_home.get("/account/passkeys/add/"))

        assert options["rp"] == {"id": "localhost", "name": "Laurels"}
        assert options["authenticatorSelection"]["residentKey"] == "required"
        assert options["authenticatorSelection"]["userVerification"] == "required"
        assert options["user"]["name"] == "Mira Lund"

    def test_shows_it_on_the_account_page_by_its_name(self, at_home):
        add(at_home, Device())

        assert "Pocket telephone" in at_home.get("/account/").content.decode()

    def test_refuses_a_device_that_did_not_ask_for_its_owner(self, at_home):
        page = add(at_home, Device(flags=USER_PRESENT))

        assert "did not answer as it should" in page.content.decode()
        assert not Authenticator.objects.exists()

    def test_refuses_the_answer_of_another_site(self, at_home):
        page = add(at_home, Device(origin="https://evil.example"))

        assert page.status_code == 200
        assert not Authenticator.objects.exists()

    @pytest.mark.parametrize(
        "credential", ["", "{}", "[]", "null", "not JSON", '{"id": 7}', '{"id": "a", "rawId": "a", "response": {}}']
    )
    def test_refuses_what_no_device_sends_with_a_page(self, at_home, credential):
        at_home.get("/account/passkeys/add/")

        page = at_home.post("/account/passkeys/add/", {"credential": credential})

        assert page.status_code == 200
        assert not Authenticator.objects.exists()

    def test_asks_the_database_little(self, at_home, django_assert_max_num_queries):
        with django_assert_max_num_queries(12):
            assert at_home.get("/account/passkeys/add/").status_code == 200

    def test_needs_somebody_who_is_signed_in(self, browser, db):
        answer = browser.get("/account/passkeys/add/")

        assert answer["Location"].startswith("/sign-in/")


class TestSigningIn:
    def test_lets_in_with_nothing_else_and_turns_the_session_key(self, browser, device, owner):
        credential = device.get(options_to_sign_in(browser))
        before = browser.session.session_key

        answer = come_in(browser, credential)

        assert answer["Location"] == "/home/"
        assert browser.session["_auth_user_id"] == str(owner.pk)
        assert browser.session.session_key != before

    @pytest.mark.parametrize(("asked", "shown"), [("/account/", "/account/"), ("https://evil.example/", "/home/")])
    def test_goes_on_to_the_page_that_was_asked_for_here(self, browser, device, asked, shown):
        credential = device.get(options_to_sign_in(browser))

        assert come_in(browser, credential, next=asked)["Location"] == shown

    def test_does_not_take_the_same_answer_twice(self, browser, device):
        credential = device.get(options_to_sign_in(browser))
        come_in(browser, credential)
        browser.logout()
        options_to_sign_in(browser)

        come_in(browser, credential)

        assert "_auth_user_id" not in browser.session

    def test_refuses_another_devices_key(self, browser, device):
        other = Device(credential_id=device.credential_id, user_handle=device.user_handle)

        come_in(browser, other.get(options_to_sign_in(browser)))

        assert "_auth_user_id" not in browser.session

    def test_refuses_a_changed_user_handle(self, browser, device, outsider):
        credential = device.get(options_to_sign_in(browser))
        credential["response"]["userHandle"] = text(str(outsider.pk).encode())
        assert data_of(credential["response"]["userHandle"]) != device.user_handle

        come_in(browser, credential)

        assert "_auth_user_id" not in browser.session

    @pytest.mark.parametrize("credential", NO_ANSWERS)
    def test_refuses_what_no_device_sends(self, browser, device, credential):
        options_to_sign_in(browser)

        answer = come_in(browser, credential)

        assert answer["Location"] == "/sign-in/"
        assert "_auth_user_id" not in browser.session


class TestRemoving:
    def test_takes_a_press_on_a_page_of_its_own(self, at_home, owner):
        device = Device()
        add(at_home, device)
        pk = Authenticator.objects.get().pk
        show_again(at_home, device, at_home.get(f"/account/passkeys/{pk}/remove/")["Location"])

        page = at_home.get(f"/account/passkeys/{pk}/remove/")
        assert "Remove this passkey?" in page.content.decode()
        answer = at_home.post(f"/account/passkeys/{pk}/remove/")

        assert answer["Location"] == "/account/"
        assert not Authenticator.objects.exists()

    def test_is_not_found_for_anybody_else(self, at_home, as_outsider):
        add(at_home, Device())
        pk = Authenticator.objects.get().pk

        assert as_outsider.post(f"/account/passkeys/{pk}/remove/").status_code == 404
        assert Authenticator.objects.exists()


class TestShowingAgain:
    def test_a_passkey_opens_what_an_old_session_does_not(self, browser, device, owner):
        browser.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")

        asked = browser.get("/account/passkeys/add/")
        answer = show_again(browser, device, asked["Location"])

        assert asked["Location"].startswith("/account/again/passkey/")
        assert answer["Location"] == "/account/passkeys/add/"
        assert browser.get("/account/passkeys/add/").status_code == 200
