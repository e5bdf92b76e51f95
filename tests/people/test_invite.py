"""A letter for everybody who is added with an address."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from laurels.journal.models import FactRow
from laurels.people import selectors
from laurels.people.handlers import invite
from laurels.people.models import OneUseCode
from laurels.people.services import NewPerson, add_people, leave
from tests.journeys import settle
from tests.making import NOON
from tests.people.letters import all_letters, letters_to, words_of


@pytest.fixture
def add(pantry, owner):
    def adding(*rows, at=NOON):
        return add_people(organisation=pantry, rows=rows, actor=owner, at=at)

    return adding


def test_somebody_new_gets_a_way_in_that_proves_her_address(add, client):
    (member,) = add(NewPerson("Nina Voss", "Nina@X.example"))
    settle(NOON)

    (letter,) = letters_to("nina@x.example")
    code = re.search(r"\w{5}(-\w{5}){5}", words_of(letter)).group()
    client.post("/code/", {"code": code})

    assert client.session["_auth_user_id"] == str(member.person.pk)
    assert selectors.addresses(member.person) == ["nina@x.example"]


def test_somebody_who_is_here_gets_a_notice_without_a_code(add, outsider):
    add(NewPerson("V", "vera@trust.example"))
    settle(NOON)

    (letter,) = letters_to("vera@trust.example")
    assert "Kettle Lane has added you to its people" in words_of(letter)
    assert not OneUseCode.objects.exists()


def test_nobody_without_an_address_is_written_to(add):
    add(NewPerson("Ola Berg"))
    settle(NOON)

    assert all_letters() == []


def test_the_same_fact_twice_sends_one_letter_and_keeps_its_code_good(add):
    add(NewPerson("Nina Voss", "nina@x.example"))
    settle(NOON)
    digest = OneUseCode.objects.get().digest

    invite([row.as_fact() for row in FactRow.objects.filter(kind="member.added")], at=NOON)

    assert len(letters_to("nina@x.example")) == 1
    assert OneUseCode.objects.get().digest == digest


def test_who_has_left_before_the_letter_went_gets_none(add, owner):
    (member,) = add(NewPerson("Nina Voss", "nina@x.example"))
    leave(membership=member, actor=owner, at=NOON)

    settle(NOON)

    assert all_letters() == []


def test_who_was_let_go_and_added_again_gets_a_new_letter(add, owner):
    (member,) = add(NewPerson("Nina Voss", "nina@x.example"))
    settle(NOON)
    leave(membership=member, actor=owner, at=NOON)
    later = NOON + timedelta(days=1)

    add(NewPerson("Nina Voss", "nina@x.example"), at=later)
    settle(later)

    assert len(letters_to("nina@x.example")) == 2
