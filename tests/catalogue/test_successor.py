"""Numbers of next versions: which of them say that only words were mended."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.rules.successor import MapRule, is_patch, map_faults, patch_faults


@pytest.mark.parametrize(("old", "new"), [("1", "1.0.1"), ("1.0", "1.0.1"), ("2.1.3", "2.1.4"), ("2.1", "2.1.9")])
def test_a_larger_third_number_is_a_wording_fix(old, new):
    assert is_patch(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [("1", "2"), ("1.0", "1.1"), ("1.0.1", "1.0.1"), ("1.0.2", "1.0.1"), ("1.0", "1.0-b"), ("2.0", "1.0.1"), ("", "")],
)
def test_anything_else_is_none(old, new):
    assert not is_patch(old, new)


@given(st.text(max_size=20), st.text(max_size=20))
def test_whatever_a_number_looks_like_it_is_no_wording_fix_both_ways(one, other):
    assert not (is_patch(one, other) and is_patch(other, one))


CODES = st.lists(st.sampled_from("ABCDEF"), unique=True, max_size=6)


@given(CODES, CODES)
def test_a_wording_fix_keeps_exactly_the_elements_that_were_there(old, new):
    assert (patch_faults(old=old, new=new) == []) is (set(old) == set(new))


@given(CODES, CODES)
def test_a_map_that_names_every_element_on_both_sides_lacks_nothing(old, new):
    rules = [MapRule(code, "same", (code,)) if code in old else MapRule(code, "new") for code in new]
    retired = [code for code in old if code not in new]

    assert map_faults(rules, old=old, required=new, new=new, retired=retired) == []
    if rules:
        assert map_faults(rules[1:], old=old, required=new, new=new, retired=retired) != []


@pytest.mark.parametrize(
    ("rule", "word"),
    [
        (MapRule("N", "same"), "exactly one"),
        (MapRule("N", "equivalent", ("A", "B")), "exactly one"),
        (MapRule("N", "combined"), "names nothing"),
        (MapRule("N", "new", ("A", "B")), "rests on nothing"),
        (MapRule("N", "partial", ("A", "B"), gap=" "), "still to be shown"),
    ],
)
def test_a_rule_that_says_too_little_or_too_much_is_told(rule, word):
    (fault,) = map_faults(
        [rule], old=["A", "B"], required=["N"], new=["N"], retired=[code for code in "AB" if code not in rule.old]
    )

    assert word in fault
