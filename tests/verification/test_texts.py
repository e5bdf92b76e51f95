"""Strangers' texts: nothing invisible, nothing that turns the line, hosts in plain letters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.verification.texts import mixes_alphabets, pieces, place_of, visible


@given(st.text(max_size=600), st.integers(1, 300))
def test_a_shown_text_hides_nothing_and_keeps_its_length(text, longest):
    shown = visible(text, longest=longest)

    assert len(shown) <= longest
    assert not any(unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") for character in shown)
    assert visible(shown, longest=longest) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kettle\u202e Lane", "Kettle Lane"),
        ("Va\u200blid", "Valid"),
        ("one\r\ntwo\x00", "one two"),
        ("\u2066Harvard\u2069", "Harvard"),
        ("tag\U000e0041s", "tags"),
    ],
)
def test_direction_marks_and_invisible_letters_are_gone(text, shown):
    assert visible(text) == shown


def test_lines_stay_where_they_are_meant():
    assert visible("one\n\ntwo\u202e", lines=True) == "one\n\ntwo"


@pytest.mark.parametrize(
    ("issuer_id", "kind", "text"),
    [
        ("did:web:harbour.example", "web", "harbour.example"),
        ("did:web:laurels.example:o:kettle-lane", "web", "laurels.example/o/kettle-lane"),
        ("did:web:localhost%3A8000", "web", "localhost:8000"),
        ("https://harbour.example/issuers/1", "web", "harbour.example/issuers/1"),
        ("https://user:secret@harbour.example/", "web", "harbour.example"),
        ("https://\u0430pple.example/me", "web", "xn--pple-43d.example/me"),
        ("https://[not-an-address", "web", "https://[not-an-address"),
        ("https://harbour.example:99999/", "web", "https://harbour.example:99999/"),
        ("did:key:z6Mk", "key", "did:key:z6Mk"),
        ("urn:uuid:\u0430", "other", "urn:uuid:\\u0430"),
        ("", "other", ""),
    ],
)
def test_an_issuers_place_stands_in_plain_letters(issuer_id, kind, text):
    place = place_of(issuer_id)

    assert (place.kind, place.text) == (kind, text)


@given(
    st.one_of(st.text(max_size=80), st.text(max_size=60).map("https://{}".format), st.text(max_size=60).map("did:web:{}".format))
)
def test_a_place_is_ascii_whatever_the_id(issuer_id):
    assert place_of(issuer_id).text.isascii()


@pytest.mark.parametrize(
    ("name", "mixed"),
    [
        ("Harbour Training", False),
        ("Гавань", False),
        ("Harbour Гавань", False),  # two words, each in one alphabet
        ("H\u0430rbour", True),  # a Cyrillic letter in a Latin word
        ("\u0391pple", True),  # a Greek capital
        ("Zürich 北京", False),
        ("", False),
    ],
)
def test_a_word_of_two_alphabets_is_noticed(name, mixed):
    assert mixes_alphabets(name) is mixed


@given(st.text(max_size=80), st.lists(st.text(max_size=10), max_size=4))
def test_pieces_join_to_the_sentence_again(sentence, names):
    parts = pieces(sentence, names)

    assert "".join(part.text for part in parts) == sentence
    assert all(part.text in names for part in parts if part.foreign)


def test_a_name_that_runs_from_right_to_left_stands_alone():
    parts = pieces("“חוף” awarded on 3 March 2026.", ["חוף"])

    assert [(part.text, part.foreign) for part in parts] == [("“", False), ("חוף", True), ("” awarded on 3 March 2026.", False)]
