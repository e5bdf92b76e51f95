"""A draft: begun, kept while it is typed, thrown away; and everything that Small mode fills in stands in its rows."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError
from laurels.catalogue import selectors, services
from laurels.catalogue.errors import JudgeUnknown, MovedMeanwhile, PublishedOnce
from laurels.catalogue.models import Achievement, AchievementVersion
from laurels.catalogue.rules import FiveFields
from laurels.journal.models import FactRow
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.people.models import Membership
from laurels.people.rules import Role
from tests.catalogue.making import make_draft, make_fields, publish
from tests.making import NOON, make_member, make_person

pytestmark = pytest.mark.django_db


def kept(version: AchievementVersion, author, **changes: object) -> AchievementVersion:
    return services.update_draft(version=version, fields=make_fields(author, **changes), author=author, at=NOON)


class TestWhatIsFilledIn:
    """DOMAIN 4.4, row by row."""

    def test_the_name_becomes_the_title_and_the_code(self, pantry, owner):
        version = make_draft(pantry, owner, name="  Safe Shelf ")

        assert version.title == "Safe Shelf"
        assert version.achievement.handle == "SAFE-SHELF"

    def test_each_line_becomes_a_required_element_of_kind_competence(self, pantry, owner):
        version = make_draft(pantry, owner, can_do=("Checks dates.", "Keeps cold.", "Tells plainly."))

        elements = list(version.elements.all())
        assert [element.code for element in elements] == ["SAFE-SHELF-1", "SAFE-SHELF-2", "SAFE-SHELF-3"]
        assert [element.statement for element in elements] == ["Checks dates.", "Keeps cold.", "Tells plainly."]
        assert {(element.kind, element.required, element.workplace_only) for element in elements} == {("competence", True, False)}

    def test_each_element_has_two_levels_of_which_met_is_needed(self, pantry, owner):
        element = make_draft(pantry, owner).elements.first()

        assert [(level.rank, level.code) for level in element.levels.all()] == [(1, "not_yet"), (2, "met")]
        assert element.required_level == "met"

    def test_one_piece_of_any_kind_from_one_occasion_is_enough(self, pantry, owner):
        assert make_draft(pantry, owner).elements.first().evidence_rule == {"min_items": 1, "min_occasions": 1}

    def test_no_element_is_always_renewed(self, pantry, owner):
        assert not make_draft(pantry, owner).elements.filter(renew_always=True).exists()

    @pytest.mark.parametrize(("lasts", "months"), [("1", 12), ("2", 24), ("3", 36), ("never", None)])
    def test_how_long_it_lasts_becomes_a_lifespan(self, lasts, months, pantry, owner):
        strategy = make_draft(pantry, owner, lasts=lasts).strategy

        assert strategy.lifespan_months == months
        assert (strategy.window_days, strategy.grace_days) == ((90, 30) if months else (None, None))
        assert strategy.lifespan_reason == ("" if months else "owner's choice")

    def test_it_is_for_growing_unless_people_need_it_for_their_job(self, pantry, owner):
        assert make_draft(pantry, owner).strategy.function == "develop"
        assert make_draft(pantry, owner, name="Other", for_job=True).strategy.function == "perform"

    def test_what_it_is_for_has_a_default(self, pantry, owner):
        version = make_draft(pantry, owner)

        assert version.strategy.business_need == "helps us do our work well"
        assert version.description == "Helps us do our work well."

    def test_level_and_hours_are_absent(self, pantry, owner):
        version = make_draft(pantry, owner)

        assert (version.level_text, version.notional_hours) == ("", None)

    def test_the_version_is_plainly_the_first(self, pantry, owner):
        assert make_draft(pantry, owner).number == "1"

    def test_the_picture_is_drawn_from_name_organisation_and_colour(self, pantry, owner):
        version = make_draft(pantry, owner)

        assert version.picture_svg.startswith("<svg")
        assert version.picture_alt.startswith("Badge picture: Safe Shelf. A tin with a tick on an octagon in ")
        assert not version.picture_own

    def test_a_review_is_due_twelve_months_from_now(self, pantry, owner):
        assert make_draft(pantry, owner, at=NOON).strategy.review_on == date(2027, 11, 24)

    def test_the_five_fields_are_read_back_as_they_were_typed(self, pantry, owner):
        fields = make_fields(owner, for_job=True, what_for="It feeds people.", lasts="never")

        version = services.draft_from_five(organisation=pantry, fields=fields, author=owner, at=NOON)

        assert selectors.five_of(version) == fields


class TestBegin:
    def test_an_empty_draft_may_be_kept(self, pantry, owner):
        fields = FiveFields("", (), (), "2")

        version = services.draft_from_five(organisation=pantry, fields=fields, author=owner, at=NOON)

        assert (version.state, version.title, version.achievement.handle) == ("draft", "", "BADGE")

    def test_two_badges_of_one_name_have_two_codes(self, pantry, owner):
        assert [make_draft(pantry, owner).achievement.handle for _ in range(3)] == ["SAFE-SHELF", "SAFE-SHELF-2", "SAFE-SHELF-3"]

    def test_two_organisations_may_use_one_code(self, pantry, owner, trust, outsider):
        handles = {make_draft(pantry, owner).achievement.handle, make_draft(trust, outsider).achievement.handle}

        assert handles == {"SAFE-SHELF"}

    def test_the_fact_names_nobody(self, pantry, owner):
        version = make_draft(pantry, owner)

        (fact,) = FactRow.objects.filter(kind="draft.begun")
        assert str(fact.subject_code) == str(version.code)
        assert "Safe Shelf" not in str(fact.data)

    def test_a_designer_may_and_an_assessor_may_not(self, pantry, owner):
        designer = make_member(pantry, make_person("Dora"), Role.DESIGNER).person
        assessor = make_member(pantry, make_person("Idris"), Role.ASSESSOR).person

        assert make_draft(pantry, designer, judges=[assessor]).author == designer
        with pytest.raises(NotYours):
            make_draft(pantry, assessor)

    def test_a_colleague_may_not(self, pantry, colleague):
        with pytest.raises(NotYours):
            make_draft(pantry, colleague)

    def test_for_an_outsider_the_organisation_is_not_there(self, pantry, outsider, trust):
        with pytest.raises(OrganisationNotFound):
            make_draft(pantry, outsider)
        assert not AchievementVersion.objects.exists()

    def test_a_judge_who_works_elsewhere_is_unknown_and_nothing_is_left_behind(self, pantry, owner, outsider, trust):
        with pytest.raises(JudgeUnknown):
            make_draft(pantry, owner, judges=[outsider])
        assert not Achievement.objects.exists()

    def test_a_judge_who_has_left_is_unknown(self, pantry, owner, colleague):
        Membership.objects.filter(person=colleague).update(state=Membership.State.LEFT, left_at=NOON)

        with pytest.raises(JudgeUnknown):
            make_draft(pantry, owner, judges=[colleague])

    def test_a_judge_whom_nobody_knows_is_unknown(self, pantry, owner):
        with pytest.raises(JudgeUnknown):
            services.draft_from_five(
                organisation=pantry, fields=FiveFields("X", ("A.",), (str(uuid4()),), "2"), author=owner, at=NOON
            )

    def test_somebody_who_takes_the_same_code_at_once_is_told(self, pantry, owner, monkeypatch):
        make_draft(pantry, owner)
        monkeypatch.setattr("laurels.catalogue.services.drafting._taken", lambda organisation: set())

        with pytest.raises(MovedMeanwhile):
            make_draft(pantry, owner)
        assert Achievement.objects.count() == 1

    def test_the_table_itself_keeps_a_code_from_being_used_twice(self, pantry, owner):
        make_draft(pantry, owner)

        with pytest.raises(IntegrityError):
            Achievement.objects.create(organisation=pantry, handle="SAFE-SHELF", made_at=NOON)


class TestKeep:
    def test_what_is_typed_replaces_what_was_there(self, pantry, owner):
        version = make_draft(pantry, owner)

        kept(version, owner, name="Safer Shelf", can_do=("One thing.",), lasts="3")

        version.refresh_from_db()
        assert version.title == "Safer Shelf"
        assert list(version.elements.values_list("statement", flat=True)) == ["One thing."]
        assert version.strategy.lasts == "3"

    def test_the_code_follows_the_name_while_nobody_has_seen_it(self, pantry, owner):
        version = make_draft(pantry, owner, name="S")

        kept(version, owner, name="Safe Shelf")

        version.refresh_from_db()
        assert version.achievement.handle == "SAFE-SHELF"
        assert version.elements.first().code == "SAFE-SHELF-1"

    def test_the_code_stays_when_the_name_does(self, pantry, owner):
        version = make_draft(pantry, owner)
        make_draft(pantry, owner)

        kept(version, owner)

        assert Achievement.objects.get(versions=version).handle == "SAFE-SHELF"

    def test_the_code_stays_when_others_have_seen_it(self, pantry, owner):
        version = publish(make_draft(pantry, owner), owner, at=NOON)
        services.take_back(version=version, actor=owner, awards=0, at=NOON)

        kept(version, owner, name="Other Name")

        assert Achievement.objects.get(versions=version).handle == "SAFE-SHELF"

    def test_the_picture_follows_the_name(self, pantry, owner):
        version = make_draft(pantry, owner)
        before = version.picture_svg

        kept(version, owner, name="Warm Welcome")

        version.refresh_from_db()
        assert version.picture_svg != before
        assert version.picture_alt.startswith("Badge picture: Warm Welcome. A steaming cup on an octagon in ")

    def test_it_is_no_fact(self, pantry, owner):
        version = make_draft(pantry, owner)
        before = FactRow.objects.count()

        kept(version, owner, name="Other")

        assert FactRow.objects.count() == before

    def test_a_published_version_is_not_kept_over(self, pantry, owner):
        version = publish(make_draft(pantry, owner), owner)

        with pytest.raises(MovedMeanwhile):
            kept(version, owner, name="Other")

    def test_a_colleague_may_not(self, pantry, owner, colleague):
        with pytest.raises(NotYours):
            kept(make_draft(pantry, owner), colleague)

    def test_for_an_outsider_it_is_not_there(self, pantry, owner, outsider, trust):
        with pytest.raises(OrganisationNotFound):
            kept(make_draft(pantry, owner), outsider)


class TestThrowAway:
    def test_a_draft_goes_with_all_its_rows_and_its_code_is_free(self, pantry, owner):
        version = make_draft(pantry, owner)

        services.discard(version=version, actor=owner, at=NOON)

        assert not Achievement.objects.exists()
        assert make_draft(pantry, owner).achievement.handle == "SAFE-SHELF"

    def test_the_fact_stays(self, pantry, owner):
        version = make_draft(pantry, owner)
        code = str(version.code)

        services.discard(version=version, actor=owner, at=NOON)

        assert str(FactRow.objects.get(kind="draft.discarded").subject_code) == code

    def test_what_was_published_once_is_kept(self, pantry, owner):
        version = publish(make_draft(pantry, owner), owner, at=NOON)
        services.take_back(version=version, actor=owner, awards=0, at=NOON + timedelta(hours=1))

        with pytest.raises(PublishedOnce):
            services.discard(version=version, actor=owner, at=NOON + timedelta(hours=2))
        assert AchievementVersion.objects.exists()

    def test_what_is_published_is_kept(self, pantry, owner):
        version = publish(make_draft(pantry, owner), owner)

        with pytest.raises(PublishedOnce):
            services.discard(version=version, actor=owner, at=NOON)

    def test_a_colleague_may_not(self, pantry, owner, colleague):
        with pytest.raises(NotYours):
            services.discard(version=make_draft(pantry, owner), actor=colleague, at=NOON)

    def test_for_an_outsider_it_is_not_there(self, pantry, owner, outsider, trust):
        with pytest.raises(OrganisationNotFound):
            services.discard(version=make_draft(pantry, owner), actor=outsider, at=NOON)
