"""The European description is complete, or names what is missing (DOMAIN 4.1)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.rules.european import Stated, describe

FULL = Stated(
    title="Welcome and Listen",
    country="GB",
    awarding_body="Northgate Trust",
    outcomes=("Greets each customer.", "Listens."),
    hours=6.0,
    level="EQF 3, our own estimate",
    assessment=("portfolio of workplace evidence",),
    participation="work-based",
    quality_assurance="internal, by sampling",
)
MANDATORY = {
    "title": "Title of the micro-credential",
    "country": "Country or region of the issuer",
    "awarding_body": "Awarding body",
    "outcomes": "Learning outcomes",
    "hours": "Notional workload",
    "assessment": "Type of assessment",
    "participation": "Form of participation",
    "quality_assurance": "Type of quality assurance",
}


def test_with_every_mandatory_element_it_is_complete():
    described = describe(FULL)

    assert described.complete
    assert ("Learning outcomes", "Greets each customer.; Listens.") in described.rows
    assert ("Notional workload", "About 6 hours of effort") in described.rows


@pytest.mark.parametrize(("field", "name"), sorted(MANDATORY.items()))
def test_each_mandatory_element_that_is_missing_is_named(field, name):
    empty = {"outcomes": (), "assessment": (), "hours": None}.get(field, "")

    described = describe(replace(FULL, **{field: empty}))

    assert described.missing == (name,)
    assert not described.complete


def test_a_level_is_only_stated_where_one_applies():
    described = describe(replace(FULL, level=""))

    assert described.complete
    assert "Level" not in dict(described.rows)


def test_a_learner_and_a_day_stand_in_each_credential():
    rows = dict(describe(FULL).rows)

    assert rows["Identification of the learner"] == rows["Date of issuing"] == "In each credential"


def test_optional_elements_stand_when_they_are_stated():
    rows = dict(describe(replace(FULL, supervision="Supervised", identity_check="Staff pass", stackability="Adds up")).rows)

    assert rows["Supervision and identity verification"] == "Supervised; Staff pass"
    assert rows["Integration and stackability"] == "Adds up"


@given(st.builds(Stated, title=st.text(), country=st.text(), awarding_body=st.text(), outcomes=st.lists(st.text()).map(tuple),
                 hours=st.none() | st.floats(0, 500), level=st.text(), assessment=st.lists(st.text()).map(tuple),
                 participation=st.text(), quality_assurance=st.text()))  # fmt: skip
def test_it_is_complete_exactly_when_no_mandatory_row_is_empty(stated):
    described = describe(stated)

    assert described.complete == all(said.strip() for _, said in described.rows[:10])
