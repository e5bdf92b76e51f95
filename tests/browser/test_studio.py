"""The badge studio in a real browser: seen live, by keyboard from start to end, and without scripts."""

from __future__ import annotations

import pytest
from django.test import Client
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.selectors.pictures import choices_from
from tests.catalogue.making import make_draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def session(owner, pantry, at_its_address):
    """The owner's session as a browser's cookie."""
    client = Client()
    client.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    return {"name": "laurels", "value": client.cookies["laurels"].value, "url": at_its_address}


@pytest.fixture
def address(owner, pantry):
    """The studio of a draft."""
    return f"/o/kettle-lane/design/{make_draft(pantry, owner).code}/studio/"


def kept():
    return choices_from(AchievementVersion.objects.get())


def test_every_choice_is_seen_at_once_and_kept(page, session, address, looks_right):
    page.context.add_cookies([session])
    page.goto(address)
    shown = page.locator("img.hero-pic")
    before = shown.get_attribute("src")

    page.get_by_role("radio", name="Shield", exact=True).check()
    page.get_by_text("saved", exact=True).wait_for()
    page.get_by_role("radio", name="Wine red").check()
    page.get_by_role("img", name="Badge picture: Safe Shelf. A tin with a tick on a shield in wine red").wait_for()
    page.get_by_role("radio", name="Lead", exact=True).check()
    page.get_by_text("The word below reads well").wait_for()

    assert shown.get_attribute("src") != before
    assert (kept().shape, kept().ink, kept().level) == ("shield", "wine", "lead")
    looks_right(page, "studio-chosen")

    page.get_by_role("button", name="Undo all since I came").click()
    page.get_by_text("It is as it was when you came.").wait_for()
    assert kept() is None


def test_a_pale_colour_is_said_and_mended_with_one_press(page, session, address, looks_right):
    page.context.add_cookies([session])
    page.goto(address)
    page.get_by_role("radio", name="Another, written below").check()
    page.get_by_label("Another colour").fill("#E6C573")
    page.get_by_text("The words cannot be read").wait_for()
    looks_right(page, "studio-pale")

    page.get_by_role("button", name="Take #").click()
    page.get_by_text("The words read well").wait_for()

    assert kept().ink != "#E6C573"


def test_the_keyboard_goes_from_start_to_end(page, session, address):
    page.context.add_cookies([session])
    page.goto(address)
    stops: list[str] = []
    page.get_by_role("link", name="Safe Shelf").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))
        if stops[-1] == "alt":
            break
        if stops[-1] == "icon" and stops.count("icon") == 1:
            page.keyboard.press("ArrowRight")
    page.get_by_text("saved", exact=True).wait_for()

    assert [name for name in dict.fromkeys(stops) if name in ("use", "shape", "ink", "icon", "ring", "metal", "rim", "alt")] == [
        "use", "shape", "ink", "icon", "ring", "metal", "rim", "alt",
    ]  # fmt: skip
    assert kept().icon == "lock"


def test_it_works_without_scripts(browser_without_scripts, session, address):
    browser_without_scripts.add_cookies([session])
    page = browser_without_scripts.new_page()
    page.goto(address)
    page.get_by_role("radio", name="a bell").check(force=True)
    page.get_by_label("Words on the ring").fill("Écoute")
    page.get_by_role("button", name="Show").click()

    assert page.get_by_role("img", name="Badge picture: Safe Shelf. A bell on an octagon").is_visible()
    page.get_by_role("button", name="Use this picture").click()
    assert "It was chosen in the studio." in page.locator("main").inner_text()
    assert (kept().icon, kept().ring) == ("bell", "Écoute")


HOSTILE = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 10 10" onload="alert(1)">
<script>alert(2)</script><a x:href="javascript:alert(3)"><rect width="10" height="10" fill="#1C5B3D" onclick="alert(4)"/></a>
<foreignObject width="10" height="10">
<body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(5)"/></body></foreignObject>
<circle cx="5" cy="5" r="3" fill="#EBD395" onmouseover="alert(6)"/>
<image href="https://stranger.example/x.png" width="9" height="9"/>
<set attributeName="onload" to="alert(7)"/><animate attributeName="href" values="javascript:alert(8)"/></svg>"""


def test_a_hostile_drawing_runs_nothing_and_asks_nobody(page, session, address, tmp_path):
    (tmp_path / "badge.svg").write_bytes(HOSTILE)
    page.context.add_cookies([session])
    said: list[str] = []
    asked: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url) if "stranger" in request.url else None)
    page.goto(address.replace("studio/", "picture/"))
    page.get_by_label("Your own picture").set_input_files(tmp_path / "badge.svg")
    page.get_by_label("What somebody who cannot see it hears").fill("A pale disc on green")
    page.get_by_role("button", name="Use this picture").click()
    page.get_by_role("img", name="A pale disc on green").click()

    version = AchievementVersion.objects.get()
    for cut in ("full", "small"):
        page.goto(f"/badges/{version.code}/{cut}.svg")
        page.mouse.click(400, 300)
        page.mouse.move(450, 350)

    assert (said, asked) == ([], [])
    assert "circle" in version.picture_svg


@pytest.mark.parametrize("where", ["studio", "family"])
def test_a_page_of_pictures_is_light(page, session, address, owner, pantry, where):
    for number in range(12):
        make_draft(pantry, owner, name=f"Badge {number}")
    page.context.add_cookies([session])
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    sizes: list[float] = []
    client.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))

    page.goto(address if where == "studio" else "/o/kettle-lane/design/family/")
    page.wait_for_load_state("networkidle")

    assert 10_000 < sum(sizes) < 60_000, sizes
