"""Who judges a published badge: its owner changes it, its text stays, and one that nobody judges any more says so at home."""

from __future__ import annotations

from itertools import product
from uuid import uuid4

import pytest
from laurels.catalogue import rules, services
from laurels.catalogue.errors import JudgeUnknown, MovedMeanwhile, NobodyJudges, NotYourself
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.catalogue.selectors import facts_of, needing
from laurels.issuing import services as issuing
from laurels.issuing.errors import NotAJudge
from laurels.journal.models import FactRow
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.people.models import Membership, Organisation, RoleGrant
from laurels.people.rules import Role
from laurels.sealing.published import answer
from tests.catalogue.making import make_draft, publish
from tests.making import NOON, make_member, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(pantry, owner) -> AchievementVersion:
    return publish(make_draft(pantry, owner, at=NOON), owner, at=NOON)


@pytest.fixture
def assessor(pantry):
    return make_member(pantry, make_person("Ines Roth"), Role.ASSESSOR).person


def change(version, actor, *judges) -> None:
    version = AchievementVersion.objects.select_related("achievement__organisation", "author").get(pk=version.pk)
    services.change_judges(version=version, judges=[str(judge.code) for judge in judges], actor=actor, at=NOON)


def names(version) -> set[str]:
    return set(version.judges.values_list("person__name", flat=True))


def changes() -> int:
    return FactRow.objects.filter(kind="version.judges-changed").count()


class TestChange:
    def test_the_new_judge_awards_and_the_old_one_does_not(self, version, owner, assessor, colleague):
        change(version, owner, assessor)

        award = issuing.intend(version=version, learner=colleague, judge=assessor, at=NOON)
        assert not award.one_person
        with pytest.raises(NotAJudge):
            issuing.intend(version=version, learner=assessor, judge=owner, at=NOON)

    def test_the_published_text_stays_as_it_is(self, version, owner, assessor):
        before = answer(f"/badges/{version.code}.json", "").body

        change(version, owner, assessor)

        assert answer(f"/badges/{version.code}.json", "").body == before

    def test_it_is_one_fact_without_names_and_the_same_again_is_none(self, version, owner, assessor):
        change(version, owner, assessor)
        change(version, owner, assessor)

        assert changes() == 1
        assert FactRow.objects.get(kind="version.judges-changed").data == {}

    def test_the_writer_who_makes_herself_the_judge_is_one_person_and_awards_say_so(self, version, owner, assessor, colleague):
        change(version, owner, assessor)
        change(version, owner, owner)

        assert issuing.intend(version=version, learner=colleague, judge=owner, at=NOON).one_person

    def test_an_award_of_before_keeps_its_statement(self, version, owner, assessor, colleague):
        award = issuing.intend(version=version, learner=colleague, judge=owner, at=NOON)

        change(version, owner, assessor)

        award.refresh_from_db()
        assert (award.one_person, award.judge) == (True, owner)

    def test_nobody_at_all_is_refused(self, version, owner):
        with pytest.raises(NobodyJudges):
            change(version, owner)
        assert names(version) == {"Mira Lund"}

    def test_somebody_who_is_no_assessor_is_refused(self, version, owner, colleague):
        with pytest.raises(JudgeUnknown):
            change(version, owner, owner, colleague)
        assert names(version) == {"Mira Lund"}

    @pytest.mark.parametrize("state", [State.DRAFT, State.RETIRED])
    def test_a_draft_and_a_retired_one_are_left_alone(self, state, version, owner, assessor):
        AchievementVersion.objects.filter(pk=version.pk).update(state=state)

        with pytest.raises(MovedMeanwhile):
            change(version, owner, assessor)

    def test_a_colleague_and_an_outsider_may_not(self, version, owner, colleague, outsider, trust, assessor):
        for somebody, refusal in ((colleague, NotYours), (assessor, NotYours), (outsider, OrganisationNotFound)):
            with pytest.raises(refusal):
                change(version, somebody, assessor)
        assert changes() == 0


class TestOnePerson:
    def test_with_the_rules_of_the_large_the_writer_does_not_add_herself(self, version, owner, assessor, pantry):
        change(version, owner, assessor)
        Organisation.objects.filter(pk=pantry.pk).update(mode="assured")

        with pytest.raises(NotYourself):
            change(version, owner, owner, assessor)

        another = make_member(pantry, make_person("Paul Second"), Role.OWNER).person
        change(version, another, owner, assessor)
        assert names(version) == {"Mira Lund", "Ines Roth"}

    def test_the_table(self):
        for state, small, herself, before in product(State, (True, False), (True, False), (True, False)):
            allowed = rules.may_name_judges(
                state, author="a", actor="a", old={"a"} if before else set(), new={"a"} if herself else {"b"}, small=small
            )
            assert allowed == (state in rules.JUDGES_MAY_CHANGE and (small or not herself or before))

    def test_another_with_the_writers_name_is_not_taken_for_her(self, version, owner, pantry):
        namesake = make_member(pantry, make_person("Mira Lund"), Role.ASSESSOR).person

        change(version, owner, namesake)

        fresh = AchievementVersion.objects.get(pk=version.pk)
        assert dict(facts_of(fresh))["Who judges"] == "Mira Lund"
        change(version, owner, owner)
        assert dict(facts_of(fresh))["Who judges"] == "Mira Lund, who also wrote the badge"


class TestNobodyLeft:
    def test_a_judge_who_left_leaves_it_without(self, version, owner, assessor, pantry, as_owner):
        change(version, owner, assessor)
        assert needing(pantry, owner).unjudged == ()

        Membership.objects.filter(person=assessor).update(state="left", left_at=NOON)

        assert [card.title for card in needing(pantry, owner).unjudged] == ["Safe Shelf"]
        page = as_owner.get("/home/").content.decode()
        assert "Nobody is left who judges “Safe Shelf”." in page
        assert f'href="/o/kettle-lane/design/{version.code}/judges/"' in page
        assert dict(facts_of(AchievementVersion.objects.get(pk=version.pk)))["Who judges"] == "Nobody yet"

    def test_one_who_is_no_assessor_any_more_does_too_and_one_of_two_does_not(self, version, owner, assessor, pantry):
        change(version, owner, assessor, owner)
        RoleGrant.objects.filter(membership__person=assessor).delete()
        assert needing(pantry, owner).unjudged == ()

        RoleGrant.objects.filter(membership__person=owner, role=Role.ASSESSOR).delete()

        assert len(needing(pantry, owner).unjudged) == 1

    def test_being_an_assessor_elsewhere_does_not_help(self, version, owner, assessor, pantry, trust):
        change(version, owner, assessor)
        Membership.objects.filter(person=assessor).update(state="left", left_at=NOON)
        make_member(trust, assessor, Role.ASSESSOR)

        assert len(needing(pantry, owner).unjudged) == 1

    def test_a_colleague_is_not_asked(self, version, owner, assessor, as_colleague):
        change(version, owner, assessor)
        Membership.objects.filter(person=assessor).update(state="left", left_at=NOON)

        assert "Nobody is left" not in as_colleague.get("/home/").content.decode()


class TestPage:
    def test_the_badges_page_leads_there_and_a_press_keeps(self, version, as_owner, assessor):
        address = f"/o/kettle-lane/design/{version.code}/judges/"
        assert f'href="{address}"' in as_owner.get(f"/badges/{version.code}").content.decode()
        assert "Ines Roth" in as_owner.get(address).content.decode()

        answered = as_owner.post(address, {"judges": [str(assessor.code)]}, follow=True)

        assert "Badges that were awarded keep their judge." in answered.content.decode()
        assert names(version) == {"Ines Roth"}

    @pytest.mark.parametrize("given", [{}, {"judges": ["nobody"]}, {"judges": [str(uuid4())]}])
    def test_what_cannot_be_is_said(self, given, version, as_owner):
        answered = as_owner.post(f"/o/kettle-lane/design/{version.code}/judges/", given)

        assert answered.status_code == 422
        assert names(version) == {"Mira Lund"}

    def test_a_draft_has_no_such_page(self, pantry, owner, as_owner):
        draft = make_draft(pantry, owner)

        answered = as_owner.get(f"/o/kettle-lane/design/{draft.code}/judges/", follow=True)

        assert answered.redirect_chain[0][0] == "/o/kettle-lane/design/"
