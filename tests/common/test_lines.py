"""One line that somebody typed: nothing in it breaks a line, hides, or turns the words beside it."""

from __future__ import annotations

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from laurels.common.fields import LineField
from laurels.common.lines import one_line
from laurels.people.roster import read_roster

TURNING = {"RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Mira\u202eLund", "MiraLund"),
        ("\u2066Mira\u2069 Lund\u200f", "Mira Lund"),
        ("Mira\r\nBcc: all@kettle.example", "Mira Bcc: all@kettle.example"),
        ("Mira\u2028Lund", "Mira Lund"),
        ("Mira\x1b[31mLund", "Mira[31mLund"),
        ("Mi\u200bra\ufeff \u00adLund", "Mira Lund"),
        ("  Mira \t  Lund ", "Mira Lund"),
        ("نورا المصري", "نورا المصري"),
        ("क्\u200dष", "क्\u200dष"),
        ("Zoë Ångström 👩\u200d🍳", "Zoë Ångström 👩\u200d🍳"),
    ],
)
def test_is_kept_without_what_turns_or_hides(typed, kept):
    assert one_line(typed) == kept


@given(st.text(max_size=60))
def test_is_one_line_and_stays_what_it_is(text):
    line = one_line(text)

    assert one_line(line) == line
    assert len(line.splitlines()) <= 1
    assert not any(unicodedata.bidirectional(character) in TURNING for character in line)


def test_a_field_of_nothing_but_marks_is_empty():
    with pytest.raises(ValidationError, match="required"):
        LineField().clean("\u202e\u2066")


def test_a_field_still_refuses_a_nul():
    with pytest.raises(ValidationError, match="Null"):
        LineField().clean("a\0b")


def test_a_pasted_list_brings_no_marks_in():
    (row,) = read_roster("Ola\u202e Berg, ola@kettle.example, Kit\u2067chen")

    assert (row.name, row.team) == ("Ola Berg", "Kitchen")


def test_her_own_name_turns_no_page(as_colleague, colleague):
    as_colleague.post("/account/name/", {"name": "Jonas\u202e Hale\u2066"})

    colleague.refresh_from_db()
    assert colleague.name == "Jonas Hale"


def test_neither_do_an_organisation_and_a_badge(as_owner, owner, pantry):
    from laurels.catalogue.models import AchievementVersion
    from laurels.people.forms import SettingsForm

    as_owner.post("/o/kettle-lane/settings/", SettingsForm.initial_of(pantry) | {"display_name": "Kettle\u202e Lane\nx"})
    as_owner.post("/o/kettle-lane/design/new/", {"name": "Safe\u202e Shelf", "can_do": "Turns tins.", "lasts": "2"})

    pantry.refresh_from_db()
    assert pantry.display_name == "Kettle Lane x"
    assert AchievementVersion.objects.get().title == "Safe Shelf"
