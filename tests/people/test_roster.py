"""A pasted list of people, line by line."""

from __future__ import annotations

import pytest
from django.core.validators import validate_email
from hypothesis import given
from hypothesis import strategies as st
from laurels.people.countries import choices, countries
from laurels.people.roster import MOST_ROWS, Verdict, read_roster


def one(line, **more):
    (row,) = read_roster(line, **more)
    return row


@pytest.mark.parametrize(
    ("line", "name", "email", "team"),
    [
        ("Ola Berg", "Ola Berg", None, None),
        ("Ola Berg, ola@x.example", "Ola Berg", "ola@x.example", None),
        ("Ola Berg, OLA@X.example , Night shift", "Ola Berg", "ola@x.example", "Night shift"),
        ("Ola Berg\tola@x.example\tKitchen", "Ola Berg", "ola@x.example", "Kitchen"),
        ("Ola Berg;ola@x.example;Kitchen", "Ola Berg", "ola@x.example", "Kitchen"),
        ("Ola Berg\t\tKitchen", "Ola Berg", None, None),
        ("Ola Berg, Kitchen", "Ola Berg", None, "Kitchen"),
        ("Ola\tBerg\tola@x.example\tKitchen", "Ola Berg", "ola@x.example", "Kitchen"),
        ("ola@x.example, Ola Berg", "Ola Berg", "ola@x.example", None),
        ("Ola Berg <ola@x.example>", "Ola Berg", "ola@x.example", None),
        ('"Berg, Ola" <ola@x.example>, Kitchen', "Berg, Ola", "ola@x.example", "Kitchen"),
        ('"Ola Berg","ola@x.example"', "Ola Berg", "ola@x.example", None),
        ("Łukasz Żółć, l@x.example", "Łukasz Żółć", "l@x.example", None),
    ],
)
def test_a_line_is_read_as_it_was_meant(line, name, email, team):
    row = one(line)

    assert (row.name, row.email, row.team, row.verdict) == (name, email, team, Verdict.NEW)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (", ola@x.example", Verdict.NO_NAME),
        ("ola@x.example", Verdict.NO_NAME),
        ("Ola, ola@", Verdict.BAD_ADDRESS),
        ("Ola, @x.example", Verdict.BAD_ADDRESS),
        ("Ola, ola@x", Verdict.BAD_ADDRESS),
        ("Ola <ola at x>", Verdict.BAD_ADDRESS),
        ("Ola, a@b@c.example", Verdict.BAD_ADDRESS),
        ("Ola, ölä@x.example", Verdict.BAD_ADDRESS),
        ("Ola, ola@-x.example", Verdict.BAD_ADDRESS),
        ("O" * 201, Verdict.TOO_LONG),
        ("Ola, ola@x.example, " + "T" * 101, Verdict.TOO_LONG),
        ("Ola, mira@x.example", Verdict.MEMBER),
    ],
)
def test_a_line_that_cannot_be_used_says_why(line, verdict):
    assert one(line, members={"mira@x.example"}).verdict is verdict


def test_the_same_person_twice_counts_once():
    rows = read_roster("Ola, ola@x.example\nOla B, OLA@x.example\nNina\nnina\nNina, Kitchen")

    assert [row.verdict for row in rows] == [Verdict.NEW, Verdict.TWICE, Verdict.NEW, Verdict.TWICE, Verdict.NEW]


def test_headings_and_empty_lines_are_passed_over_and_lines_keep_their_numbers():
    rows = read_roster("\nName\tE-mail\tTeam\n\nOla\tola@x.example\tKitchen\n")

    assert [(row.line, row.name) for row in rows] == [(4, "Ola")]


def test_beyond_the_limit_rows_are_kept_and_said_to_be_too_many():
    rows = read_roster("\n".join(f"Person {number}" for number in range(MOST_ROWS + 2)))

    assert [row.verdict for row in rows[-3:]] == [Verdict.NEW, Verdict.TOO_MANY, Verdict.TOO_MANY]


@given(st.text(max_size=300))
def test_no_line_is_lost_whatever_is_pasted(text):
    rows = read_roster(text)

    kept = [row.text for row in rows]
    said = [line.strip() for line in text.splitlines() if line.strip()]
    assert kept == said or kept == said[1:]  # without the headings
    assert all(row.name for row in rows if row.is_good)


@given(st.emails().map(str.lower))
def test_whatever_address_passes_can_be_written_to(address):
    row = one(f"Ola\t{address}")

    if row.is_good:
        validate_email(row.email)
        assert row.email == address


@given(st.text(max_size=200))
def test_reading_the_refused_lines_again_refuses_them_again(text):
    refused = "\n".join(row.text for row in read_roster(text) if row.verdict is Verdict.BAD_ADDRESS)

    assert all(not row.is_good for row in read_roster(refused))


def test_every_country_has_a_time_zone_that_exists():
    from zoneinfo import available_timezones

    zones = available_timezones()
    assert {country.code for country in countries().values() if country.time_zone not in zones} == set()


def test_countries_stand_in_the_order_of_their_names():
    names = [name for _, name in choices()]

    assert len(names) > 240
    assert names.index("Åland Islands") < names.index("Albania") < names.index("Zimbabwe")
