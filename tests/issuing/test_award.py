"""Awarding: who may, to whom, what travels; the same form twice is one award; what cannot be signed waits with a reason."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue import services as catalogue
from laurels.catalogue.models import AchievementVersion
from laurels.issuing import services as issuing
from laurels.issuing.errors import (
    HeldAlready,
    NeverForOneself,
    NotAJudge,
    NotAMember,
    NotComplete,
    NotEarnable,
    SentBefore,
)
from laurels.issuing.models import Award
from laurels.journal.models import FactRow
from laurels.people.errors import CannotJoin, NotYours, OrganisationNotFound
from laurels.people.models import Membership
from laurels.people.rules import Role
from laurels.people.services.merging import merge
from laurels.sealing.models import SealedCredential
from laurels.sealing.terms import EvidenceLink
from tests.examples import examples
from tests.issuing.making import make_award, make_badge, make_levelled_badge
from tests.making import NOON, make_member, make_person

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def document_of(award: Award) -> dict:
    return json.loads(bytes(award.sealed.json))


class TestWho:
    def test_a_judge_of_the_badge_awards_a_colleague(self, version, owner, colleague):
        award = make_award(version, colleague, owner)

        assert (award.state, award.person, award.judge, award.one_person) == ("issued", colleague, owner, True)

    def test_nobody_awards_herself(self, version, owner):
        with pytest.raises(NeverForOneself):
            issuing.intend(version=version, learner=owner, judge=owner, at=NOON)

    def test_not_even_by_joining_the_account_that_she_awarded(self, version, owner, pantry):
        placeholder = make_member(pantry).person
        make_award(version, placeholder, owner)

        with pytest.raises(CannotJoin):
            merge(placeholder=placeholder, into=owner)

        assert not Award.objects.filter(person=owner).exists()

    def test_an_award_of_a_second_row_for_the_same_colleague_moves_with_her(self, version, owner, colleague, pantry):
        placeholder = make_member(pantry).person
        award = make_award(version, placeholder, owner)

        merge(placeholder=placeholder, into=colleague)

        award.refresh_from_db()
        assert (award.person, award.membership) == (colleague, Membership.objects.get(person=colleague))

    def test_the_database_holds_it_too(self, intended, colleague):
        with pytest.raises(IntegrityError), transaction.atomic():
            Award.objects.filter(pk=intended.pk).update(judge=colleague)

    def test_an_assessor_who_is_no_judge_of_this_badge_is_refused(self, version, colleague, pantry):
        helper = make_person("Idris Vale")
        make_member(pantry, helper, Role.ASSESSOR)

        with pytest.raises(NotAJudge):
            issuing.intend(version=version, learner=colleague, judge=helper, at=NOON)

    def test_a_judge_without_the_role_is_refused(self, version, owner, colleague, pantry):
        Membership.objects.get(person=owner).grants.filter(role=Role.ASSESSOR).delete()

        with pytest.raises(NotYours):
            issuing.intend(version=version, learner=colleague, judge=owner, at=NOON)

    def test_an_outsider_finds_nothing(self, version, colleague, outsider, trust):
        with pytest.raises(OrganisationNotFound):
            issuing.intend(version=version, learner=colleague, judge=outsider, at=NOON)

    def test_somebody_of_another_house_cannot_be_awarded(self, version, owner, outsider, trust):
        with pytest.raises(NotAMember):
            issuing.intend(version=version, learner=outsider, judge=owner, at=NOON)

    def test_who_has_left_cannot_be_awarded(self, version, owner, colleague):
        Membership.objects.filter(person=colleague).update(state=Membership.State.LEFT, left_at=NOON)

        with pytest.raises(NotAMember):
            issuing.intend(version=version, learner=colleague, judge=owner, at=NOON)

    @pytest.mark.parametrize("state", ["draft", "suspended", "retired"])
    def test_a_badge_that_cannot_be_earned_is_not_awarded(self, state, version, owner, colleague):
        AchievementVersion.objects.filter(pk=version.pk).update(state=state)
        version.refresh_from_db()

        with pytest.raises(NotEarnable):
            issuing.intend(version=version, learner=colleague, judge=owner, at=NOON)

    def test_a_second_person_who_judges_makes_it_two(self, pantry, owner, colleague):
        helper = make_person("Idris Vale")
        make_member(pantry, helper, Role.ASSESSOR)
        version = make_badge(pantry, owner, owner, helper)

        award = make_award(version, colleague, helper)

        assert not award.one_person
        assert "one person" not in json.dumps(document_of(award))


class TestWhatTravels:
    def test_each_element_travels_as_a_result_with_its_level(self, award):
        subject = document_of(award)["credentialSubject"]
        described = subject["achievement"]["resultDescription"]

        assert [line["resultDescription"] for line in subject["result"]] == [line["id"] for line in described]
        assert [line["achievedLevel"] for line in subject["result"]] == [line["requiredLevel"] for line in described]

    def test_a_higher_level_and_an_optional_element_travel(self, pantry, owner, colleague):
        version = make_levelled_badge(pantry, owner)

        award = make_award(version, colleague, owner, levels={"PIR-1": "confident", "PIR-2": "competent"})

        levels = [line["achievedLevel"].partition("#")[2] for line in document_of(award)["credentialSubject"]["result"]]
        assert levels == ["PIR-1-confident", "PIR-2-competent"]

    def test_an_element_that_is_not_met_stops_the_award(self, pantry, owner, colleague):
        version = make_levelled_badge(pantry, owner)

        with pytest.raises(NotComplete, match="Takes a complaint calmly"):
            issuing.intend(version=version, learner=colleague, judge=owner, levels={"PIR-1": "emerging"}, at=NOON)

        assert not Award.objects.exists()

    def test_what_was_seen_travels_in_the_narrative_before_the_open_statement(self, version, owner, colleague):
        award = make_award(version, colleague, owner, narrative="She **did** it.", seen={"SAFE-SHELF-2": "The fridge list."})

        assert document_of(award)["credentialSubject"]["narrative"] == (
            "She **did** it.\n\n- **Keeps chilled food cold.** The fridge list.\n\n"
            "Designed and judged by one person; not independently checked."
        )

    def test_evidence_travels_as_links_and_as_words(self, version, owner, colleague):
        links = [EvidenceLink("The list", "https://shelf.example/list"), EvidenceLink("Seen on Tuesday")]

        award = make_award(version, colleague, owner, evidence=links)

        assert document_of(award)["evidence"] == [
            {"id": "https://shelf.example/list", "type": ["Evidence"], "name": "The list"},
            {"type": ["Evidence"], "name": "Seen on Tuesday"},
        ]

    @pytest.mark.parametrize("url", ["javascript:badinput()", "ftp://shelf.example/", "https://name:word@shelf.example/"])
    def test_a_link_that_is_no_web_address_stops_the_award(self, url, version, owner, colleague):
        with pytest.raises(NotComplete):
            issuing.intend(version=version, learner=colleague, judge=owner, evidence=[EvidenceLink("List", url)], at=NOON)

    def test_no_name_and_no_address_travel(self, award, colleague):
        text = json.dumps(document_of(award))

        for word in ("Jonas", "Hale", "jonas@kettle.example", "Mira", "mira@kettle.example", str(colleague.code)):
            assert word not in text

    def test_the_subject_is_a_random_name_for_this_person_here(self, award):
        subject = document_of(award)["credentialSubject"]

        assert subject["id"] == award.membership.subject_id
        assert UUID(subject["id"].removeprefix("urn:uuid:")).version == 4

    def test_a_later_change_of_the_badge_changes_no_award(self, award, version):
        before = bytes(award.sealed.json)

        QuerySet(AchievementVersion).filter(pk=version.pk).update(title="Else")  # past the guard of the catalogue's own rows
        issuing.seal(award=award, at=NOON + HOUR)

        assert bytes(SealedCredential.objects.get().json) == before


class TestTwice:
    def test_a_person_who_holds_it_is_not_awarded_again(self, award, version, owner, colleague):
        with pytest.raises(HeldAlready):
            issuing.intend(version=version, learner=colleague, judge=owner, at=NOON + HOUR)

    def test_another_judge_does_not_meet_an_award_that_waits(self, pantry, owner, colleague):
        helper = make_person("Idris Vale")
        make_member(pantry, helper, Role.ASSESSOR)
        version = make_badge(pantry, owner, owner, helper)
        issuing.intend(version=version, learner=colleague, judge=owner, at=NOON)

        with pytest.raises(HeldAlready):
            issuing.intend(version=version, learner=colleague, judge=helper, at=NOON)

    def test_after_its_end_it_is_awarded_again_as_another_run(self, award, version, owner, colleague):
        later = make_award(version, colleague, owner, at=award.valid_until + HOUR)

        assert later != award
        assert later.basis_key.endswith(":2")
        assert later.sealed.credential_id != award.sealed.credential_id
        assert later.sealed.subject_id == award.sealed.subject_id

    def test_the_same_form_gives_the_first_award_also_when_it_is_sealed(self, version, owner, colleague):
        once = uuid4()
        first = make_award(version, colleague, owner, narrative="She did it.", once=once)

        second = issuing.intend(
            version=version, learner=colleague, judge=owner, narrative="She did it.", once=once, at=NOON + timedelta(seconds=2)
        )

        assert second == first
        assert Award.objects.count() == SealedCredential.objects.count() == 1
        assert FactRow.objects.filter(kind="award.intended").count() == 1

    def test_two_forms_at_once_are_one_award_and_one_refusal(self, version, owner, colleague, monkeypatch):
        """The second request looked before the first had written: the database decides."""
        first = issuing.intend(version=version, learner=colleague, judge=owner, once=uuid4(), at=NOON)
        real, blind = issuing.awarding._made, iter([True])

        def looked_too_early(columns, *, once, at):
            if next(blind, False):
                raise IntegrityError
            return real(columns, once=once, at=at)

        monkeypatch.setattr("laurels.issuing.services.awarding._made", looked_too_early)

        with pytest.raises(HeldAlready):
            issuing.intend(version=version, learner=colleague, judge=owner, narrative="Else.", once=uuid4(), at=NOON)
        assert Award.objects.get() == first

    @examples(15, 300)
    @given(st.sampled_from(["narrative", "seen", "evidence", "learner"]), st.text("abc ", max_size=6))
    def test_the_same_form_with_something_else_in_it_is_refused(self, version, owner, colleague, pantry, field, text):
        once = uuid4()
        learner = make_member(pantry).person
        said = {"narrative": "She did it.", "seen": {"SAFE-SHELF-1": "Every tin."}, "evidence": [EvidenceLink("The list")]}
        other = {
            "narrative": {"narrative": f"{text} else"},
            "seen": {"seen": {"SAFE-SHELF-1": f"{text} else"}},
            "evidence": {"evidence": [EvidenceLink(f"{text} else")]},
            "learner": {"learner": make_member(pantry).person},
        }[field]
        issuing.intend(version=version, judge=owner, once=once, at=NOON, **({"learner": learner} | said))
        before = Award.objects.count()

        with pytest.raises(SentBefore):
            issuing.intend(version=version, judge=owner, once=once, at=NOON, **({"learner": learner} | said | other))

        assert Award.objects.count() == before


class TestFacts:
    def test_the_promise_and_the_seal_are_facts_without_words(self, award, owner):
        intended, sealed = FactRow.objects.filter(subject_code=award.code).order_by("at", "kind")

        assert (intended.kind, sealed.kind) == ("award.intended", "award.sealed")
        assert {intended.actor_code, sealed.actor_code} == {owner.code}
        assert (intended.data, sealed.data) == ({}, {})

    def test_a_second_seal_is_no_second_fact(self, award):
        issuing.seal(award=award, at=NOON + HOUR)

        assert FactRow.objects.filter(kind="award.sealed").count() == 1


def test_the_document_that_is_signed_is_the_one_that_was_published(award, version):
    assert document_of(award)["credentialSubject"]["achievement"] == catalogue.document_of(version)
