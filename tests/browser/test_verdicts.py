"""Verdicts, My badges and public pages in a real browser: right in every scheme and width, printable, and nothing in them runs."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from laurels.backpack import services as backpack
from laurels.common.clock import now
from laurels.sharing import services as sharing
from tests.foreign import LIST, entry, foreign

from openbadgekit.baking import svg

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TRAPS = (
    b"<script>badinput()</script>",
    b'<rect width="9" height="9" onload="badinput()"/>',
    b'<foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="badinput()"/></body>'
    b"</foreignObject>",
    b'<image href="x" onerror="badinput()" width="9" height="9"/>',
    b'<animate attributeName="x" onbegin="badinput()" dur="1s"/>',
    b'<a href="javascript:badinput()"><rect width="9" height="9"/></a>',
)


def sign_in(page, person) -> None:
    client = Client()
    client.force_login(person, backend=BACKEND)
    cookie = client.cookies["laurels"]
    page.context.add_cookies([{"name": "laurels", "value": cookie.value, "url": page.url if "http" in page.url else base(page)}])


def base(page) -> str:
    page.goto("/check/")
    return page.evaluate("location.origin")


def check(page, data: bytes, *, recipient: str = "") -> None:
    page.goto("/check/")
    page.get_by_label("Or paste its text").fill(data.decode())
    if recipient:
        page.get_by_text("Ask more: about a person").click()
        page.get_by_label("Is it about the person before me?").fill(recipient)
    page.get_by_role("button", name="Check this badge").click()
    page.wait_for_selector("h1.says .tone-word")


def ring(page) -> str:
    """The mark of the page's head: its class and how its edge is drawn."""
    return page.locator("article.verdict .row svg").first.evaluate("mark => mark.outerHTML")


@pytest.mark.parametrize(
    ("name", "tone", "dashed"),
    [("valid", "good", False), ("revoked", "bad", False), ("unknown", "fog", True), ("other-person", "soon", False)],
)
def test_a_verdict_looks_right_and_only_could_not_check_is_dashed(name, tone, dashed, page, looks_right, network, harbour, pantry):
    data = harbour.badge(
        status=[entry()], evidence=[{"type": ["Evidence"], "id": "https://harbour.example/film", "name": "A film of it"}]
    )
    if name == "revoked":
        network.answers[LIST] = harbour.status_list(7, at=now())
    elif name == "unknown":
        network.answers.clear()

    check(page, data, recipient="somebody@else.example" if name == "other-person" else "")

    assert page.locator(f"h1.says.is-{tone}").count() == 1
    assert ("stroke-dasharray" in ring(page)) is dashed
    green = page.evaluate("getComputedStyle(document.querySelector('.btn.main')).backgroundColor")
    word = page.locator(".tone-word").evaluate("word => getComputedStyle(word).color")
    assert (word == green) is (tone == "good")
    looks_right(page, f"verdict-{name}")


def test_a_verdict_is_printed_by_one_press_on_at_most_two_sheets(page, network, harbour, pantry):
    check(page, harbour.badge(status=[entry()]))
    page.evaluate("() => { globalThis.printed = 0; globalThis.print = () => { globalThis.printed += 1 } }")

    page.get_by_role("button", name="Print this report").click()

    assert page.evaluate("globalThis.printed") == 1
    assert not page.get_by_text("To print this report, use").is_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 2


def test_without_scripts_the_page_says_how_to_print(browser_without_scripts, network, harbour, pantry):
    page = browser_without_scripts.new_page()

    check(page, harbour.badge())

    assert page.get_by_text("To print this report, use your browser’s own").is_visible()
    assert not page.get_by_role("button", name="Print this report").is_visible()


def test_my_badges_an_item_and_a_public_page_look_right(page, looks_right, offer, colleague, network, harbour, at_its_address):
    backpack.accept(offer=offer, person=colleague, identity="address", open_address=True, at=now())
    item = backpack.take_in(person=colleague, data=harbour.badge(), at=now())
    share = sharing.share(item=item, person=colleague, show_name=True, at=now())
    sign_in(page, colleague)

    for path, name in (
        ("/my-badges/", "my-badges"),
        (f"/my-badges/{item.code}/", "item"),
        ("/my-badges/take-in/", "take-in"),
        (f"/my-badges/{item.code}/take-out/", "take-out"),
        (f"/s/{share.token}/", "public-page"),
    ):
        page.goto(path)
        looks_right(page, name)


def test_nothing_in_a_strangers_drawing_runs_wherever_it_is_opened(_browser, colleague, pantry, at_its_address):  # noqa: PT019
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="badinput()">' + b"".join(TRAPS) + b"</svg>"
    item = backpack.take_in(person=colleague, data=svg.bake(drawing, foreign()), at=now())
    share = sharing.share(item=item, person=colleague, show_name=False, at=now())
    called: list[str] = []
    context = _browser.new_context(base_url=at_its_address)
    page = context.new_page()
    page.expose_function("badinput", lambda: called.append("called"))
    sign_in(page, colleague)
    public = f"{at_its_address}/s/{share.token}/picture.png"
    for address in (public, f"/my-badges/{item.code}/picture/"):
        assert page.goto(address).headers["content-type"] == "image/png"
    for path in ("/my-badges/", f"/my-badges/{item.code}/", f"/s/{share.token}/"):
        page.goto(path)
        assert page.locator("img.badge").first.evaluate("image => image.naturalWidth") > 0
    page.goto("about:blank")
    kinds = "".join(f'<{kind} {"data" if kind == "object" else "src"}="{public}"></{kind}>' for kind in ("img", "object", "iframe"))
    page.set_content(f'<embed src="{public}">{kinds}', wait_until="networkidle")
    with page.expect_download() as download:
        page.goto(f"{at_its_address}/check/")
        page.evaluate("address => { location.href = address }", f"/my-badges/{item.code}/download/svg/")

    assert download.value.suggested_filename.endswith(".svg")
    assert called == []
    context.close()
