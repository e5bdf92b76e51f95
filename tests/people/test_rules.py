"""The table of roles and acts, square by square."""

from __future__ import annotations

import pytest
from laurels.people.rules import GRANTABLE, Act, Mode, Role, may, may_grant, suggested_mode

# One letter a role, as in Role's order: Owner, Designer, Assessor, issuer aDmin (I), Manager, Learner.
LETTERS = dict(zip("ODAIML", Role, strict=True))
ALLOWED = {
    Act.SEE_ORGANISATION: "ODAIML",
    Act.SEE_PEOPLE: "OIM",
    Act.ADD_PEOPLE: "OI",
    Act.PRINT_CODE: "OI",
    Act.GRANT_ROLE: "OI",
    Act.REMOVE_PERSON: "OI",
    Act.CHANGE_SETTINGS: "OI",
    Act.SET_MODE: "O",
    Act.SEE_DESIGN: "ODAI",
    Act.DESIGN: "OD",
    Act.REVIEW: "OD",
    Act.PUBLISH: "O",
    Act.SEE_AWARDS: "OAI",
    Act.AWARD: "A",
    Act.REVOKE: "OI",
    Act.MANAGE_KEYS: "OI",
    Act.SEE_PROGRAMME: "O",
    Act.SEE_TEAM: "OM",
    Act.SEE_STRATEGY: "OD",
    Act.PROPOSE: "ODAIML",
    Act.ANSWER_PROPOSAL: "O",
    Act.WRITE_TASKS: "OD",
    Act.PLAN_TRAINING: "OIM",
    Act.ASK_ENDORSEMENT: "O",
    Act.KEEP_REGISTER: "OI",
}


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", Role)
def test_the_table_is_what_the_domain_says(role, act):
    allowed = {LETTERS[letter] for letter in ALLOWED[act]}

    assert may({role}, act) is (role in allowed)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("mode", Mode)
def test_nobody_without_a_role_may_do_anything(act, mode):
    assert may(frozenset(), act, mode=mode) is False


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", Role)
def test_small_mode_adds_only_that_a_designer_may_publish(role, act):
    added = may({role}, act, mode=Mode.SMALL) and not may({role}, act, mode=Mode.ASSURED)

    assert added is ((role, act) == (Role.DESIGNER, Act.PUBLISH))


@pytest.mark.parametrize("own", Role)
@pytest.mark.parametrize("role", Role)
def test_a_role_is_passed_on_only_by_those_who_hold_it_and_may_grant(own, role):
    expected = own == role and own in {Role.OWNER, Role.ADMIN}

    assert may_grant({own}, role) is expected


def test_an_owner_with_every_role_grants_each_of_them():
    assert all(may_grant(set(GRANTABLE), role) for role in GRANTABLE)


def test_being_a_learner_cannot_be_granted():
    assert may_grant(set(Role), Role.LEARNER) is False


@pytest.mark.parametrize(("people", "mode"), [(1, Mode.SMALL), (49, Mode.SMALL), (50, Mode.ASSURED)])
def test_fewer_than_fifty_people_are_offered_small_mode(people, mode):
    assert suggested_mode(people) is mode
