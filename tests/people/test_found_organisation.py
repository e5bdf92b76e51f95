"""An organisation from three answers."""

from __future__ import annotations

import pytest
from laurels.people.access import roles_of
from laurels.people.errors import UnknownCountry
from laurels.people.models import Organisation
from laurels.people.rules import Mode, Role
from laurels.people.services import found_organisation
from tests.making import NOON, make_organisation, make_person


def test_the_legal_name_is_the_name_and_the_zone_follows_the_country(owner):
    organisation = make_organisation("Kettle Lane", founder=owner, country="NO")

    assert (organisation.legal_name, organisation.display_name) == ("Kettle Lane", "Kettle Lane")
    assert organisation.time_zone == "Europe/Oslo"


def test_its_founder_holds_every_role(owner, pantry):
    assert roles_of(owner, pantry) == frozenset(Role)


def test_the_history_of_modes_begins_with_the_first(owner, pantry):
    (first,) = pantry.mode_changes.all()

    assert (first.mode, first.changed_by, first.changed_at) == (Mode.SMALL.value, owner, NOON)


def test_two_of_one_name_have_two_addresses(db):
    slugs = [make_organisation("Kettle Lane").slug for _ in range(3)]

    assert slugs == ["kettle-lane", "kettle-lane-2", "kettle-lane-3"]


@pytest.mark.parametrize("name", ["new", "!!!", "ÅÄÖ " * 80])
def test_every_name_gets_an_address_that_works(db, name):
    organisation = make_organisation(name[:200])

    assert organisation.slug not in {"", "new"}
    assert len(organisation.slug) <= Organisation._meta.get_field("slug").max_length


def test_a_country_that_does_not_exist_is_refused_and_nothing_is_made(db):
    with pytest.raises(UnknownCountry):
        found_organisation(name="Nowhere", country="XX", people_count=3, mode=Mode.SMALL, founder=make_person(), at=NOON)

    assert not Organisation.objects.exists()
