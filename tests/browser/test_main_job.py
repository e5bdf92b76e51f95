"""The main job in a real browser: from three questions to a stranger's verdict, and back by a revocation.

``joan`` and ``wen`` are two browsers: what one is signed in as, the other is not.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from laurels.common.clock import now
from laurels.people.models import Organisation
from laurels.people.services import issue_setup_code
from tests.journeys import settle

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def elsewhere(_browser: Any, at_its_address: str) -> Any:
    """A second browser: another person's telephone."""
    context = _browser.new_context(base_url=at_its_address, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.fixture
def stranger(_browser: Any, at_its_address: str) -> Any:
    """A third one, where nobody was ever signed in."""
    context = _browser.new_context(base_url=at_its_address)
    yield context.new_page()
    context.close()


def says(page: Any) -> str:
    """The sentence that opens a page."""
    return str(page.locator("h1.says").inner_text())


def answer_three_questions(page: Any) -> None:
    """Joan sets the machine up."""
    page.goto(f"/start/{issue_setup_code()}/")
    page.get_by_label("What is your organisation called?").fill("Kettle Lane Community Pantry")
    page.get_by_label("How many of you are there?").fill("30")
    page.get_by_label("Your name").fill("Joan Abara")
    page.get_by_label("Your e-mail address").fill("joan@kettlelane.example")
    page.get_by_label("A password").fill("correct horse battery")
    page.get_by_role("button", name="Make the first badge").click()


def make_the_badge(page: Any) -> None:
    """Five fields, one look, published."""
    page.get_by_label("1. Its name").fill("Safe Shelf")
    page.get_by_label("2. What people will be able to do").fill("Checks dates and packaging.\nKeeps chilled food cold.")
    page.get_by_role("button", name="Look it over and publish").click()
    assert "This is what we filled in for you" in says(page)
    page.get_by_role("button", name="Publish this badge").click()
    assert says(page) == "Safe Shelf"


def add_wen(page: Any) -> str:
    """A colleague without an address; the text of her code, read from the page that is printed."""
    slug = Organisation.objects.get().slug
    page.goto(f"/o/{slug}/people/add/")
    page.locator("textarea").fill("Wen Halloran")
    page.locator("main form button").first.click()
    if page.get_by_role("link", name="Wen Halloran").count() == 0 and page.locator("main form button.main").count():
        page.locator("main form button.main").first.click()
    page.goto(f"/o/{slug}/people/")
    page.get_by_role("link", name="Wen Halloran").first.click()
    page.get_by_role("button", name="Print").first.click()
    return str(page.locator("p.title.num").inner_text()).strip()


def award_it(page: Any) -> None:
    """Each line was seen."""
    page.goto(f"/o/{Organisation.objects.get().slug}/awards/new/")
    page.get_by_label("Who has earned it?").select_option("Wen Halloran")
    for tick in page.get_by_label("I have seen this").all():
        tick.check()
    page.get_by_label("What did you see?").first.fill("Two tins that were over, found and taken out.")
    page.get_by_role("button", name="Award this badge").click()


def accept_it(page: Any, code: str) -> tuple[str, str]:
    """Wen comes in with her paper, accepts and shares; the addresses that she may hand on."""
    cache.clear()
    page.goto("/code/")
    page.locator("main input[name=code]").fill(code)
    page.get_by_role("button", name="Come in").click()
    page.goto("/home/")
    page.get_by_role("link", name="Look and accept").first.click()
    page.get_by_role("button", name="Accept this badge").click()
    assert "It is yours now" in page.locator("main").inner_text()
    public = page.get_by_role("link", name="/c/").get_attribute("href")
    page.get_by_label("Show my name").check()
    page.get_by_role("button", name="Open a public page").click()
    return str(public), str(page.get_by_role("link", name="/s/").get_attribute("href"))


@pytest.mark.scenario("5")
@pytest.mark.scenario("22")
def test_a_person_alone_gets_from_three_questions_to_a_strangers_verdict(page, elsewhere, stranger):
    answer_three_questions(page)
    make_the_badge(page)
    code = add_wen(page)
    assert re.fullmatch(r"[A-Z0-9]+(?:[- ][A-Z0-9]+)+", code), code
    award_it(page)
    assert says(page).startswith("Valid. Kettle Lane Community Pantry awarded “Safe Shelf”")
    assert "Designed and judged by one person." in page.locator("main").inner_text()
    settle(now())

    public, shared = accept_it(elsewhere, code)

    stranger.goto(public)
    words = stranger.locator("main").inner_text()
    assert says(stranger).startswith("Valid.")
    assert "Designed and judged by one person." in words
    assert "Two tins that were over, found and taken out." in words
    assert "Wen Halloran" not in words
    stranger.goto(shared)
    assert "Wen Halloran" in stranger.locator("main").inner_text()


@pytest.mark.scenario("39")
def test_a_revocation_reaches_the_stranger_at_once_where_there_is_no_waiting_time(page, elsewhere, stranger):
    answer_three_questions(page)
    Organisation.objects.update(waiting_hours=0)
    make_the_badge(page)
    code = add_wen(page)
    award_it(page)
    of_award = page.url
    settle(now())
    public, shared = accept_it(elsewhere, code)
    stranger.goto(public)
    assert says(stranger).startswith("Valid.")

    page.goto(of_award)
    page.get_by_role("link", name="Revoke this award").click()
    assert "It takes effect at once." in page.locator("main").inner_text()
    page.get_by_label("Awarded in error").check()
    page.get_by_role("button", name="Revoke this award").click()

    assert says(page).startswith("Revoked.")
    for address in (public, shared):
        stranger.goto(address)
        assert says(stranger).startswith("Revoked."), address
    with stranger.expect_request(lambda request: request.url.endswith("/check/") and request.method == "POST"):
        stranger.goto("/check/")
        body = stranger.request.get(f"{public}.json").body()
        stranger.get_by_label("Or paste its text").fill(body.decode())
        stranger.get_by_role("button", name="Check this badge").click()
    assert says(stranger).startswith("Revoked.")
    settle(now())
    elsewhere.goto("/my-badges/")
    assert (
        "revoked" in elsewhere.locator("main").inner_text().lower()
        or "taken back" in elsewhere.locator("main").inner_text().lower()
    )


def test_with_the_waiting_time_of_a_day_a_stranger_reads_valid_and_one_press_stops_it(page, elsewhere, stranger):
    answer_three_questions(page)
    make_the_badge(page)
    code = add_wen(page)
    award_it(page)
    settle(now())
    public, _ = accept_it(elsewhere, code)

    page.get_by_role("link", name="Revoke this award").click()
    assert "It takes effect in 24 hours. Until then one press stops it." in page.locator("main").inner_text()
    page.get_by_label("Awarded to the wrong person").check()
    page.get_by_role("button", name="Revoke this award").click()
    assert "This award will be revoked on" in page.locator("main").inner_text()
    stranger.goto(public)
    assert says(stranger).startswith("Valid.")

    page.get_by_role("button", name="Stop the revocation").click()
    assert "The award stands as it was." in page.locator("main").inner_text()
    settle(now())
    stranger.reload()
    assert says(stranger).startswith("Valid.")


def test_every_page_of_the_main_job_looks_right(page, elsewhere, looks_right):
    page.goto(f"/start/{issue_setup_code()}/")
    looks_right(page, "start")
    answer_three_questions(page)
    looks_right(page, "five")
    make_the_badge(page)
    looks_right(page, "badge")
    code = add_wen(page)
    looks_right(page, "paper")
    award_it(page)
    looks_right(page, "award")
    settle(now())
    public, shared = accept_it(elsewhere, code)
    looks_right(elsewhere, "item")
    for path, name in (("/home/", "home"), ("/my-badges/", "my-badges"), (public, "verdict"), (shared, "share")):
        elsewhere.goto(path)
        looks_right(elsewhere, name)
