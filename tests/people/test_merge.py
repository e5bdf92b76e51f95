"""One person stays one person."""

from __future__ import annotations

import pytest
from laurels.people.errors import CannotJoin
from laurels.people.models import Membership, ModeChange, OneUseCode, Person
from laurels.people.rules import Mode, Role
from laurels.people.services import grant_role, print_code
from laurels.people.services.merging import merge
from tests.making import NOON, make_member, make_person


@pytest.fixture
def ola(pantry) -> Membership:
    return make_member(pantry, None, Role.MANAGER)


def test_every_row_that_points_at_the_placeholder_moves_also_without_a_way_back(ola, outsider, pantry, owner):
    print_code(membership=ola, actor=owner, at=NOON)
    line = ModeChange.objects.create(organisation=pantry, mode=Mode.SMALL, changed_by=ola.person, changed_at=NOON)

    merge(placeholder=ola.person, into=outsider)

    line.refresh_from_db()
    ola.refresh_from_db()
    assert (line.changed_by, ola.person, OneUseCode.objects.get().person) == (outsider, outsider, outsider)


def test_the_empty_row_is_gone(ola, outsider):
    placeholder = ola.person

    merge(placeholder=placeholder, into=outsider)

    assert not Person.objects.filter(code=placeholder.code).exists()


def test_a_place_in_the_same_house_is_one_place_with_all_roles(ola, colleague, pantry):
    mine = Membership.objects.get(person=colleague)
    grant_role(membership=mine, role=Role.DESIGNER, actor=None, at=NOON)

    merge(placeholder=ola.person, into=colleague)

    (only,) = Membership.objects.filter(organisation=pantry, person=colleague)
    assert only == mine
    assert {grant.role for grant in only.grants.all()} == {Role.MANAGER, Role.DESIGNER}


def test_what_may_stand_only_once_is_refused_and_nothing_has_moved(ola, outsider, monkeypatch, pantry):
    from django.db import IntegrityError
    from laurels.people.services import merging

    def keys():
        yield from ()
        raise IntegrityError

    monkeypatch.setattr(merging, "_keys_to_persons", keys)

    with pytest.raises(CannotJoin):
        merge(placeholder=ola.person, into=outsider)

    ola.refresh_from_db()
    assert ola.person != outsider


def test_addresses_that_were_only_typed_do_not_move(pantry, outsider):
    placeholder = make_member(pantry, make_person("V", email="typed@x.example", proven=False)).person

    merge(placeholder=placeholder, into=outsider)

    assert [row.email for row in outsider.emailaddress_set.all()] == ["vera@trust.example"]
