"""Plain functions that make rows about people for tests; each room has its own beside it."""

from __future__ import annotations

from datetime import UTC, datetime

from allauth.account.models import EmailAddress
from laurels.people.models import Membership, Organisation, Person
from laurels.people.rules import Mode, Role
from laurels.people.services import NewPerson, add_people, found_organisation, grant_role

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def make_person(name: str = "Mira Lund", *, email: str | None = None, proven: bool = True) -> Person:
    """A person, with one address when given."""
    person = Person.objects.create_user(name)
    if email:
        EmailAddress.objects.create(user=person, email=email, verified=proven, primary=True)
    return person


def make_organisation(
    name: str = "Kettle Lane", *, founder: Person | None = None, mode: Mode = Mode.SMALL, country: str = "GB"
) -> Organisation:
    """An organisation; its founder has every role."""
    people_count = 30 if mode is Mode.SMALL else 400
    return found_organisation(name=name, country=country, people_count=people_count, mode=mode, founder=founder, at=NOON)


def make_member(organisation: Organisation, person: Person | None = None, *roles: Role) -> Membership:
    """A member with these roles; a new person when none is given."""
    if person is None:
        (membership,) = add_people(organisation=organisation, rows=[NewPerson("Ola Berg")], actor=None, at=NOON)
    else:
        membership = Membership.objects.create(organisation=organisation, person=person, joined_at=NOON)
    for role in roles:
        grant_role(membership=membership, role=role, actor=None, at=NOON)
    return membership
