"""What holds for every address of the house, also for one that is added tomorrow: all routes are walked."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.routes import every_route

VALUES = {
    "slug": "kettle-lane",
    "uuid": "7f1b0f6e-6f0e-4f4e-9f0a-3d8f3e8e2a11",
    "int": "1",
    "str": "NV13K-P5NKM-F0PY8-GMPWG-P1C1B-T2F1P",
    "path": "x",
}


def routes() -> list[str]:
    """Every address, with its places filled in."""

    def filled(found):
        return VALUES[(found[1] or "str:").rstrip(":")]

    return sorted({re.sub(r"<(\w+:)?\w+>", filled, route) for route in every_route()})


ROUTES = routes()
OPEN_TO_ALL = re.compile(
    r"/(sign-|code/|check/|healthz|catalogue|robots|sitemap|help/|"
    r"c/|s/|badges/|start/|scheme/|styleguide|how|o/[\w-]+/brand|icon)"
)


def test_the_walk_finds_the_house():
    assert len(ROUTES) > 60
    assert {"/", "/healthz", "/sign-in/", "/check/", "/o/kettle-lane/people/"} <= set(ROUTES)


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("who", ["as_owner", "as_stranger"])
def test_carries_the_strict_headers(request, pantry, route, who):
    answer = request.getfixturevalue(who).get(route)

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert not re.search(r"unsafe|script-src[^;]*(\*|https?:|data:)", policy)
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer")


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("who", ["as_owner", "as_stranger"])
def test_never_fails_and_holds_no_inline_script_or_style(request, pantry, route, who):
    answer = request.getfixturevalue(who).get(route)

    assert answer.status_code < 500 or (route, answer.status_code) in {("/", 503), ("/styleguide/", 503)}
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        page = answer.content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+\s*=\s*[\"']|javascript:", page, flags=re.IGNORECASE)


@pytest.mark.parametrize("route", ROUTES)
def test_a_post_without_its_token_changes_nothing(pantry, owner, route):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert strict.post(route, {"name": "x"}).status_code in (403, 404, 405)


@pytest.mark.parametrize("route", [route for route in ROUTES if route.startswith("/o/") and not OPEN_TO_ALL.match(route)])
@pytest.mark.parametrize("method", ["get", "post"])
def test_of_an_organisation_is_not_there_for_an_outsider(as_outsider, pantry, route, method):
    assert getattr(as_outsider, method)(route).status_code in (404, 405)


@pytest.mark.parametrize("route", [route for route in ROUTES if not OPEN_TO_ALL.match(route) and route != "/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_that_needs_a_person_sends_a_stranger_to_the_door(as_stranger, pantry, route, method):
    answer = getattr(as_stranger, method)(route)

    at_the_door = answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/")
    assert at_the_door or answer.status_code in (404, 405)


class TestCookies:
    def test_are_kept_from_scripts_and_from_other_houses(self, client, owner, pantry):
        owner.set_password("three words apart")
        owner.save()
        client.post("/sign-in/", {"login": "mira@kettle.example", "password": "three words apart"})

        session = client.cookies["laurels"]
        assert (session["httponly"], session["samesite"]) == (True, "Lax")

    def test_of_a_public_installation_are_bound_to_its_host(self):
        """The settings are read again as they stand under https; nothing of this process changes."""
        import os
        import subprocess
        import sys
        import tempfile

        code = (
            "import django.conf as c; s=c.settings;"
            "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS)"
        )
        with tempfile.TemporaryDirectory() as folder:
            ours = {"LAURELS_ORIGIN": "https://badges.example.org", "LAURELS_DATA": folder}
            said = subprocess.run([sys.executable, "-c", code], env=os.environ | ours, capture_output=True, text=True, check=True)

        assert said.stdout.split() == ["__Host-laurels", "__Host-csrf", "True", "True", "31536000"]


FORGED = [
    *("evil.example", "evil.example:80", "localhost.evil.example", "testserver.evil.example", "evil.example/testserver"),
    *("testserver@evil.example", "evil.example#testserver", "evil.example?testserver", "evil.example\\testserver", "[::1]:evil"),
    *(
        "",
        " ",
        ".",
        "..",
        "*",
        "testserver,evil.example",
        "testserver evil.example",
        "TESTSERVER.evil.example",
        "xn--evil-.example",
    ),
    *("127.0.0.1.evil.example", "evil%2eexample", "evil。example", "éviL.example", "evil.example.", "-evil.example"),
]
HEADERS = ["host", "x-forwarded-host", "forwarded", "x-original-host", "x-host", "x-forwarded-server", "x-http-host-override"]


class TestForgedHosts:
    """Links, letters and redirects are made from the configured origin; what a visitor calls us leaves no trace."""

    @pytest.mark.parametrize("said", FORGED)
    def test_in_the_host_line_are_refused(self, db, said):
        answer = Client(raise_request_exception=False).get("/sign-in/", headers={"host": said})

        assert answer.status_code == 400
        assert b"evil" not in answer.content.lower()

    @pytest.mark.parametrize("header", HEADERS[1:])
    @pytest.mark.parametrize("said", ["evil.example", "host=evil.example;proto=https", "evil.example, testserver"])
    def test_in_any_other_line_are_not_read(self, client, db, header, said):
        answer = client.get("/account/", headers={header: said})

        assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/?next=/account/")

    def test_reach_no_letter(self, client, owner, pantry):
        from laurels.mail.models import Letter

        client.post("/sign-in/code/", {"email": "nobody@kettle.example"}, headers={"x-forwarded-host": "evil.example"})

        letter = Letter.objects.get()
        assert "http://localhost:8000/sign-in/" in letter.text
        assert "evil.example" not in letter.text + letter.html

    def test_reach_no_printed_code(self, as_owner, pantry):
        from tests.making import make_member

        ola = make_member(pantry)
        page = as_owner.post(f"/o/kettle-lane/people/{ola.code}/code/", headers={"x-forwarded-host": "evil.example"})

        assert "http://localhost:8000/code/" in page.content.decode()
        assert "evil.example" not in page.content.decode()


ELSEWHERE = [
    form.replace("HOST", host)
    for host in ("evil.example", "evil.example:443", "evil.example%2f..", "evil.example\\@testserver")
    for form in (
        *(
            "https://HOST",
            "http://HOST/",
            "//HOST",
            "///HOST",
            "////HOST",
            "/\\HOST",
            "\\\\HOST",
            "\\/HOST",
            "/\t/HOST",
            "/\n/HOST",
        ),
        *(
            "https:HOST",
            "https:/HOST",
            "HTTPS://HOST",
            "https:\\\\HOST",
            " https://HOST",
            "\thttps://HOST",
            "javascript:badinput()",
        ),
        *("data:text/html,badinput()", "https://testserver@HOST/", "https://testserver.HOST/", "//HOST/%2e%2e", "/\r/HOST"),
    )
]


class TestOpenRedirects:
    @pytest.fixture
    def mira(self, owner, pantry):
        owner.set_password("three words apart")
        owner.save()
        return {"login": "mira@kettle.example", "password": "three words apart"}

    def test_more_than_eighty_forms_are_tried(self):
        assert len(ELSEWHERE) >= 80

    @pytest.mark.parametrize("target", ELSEWHERE)
    def test_signing_in_never_leads_to_another_house(self, client, mira, target):
        answer = client.post("/sign-in/", mira | {"next": target})

        assert (answer.status_code, answer.headers["Location"]) == (302, "/home/")

    @pytest.mark.parametrize("target", ELSEWHERE[:22])
    def test_nor_does_being_signed_in_already_or_signing_out(self, as_owner, target):
        already = as_owner.get("/sign-in/", {"next": target})
        out = as_owner.post("/sign-out/", {"next": target})

        assert re.fullmatch(r"/[\w/-]*", already.headers["Location"])
        assert re.fullmatch(r"/[\w/-]*", out.headers["Location"])

    @pytest.mark.parametrize("target", ELSEWHERE[:22])
    def test_nor_does_choosing_light_or_dark(self, as_stranger, target):
        answer = as_stranger.post("/scheme/", {"scheme": "dark", "next": target}, headers={"referer": "https://evil.example/x"})

        assert re.fullmatch(r"/[\w/-]*", answer.headers["Location"])

    def test_a_page_of_ours_is_gone_on_to(self, client, mira):
        answer = client.post("/sign-in/", mira | {"next": "/o/kettle-lane/people/?page=2"})

        assert answer.headers["Location"] == "/o/kettle-lane/people/?page=2"
