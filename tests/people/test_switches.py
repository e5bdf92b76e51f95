"""What a small organisation uses beside its five fields: off until somebody turns it on, and then it is there."""

from __future__ import annotations

import re

import pytest
from laurels.journal.models import FactRow
from laurels.people import access
from laurels.people.errors import NotYours, OrganisationNotFound, TurnedOff
from laurels.people.models import Organisation
from laurels.people.navigation import Place
from laurels.people.rules import Act, Mode, Role, Switch, is_on
from laurels.people.services import turn_on
from tests.making import NOON, make_member, make_person

pytestmark = pytest.mark.django_db
PAGE = "/o/kettle-lane/settings/"
ON = {"switches": ["planning"], "answer_days": "10"}


@pytest.mark.parametrize(
    ("mode", "switches", "there"),
    [(Mode.SMALL, [], False), (Mode.SMALL, ["planning"], True), (Mode.ASSURED, [], True), (Mode.SMALL, ["another"], False)],
)
def test_it_is_on_in_assured_mode_and_where_it_was_turned_on(mode, switches, there):
    assert is_on(Switch.PLANNING, mode=mode, switches=switches) is there
    assert Place("a", "A", mode, "#000000", frozenset(switches)).uses(Switch.PLANNING) is there


class TestTurningOn:
    def test_one_press_turns_it_on_and_the_promise_with_it(self, as_owner, pantry, owner):
        with pytest.raises(TurnedOff):
            access.enter(owner, pantry.slug, to=Act.SEE_ORGANISATION, switch=Switch.PLANNING)

        assert as_owner.post(PAGE + "use/", ON)["Location"] == PAGE

        pantry.refresh_from_db()
        assert (pantry.switches, pantry.answer_days) == (["planning"], 10)
        assert access.enter(owner, pantry.slug, to=Act.SEE_ORGANISATION, switch=Switch.PLANNING)[0] == pantry
        assert FactRow.objects.filter(kind="organisation.changed").count() == 1

    def test_a_press_without_a_tick_turns_it_off_again(self, as_owner, pantry, owner):
        turn_on(organisation=pantry, switches=[Switch.PLANNING], answer_days=15, actor=owner, at=NOON)

        as_owner.post(PAGE + "use/", {"answer_days": "15"})

        assert Organisation.objects.get(slug="kettle-lane").switches == []

    @pytest.mark.parametrize("changes", [{"switches": ["iqa"]}, {"answer_days": "0"}, {"answer_days": "121"}, {"answer_days": ""}])
    def test_what_cannot_be_is_refused_on_the_same_page(self, as_owner, pantry, changes):
        answer = as_owner.post(PAGE + "use/", ON | changes)

        assert answer.status_code == 422
        assert "Something needs another look" in answer.content.decode()
        pantry.refresh_from_db()
        assert (pantry.switches, pantry.answer_days) == ([], 15)

    def test_an_assured_organisation_has_everything_and_keeps_its_promise(self, as_outsider, trust):
        page = as_outsider.get("/o/northgate-trust/settings/").content.decode()
        assert "everything is on" in page
        assert not re.search(r'type="checkbox" name="switches"', page)

        as_outsider.post("/o/northgate-trust/settings/use/", {"answer_days": "20"})

        trust.refresh_from_db()
        assert trust.answer_days == 20

    @pytest.mark.parametrize(("who", "status"), [("as_colleague", 403), ("as_outsider", 404), ("as_stranger", 302)])
    def test_nobody_else_does_it(self, request, pantry, who, status):
        assert request.getfixturevalue(who).post(PAGE + "use/", ON).status_code == status
        pantry.refresh_from_db()
        assert pantry.switches == []

    def test_the_verb_is_locked_as_well(self, pantry, outsider):
        admin = make_member(pantry, make_person("Ada"), Role.ADMIN).person
        for person, refusal in ((admin, NotYours), (outsider, OrganisationNotFound)):
            with pytest.raises(refusal):
                turn_on(organisation=pantry, switches=[Switch.PLANNING], answer_days=15, actor=person, at=NOON)
