"""Writing a badge in a real browser: it saves itself from the first key on, and shows at once what it becomes."""

from __future__ import annotations

import pytest
from django.test import Client
from laurels.catalogue.models import AchievementVersion
from tests.catalogue.making import make_draft, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEW = "/o/kettle-lane/design/new/"


@pytest.fixture
def as_her(page, owner, pantry, at_its_address):
    """The owner's session in the browser."""
    client = Client()
    client.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    cookie = client.cookies["laurels"]
    page.context.add_cookies([{"name": "laurels", "value": cookie.value, "url": at_its_address}])
    return page


def test_a_badge_saves_itself_and_draws_itself_while_it_is_typed(as_her, looks_right):
    page = as_her
    page.goto(NEW)
    page.get_by_label("1. Its name").fill("Safe Shelf")
    page.get_by_text("saved", exact=True).wait_for()

    version = AchievementVersion.objects.get()
    assert page.url.endswith(f"/design/{version.code}/")
    assert page.get_by_role("img", name="Badge picture: Safe Shelf").is_visible()

    page.get_by_label("2. What people will be able to do").fill("Checks dates.\nKeeps chilled food cold.\nTells plainly.")
    page.get_by_text("Three lines, each can be seen.").wait_for()
    assert "3 things, all seen" in page.locator(".facts").inner_text()
    looks_right(page, "five-typed")

    page.reload()
    assert page.get_by_label("1. Its name").input_value() == "Safe Shelf"
    assert AchievementVersion.objects.count() == 1


def test_pressing_at_once_makes_one_draft_only(as_her):
    page = as_her
    page.goto(NEW)
    page.get_by_label("1. Its name").fill("Safe Shelf")
    page.wait_for_timeout(650)
    page.get_by_role("button", name="Keep as draft").click()
    page.get_by_text("Kept as a draft.").wait_for()

    assert AchievementVersion.objects.count() == 1


def test_what_could_not_be_saved_says_so(as_her):
    page = as_her
    page.goto(NEW)
    page.route("**/save/", lambda route: route.abort())
    page.get_by_label("1. Its name").fill("Safe Shelf")

    page.get_by_text("not saved: press “Keep as draft”").wait_for()
    assert page.get_by_label("1. Its name").input_value() == "Safe Shelf"


def test_it_works_without_scripts(browser_without_scripts, owner, pantry, at_its_address):
    client = Client()
    client.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    browser_without_scripts.add_cookies([{"name": "laurels", "value": client.cookies["laurels"].value, "url": at_its_address}])
    page = browser_without_scripts.new_page()
    page.goto(NEW)
    page.get_by_label("1. Its name").fill("Safe Shelf")
    page.get_by_label("2. What people will be able to do").fill("Checks dates.")
    page.get_by_role("button", name="Look it over and publish").click()

    assert "This is what we filled in for you" in page.get_by_role("heading", level=1).inner_text()


def test_the_pages_of_badges_look_right(page, looks_right, owner, pantry):
    version = publish(make_draft(pantry, owner), owner)
    for name, path in (("front", "/"), ("catalogue-full", "/catalogue/"), ("badge-public", f"/badges/{version.code}")):
        page.goto(path)
        looks_right(page, name)


def test_her_own_pages_look_right(as_her, looks_right, owner, pantry):
    page = as_her
    draft = make_draft(pantry, owner)
    version = publish(make_draft(pantry, owner, name="Warm Welcome"), owner)
    base = "/o/kettle-lane/design/"
    for name, path in (
        ("home-owner", "/home/"),
        ("design", base),
        ("picture", f"{base}{draft.code}/picture/"),
        ("studio", f"{base}{draft.code}/studio/"),
        ("family", f"{base}family/"),
        ("retire", f"{base}{version.code}/retire/"),
        ("badge-owner", f"/badges/{version.code}"),
    ):
        page.goto(path)
        looks_right(page, name)
