"""A passkey from the first visit to the next, in a real browser with Chromium's virtual authenticator."""

from __future__ import annotations

import pytest
from laurels.people.services import print_code
from tests.making import NOON, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def device(page):
    """A telephone that knows its owner; the session speaks to it and the name finds it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    name = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
    return session, name


def come_in_on_paper(page, pantry, owner):
    member = make_member(pantry)
    paper = print_code(membership=member, actor=owner, at=NOON)
    page.goto(f"/code/{paper}/")
    page.get_by_role("button", name="Come in").click()
    return member.person


def test_somebody_without_e_mail_comes_in_on_paper_and_then_with_her_telephone(page, device, pantry, owner):
    come_in_on_paper(page, pantry, owner)
    page.get_by_role("link", name="Use this device").click()
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/account/")

    page.locator("details.you summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/sign-in/?next=/account/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)

    assert "Ola Berg, you have one way in that stays yours." in page.get_by_role("heading", level=1).inner_text()


def test_a_device_that_does_not_know_its_owner_is_told_what_to_do(page, device, pantry, owner):
    come_in_on_paper(page, pantry, owner)
    session, name = device
    session.send("WebAuthn.setUserVerified", {"authenticatorId": name, "isUserVerified": False})

    page.get_by_role("link", name="Use this device").click()
    page.get_by_role("button", name="Add a passkey").click()

    page.get_by_text("The passkey did not answer.").wait_for()


def test_without_a_script_the_other_ways_stand_there(browser_without_scripts, live_server, db):
    page = browser_without_scripts.new_page()
    page.goto("/sign-in/")

    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
    assert page.get_by_role("button", name="Sign in with a password").is_visible()
    assert page.get_by_role("link", name="Use a code from paper").is_visible()
