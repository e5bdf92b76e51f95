"""Every change of state leaves one fact, with the one who made it and without a word about anybody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from laurels.journal.models import FactRow
from laurels.people import services
from laurels.people.errors import CodeNotKnown
from laurels.people.forms import SettingsForm
from laurels.people.models import Membership
from laurels.people.rules import Mode, Role
from laurels.people.services import NewPerson
from tests.making import NOON


def add(pantry, owner):
    services.add_people(organisation=pantry, rows=[NewPerson("Nina Voss", "nina@x.example")], actor=owner, at=NOON)


def grant(pantry, owner):
    nina = Membership.objects.get(person__name="Ola Berg")
    services.grant_role(membership=nina, role=Role.ASSESSOR, actor=owner, at=NOON)


def withdraw(pantry, owner):
    mine = Membership.objects.get(person=owner)
    services.withdraw_role(membership=mine, role=Role.MANAGER, actor=owner, at=NOON)


def let_go(pantry, owner):
    services.leave(membership=Membership.objects.get(person__name="Ola Berg"), actor=owner, at=NOON)


def print_paper(pantry, owner):
    return services.print_code(membership=Membership.objects.get(person__name="Ola Berg"), actor=owner, at=NOON)


def change(pantry, owner):
    settings = services.Settings(**SettingsForm.initial_of(pantry))
    services.change_settings(organisation=pantry, settings=replace(settings, contact="a@b.example"), actor=owner, at=NOON)


def set_mode(pantry, owner):
    services.set_mode(organisation=pantry, mode=Mode.ASSURED, actor=owner, at=NOON)


def facts_since(before):
    return [row.as_fact() for row in FactRow.objects.exclude(pk__in=before)]


@pytest.fixture
def before(pantry):
    services.add_people(organisation=pantry, rows=[NewPerson("Ola Berg")], actor=None, at=NOON)
    return set(FactRow.objects.values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("act", "kind", "data"),
    [
        (add, "member.added", {}),
        (grant, "role.granted", {"role": "assessor"}),
        (withdraw, "role.withdrawn", {"role": "manager"}),
        (let_go, "member.left", {}),
        (print_paper, "code.printed", {}),
        (change, "organisation.changed", {}),
        (set_mode, "organisation.changed", {}),
    ],
)
def test_a_verb_leaves_one_fact(act, kind, data, before, pantry, owner):
    act(pantry, owner)

    (fact,) = facts_since(before)
    assert (fact.kind, dict(fact.data), fact.at) == (kind, data, NOON)
    assert (fact.organisation, fact.actor) == (pantry.ref(), owner.ref())


@pytest.mark.parametrize("act", [add, grant, let_go, set_mode])
def test_the_same_again_leaves_none(act, before, pantry, owner):
    act(pantry, owner)
    if act is not let_go:
        act(pantry, owner)

    assert len(facts_since(before)) == 1


def test_using_a_code_is_her_own_act(before, pantry, owner):
    paper = print_paper(pantry, owner)

    person = services.claim_code(typed=paper, claimant=None, at=NOON).person

    (fact,) = (fact for fact in facts_since(before) if fact.kind != "code.printed")
    assert (fact.kind, fact.subject, fact.actor) == ("code.used", person.ref(), person.ref())


def test_a_wrong_code_leaves_none(before, pantry):
    with pytest.raises(CodeNotKnown):
        services.claim_code(typed="0" * 30, claimant=None, at=NOON)

    assert facts_since(before) == []
