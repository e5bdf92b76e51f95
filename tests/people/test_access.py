"""Loading with authorisation: strangers find nothing, members without the right are refused."""

from __future__ import annotations

import pytest
from laurels.people.access import check, get_member, get_organisation, roles_of
from laurels.people.errors import MemberNotFound, NotYours, OrganisationNotFound
from laurels.people.models import Membership
from laurels.people.rules import GRANTABLE, Act, Mode, Role, may
from laurels.people.services import leave, set_mode
from tests.making import NOON, make_member, make_person


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", [*GRANTABLE, None])
def test_the_door_opens_exactly_where_the_table_says(pantry, role, act):
    member = make_member(pantry, make_person(), *([role] if role else []))
    allowed = may({Role.LEARNER, *([role] if role else [])}, act, mode=Mode.SMALL)

    if allowed:
        assert get_organisation(member.person, "kettle-lane", to=act) == pantry
    else:
        with pytest.raises(NotYours):
            get_organisation(member.person, "kettle-lane", to=act)


@pytest.mark.parametrize("act", Act)
def test_an_outsider_with_every_role_elsewhere_finds_nothing(pantry, trust, outsider, act):
    with pytest.raises(OrganisationNotFound):
        get_organisation(outsider, "kettle-lane", to=act)


def test_an_organisation_that_does_not_exist_is_refused_in_the_same_words(pantry, outsider):
    said = []
    for slug in ("kettle-lane", "no-such-place"):
        with pytest.raises(OrganisationNotFound) as refused:
            get_organisation(outsider, slug, to=Act.SEE_ORGANISATION)
        said.append(refused.value.for_people())

    assert said[0] == said[1]


def test_who_has_left_holds_nothing(pantry, colleague):
    leave(membership=Membership.objects.get(person=colleague), actor=colleague, at=NOON)

    assert roles_of(colleague, pantry) == frozenset()
    with pytest.raises(OrganisationNotFound):
        check(colleague, pantry, to=Act.SEE_ORGANISATION)


def test_the_mode_of_the_organisation_counts(pantry, owner):
    designer = make_member(pantry, make_person(), Role.DESIGNER).person
    check(designer, pantry, to=Act.PUBLISH)

    set_mode(organisation=pantry, mode=Mode.ASSURED, actor=owner, at=NOON)

    with pytest.raises(NotYours):
        check(designer, pantry, to=Act.PUBLISH)


def test_a_member_of_another_organisation_is_not_found(pantry, trust, outsider):
    theirs = Membership.objects.get(person=outsider)

    with pytest.raises(MemberNotFound):
        get_member(pantry, theirs.code)
