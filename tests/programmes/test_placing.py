"""Jobs, their days and line managers of a programme stand in the register, as the services write it."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from laurels.people import selectors, services
from laurels.people.models import JobHolding, Membership, Organisation, Person
from laurels.people.services import NewPerson, add_people
from laurels.programmes import placing, reading
from tests.making import NOON

pytestmark = pytest.mark.django_db


def placed(name: str, organisation: Organisation) -> dict[str, Person]:
    """The people of a shipped programme and their places, without its badges."""
    programme = reading.read_shipped(name)
    everybody = {part.code: part for part in (*programme.people, *programme.learners)}
    here = {row.person.name: row.person for row in Membership.objects.filter(organisation=organisation).select_related("person")}
    new = [part for part in everybody.values() if part.name not in here]
    rows = add_people(organisation=organisation, rows=[NewPerson(part.name, None, part.team) for part in new], actor=None, at=NOON)
    here |= {row.person.name: row.person for row in rows}
    persons = {code: here[part.name] for code, part in everybody.items()}
    placing.load(programme, organisation, persons, at=NOON)
    return persons


def titles(person: Person, organisation: Organisation, on: date) -> list[str]:
    return [job.title for job in selectors.current_jobs(person, organisation, on)]


class TestCustomerCare:
    def test_who_became_team_leader_was_a_receptionist_before(self, pantry):
        maya = placed("customer-care", pantry)["l-maya"]

        assert titles(maya, pantry, date(2026, 9, 30)) == ["Receptionist"]
        assert titles(maya, pantry, date(2026, 10, 1)) == ["Team leader"]

    def test_every_job_of_the_file_is_one_of_the_organisation(self, pantry):
        placed("customer-care", pantry)

        found = [(line.title, line.holders) for line in selectors.job_roles(pantry)]
        assert found == [("Contact centre adviser", 1), ("Receptionist", 1), ("Team leader", 1)]

    def test_twice_is_once_and_what_was_changed_by_hand_stays(self, pantry):
        placed("customer-care", pantry)
        job = JobHolding.objects.get(job_role__title="Contact centre adviser")
        services.end_job(job=job, to_on=date(2026, 11, 1), actor=None, at=NOON)
        before = list(JobHolding.objects.order_by("pk").values_list("pk", "to_on"))

        placed("customer-care", pantry)

        assert list(JobHolding.objects.order_by("pk").values_list("pk", "to_on")) == before

    def test_nothing_of_another_organisation_is_touched(self, pantry, trust):
        placed("customer-care", pantry)

        assert selectors.job_roles(trust) == []


class TestLineManager:
    def test_has_her_people(self, pantry):
        persons = placed("line-manager", pantry)

        fox = Membership.objects.get(organisation=pantry, person=persons["u-fox"])
        assert [report.person for report in selectors.reports_of(fox)] == [persons["l-daniel"].code]

    def test_a_manager_who_was_set_by_hand_stays(self, pantry, owner):
        persons = placed("line-manager", pantry)
        daniel = Membership.objects.get(organisation=pantry, person=persons["l-daniel"])
        mine = Membership.objects.get(organisation=pantry, person=owner)
        services.set_manager(membership=daniel, manager=mine, actor=owner, at=NOON)

        placed("line-manager", pantry)

        daniel.refresh_from_db()
        assert daniel.manager == mine


def test_a_holder_whose_day_is_none_is_refused():
    whole = {"learner": "l", "role": "r", "from": "03/04/2026"}

    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(whole, reading.RoleHolderPart)
