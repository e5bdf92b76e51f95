"""A charity of thirty, in a real browser: three questions, five fields, an award, a printed code, a verdict for a stranger."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from laurels.common.clock import now
from laurels.people.models import Membership, Organisation
from laurels.people.services import issue_setup_code
from tests.journeys import settle

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.scenario("5")
@pytest.mark.scenario("22")
def test_a_person_alone_gets_from_three_questions_to_a_strangers_verdict(page, looks_right):
    page.goto(f"/start/{issue_setup_code()}/")
    looks_right(page, "start")
    page.get_by_label("What is your organisation called?").fill("Kettle Lane Community Pantry")
    page.get_by_label("How many of you are there?").fill("30")
    page.get_by_label("And you are?").fill("Joan Abara")
    page.get_by_label("Your e-mail address").fill("joan@kettlelane.example")
    page.get_by_label("A password").fill("correct horse battery")
    page.get_by_role("button", name="Make the first badge").click()

    page.get_by_label("1. Its name").fill("Safe Shelf")
    page.get_by_label("2. What people will be able to do").fill("Checks dates and packaging.\nKeeps chilled food cold.")
    looks_right(page, "five")
    page.get_by_role("button", name="Look it over and publish").click()
    assert "This is what we filled in for you" in page.get_by_role("heading", level=1).inner_text()
    looks_right(page, "confirm")
    page.get_by_role("button", name="Publish this badge").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Safe Shelf"
    looks_right(page, "badge")

    organisation = Organisation.objects.get()
    page.goto(f"/o/{organisation.slug}/people/add/")
    page.locator("textarea").fill("Wen Halloran")
    page.locator("main form button").first.click()
    if not Membership.objects.filter(person__name="Wen Halloran").exists():
        page.locator("main form button.main").first.click()
    wen = Membership.objects.get(person__name="Wen Halloran")

    page.goto(f"/o/{organisation.slug}/awards/new/")
    page.get_by_label("Who has earned it?").select_option("Wen Halloran")
    for tick in page.get_by_label("I have seen this").all():
        tick.check()
    looks_right(page, "award-new")
    page.get_by_role("button", name="Award this badge").click()
    assert page.locator("h1.says").inner_text().startswith("Valid.")
    assert "Designed and judged by one person" in page.locator("main").inner_text()
    looks_right(page, "award")
    settle(now())

    page.goto(f"/o/{organisation.slug}/people/{wen.code}/")
    page.get_by_role("button", name="Print").first.click()
    address = page.locator("main").inner_text()
    from laurels.people.services import print_code

    joan = Membership.objects.get(person__name="Joan Abara").person
    paper = print_code(membership=wen, actor=joan, at=now())
    assert address
    page.context.clear_cookies()
    cache.clear()
    page.goto(f"/code/{paper}/")
    page.get_by_role("button", name="Come in").click()
    page.goto("/home/")
    looks_right(page, "home")
    page.get_by_role("link", name="Look and accept").first.click()
    looks_right(page, "offer")
    page.get_by_role("button", name="Accept this badge").click()
    assert "It is yours now" in page.locator("main").inner_text()
    looks_right(page, "item")
    public = page.get_by_role("link", name="/c/").get_attribute("href")
    page.get_by_label("Show my name").check()
    page.get_by_role("button", name="Open a public page").click()
    shared = page.get_by_role("link", name="/s/").get_attribute("href")
    page.goto("/my-badges/")
    looks_right(page, "my-badges")

    page.context.clear_cookies()
    page.goto(public)
    assert page.locator("h1.says").inner_text().startswith("Valid.")
    assert "Wen Halloran" not in page.locator("main").inner_text()
    looks_right(page, "verdict")
    page.goto(shared)
    assert "Wen Halloran chose to show this name." in page.locator("main").inner_text()
