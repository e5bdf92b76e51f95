"""Pure decisions about what a person owns."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.backpack import rules
from tests.making import NOON

VERDICTS = ["valid", "invalid", "unknown", "unreadable"]
DAYS = st.integers(-1000, 1000).map(lambda days: NOON + timedelta(days=days)) | st.none()
COPIES = st.tuples(st.sampled_from(VERDICTS), DAYS)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(COPIES, COPIES)
def test_only_a_valid_copy_takes_a_place(old, new):
    if new[0] != "valid":
        assert not rules.replaces(old=old, new=new)


@given(COPIES, COPIES)
def test_two_valid_copies_never_take_each_others_place(old, new):
    assert not (rules.replaces(old=old, new=new) and rules.replaces(old=new, new=old)) or None in (old[1], new[1])


@given(COPIES, DAYS)
def test_what_is_invalid_gives_way_to_what_is_valid(old, day):
    if old[0] == "invalid":
        assert rules.replaces(old=old, new=("valid", day))


@given(st.dictionaries(st.sampled_from(["id", "issuer", "name", "x"]), JSON, max_size=4))
def test_every_document_has_one_name(document):
    name = rules.digest(document)

    assert len(name) == 64
    assert rules.digest(dict(reversed(document.items()))) == name


@given(JSON, JSON)
def test_documents_without_ids_are_told_apart_by_everything_they_say(one, other):
    same = rules.digest({"name": one}) == rules.digest({"name": other})

    if one is not True and one is not False and other is not True and other is not False:
        assert same == (one == other)


@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
def test_other_ids_are_another_credential(issuer, one, other):
    if issuer.strip() and one.strip() and other.strip() and one.strip() != other.strip():
        assert rules.digest({"issuer": issuer, "id": one}) != rules.digest({"issuer": issuer, "id": other})


@pytest.mark.parametrize("state", ["mine", "not-confirmed"])
@pytest.mark.parametrize("verdict", VERDICTS)
def test_only_what_is_hers_and_valid_may_be_public(state, verdict):
    assert rules.may_be_public(state=state, verdict=verdict) is (state == "mine" and verdict == "valid")


@pytest.mark.parametrize("state", ["mine", "not-confirmed"])
@pytest.mark.parametrize("code", ["", "revoked", "expired", "suspended", "proof_invalid"])
@pytest.mark.parametrize("verdict", VERDICTS)
def test_green_is_valid_and_hers_and_fog_is_unknown(state, code, verdict):
    tone, words = rules.shown_state(verdict=verdict, code=code, state=state)

    assert (tone == "good") is (verdict == "valid" and state == "mine")
    assert (tone == "fog") is (verdict == "unknown")
    assert words


@pytest.mark.parametrize(("hours", "due"), [(0, False), (23, False), (24, True), (48, True)])
def test_a_state_is_looked_at_again_after_a_day(hours, due):
    assert rules.is_due(checked_at=NOON, at=NOON + timedelta(hours=hours)) is due


FUNCTIONS = ["onboard", "perform", "comply", "qualify-assessor", "develop", "behave", None]


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("works", [True, False])
@pytest.mark.parametrize("opened", [True, False])
@pytest.mark.parametrize("public", [True, False])
def test_who_sees_it_follows_the_table_of_the_domain(function, works, opened, public):
    line = rules.seen_by(function=function, works_there=works, address_open=opened, public=public)

    manager = works and function in ("onboard", "perform", "comply", "qualify-assessor")
    assert ("manager" in line) is manager
    assert ("its address" in line) is opened
    assert ("public page" in line) is public
    assert (line == "Only you see this") is not (manager or opened or public)
