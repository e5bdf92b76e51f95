"""What of the version before counts: a map is total, or says in words what it forgets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.rules import map_faults, same_again
from laurels.catalogue.versions import MapData, RuleData
from tests.catalogue.data import make_element

OLD = (make_element("E1"), make_element("E2"), make_element("E3"))
NEW = tuple(make_element(code) for code in ("N1", "N2", "N3", "N4", "N5"))
DOMAINS = MapData(
    rules=(
        RuleData("N1", "same", ("E1",)),
        RuleData("N2", "combined", ("E2", "E3")),
        RuleData("N3", "equivalent", ("E3",), max_age_months=24),
        RuleData("N4", "partial", ("E2",), gap="One complaint in writing."),
        RuleData("N5", "new"),
    ),
    effective_on=date(2026, 10, 1),
    transition_end=date(2027, 3, 31),
)
"""The example of DOMAIN 6.2."""


def changed(place: int, **changes: object) -> MapData:
    rules = list(DOMAINS.rules)
    rules[place] = replace(rules[place], **changes)
    return replace(DOMAINS, rules=tuple(rules))


def test_the_domains_example_lacks_nothing():
    assert map_faults(DOMAINS, new=NEW, old=OLD) == ()


@pytest.mark.parametrize(
    ("mapped", "said"),
    [
        (replace(DOMAINS, rules=DOMAINS.rules[:4]), "N5 has no rule."),
        (replace(DOMAINS, rules=(*DOMAINS.rules, RuleData("N5", "new"))), "N5 has two rules."),
        (replace(DOMAINS, rules=(*DOMAINS.rules, RuleData("N9", "new"))), "N9, which is no element of this version"),
        (changed(0, from_codes=("E1", "E2")), "N1 rests on exactly one element"),
        (changed(1, from_codes=("E2",)), "N2 joins several elements: name at least two."),
        (changed(1, from_codes=("E2", "E2")), "N2 joins several elements: name at least two."),
        (changed(2, from_codes=()), "N3 rests on exactly one element"),
        (changed(3, gap=" "), "N4 does not say what is still to be shown"),
        (changed(3, from_codes=()), "N4 names nothing that it rests on"),
        (changed(4, from_codes=("E1",)), "N5 is new, so it rests on nothing"),
        (changed(0, rule="alike"), "N1 has a rule that is none."),
        (changed(0, from_codes=("E9",)), "E9, which is no element of the version before"),
        (changed(0, min_level="superb"), "N1 asks for a level that E1 did not have."),
        (replace(DOMAINS, retired=("E1",)), "E1 is retired and counts for something."),
        (replace(DOMAINS, retired=("E9",)), "E9, which is no element of the version before"),
        (replace(DOMAINS, transition_end=date(2026, 9, 30)), "lies before the day on which the new one counts"),
    ],
)
def test_each_fault_has_its_sentence(mapped, said):
    assert any(said in sentence for sentence in map_faults(mapped, new=NEW, old=OLD)), map_faults(mapped, new=NEW, old=OLD)


def test_an_old_element_is_used_or_retired():
    forgetful = changed(0, from_codes=("E2",))

    assert any(
        "E1 of the version before is neither used nor named as retired" in said for said in map_faults(forgetful, new=NEW, old=OLD)
    )
    assert map_faults(replace(forgetful, retired=("E1",)), new=NEW, old=OLD) == ()


def test_an_optional_element_needs_no_rule():
    optional = (*NEW[:4], replace(NEW[4], required=False))

    assert map_faults(replace(DOMAINS, rules=DOMAINS.rules[:4]), new=optional, old=OLD) == ()


def test_a_number_for_wording_lets_every_element_stay_and_needs_no_map():
    assert map_faults(None, new=OLD, old=OLD, wording_only=True) == ()
    assert map_faults(None, new=OLD, old=OLD) != ()
    for new in ((*OLD, make_element("E4", required=False)), OLD[:2]):
        assert "A wording fix" in map_faults(same_again(OLD), new=new, old=OLD, wording_only=True)[0]


@given(st.lists(st.from_regex(r"[A-Z]{1,4}", fullmatch=True), unique=True, max_size=6))
def test_the_map_that_a_next_version_begins_with_is_total(codes):
    elements = tuple(make_element(code) for code in codes)

    assert map_faults(same_again(elements), new=elements, old=elements) == ()


@given(st.data())
def test_without_one_of_its_rules_no_total_map_is_total(data):
    dropped = data.draw(st.sampled_from(DOMAINS.rules))

    assert map_faults(replace(DOMAINS, rules=tuple(rule for rule in DOMAINS.rules if rule != dropped)), new=NEW, old=OLD)
