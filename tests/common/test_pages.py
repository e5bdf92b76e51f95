"""Pages of the shell itself: the colour scheme, the style guide, and how every page is sent."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

pytestmark = pytest.mark.django_db


class TestScheme:
    @pytest.mark.parametrize("chosen", ["light", "dark"])
    def test_a_choice_is_kept_and_worn(self, chosen, as_stranger):
        answer = as_stranger.post("/scheme/", {"scheme": chosen}, headers={"referer": "http://testserver/check/?x=1"})

        assert answer["Location"] == "/check/"
        cookie = answer.cookies["scheme"]
        assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (chosen, True, "Lax")
        assert f'data-scheme="{chosen}"' in as_stranger.get("/check/").content.decode()

    @pytest.mark.parametrize("chosen", ["", "sepia", "<script>"])
    def test_anything_else_follows_the_device_again(self, chosen, as_stranger):
        as_stranger.post("/scheme/", {"scheme": "dark"})

        as_stranger.post("/scheme/", {"scheme": chosen})

        assert "data-scheme=" not in as_stranger.get("/check/").content.decode().partition("<body>")[0]

    def test_a_forged_cookie_is_not_worn(self, as_stranger):
        as_stranger.cookies["scheme"] = '"><script>'

        assert "data-scheme=" not in as_stranger.get("/check/").content.decode().partition("<body>")[0]

    @pytest.mark.parametrize(
        "referrer",
        [
            "",
            "https://stranger.example",
            "//stranger.example/x",
            "https://stranger.example//evil.example/",
            "javascript:alert(1)",
            "/\\evil.example",
            "x",
        ],
    )
    def test_nobody_is_sent_to_another_host(self, referrer, as_stranger):
        target = as_stranger.post("/scheme/", {"scheme": "dark"}, headers={"referer": referrer})["Location"]

        assert target.startswith("/")
        assert not target.startswith(("//", "/\\"))

    def test_a_look_changes_nothing(self, as_stranger):
        assert as_stranger.get("/scheme/").status_code == 405


class Outline(HTMLParser):
    """What a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.wanted: list[str] = []
        self.inline: list[str] = []
        self.headings: list[int] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"])
        for name in ("aria-labelledby", "aria-describedby", "for"):
            self.wanted += (found.get(name) or "").split()
        self.inline += [name for name in found if name == "style" or name.startswith("on")]
        if (tag == "script" and "src" not in found) or tag == "style":
            self.inline.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))


class TestStyleGuide:
    @pytest.fixture
    def page(self, as_stranger):
        return as_stranger.get("/styleguide/").content.decode()

    def test_it_shows_everything_in_both_schemes(self, page):
        assert page.count('data-scheme="light"') == page.count('data-scheme="dark"') == 1
        for component in (
            'class="btn main"', 'class="btn stop"', 'class="btn bare"', 'aria-busy="true"', "disabled", 'class="field"',
            'class="pick', 'aria-invalid="true"', 'class="fault"', 'class="facts"', 'class="check"', 'class="dots"',
            'class="time"', 'class="steps"',
            "<table>", "<progress", 'class="note is-bad"', 'class="tag is-fog"', "wreath", 'class="sheet raised', 'class="face"',
        ):  # fmt: skip
            assert page.count(component) >= 2, component

    def test_wrong_fields_come_from_a_form_that_was_checked(self, page):
        for sentence in (
            "Give the badge a name",
            "Write at least one line.",
            "could be months or years",
            "Choose who judges.",
            "Choose a file first.",
        ):
            assert page.count(sentence) == 2, sentence

    def test_no_id_stands_twice_and_every_one_that_is_named_is_there(self, page):
        outline = Outline(page)

        assert len(outline.ids) == len(set(outline.ids))
        assert set(outline.wanted) <= set(outline.ids)

    def test_headings_go_down_one_step_at_a_time(self, page):
        levels = Outline(page).headings

        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))

    def test_it_asks_the_database_little(self, as_stranger, django_assert_max_num_queries):
        with django_assert_max_num_queries(3):
            as_stranger.get("/styleguide/")


@pytest.mark.parametrize("path", ["/", "/catalogue/", "/check/", "/check/how/", "/styleguide/", "/sign-in/", "/code/", "/nowhere/"])
class TestEveryPage:
    def test_holds_no_inline_script_or_style(self, path, as_stranger):
        assert Outline(as_stranger.get(path).content.decode()).inline == []

    def test_has_one_first_heading_a_language_and_a_way_past_the_head(self, path, as_stranger):
        page = as_stranger.get(path).content.decode()

        assert Outline(page).headings.count(1) == 1
        assert '<html lang="en-GB"' in page
        assert '<a class="skip" href="#main">' in page
        assert '<main id="main"' in page

    def test_is_sent_packed_to_whoever_can_unpack(self, path, as_stranger):
        answer = as_stranger.get(path, headers={"accept-encoding": "gzip"})

        assert answer["Content-Encoding"] == "gzip"
        assert len(answer.content) < 12_000

    def test_names_nothing_but_itself_as_a_source(self, path, as_stranger):
        policy = as_stranger.get(path)["Content-Security-Policy"]

        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
