"""Text from people: initials, addresses, numbers in words, and HTML that holds nothing of theirs but words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.common import limits
from laurels.common.text import as_sentence, counted, initials, markdown, slug_of

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "![picture](https://stranger.example/x.png)",
    "<a href='https://x.example' onclick='alert(1)'>x</a>",
    "[x](vbscript:alert(1))",
    "[x]( java\nscript:alert(1))",
    "<svg onload=alert(1)>",
    "<style>*{display:none}</style>",
    "[x](file:///etc/passwd)",
    "<iframe src='https://stranger.example'></iframe>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "`<script>alert(1)</script>`",
]


class TestMarkdown:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_nothing_of_it_runs(self, text):
        shown = markdown(text)

        tags = re.findall(r"<[^>]*>", shown)
        assert not [
            tag for tag in tags if re.search(r"script|img|svg|style|iframe|\son\w+=|javascript:|vbscript:|data:|file:", tag, re.I)
        ]

    def test_what_is_written_plainly_is_shown(self):
        assert markdown("Shows **plainly**\n\n- one\n- two") == (
            "<p>Shows <strong>plainly</strong></p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
        )

    @pytest.mark.parametrize("address", ["https://x.example/a", "http://x.example/", "mailto:joan@kettle.example"])
    def test_a_link_out_carries_nothing_along(self, address):
        shown = markdown(f"[there]({address})")

        assert f'href="{address}"' in shown
        assert 'rel="nofollow noopener noreferrer"' in shown

    def test_a_picture_of_a_stranger_is_never_fetched(self):
        assert "<img" not in markdown("![x](https://stranger.example/x.png)")

    def test_what_is_too_long_is_cut(self):
        assert len(markdown("a" * (limits.NARRATIVE + 5000))) < limits.NARRATIVE + 50

    @given(st.text(max_size=300))
    def test_only_listed_tags_come_out(self, text):
        allowed = "p br strong em ul ol li blockquote code pre h3 h4 a".split()

        for name in re.findall(r"<\s*/?\s*([a-zA-Z0-9]+)", markdown(text)):
            assert name in allowed


class TestInitials:
    @pytest.mark.parametrize(
        ("name", "letters"),
        [
            ("Joan Abara", "JA"),
            ("Dr Martin Holt", "DH"),
            ("Cher", "C"),
            ("", "?"),
            ("   ", "?"),
            ("(nobody)", "?"),
            ("ölga ärger", "ÖÄ"),
            ("王 小明", "王小"),
            ("<script> x", "X"),
        ],
    )
    def test_they_are_the_first_and_the_last(self, name, letters):
        assert initials(name) == letters

    @given(st.text(max_size=60))
    def test_they_are_never_empty_and_never_long(self, name):
        assert 1 <= len(initials(name)) <= 6


class TestSlugs:
    @pytest.mark.parametrize(
        ("name", "slug"),
        [("Kettle Lane Community Pantry", "kettle-lane-community-pantry"), ("日本", "organisation"), ("", "organisation")],
    )
    def test_a_name_becomes_part_of_an_address(self, name, slug):
        assert slug_of(name) == slug

    @given(st.text(max_size=200))
    def test_it_is_never_empty_never_long_and_plain(self, name):
        assert re.fullmatch(r"[a-z0-9_-]{1,60}", slug_of(name))


class TestWords:
    @pytest.mark.parametrize(
        ("count", "words"),
        [(0, "no lines"), (1, "one line"), (2, "two lines"), (10, "ten lines"), (11, "11 lines"), (400, "400 lines")],
    )
    def test_small_numbers_stand_in_letters(self, count, words):
        assert counted(count, "line", "lines") == words

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            ("helps us", "Helps us."),
            ("Helps us.", "Helps us."),
            ("why?", "Why?"),
            ("  eat!  ", "Eat!"),
            ("", ""),
            ("and so on…", "And so on…"),
        ],
    )
    def test_words_become_a_sentence_once(self, words, sentence):
        assert as_sentence(words) == sentence

    @given(st.text(max_size=80))
    def test_a_sentence_stays_as_it_is(self, words):
        once = as_sentence(words)

        assert as_sentence(once)[1:] == once[1:]
