"""Pages that everybody may open: no violation, nothing too wide, usable by keyboard."""

from __future__ import annotations

import pytest
from tests.catalogue.making import make_draft, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.conformance("WEB-04")
@pytest.mark.parametrize(
    "path", ["/styleguide/", "/check/", "/check/how/", "/catalogue/", "/help/linter/", "/code/", "/sign-in/", "/nothing/here/"]
)
def test_a_page_for_everybody_looks_right(path, page, looks_right, pantry):
    page.goto(path)

    assert page.locator("h1").count() == 1
    looks_right(page, path.strip("/").replace("/", "-"))


def test_the_keyboard_reaches_the_form_past_the_head(page, pantry):
    page.goto("/check/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("path", ["/", "/check/", "/catalogue/", "/styleguide/", "/sign-in/"])
def test_a_first_page_is_light(path, page, pantry, owner):
    for number in range(24):
        publish(make_draft(pantry, owner, name=f"Badge {number}"), owner)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))

    page.goto(path)
    page.wait_for_load_state("networkidle")

    assert 0 < sum(sizes) < 60_000, sizes


@pytest.mark.conformance("WEB-04")
def test_checking_works_without_scripts(browser_without_scripts, pantry):
    page = browser_without_scripts.new_page()
    page.goto("/check/")

    page.get_by_label("Or paste its text").fill("this is no badge")
    page.get_by_role("button", name="Check this badge").click()

    assert page.locator("h1.says").inner_text().startswith("Unreadable.")
