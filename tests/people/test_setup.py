"""The first questions of a fresh installation: only with the code that its operator saw."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from laurels.people import selectors
from laurels.people.access import roles_of
from laurels.people.codes import new_code
from laurels.people.errors import SetupClosed, UnknownCountry
from laurels.people.models import Installation, Organisation, Person
from laurels.people.rules import Mode, Role
from laurels.people.services import (
    FirstAnswers,
    FirstPerson,
    check_setup_code,
    complete_setup,
    issue_setup_code,
)
from tests.making import NOON

ANSWERS = FirstAnswers(name="Kettle Lane", country="GB", people_count=30, mode=Mode.SMALL)
MIRA = FirstPerson(name="Mira Lund", email="Mira@Kettle.example", password="three words apart")


@pytest.fixture
def code(db) -> str:
    return issue_setup_code()


def answer(code, *, person=MIRA, answers=ANSWERS):
    return complete_setup(code=code, person=person, answers=answers, at=NOON)


class TestCode:
    def test_opens_the_questions_however_it_is_typed(self, code):
        check_setup_code(code.lower().replace("-", " "))

    def test_is_kept_as_a_digest_only(self, code):
        kept = Installation.objects.get().setup_digest

        assert code.replace("-", "") not in kept
        assert len(kept) == 64

    def test_of_an_earlier_start_opens_nothing(self, code):
        issue_setup_code()

        with pytest.raises(SetupClosed):
            check_setup_code(code)

    @pytest.mark.parametrize("typed", ["", "0" * 30, "x", "NV13K-P5NKM-F0PY8-GMPWG-P1C1B-T2F1P"])
    def test_any_other_opens_nothing(self, code, typed):
        with pytest.raises(SetupClosed):
            check_setup_code(typed)

    @pytest.mark.django_db
    def test_nothing_opens_before_one_was_issued(self):
        with pytest.raises(SetupClosed):
            check_setup_code(new_code().text())


class TestAnswering:
    def test_makes_the_first_person_owner_of_her_organisation(self, code):
        person, organisation = answer(code)

        assert roles_of(person, organisation) == frozenset(Role)
        assert (organisation.display_name, organisation.time_zone) == ("Kettle Lane", "Europe/London")
        assert person.check_password("three words apart")
        assert selectors.addresses(person) == ["mira@kettle.example"]

    def test_says_from_then_on_who_runs_this_machine(self, code):
        answer(code)

        installation = Installation.objects.get()
        assert (installation.operator_name, installation.set_up_at) == ("Kettle Lane", NOON)
        assert selectors.is_set_up()

    def test_works_without_an_address_for_somebody_who_adds_a_passkey_next(self, code):
        person, _ = answer(code, person=FirstPerson(name="Mira Lund"))

        assert not person.has_usable_password()
        assert not EmailAddress.objects.exists()

    def test_happens_once(self, code):
        answer(code)

        with pytest.raises(SetupClosed):
            answer(code)
        with pytest.raises(SetupClosed):
            issue_setup_code()
        assert Organisation.objects.count() == 1

    def test_a_wrong_code_makes_nothing(self, code):
        with pytest.raises(SetupClosed):
            answer(new_code().text())

        assert not Person.objects.exists()

    def test_a_wrong_answer_leaves_the_code_good(self, code):
        with pytest.raises(UnknownCountry):
            answer(code, answers=FirstAnswers(name="X", country="??", people_count=1, mode=Mode.SMALL))

        assert not Person.objects.exists()
        check_setup_code(code)


def test_there_is_one_row_about_the_machine(code):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Installation.objects.create(pk=2)
