"""Who may give, withdraw and let go: every role of the actor against every role of the other, by mode and by state."""

from __future__ import annotations

import pytest
from laurels.people.access import check, enter, roles_of
from laurels.people.errors import GrantNotHeld, LastOwner, NotYours, OrganisationNotFound
from laurels.people.models import Membership, RoleGrant
from laurels.people.rules import GRANTABLE, Act, Mode, Role, may
from laurels.people.services import grant_role, leave, set_roles, withdraw_role
from tests.making import NOON, make_member, make_organisation, make_person

pytestmark = pytest.mark.django_db
ACTORS = [*GRANTABLE, None]  # None: a member without a role
GRANTERS = {Role.OWNER, Role.ADMIN}


def member(organisation, role) -> Membership:
    return make_member(organisation, make_person(), *([role] if role else []))


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", ACTORS)
class TestTable:
    """role x act x state, in both modes."""

    def roles(self, role):
        return {Role.LEARNER, *([role] if role else [])}

    def test_an_active_member_may_what_the_table_says(self, role, act, mode):
        organisation = make_organisation(mode=mode)
        person = member(organisation, role).person

        if may(self.roles(role), act, mode=mode):
            assert check(person, organisation, to=act) == self.roles(role)
        else:
            with pytest.raises(NotYours):
                check(person, organisation, to=act)

    def test_who_has_left_finds_nothing(self, role, act, mode):
        organisation = make_organisation(mode=mode, founder=make_person())
        place = member(organisation, role)
        leave(membership=place, actor=place.person, at=NOON)

        with pytest.raises(OrganisationNotFound):
            check(place.person, organisation, to=act)
        with pytest.raises(OrganisationNotFound):
            enter(place.person, organisation.slug, to=act)

    def test_of_another_organisation_finds_nothing(self, role, act, mode):
        elsewhere = member(make_organisation("Northgate", mode=mode), role).person

        with pytest.raises(OrganisationNotFound):
            check(elsewhere, make_organisation(mode=mode), to=act)


@pytest.mark.parametrize("own", ACTORS)
@pytest.mark.parametrize("role", GRANTABLE)
class TestGiving:
    def refusal(self, own, role):
        return None if own in GRANTERS and own is role else GrantNotHeld if own in GRANTERS else NotYours

    def test_needs_the_right_to_give_and_the_role_itself(self, pantry, own, role):
        actor, other = member(pantry, own).person, member(pantry, None)
        expected = self.refusal(own, role)

        if expected is None:
            grant_role(membership=other, role=role, actor=actor, at=NOON)
            assert roles_of(other.person, pantry) == {Role.LEARNER, role}
        else:
            with pytest.raises(expected):
                grant_role(membership=other, role=role, actor=actor, at=NOON)
            assert roles_of(other.person, pantry) == {Role.LEARNER}

    def test_taking_back_needs_the_same(self, pantry, own, role):
        actor, other = member(pantry, own).person, member(pantry, role)
        expected = self.refusal(own, role)

        if expected is None:
            withdraw_role(membership=other, role=role, actor=actor, at=NOON)
            assert roles_of(other.person, pantry) == {Role.LEARNER}
        else:
            with pytest.raises(expected):
                withdraw_role(membership=other, role=role, actor=actor, at=NOON)
            assert roles_of(other.person, pantry) == {Role.LEARNER, role}

    def test_nobody_gives_herself_what_she_does_not_hold(self, pantry, own, role):
        place = member(pantry, own)
        before = roles_of(place.person, pantry)

        if self.refusal(own, role) is not None:
            with pytest.raises((GrantNotHeld, NotYours)):
                grant_role(membership=place, role=role, actor=place.person, at=NOON)
        assert roles_of(place.person, pantry) == before

    def test_letting_go_needs_the_right_and_of_an_owner_an_owner(self, pantry, own, role):
        actor, other = member(pantry, own).person, member(pantry, role)
        expected = NotYours if own not in GRANTERS else GrantNotHeld if (own, role) == (Role.ADMIN, Role.OWNER) else None

        if expected is None:
            leave(membership=other, actor=actor, at=NOON)
            assert roles_of(other.person, pantry) == frozenset()
        else:
            with pytest.raises(expected):
                leave(membership=other, actor=actor, at=NOON)
            assert roles_of(other.person, pantry) == {Role.LEARNER, role}


class TestLastOwner:
    def test_can_neither_leave_nor_be_let_go_nor_lose_the_role(self, pantry, owner):
        mine = Membership.objects.get(person=owner)

        for act in (
            lambda: leave(membership=mine, actor=owner, at=NOON),
            lambda: withdraw_role(membership=mine, role=Role.OWNER, actor=owner, at=NOON),
            lambda: set_roles(membership=mine, roles=set(GRANTABLE) - {Role.OWNER}, actor=owner, at=NOON),
        ):
            with pytest.raises(LastOwner):
                act()
        assert Role.OWNER in roles_of(owner, pantry)

    def test_may_once_there_is_another(self, pantry, owner):
        second = member(pantry, Role.OWNER)

        leave(membership=Membership.objects.get(person=owner), actor=owner, at=NOON)

        with pytest.raises(LastOwner):
            leave(membership=second, actor=second.person, at=NOON)

    def test_an_owner_who_has_left_does_not_count(self, pantry, owner):
        gone = member(pantry, Role.OWNER)
        Membership.objects.filter(pk=gone.pk).update(state="left", left_at=NOON)

        with pytest.raises(LastOwner):
            leave(membership=Membership.objects.get(person=owner), actor=owner, at=NOON)

    def test_an_owner_of_another_organisation_does_not_count(self, pantry, owner, trust):
        with pytest.raises(LastOwner):
            leave(membership=Membership.objects.get(person=owner), actor=owner, at=NOON)


class TestSetRoles:
    def test_is_all_of_it_or_nothing(self, pantry):
        admin, other = member(pantry, Role.ADMIN).person, member(pantry, Role.ASSESSOR)

        with pytest.raises(GrantNotHeld):
            set_roles(membership=other, roles={Role.ADMIN, Role.ASSESSOR, Role.OWNER}, actor=admin, at=NOON)

        assert roles_of(other.person, pantry) == {Role.LEARNER, Role.ASSESSOR}

    def test_twice_writes_one_fact(self, pantry, owner):
        from laurels.journal.models import FactRow

        other = member(pantry, None)
        for _ in range(2):
            set_roles(membership=other, roles={Role.DESIGNER}, actor=owner, at=NOON)

        assert FactRow.objects.filter(kind="role.granted", subject_code=other.code).count() == 1

    def test_an_owner_may_give_away_her_own_last_right_at_the_end(self, pantry, owner):
        member(pantry, Role.OWNER)
        mine = Membership.objects.get(person=owner)

        set_roles(membership=mine, roles={Role.MANAGER}, actor=owner, at=NOON)

        assert roles_of(owner, pantry) == {Role.LEARNER, Role.MANAGER}

    @pytest.mark.parametrize("role", ["learner", "superuser", ""])
    def test_the_database_keeps_out_what_is_no_role(self, pantry, role):
        from django.db import IntegrityError, transaction

        with pytest.raises(IntegrityError), transaction.atomic():
            RoleGrant.objects.create(membership=member(pantry, None), role=role, granted_at=NOON)
