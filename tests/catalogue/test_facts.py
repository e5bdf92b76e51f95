"""The badge facts label: the same lines wherever a badge is shown, and nothing that nobody said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.facts import (
    KINDS,
    Facts,
    good_for,
    how_shown,
    judges_in_words,
    kinds_in_words,
    lasts_in_words,
    rows,
)

SMALL = Facts(
    required=3,
    optional=0,
    judges=("Joan Abara",),
    author="Joan Abara",
    kinds=frozenset(),
    hours=None,
    reviewed=date(2026, 2, 10),
    level="",
    months=24,
    small=True,
)
ASSURED = Facts(
    required=5,
    optional=1,
    judges=("Petra Lind", "Dani Ruiz"),
    author="Carla Bianchi",
    kinds=frozenset({"witness_testimony", "work_product"}),
    hours=8.0,
    reviewed=date(2026, 10, 1),
    level="EQF 4, our own estimate",
    months=36,
    small=False,
)


def changed(facts: Facts, **changes: object) -> Facts:
    return Facts(**{name: getattr(facts, name) for name in facts.__dataclass_fields__} | changes)


def line(facts: Facts, name: str, *, draft: bool = False) -> str | None:
    return dict(rows(facts, draft=draft)).get(name)


def test_a_small_label_has_what_small_organisations_know():
    assert rows(SMALL) == (
        ("What it takes", "3 things, all seen"),
        ("Who judges", "Joan Abara, who also wrote the badge"),
        ("Kinds of evidence", "Any kind"),
        ("Double-checked", "None"),
        ("Last review", "10 February 2026"),
        ("Good for", "2 years, then one confirmation"),
    )


def test_an_assured_label_has_nine_lines_in_the_order_of_the_design():
    assert [name for name, _ in rows(ASSURED)] == [
        "What it takes",
        "Who judges",
        "Kinds of evidence",
        "Double-checked",
        "Appeals upheld",
        "Usual time",
        "Last review",
        "Level",
        "Good for",
    ]


def test_an_assured_label_says_how_long_and_what_evidence():
    assert line(ASSURED, "What it takes") == "5 things, all seen, and 1 by choice"
    assert line(ASSURED, "Kinds of evidence") == "Work product, witness statement"
    assert line(ASSURED, "Usual time") == "About 8 hours of effort"
    assert line(ASSURED, "Level") == "EQF 4, our own estimate"
    assert line(ASSURED, "Good for") == "3 years, then renew what changed"


def test_an_assured_organisation_names_no_assessor_to_strangers():
    assert "Petra" not in str(rows(ASSURED))
    assert "never the learner herself" in str(line(ASSURED, "Who judges"))


def test_what_nobody_stated_is_said_to_be_missing_or_left_out():
    assert line(changed(ASSURED, level=""), "Level") == "None stated"
    assert line(SMALL, "Level") is None
    assert line(SMALL, "Usual time") is None
    assert line(SMALL, "Appeals upheld") is None


def test_a_draft_was_not_reviewed():
    assert line(SMALL, "Last review", draft=True) is None


@pytest.mark.parametrize(
    ("required", "words"), [(0, "Nothing said yet"), (1, "1 thing, seen"), (2, "2 things, all seen"), (12, "12 things, all seen")]
)
def test_what_it_takes_is_counted(required, words):
    assert line(changed(SMALL, required=required), "What it takes") == words


@pytest.mark.parametrize(
    ("judges", "author", "words"),
    [
        ((), "Joan", "Nobody yet"),
        (("Joan",), "Joan", "Joan, who also wrote the badge"),
        (("Idris",), "Joan", "Idris"),
        (("Idris", "Joan"), "Joan", "Idris or Joan"),
        (("Joan",), "", "Joan"),
    ],
)
def test_judges_stand_by_name_and_openly(judges, author, words):
    assert judges_in_words(judges, author, small=True) == words


@pytest.mark.parametrize(
    ("months", "words"), [(None, "Does not expire"), (12, "1 year"), (24, "2 years"), (36, "3 years"), (6, "6 months")]
)
def test_a_lifespan_is_said_in_words(months, words):
    assert lasts_in_words(months) == words


def test_what_does_not_expire_is_not_renewed():
    assert good_for(None, small=True) == good_for(None, small=False) == "Does not expire"


def test_a_kind_that_we_do_not_know_stands_in_its_own_words():
    assert kinds_in_words({"work_product", "safety_walk"}) == "Work product, safety walk"


@given(st.sets(st.sampled_from(sorted(KINDS))))
def test_kinds_are_named_in_one_order_whatever_the_order_given(kinds):
    assert kinds_in_words(kinds) == kinds_in_words(sorted(kinds, reverse=True))


@pytest.mark.parametrize(
    ("rule", "workplace", "required", "words"),
    [
        ({}, False, True, "Competence · One piece of evidence"),
        ({"min_items": 2}, False, True, "Competence · Two pieces"),
        ({"min_items": 3, "min_occasions": 2}, False, True, "Competence · Two occasions"),
        ({"min_kinds": 2}, False, True, "Competence · One piece of evidence · Two kinds of evidence"),
        ({"needs_witness": True}, False, True, "Competence · One piece of evidence · With a witness"),
        ({"max_age_months": 12}, False, True, "Competence · One piece of evidence · Not older than 12 months"),
        ({}, True, False, "Competence · One piece of evidence · Shown at work · By choice"),
        ({"min_items": 11}, False, True, "Competence · 11 pieces"),
    ],
)
def test_an_element_says_how_it_is_shown(rule, workplace, required, words):
    assert how_shown("competence", rule, workplace_only=workplace, required=required) == words
