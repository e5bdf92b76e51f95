"""The pages of awards in a real browser: choosing, awarding with words and levels, the register, revoking, stopping."""

from __future__ import annotations

import pytest
from django.test import Client
from laurels.common.clock import now
from laurels.issuing import services as issuing
from laurels.issuing.models import Award
from laurels.people.models import Person
from tests.issuing.making import make_award, make_badge, make_levelled_badge

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def come_in(page, person: Person) -> None:
    """Be signed in as somebody, in this browser."""
    from django.conf import settings

    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": settings.ORIGIN}])


def test_a_judge_chooses_a_badge_and_awards_it_with_words_levels_and_links(page, looks_right, owner, colleague, pantry):
    make_badge(pantry, owner)
    make_levelled_badge(pantry, owner)
    come_in(page, owner)
    page.goto("/o/kettle-lane/awards/")
    looks_right(page, "register-empty")
    page.get_by_role("link", name="Award a badge").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Which badge has somebody earned?"
    looks_right(page, "award-choose")

    page.get_by_role("link", name="Put It Right").click()
    page.get_by_label("Who has earned it?").select_option("Jonas Hale")
    page.get_by_label("What did you see?").first.fill("A double payment, settled in a minute.")
    page.get_by_label("What is it?").first.fill("The letter of thanks")
    page.get_by_label("Its address").first.fill("letter")
    page.evaluate("document.querySelectorAll('form').forEach(form => form.noValidate = true)")
    page.get_by_role("button", name="Award this badge").click()
    assert "Everything you typed is kept." in page.get_by_role("alert").inner_text()
    assert page.get_by_label("What did you see?").first.input_value() == "A double payment, settled in a minute."
    looks_right(page, "award-faults")

    page.get_by_label("Confident").first.check()
    page.get_by_label("Its address").first.fill("https://pantry.example/letter")
    page.get_by_role("button", name="Award this badge").click()
    assert page.locator("h1.says").inner_text().startswith("Valid.")
    text = page.locator("main").inner_text()
    assert "A double payment, settled in a minute." in text
    assert "Confident" in text
    assert "The letter of thanks" in text
    assert page.get_by_role("link", name="https://pantry.example/letter").get_attribute("rel") == "nofollow noopener noreferrer"
    page.wait_for_load_state()  # a press waits for the page, not for its pictures
    shown = page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    assert shown, "a picture is broken"


def test_a_revocation_waits_and_is_stopped(page, looks_right, owner, colleague, pantry):
    make_award(make_badge(pantry, owner, at=now()), colleague, owner, at=now())
    come_in(page, owner)
    page.goto("/o/kettle-lane/awards/")
    page.get_by_role("link", name="Safe Shelf: Jonas Hale").click()
    page.get_by_role("link", name="Revoke this award").click()
    looks_right(page, "revoke")
    page.get_by_label("In your words, for the holder").fill("It was meant for Ola.")
    page.get_by_label("Awarded to the wrong person").check()
    page.get_by_role("button", name="Revoke this award").click()

    assert "This award will be revoked on" in page.locator("main").inner_text()
    assert page.locator("h1.says").inner_text().startswith("Valid.")
    looks_right(page, "award-waiting")
    page.goto("/o/kettle-lane/awards/?state=waiting")
    assert "Will be revoked" in page.locator("main").inner_text()
    looks_right(page, "register")
    page.get_by_role("link", name="Safe Shelf: Jonas Hale").click()
    page.get_by_role("button", name="Stop the revocation").click()

    assert "The award stands as it was." in page.locator("main").inner_text()
    assert page.locator("h1.says").inner_text().startswith("Valid.")
    assert Award.objects.get().state == "issued"


def test_an_award_that_cannot_be_signed_says_so_and_waits(page, looks_right, owner, colleague, pantry, settings, tmp_path):
    version = make_badge(pantry, owner, at=now())
    settings.MASTER_KEY_FILE = str(tmp_path / "elsewhere")
    come_in(page, owner)
    page.goto("/o/kettle-lane/awards/new/")
    page.get_by_label("Who has earned it?").select_option("Jonas Hale")
    for tick in page.get_by_label("I have seen this").all():
        tick.check()
    page.get_by_role("button", name="Award this badge").click()

    assert "the master key is missing" in page.get_by_role("alert").inner_text()
    assert all(tick.is_checked() for tick in page.get_by_label("I have seen this").all())
    assert not Award.objects.exists()
    award = issuing.intend(version=version, learner=colleague, judge=owner, at=now())
    with pytest.raises(Exception, match="master key"):
        issuing.seal(award=award, at=now())
    page.goto(f"/o/kettle-lane/awards/{award.code}/")
    assert page.locator("h1.says").inner_text() == "The badge waits to be signed."
    looks_right(page, "award-hindered")
