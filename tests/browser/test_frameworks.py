"""Frameworks in a real browser: a file becomes items that can be aligned to; every page by keyboard, at 320 px, in the dark."""

from __future__ import annotations

from datetime import timedelta

import pytest
from laurels.common.clock import now
from laurels.frameworks import selectors
from laurels.frameworks.models import Framework, Item
from laurels.frameworks.services import Wishes
from laurels.people.rules import Switch
from laurels.people.services import turn_on
from tests.browser.test_award_pages import come_in
from tests.frameworks.documents import SMALL, TABLE, as_bytes, case, item, uid, under
from tests.frameworks.importing import imported, work_on
from tests.making import NOON

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME = "/o/kettle-lane/frameworks/"


@pytest.fixture
def house(pantry, owner):
    turn_on(organisation=pantry, switches=[Switch.FRAMEWORKS], answer_days=15, actor=owner, at=NOON)
    return pantry


def choose_file(page, data: bytes, name: str) -> None:
    page.get_by_label("A file").set_input_files(files=[{"name": name, "mimeType": "application/octet-stream", "buffer": data}])
    page.get_by_role("button", name="Look what is in it").click()


@pytest.mark.scenario("T2")
def test_a_case_file_becomes_items_that_can_be_aligned_to(page, looks_right, owner, house):
    come_in(page, owner)
    page.goto(HOME)
    looks_right(page, "frameworks-empty")
    page.get_by_role("link", name="Bring a framework").click()
    looks_right(page, "frameworks-bring")

    choose_file(
        page, as_bytes(case([item(n) for n in range(1, 30)], [under(n, n // 4 or None) for n in range(1, 30)])), "things.json"
    )
    assert page.get_by_role("heading", level=1).inner_text() == "29 items would come in."
    looks_right(page, "frameworks-look")
    page.get_by_role("button", name="Let 29 items come in").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Things to do comes in."
    looks_right(page, "frameworks-coming")
    work_on(at=now() + timedelta(minutes=1))
    page.get_by_role("heading", name="Things to do is here.").wait_for()  # the page asks for itself again
    looks_right(page, "frameworks-done")

    page.get_by_role("link", name="Open it").click()
    page.get_by_text("4 under it").first.click()
    looks_right(page, "frameworks-tree")
    page.get_by_label("Search this framework").fill("number 17")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="One item holds these words.").wait_for()
    looks_right(page, "frameworks-search")
    page.get_by_role("link", name="Do thing number 17 well").click()
    looks_right(page, "frameworks-item")

    (found,) = selectors.search_items(house, "T.17")
    taken = selectors.snapshot(found.code, organisation=house, at=now())
    assert (taken.target_url, taken.code, taken.framework) == ("https://skills.example/items/17", "T.17", "Things to do")


def test_what_is_wrong_is_told_and_what_was_chosen_is_kept(page, looks_right, owner, house):
    come_in(page, owner)
    page.goto(f"{HOME}import/")
    choose_file(page, b"%PDF-1.7 and so on", "skills.pdf")
    assert "It is a PDF" in page.locator("main").inner_text()
    looks_right(page, "frameworks-bring-fault")

    choose_file(page, (TABLE + "A1;twice;;;;\nA9;;;;;\n").encode("cp1252"), "shelf.csv")
    assert "2 cannot come in. The others do." in page.locator("main").inner_text()
    looks_right(page, "frameworks-look-table")
    page.get_by_label("What it is called").fill("Shelf skills")
    page.get_by_label("Text", exact=True).select_option("Colour")
    page.get_by_role("button", name="Look again").click()
    assert "Shelf skills" in page.title()
    assert page.get_by_label("Text", exact=True).locator("option:checked").inner_text() == "Colour"


def test_a_newer_version_is_compared_before_anything_happens(page, looks_right, owner, house):
    imported(house, owner, as_bytes(SMALL))
    come_in(page, owner)
    page.goto(f"{HOME}import/")

    choose_file(page, as_bytes(case([item(1), item(4)], document={"version": "2"})), "things.json")

    page.get_by_text("2 items that are not there any more").click()
    assert page.get_by_text("T.3 Do thing number 3 well").is_visible()
    looks_right(page, "frameworks-difference")
    assert Framework.objects.count() == 1


def test_demand_and_use_are_said_by_keyboard(page, looks_right, owner, house):
    imported(house, owner, as_bytes(SMALL))
    come_in(page, owner)
    page.goto(f"{HOME}items/{Item.objects.get(key=uid(1)).code}/")

    page.get_by_label("Who needs it, and what for?").focus()
    page.keyboard.type("The night shift")
    page.keyboard.press("Enter")
    page.get_by_text("Marked in demand.").wait_for()
    page.get_by_label("What takes its place").fill("T.2")
    page.keyboard.press("Enter")
    page.get_by_text("In its place:").wait_for()
    looks_right(page, "frameworks-item-out")

    one = Item.objects.get(key=uid(1))
    assert (one.demand_note, one.status, one.replaced_by.key) == ("The night shift", "deprecated", uid(2))


def test_our_own_framework_is_read_by_a_stranger_without_scripts(browser_without_scripts, page, looks_right, owner, house):
    framework = imported(house, owner, TABLE.encode(), name="shelf.csv", wishes=Wishes(own=True, title="Shelf skills"))
    plain = browser_without_scripts.new_page()

    plain.goto(f"/frameworks/{framework.code}")
    plain.get_by_text("2 under it").click()
    plain.get_by_role("link", name="Turn every tin").click()

    assert plain.get_by_role("heading", level=1).inner_text() == "Turn every tin"
    for path, name in ((f"/frameworks/{framework.code}", "public"), (plain.url.split("8000")[-1], "public-item")):
        page.goto(path)
        looks_right(page, f"frameworks-{name}")
