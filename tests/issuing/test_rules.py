"""The tables of issuing, whole: every role x deed x state, every move, every fault."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.common import limits
from laurels.issuing import rules
from laurels.issuing.rules import Deed, Judged, State
from laurels.people.rules import Mode, Role
from tests.making import NOON

STATES = (None, *State)
ALLOWED = {
    (Role.ASSESSOR, Deed.MAKE, None, False),
    *((role, Deed.SEE, state, own) for role in (Role.OWNER, Role.ASSESSOR, Role.ADMIN) for state in State for own in (True, False)),
    (Role.ASSESSOR, Deed.TAKE_BACK, State.AWARDED, False),
    (Role.ASSESSOR, Deed.TAKE_BACK, State.ISSUED, False),
    *((role, Deed.REVOKE, State.ISSUED, own) for role in (Role.OWNER, Role.ADMIN) for own in (True, False)),
    *((role, Deed.STOP, State.ISSUED, False) for role in (Role.OWNER, Role.ADMIN)),
}
"""Everything that is allowed, written out by hand: (role, deed, state, own award)."""


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(("role", "deed", "state", "own"), list(product(Role, Deed, STATES, (True, False))))
def test_each_role_may_do_exactly_what_the_table_says(role, deed, state, own, mode):
    assert rules.may({role}, deed, state, mode=mode, is_own=own) is ((role, deed, state, own) in ALLOWED)


@pytest.mark.parametrize(("deed", "state"), list(product((Deed.MAKE, Deed.TAKE_BACK, Deed.STOP), STATES)))
@pytest.mark.parametrize("mode", list(Mode))
def test_nobody_decides_about_her_own_award_whatever_her_roles_are(deed, state, mode):
    assert not rules.may(set(Role), deed, state, mode=mode, is_own=True)


@pytest.mark.parametrize("deed", list(Deed))
def test_without_a_role_nothing_may_be_done(deed):
    assert not any(rules.may((), deed, state, mode=Mode.SMALL, is_own=False) for state in STATES)


MOVES = {
    (State.AWARDED, State.ISSUED),
    (State.AWARDED, State.TAKEN_BACK),
    (State.ISSUED, State.REVOKED),
    (State.ISSUED, State.TAKEN_BACK),
}


@pytest.mark.parametrize(("old", "new"), list(product(State, State)))
def test_the_square_of_moves(old, new):
    assert rules.may_move(old, new) is ((old, new) in MOVES)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize(
    ("until", "ended"), [(None, False), (NOON + timedelta(days=1), False), (NOON, False), (NOON - timedelta(seconds=1), True)]
)
def test_an_end_is_shown_only_where_nothing_graver_happened(state, until, ended):
    shown = rules.shown_state(state=state, valid_until=until, at=NOON)

    assert shown == ("expired" if ended and state is State.ISSUED else state.value)


@pytest.mark.parametrize(
    ("after", "hours", "accepted", "allowed"),
    [
        (timedelta(0), 24, False, True),
        (timedelta(hours=24) - timedelta(seconds=1), 24, False, True),
        (timedelta(hours=24), 24, False, False),
        (timedelta(0), 24, True, False),
        (timedelta(0), 0, False, False),
    ],
)
def test_an_award_is_taken_back_within_the_window_and_before_it_is_accepted(after, hours, accepted, allowed):
    assert rules.may_take_back(awarded_at=NOON, at=NOON + after, hours=hours, accepted=accepted) is allowed


@pytest.mark.parametrize("hours", [0, 1, 24])
def test_a_revocation_takes_effect_after_the_waiting_time(hours):
    assert rules.effective_at(asked_at=NOON, hours=hours) == NOON + timedelta(hours=hours)


def judged(*, required: bool = True, level: str = "competent") -> Judged:
    levels = (("emerging", "Emerging", ""), ("competent", "Competent", ""), ("confident", "Confident", ""))
    return Judged("E-1", "Takes a complaint calmly.", required, level, levels)


class TestLevels:
    @pytest.mark.parametrize(
        ("level", "met"), [("emerging", False), ("competent", True), ("confident", True), ("", False), ("else", False)]
    )
    def test_an_element_is_met_from_the_required_level_up(self, level, met):
        assert judged().is_met_at(level) is met

    def test_a_required_level_that_does_not_exist_is_never_reached(self):
        assert judged(level="else").reached() == ()

    def test_a_required_element_that_nobody_named_was_met_as_required(self):
        assert rules.levels_reached([judged()], {}) == {"E-1": "competent"}

    def test_a_higher_level_travels(self):
        assert rules.levels_reached([judged()], {"E-1": "confident"}) == {"E-1": "confident"}

    @pytest.mark.parametrize(
        ("levels", "found"), [({}, {}), ({"E-1": "emerging"}, {}), ({"E-1": "confident"}, {"E-1": "confident"})]
    )
    def test_an_optional_element_counts_only_when_it_is_met(self, levels, found):
        assert rules.levels_reached([judged(required=False)], levels) == found


class TestFaults:
    def test_nothing_stands_against_a_plain_award(self):
        assert rules.faults([judged()], {"E-1": "competent"}, words=["She did it."], links=["https://shelf.example/a?b=c#d"]) == []

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"levels": {"E-1": "emerging"}}, "is not met yet"),
            ({"levels": {"E-9": "competent"}}, "no element E-9"),
            ({"words": ["a" * (limits.NARRATIVE + 1)]}, "longer than"),
            ({"links": ["https://a.example"] * (limits.EVIDENCE_LINKS + 1)}, "more than"),
            ({"links": ["ftp://a.example/shelf"]}, "no web address"),
        ],
    )
    def test_each_fault_has_its_words(self, changed, words):
        given_ = {"levels": {}, "words": [], "links": []} | changed

        (fault,) = rules.faults([judged()], given_["levels"], words=given_["words"], links=given_["links"])

        assert words in fault

    def test_an_optional_element_that_is_open_holds_nothing_up(self):
        assert rules.faults([judged(required=False)], {"E-1": "emerging"}, words=[], links=[]) == []


@pytest.mark.parametrize(
    "address", ["https://shelf.example", "http://shelf.example/a b".replace(" ", "%20"), "HTTPS://shelf.example:8443/ä"]
)
def test_a_web_address_is_one(address):
    assert rules.is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "shelf.example", "//shelf.example", "javascript:badinput()", "data:text/html,badinput()", "ftp://shelf.example/",
        "file:///etc/passwd", "https://", "https:///path", "https://name:word@shelf.example/", "https://name@shelf.example/",
        "https://shelf.example/a b", "https://shelf.example/\n", "\thttps://shelf.example/", "https://shelf.example:port/",
        "https://[::1", "https://shelf.example/\u202e", "https://shelf.example/" + "a" * limits.ADDRESS, "java\nscript:badinput()",
    ],
)  # fmt: skip
def test_anything_else_is_no_web_address(address):
    assert not rules.is_web_address(address)


@given(st.text(max_size=80))
def test_whatever_is_taken_for_a_web_address_begins_like_one(text):
    if rules.is_web_address(text):
        assert text.lower().startswith(("https://", "http://"))


class TestTold:
    def test_the_story_stands_before_what_was_seen(self):
        text = rules.told(" She did it. ", [("Checks dates.", "Every tin,\n twice."), ("Keeps food cold.", " ")])

        assert text == "She did it.\n\n- **Checks dates.** Every tin, twice."

    def test_nothing_said_is_nothing_told(self):
        assert rules.told("", [("Checks dates.", "")]) == ""
