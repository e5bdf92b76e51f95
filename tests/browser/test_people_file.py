"""A file of people in a real browser: brought, its columns chosen, the difference looked at, taken in before one's eyes."""

from __future__ import annotations

import pytest
from laurels.common.clock import now
from laurels.people.models import Membership
from laurels.people.rules import Mode
from laurels.worker.services import beat, run_slice
from tests.browser.test_award_pages import come_in
from tests.people.importing.making import as_file, imported

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOUSE = "/o/kettle-lane/people/"


@pytest.fixture
def assured(pantry):
    pantry.mode = Mode.ASSURED.value
    pantry.save()
    return pantry


def choose(page, data: bytes, name: str = "staff.csv") -> None:
    page.goto(HOUSE + "import/")
    page.get_by_label("Your file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    page.get_by_role("button", name="Look at it").click()


def worked(at) -> None:
    """The worker, in this thread as in its own process."""
    beat(at=at)
    while run_slice(at=at):
        pass


def test_a_file_is_brought_looked_at_and_taken_in(page, looks_right, owner, assured):
    come_in(page, owner)
    imported(
        assured, as_file(("K-1", "Ana Cole", "", "Van"), ("K-2", "Ben Dale"), ("K-4", "Dev Rao"), ("K-5", "Eva"), ("K-6", "Fay"))
    )
    rows = [
        ("K-1", "Ana Cole", "", "Kitchen", "", "", "", ""),
        ("K-3", "Cleo Ford", "cleo@x.example", "Kitchen", "North", "Cook", "2026-05-01", "K-1"),
    ]
    rows += [
        ("K-5", "Eva", "", "", "", "", "", ""),
        ("K-6", "Fay", "", "", "", "", "", ""),
        ("K-9", "Max", "", "", "", "", "05/06/2026", ""),
    ]

    page.goto(HOUSE)
    looks_right(page, "people-register")
    page.get_by_role("link", name="Bring a file").click()
    looks_right(page, "people-bring")
    choose(page, as_file(*rows, delimiter=";"))
    assert "cells parted by a semicolon" in page.locator("main").inner_text()
    assert page.get_by_label("Line manager").input_value() == "manager"
    looks_right(page, "people-columns")
    page.get_by_role("button", name="Show what would change").click()

    assert page.locator("h1").inner_text() == "1 join, 1 change, 2 nothing to do, 1 refused; 2 are not in the file."
    looks_right(page, "people-difference")
    page.get_by_role("link", name="Refused 1").click()
    assert "“05/06/2026” can be read as more than one day" in page.locator("table").inner_text()
    page.get_by_role("link", name="Look who they are").click()
    looks_right(page, "people-missing")
    page.get_by_label("Dev Rao").check()
    page.get_by_role("button", name="Those who are ticked have left").click()
    assert "1 of them leaves with it." in page.locator("main").inner_text()
    page.get_by_role("button", name="Take in 3 rows, 1 leaves").click()

    assert page.locator("h1").inner_text() == "The file is being taken in."
    assert page.get_by_role("progressbar").is_visible()
    looks_right(page, "people-running")
    worked(now())
    page.wait_for_selector("text=The file is taken in.")  # by itself: nobody pressed anything
    looks_right(page, "people-done")
    with page.expect_download() as kept:
        page.get_by_role("link", name="Get a file of just these rows").click()
    assert "K-9" in kept.value.path().read_text(encoding="utf-8-sig")
    found = {
        row.person.name: row
        for row in Membership.objects.filter(state="active").select_related("person", "team", "manager__person")
    }
    assert set(found) == {"Mira Lund", "Ana Cole", "Ben Dale", "Cleo Ford", "Eva", "Fay"}
    assert found["Ana Cole"].team.name == "Kitchen"
    assert found["Cleo Ford"].manager.person.name == "Ana Cole"


def test_it_works_without_scripts(browser_without_scripts, owner, pantry):
    page = browser_without_scripts.new_page()
    come_in(page, owner)
    choose(page, as_file(("K-1", "Ana Cole")))
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_role("button", name="Take in 1 row").click()
    assert page.get_by_role("progressbar").is_visible()

    worked(now())
    page.get_by_role("link", name="See how far it is now").click()

    assert page.locator("h1").inner_text() == "The file is taken in."


def test_the_bar_moves_while_the_worker_works(page, owner, pantry):
    come_in(page, owner)
    choose(page, as_file(*((f"K-{n}", f"P{n}") for n in range(450))))
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_role("button", name="Take in 450 rows").click()
    assert "does not run" in page.locator("#progress").inner_text()

    beat(at=now())
    run_slice(at=now())
    page.wait_for_selector("text=200 of 450 are done.")
    assert page.get_by_role("progressbar").get_attribute("value") == "200"
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Go on where it stopped").click()
    worked(now())
    page.wait_for_selector("text=The file is taken in.")

    assert Membership.objects.filter(organisation=pantry, state="active").count() == 451


def test_a_members_place_and_jobs_are_kept_by_hand(page, looks_right, owner, assured):
    imported(
        assured,
        as_file(("K-1", "Ana Cole", "", "Van", "North", "Cook", "2026-05-01", ""), ("K-2", "Ben Dale", "", "", "", "", "", "K-1")),
    )
    come_in(page, owner)
    page.goto(HOUSE + "?q=ana")
    page.get_by_role("link", name="Ana Cole").first.click()
    looks_right(page, "people-member")

    page.get_by_label("Line manager").fill("Ben Dale")
    page.get_by_role("button", name="Keep this place").click()
    assert "round in a circle" in page.get_by_role("alert").inner_text()
    page.get_by_label("Line manager").fill("Mira Lund")
    page.get_by_role("button", name="Keep this place").click()
    page.get_by_text("Cook has ended").click()
    page.get_by_label("Last day as Cook").fill("2026-06-01")
    page.get_by_role("button", name="Keep the last day").click()
    assert "1 May 2026 to 1 June 2026" in page.locator("main").inner_text()
    page.get_by_label("Job", exact=True).fill("Head cook")
    page.get_by_role("button", name="Add this job").click()

    assert "Head cook, since when is not known" in page.locator("main").inner_text()
