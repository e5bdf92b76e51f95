"""An institute endorses in a real browser: from its letter to a signature in a few presses, without an account.

``page`` is the owner's browser, ``chair`` that of the endorser, who was never signed in anywhere.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from laurels.catalogue import services as catalogue
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import FiveFields
from laurels.common.clock import now
from laurels.common.dates import in_words
from laurels.endorsement.models import Condition
from laurels.mail.models import Letter
from laurels.people.models import Organisation, Person
from tests.browser.test_award_pages import come_in
from tests.browser.test_main_job import says
from tests.endorsement.making import settled_letters
from tests.issuing.making import make_badge

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def chair(_browser: Any, at_its_address: str) -> Any:
    """Another browser, on a telephone."""
    context = _browser.new_context(base_url=at_its_address, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.fixture
def kitchen(owner: Person, pantry: Organisation) -> Organisation:
    """The pantry, with endorsements turned on."""
    Organisation.objects.filter(pk=pantry.pk).update(switches=["endorsements"])
    pantry.refresh_from_db()
    return pantry


@pytest.fixture
def badge(owner: Person, kitchen: Organisation) -> AchievementVersion:
    return make_badge(kitchen, owner, at=now())


def ask(page: Any, version: AchievementVersion) -> str:
    """From the badge's page to the letter; the address that stands in it."""
    page.goto(f"/badges/{version.code}")
    page.get_by_role("link", name="Ask somebody to endorse it").click()
    page.get_by_label("Who should endorse it?").fill("Institute of Service Practice")
    page.get_by_label("To which address does the letter go?").fill("chair@isp.example")
    page.get_by_label("Its web site").fill("isp.example")
    page.get_by_label("What do you want to tell them?").fill("You know our kitchen.")
    page.get_by_role("button", name="Send the letter").click()
    assert "The letter goes to chair@isp.example." in page.locator("main").inner_text()
    settled_letters(at=now())
    letter = Letter.objects.filter(to="chair@isp.example").order_by("pk").last()
    assert letter is not None
    return str(re.findall(r"http://\S+/endorse/\S+/", letter.text)[0])


def sign(chair: Any, *, condition: tuple[str, date] | None = None) -> int:
    """Read it and sign; how many presses that took."""
    assert "Will you put your name to" in says(chair)
    chair.get_by_role("link", name="Endorse with conditions" if condition else "Endorse it", exact=True).click()
    chair.get_by_label("Your name").fill("Dora Quist")
    if condition:
        chair.get_by_label("What must be done?").first.fill(condition[0])
        chair.get_by_label("By when?").first.fill(condition[1].isoformat())
    chair.get_by_role("button", name="Sign and endorse").click()
    assert "Signed and checked. Thank you." in chair.locator("main").inner_text()
    return 2


def publish_next(version: AchievementVersion, owner: Person) -> AchievementVersion:
    draft = catalogue.begin_next(version=version, author=owner, at=now())
    fields = FiveFields("Safe Shelf", ("Checks dates and packaging every day.",), (str(owner.code),), "2")
    catalogue.update_draft(version=draft, fields=fields, author=owner, at=now())
    return catalogue.publish(version=draft, actor=owner, at=now())


@pytest.mark.scenario("T3")
@pytest.mark.scenario("10")
def test_two_presses_after_her_letter_the_page_names_her_and_the_next_version_does_not(page, chair, owner, badge):
    come_in(page, owner)
    chair.goto(ask(page, badge))

    assert sign(chair) == 2

    chair.goto(f"/badges/{badge.code}")
    words = chair.locator("main").inner_text()
    assert "Who endorses it" in words
    assert "Institute of Service Practice" in words
    assert "is kept by this installation" in words
    second = publish_next(badge, owner)
    chair.goto(f"/badges/{second.code}")
    assert "Institute of Service Practice" not in chair.locator("main").inner_text()
    chair.goto(f"/badges/{badge.code}")
    assert "Institute of Service Practice" in chair.locator("main").inner_text()

    chair.goto(ask(page, second))
    sign(chair)

    chair.goto(f"/badges/{second.code}")
    assert "Institute of Service Practice" in chair.locator("main").inner_text()


@pytest.mark.scenario("T3")
def test_a_condition_shows_beside_the_endorsement_until_it_is_met(page, chair, owner, badge):
    come_in(page, owner)
    link = ask(page, badge)
    chair.goto(link)
    due = now().date() + timedelta(days=100)
    sign(chair, condition=("Train two more judges.", due))
    page.goto(f"/badges/{badge.code}")
    words = page.locator("main").inner_text()
    assert "Train two more judges." in words
    assert f"Due on {in_words(due)}" in words

    Condition.objects.update(due=now().date() - timedelta(days=2))
    page.reload()
    assert "Overdue since" in page.locator("main").inner_text()
    chair.goto(link)
    chair.get_by_role("button", name="It is met").click()

    page.reload()
    words = page.locator("main").inner_text()
    assert "Overdue" not in words
    assert "Endorsed with conditions" not in words


def test_the_verdict_of_the_signed_document_says_whose_key_it_is(page, chair, owner, badge):
    come_in(page, owner)
    chair.goto(ask(page, badge))
    sign(chair)
    chair.get_by_role("link", name="The signed endorsement").click()
    body = chair.request.get(chair.url + ".json").text()

    chair.goto("/check/")
    chair.get_by_label("Or paste its text").fill(body)
    chair.get_by_role("button", name="Check this badge").click()

    assert says(chair).startswith("Valid.")
    assert "is kept by this installation" in chair.locator("main").inner_text()


def test_it_works_without_scripts(browser_without_scripts, page, owner, badge):
    come_in(page, owner)
    link = ask(page, badge)
    quiet = browser_without_scripts.new_page()
    quiet.goto(link)

    assert sign(quiet) == 2


def test_by_keyboard_from_the_letter_to_the_signature(page, chair, owner, badge):
    come_in(page, owner)
    chair.goto(ask(page, badge))
    for name in ("Endorse it", "Endorse with conditions", "Ask for changes", "Decline"):
        chair.get_by_role("link", name=name, exact=True).focus()
        assert chair.evaluate("document.activeElement.matches(':focus-visible')")
    chair.get_by_role("link", name="Endorse it", exact=True).focus()
    chair.keyboard.press("Enter")
    chair.wait_for_url(re.compile("/sign/"))
    chair.get_by_label("Your name").focus()
    chair.keyboard.type("Dora Quist")

    chair.keyboard.press("Enter")

    chair.wait_for_url(re.compile(r"/endorse/[\w-]+/$"))
    assert "Signed and checked." in chair.locator("main").inner_text()


def test_every_page_of_it_looks_right(page, chair, owner, badge, looks_right):
    come_in(page, owner)
    page.goto(f"/o/{badge.achievement.organisation.slug}/endorsements/")
    looks_right(page, "endorsements-empty")
    page.goto(f"/o/{badge.achievement.organisation.slug}/endorsements/ask/?badge={badge.code}")
    looks_right(page, "endorsement-ask")
    link = ask(page, badge)
    looks_right(page, "endorsement-request")
    chair.goto(link)
    chair.get_by_role("textbox", name="Your name").fill("Emil Rask")
    chair.get_by_label("What do you say?").fill("I have seen their kitchen.")
    chair.get_by_role("button", name="Leave a comment").click()
    looks_right(chair, "endorsement-review")
    for part in ("sign/?conditions=yes", "own-key/", "changes/", "decline/"):
        chair.goto(link + part)
        looks_right(chair, f"endorsement-{part.split('/')[0]}")
    chair.goto(link)
    sign(chair, condition=("Train two more judges.", now().date() + timedelta(days=100)))
    looks_right(chair, "endorsement-signed")
    chair.goto(link + "withdraw/")
    looks_right(chair, "endorsement-withdraw")
    chair.goto(link)
    chair.get_by_role("link", name="The signed endorsement").click()
    looks_right(chair, "endorsement-public")
    for path, name in ((f"/badges/{badge.code}", "badge-endorsed"), ("/o/kettle-lane/endorsements/", "endorsements")):
        page.goto(path)
        looks_right(page, name)
    chair.goto("/endorse/forged/")
    looks_right(chair, "endorsement-forged")
