"""A real browser: Debian's chromium, every page watched for what its content security policy refuses.

Screenshots go to the folder that SHOTS names, outside the tree.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from tests.awarded import award, harbour, network, offer  # noqa: F401

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in this thread; no coroutine touches rows


def chromium() -> str:
    """Where chromium is, or a sentence."""
    found = shutil.which("chromium")
    if found:
        return found
    if os.environ.get("LAURELS_NO_BROWSER") == "1":
        pytest.skip("LAURELS_NO_BROWSER=1: the browser tests are left out")
    pytest.fail("The browser tests need chromium: apt-get install chromium, or set LAURELS_NO_BROWSER=1 to leave them out.")


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    chromium()
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def _browser(_playwright: Playwright) -> Iterator[Browser]:
    browser = _playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session", autouse=True)
def _public_documents() -> Iterator[None]:
    """The live server answers public documents before Django, as a real one does."""
    from django.test import testcases
    from laurels.site.public import PublicDocuments

    real = testcases._MediaFilesHandler  # answers everything else: there is no MEDIA_URL
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(testcases, "_MediaFilesHandler", lambda application: PublicDocuments(real(application)))
        yield


@pytest.fixture
def at_its_address(live_server: Any) -> Iterator[str]:
    """The server's own origin as the public one: links in pages and letters lead there."""
    with override_settings(ORIGIN=live_server.url, FETCH_ALLOW_LOCAL=True):
        yield live_server.url


@pytest.fixture
def page(_browser: Browser, at_its_address: str) -> Iterator[Page]:
    """A page of its own; refused scripts and styles fail the test."""
    context = _browser.new_context(base_url=at_its_address, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    refused: list[str] = []
    opened.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
    yield opened
    context.close()
    assert refused == []


@pytest.fixture
def browser_without_scripts(_browser: Browser, at_its_address: str) -> Iterator[Any]:
    """A browser whose pages run no script."""
    context = _browser.new_context(base_url=at_its_address, java_script_enabled=False)
    yield context
    context.close()


@pytest.fixture
def looks_right() -> Callable[[Page, str], None]:
    """Axe finds nothing and nothing is wider than the window: light and dark, wide and at 320 px."""

    def look(page: Page, name: str) -> None:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for width in (1280, 320):
                page.set_viewport_size({"width": width, "height": 900})
                found = Axe().run(page)
                assert found.violations_count == 0, f"{name} {width} {scheme}: {found.generate_report()}"
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, f"{name} is {wide} px wide in a window of {width}"
                right = page.evaluate(
                    "Math.max(0, ...[...document.querySelectorAll('.nav a')].map(a => a.getBoundingClientRect().right))"
                )
                assert right <= width, f"{name}: the last entry of the head ends at {right} px in a window of {width}"
                if folder := os.environ.get("SHOTS"):
                    page.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})

    return look
